"""What holds for every finding about covenants, whatever the facts (docs/policy 3.B)."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Finding
from data_model.rules.covenant import KINDS, CovenantFacts, judge
from data_model.rules.covenant_complete import judge_complete
from data_model.rules.covenant_facts import (
    AgreementFact,
    AnnexFact,
    ApprovalFact,
    CovenantFact,
    EvaluationFact,
    GoalFact,
    PartyFact,
    PromiseFact,
    WebberFact,
)
from data_model.rules.covenant_ingredients import ingredients
from data_model.rules.covenant_organisations import OrganisationFact, Period, StaffFact
from data_model.rules.covenant_signed import Signed, judge_signed, signed_summary
from data_model.rules.covenant_term import evaluation_state
from data_model.rules.membership import MembershipFact
from data_model.vocabulary import Topic
from tests.rules.covenants import IN_FORCE, NORMS, SESSION_5, network

T = TypeVar("T")
A_DAY = timedelta(days=1)
days = st.dates(date(2025, 10, 1), date(2028, 6, 30))
later = st.dates(SESSION_5, date(2028, 6, 30))
maybe = st.none() | days
seldom = st.sampled_from([False, False, False, True]).flatmap(lambda there: days if there else st.none())
organisation_ids = st.integers(1, 3)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start_on = draw(days)
    return Period(start_on, draw(st.none() | st.integers(0, 500).map(lambda n: start_on + timedelta(days=n))))


memberships = st.builds(
    lambda period, paused, resumed: MembershipFact(period.start_on, period.end_on, paused, resumed),
    periods(),
    maybe,
    maybe,
)
staff = st.builds(lambda period, id: StaffFact(period.start_on, period.end_on, id), periods(), st.integers(1, 3))
parties = st.builds(
    PartyFact,
    id=organisation_ids,
    organisation_id=organisation_ids,
    name=st.sampled_from("ABC"),
    role=st.sampled_from(["signing", "signing", "signing", "named_only"]),
    joined_on=days,
    left_on=seldom,
    requested_on=maybe,
    declined_on=seldom,
    subject_to_mandate_on=maybe,
    signed_on=maybe,
    withdrawn_on=seldom,
)
webbers = st.builds(
    WebberFact,
    id=st.integers(1, 3),
    organisation_id=organisation_ids,
    listed_on=days,
    unlisted_on=seldom,
    person_id=st.none() | st.integers(1, 3),
    confirmed_on=maybe,
    ended_on=seldom,
    deputies=st.lists(periods(), max_size=2).map(tuple),
)
agreements = st.builds(
    AgreementFact,
    id=st.integers(1, 1000),
    topic=st.sampled_from(Topic),
    agreed_on=days,
    owner_organisation_id=st.none() | organisation_ids,
    review_on=maybe,
    applies=st.sampled_from([True, True, False]),
    dropped_on=seldom,
    reviews=st.lists(st.tuples(days, st.sampled_from(["kept", "not_kept"])), max_size=2).map(
        lambda reviews: tuple(sorted(reviews))
    ),
)
approvals = st.builds(
    ApprovalFact,
    id=st.integers(1, 1000),
    organisation_id=organisation_ids,
    needed=st.booleans(),
    asked_on=maybe,
    given_on=maybe,
    refused_on=seldom,
    inform_every_months=st.sampled_from([None, 3, 12]),
)
evaluations = st.builds(EvaluationFact, days, st.sampled_from([None, "continue"]), maybe)


def some(strategy: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def unique(strategy: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=most, unique_by=lambda one: one.id).map(tuple)  # type: ignore[attr-defined]


def covenants(id: int, replaces_id: int | None) -> st.SearchStrategy[CovenantFact]:
    return st.builds(
        CovenantFact,
        id=st.just(id),
        drafted_on=days,
        opened_on=maybe,
        in_force_on=maybe,
        end_on=maybe,
        ended_on=seldom,
        auto_renew=st.booleans(),
        renew_months=st.sampled_from([None, 6, 12, 24]),
        notice_days=st.sampled_from([0, 30, 90]),
        first_evaluation_on=maybe,
        approval_settled=st.booleans(),
        replaces_id=st.just(replaces_id),
        goal=st.none() | st.builds(GoalFact, st.just("Doel"), days, maybe, some(days, 2)),
        parties=unique(parties),
        webbers=unique(webbers),
        agreements=unique(agreements, 2),
        approvals=unique(approvals, 2),
        annexes=some(st.builds(AnnexFact, days, st.booleans()), 2),
        revisions=some(periods(), 2),
        evaluations=some(evaluations, 2),
    )


@st.composite
def networks(draw: st.DrawFn) -> CovenantFacts:
    organisations = tuple(
        OrganisationFact(id, "ABC"[id - 1], tuple(draw(some(memberships, 2))), id == 3, tuple(draw(some(staff, 2))))
        for id in (1, 2, 3)
    )
    promises = st.builds(
        PromiseFact, id=st.integers(1, 9), organisation_id=organisation_ids, promised_on=days, discussed_on=maybe
    )
    second = (with_own_ids(draw(covenants(2, 1))),) if draw(st.booleans()) else ()
    return network(draw(covenants(1, None)), *second, organisations=organisations, promises=draw(some(promises, 2)))


def with_own_ids(covenant: CovenantFact) -> CovenantFact:
    return replace(
        covenant,
        parties=tuple(replace(one, id=one.id + 5000) for one in covenant.parties),
        approvals=tuple(replace(one, id=one.id + 5000) for one in covenant.approvals),
        agreements=tuple(replace(one, id=one.id + 5000) for one in covenant.agreements),
    )


def judged(facts: CovenantFacts, day: date) -> dict[tuple[str, str, int], Finding]:
    return {(f.kind, f.about.entity, f.about.id): f for f in judge(facts, day, NORMS)}


@given(facts=networks(), today=days)
def test_a_finding_is_there_from_its_first_day_and_gets_worse_on_the_day_it_says(
    facts: CovenantFacts, today: date
) -> None:
    on = cache(lambda day: judged(facts, day))
    for key, finding in on(today).items():
        assert finding.kind in KINDS
        assert finding.since <= today
        assert on(finding.since)[key].since == finding.since
        assert key not in on(finding.since - A_DAY)
        assert finding.changes_on is None or finding.changes_on > today
        tomorrow = on(today + A_DAY).get(key, finding)
        assert tomorrow.urgency <= finding.urgency or finding.changes_on == today + A_DAY


@given(signing=unique(parties), answers=unique(approvals, 2), today=days)
def test_the_counts_of_signatures_add_up(
    signing: tuple[PartyFact, ...], answers: tuple[ApprovalFact, ...], today: date
) -> None:
    covenant = CovenantFact(id=1, drafted_on=SESSION_5, parties=signing, approvals=answers)
    now = signed_summary(covenant, today)
    assert now.required + now.declined + now.withdrawn == len(covenant.signing(today))
    assert now.signed + now.subject <= now.required
    if now.state is Signed.SIGNED:
        assert now.signed == now.required > 0 and now.approvals_pending == 0
    out = [f.kind for f in judge_signed(covenant, today, NORMS) if f.kind.endswith(("_declined", "_withdrew"))]
    assert len(out) == now.declined + now.withdrawn


@given(topics=unique(agreements, 8), listed=unique(webbers), named=unique(parties), settled=st.booleans(), today=later)
def test_incomplete_or_outdated_says_exactly_what_is_missing(
    topics: tuple[AgreementFact, ...],
    listed: tuple[WebberFact, ...],
    named: tuple[PartyFact, ...],
    settled: bool,
    today: date,
) -> None:
    covenant = CovenantFact(
        id=1,
        drafted_on=SESSION_5,
        in_force_on=IN_FORCE,
        approval_settled=settled,
        agreements=topics,
        webbers=listed,
        parties=named,
    )
    facts = network(covenant)
    absent = {one.ingredient for one in ingredients(facts, covenant, today, NORMS) if not one.present}
    told: list[str] = []
    for finding in judge_complete(facts, covenant, today, NORMS):
        told += finding.values.get("missing") or ()  # type: ignore[arg-type]
    assert sorted(told) == sorted(absent)


@given(first=maybe, wait=st.integers(0, 900), more=st.integers(0, 60))
def test_waiting_longer_never_improves_the_evaluation(first: date | None, wait: int, more: int) -> None:
    one = CovenantFact(id=1, drafted_on=SESSION_5, in_force_on=SESSION_5, first_evaluation_on=first)
    order = ["planned", "evaluation_soon", "evaluation_due", "evaluation_overdue"]
    earlier, later = (
        order.index(evaluation_state(one, SESSION_5 + timedelta(days=n), NORMS)) for n in (wait, wait + more)
    )
    assert earlier <= later
