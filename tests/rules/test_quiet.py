"""When an organisation grows quiet: each sign on its boundary days, two of them together, and never one alone."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Urgency
from data_model.norms import Norms
from data_model.rules.attention import ranked
from data_model.rules.outlook import Outlook
from data_model.rules.quiet import Signs, judge
from data_model.rules.tasks import ActionFact, GatheringFact, OwnerFact, TurnoverFacts
from data_model.vocabulary import QuietSign
from tests.rules.turnover_town import (
    CHURCH,
    EVERYONE,
    FOOD_BANK,
    HALL,
    NORMS,
    SCHOOL,
    START,
    carried,
    findings,
    found,
    leaves,
    organisation,
    stops,
    town,
    works,
)

DAY = timedelta(days=1)
FIRST, SECOND, THIRD = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 3)
# Everybody said lately that the data are right, so that this is no sign.
CONFIRMED = tuple((person, day) for person in sorted(EVERYONE) for day in (START, date(2026, 6, 20)))


def meeting(on: date, absent: tuple[int, ...] = (), present: tuple[int, ...] = (), kind: str = "webber") -> Any:
    return GatheringFact(on.toordinal(), kind, START, on, on, present=frozenset(present), absent=frozenset(absent))


def quiet_town(*meetings: GatheringFact, **other: Any) -> TurnoverFacts:
    return town(meetings=meetings, **{"confirmations": CONFIRMED} | other)


def signs(facts: TurnoverFacts, day: date, id: int = SCHOOL, norms: Norms = NORMS) -> tuple[QuietSign, ...]:
    return Signs(facts, Outlook(facts.ties, day), norms).of(id, day)


@pytest.mark.parametrize(("day", "seen"), [(SECOND - DAY, ()), (SECOND, (QuietSign.MEETINGS,))])
def test_being_absent_at_the_last_meetings_is_a_sign(day: date, seen: tuple[QuietSign, ...]) -> None:
    assert signs(quiet_town(meeting(FIRST, (SCHOOL,)), meeting(SECOND, (SCHOOL,))), day) == seen


def test_one_absence_or_two_of_different_kinds_are_none() -> None:
    once = quiet_town(meeting(FIRST, (SCHOOL,)), meeting(SECOND, present=(SCHOOL,)), meeting(THIRD, (SCHOOL,)))
    assert signs(once, THIRD) == ()
    mixed = quiet_town(meeting(FIRST, (SCHOOL,)), meeting(SECOND, (SCHOOL,), kind="network"))
    assert signs(mixed, SECOND) == ()


@pytest.mark.parametrize(("days", "seen"), [(180, ()), (181, (QuietSign.CONTACT,))])
def test_data_that_nobody_confirmed_within_the_norm_are_a_sign(days: int, seen: tuple[QuietSign, ...]) -> None:
    once = quiet_town(confirmations=((21, FIRST), (22, START)))
    assert signs(once, FIRST + days * DAY) == seen
    never = quiet_town(confirmations=())
    assert signs(never, START + days * DAY) == seen


def test_who_came_lately_is_not_asked_to_confirm_yet_and_who_left_does_not_count() -> None:
    came = (*(works(p) for p in EVERYONE), works(23, start=FIRST))
    facts = quiet_town(affiliations=came, confirmations=())
    assert [signs(facts, FIRST + n * DAY) for n in (180, 181)] == [(), (QuietSign.CONTACT,)]
    gone = replace(facts, confirmations=((23, FIRST),), ties=replace(facts.ties, events=(leaves(23, SECOND),)))
    assert signs(gone, SECOND - DAY) == () and signs(gone, SECOND) == (QuietSign.CONTACT,)


def action(*updates: date, states: tuple[tuple[date, str], ...] = (), **owner: Any) -> ActionFact:
    values: dict[str, Any] = {"person_id": 21, "organisation_id": SCHOOL, "start_on": START}
    return ActionFact(9, START, None, "webber", (OwnerFact(**values | owner),), states, updates)


MET = tuple(meeting(on, present=(SCHOOL, HALL, FOOD_BANK, CHURCH)) for on in (FIRST, SECOND, THIRD))


@pytest.mark.parametrize(
    ("facts", "day", "silent"),
    [
        ((action(),), SECOND - DAY, False),
        ((action(),), SECOND, True),
        ((action(FIRST),), SECOND, False),
        ((action(FIRST),), THIRD, True),
        ((action(SECOND - DAY),), THIRD, True),
        ((action(SECOND),), THIRD, False),
        ((action(), action(SECOND)), THIRD, False),
        ((action(states=((SECOND, "done"),)),), THIRD, False),
        ((action(start_on=SECOND),), THIRD, False),
        ((action(organisation_id=HALL),), THIRD, False),
        ((action(end_on=SECOND),), THIRD, False),
    ],
)
def test_no_update_on_any_open_action_over_the_last_meetings_is_a_sign(
    facts: tuple[ActionFact, ...], day: date, silent: bool
) -> None:
    assert (QuietSign.ACTIONS in signs(quiet_town(*MET, actions=facts), day)) is silent


@pytest.mark.parametrize(("days", "seen"), [(365, False), (366, True)])
def test_links_that_nobody_confirmed_within_the_norm_are_a_sign(days: int, seen: bool) -> None:
    old = replace(carried(1, HALL, SCHOOL), last_confirmed_on=FIRST)
    assert (QuietSign.LINKS in signs(quiet_town(relations=(old,)), FIRST + days * DAY)) is seen
    fresh = replace(carried(2, CHURCH, SCHOOL), last_confirmed_on=SECOND)
    assert QuietSign.LINKS not in signs(quiet_town(relations=(old, fresh)), FIRST + days * DAY)
    other = replace(carried(2, CHURCH, HALL), last_confirmed_on=SECOND)
    assert (QuietSign.LINKS in signs(quiet_town(relations=(old, other)), FIRST + days * DAY)) is seen


def test_before_the_last_confirmation_nothing_is_said_of_a_link() -> None:
    late = replace(carried(1, HALL, SCHOOL), last_confirmed_on=START + 800 * DAY)
    assert QuietSign.LINKS not in signs(quiet_town(relations=(late,)), START + 799 * DAY)


@pytest.mark.parametrize(("days", "seen"), [(60, False), (61, True)])
def test_a_newcomer_who_was_not_introduced_is_a_sign(days: int, seen: bool) -> None:
    came = (*(works(p) for p in EVERYONE), works(23, start=FIRST))
    facts = quiet_town(meeting(SECOND, absent=(SCHOOL,)), affiliations=came)
    assert (QuietSign.NEWCOMER in signs(facts, FIRST + days * DAY)) is seen
    there = quiet_town(meeting(SECOND, present=(SCHOOL,)), affiliations=came)
    assert QuietSign.NEWCOMER not in signs(there, FIRST + days * DAY)


# Twice absent on 1 July, and contact data of 20 June that are old from 18 December on.
ABSENT = (meeting(FIRST, (SCHOOL,)), meeting(SECOND, (SCHOOL,)))
SECOND_SIGN = date(2026, 12, 18)


@pytest.mark.parametrize(("day", "speaks"), [(SECOND_SIGN - DAY, False), (SECOND_SIGN, True)])
def test_two_signs_together_are_one_finding_since_the_second_came(day: date, speaks: bool) -> None:
    finding = found(quiet_town(*ABSENT), "organisation_quiet", day)
    assert (finding is not None) is speaks
    if finding:
        assert (finding.since, finding.urgency, finding.person_id) == (SECOND_SIGN, Urgency.ATTENTION, None)
        assert finding.about.id == finding.organisation_id == SCHOOL
        assert finding.values["signs"] == (QuietSign.MEETINGS, QuietSign.CONTACT)


def test_the_network_says_how_many_signs_are_enough() -> None:
    facts = quiet_town(*ABSENT)
    for wanted, day, speaks in ((1, SECOND, True), (1, SECOND - DAY, False), (3, SECOND_SIGN, False)):
        norms = replace(NORMS, quiet_signs=wanted)
        kinds = list(judge(facts, Outlook(facts.ties, day), norms))
        assert (SCHOOL in {one.organisation_id for one in kinds}) is speaks


def test_it_presses_more_where_others_depend_on_the_organisation() -> None:
    chain = (carried(1, HALL, SCHOOL), carried(2, SCHOOL, CHURCH))
    finding = found(quiet_town(*ABSENT, relations=chain), "organisation_quiet", SECOND_SIGN)
    assert finding and finding.urgency is Urgency.HIGH
    ring = (*chain, carried(3, HALL, CHURCH))
    finding = found(quiet_town(*ABSENT, relations=ring), "organisation_quiet", SECOND_SIGN)
    assert finding and finding.urgency is Urgency.ATTENTION


def test_who_does_not_take_part_is_not_quiet() -> None:
    left = tuple(organisation(id, left_on=SECOND_SIGN - DAY if id == SCHOOL else None) for id in (1, 2, 3, 4))
    assert not found(quiet_town(*ABSENT, organisations=left), "organisation_quiet", SECOND_SIGN)
    facts = quiet_town(*ABSENT)
    stopped = replace(facts, ties=replace(facts.ties, events=(stops(SCHOOL, SECOND_SIGN),)))
    assert not found(stopped, "organisation_quiet", SECOND_SIGN)


def test_the_single_findings_stay_and_an_organisation_without_anybody_says_enough() -> None:
    gone = tuple(works(p, end=SECOND_SIGN if p == 22 else None) for p in EVERYONE)
    came = (*gone, works(23, start=SECOND + DAY))
    facts = quiet_town(*ABSENT, meeting(THIRD, (SCHOOL,)), affiliations=came)
    kinds = {f.kind for f in ranked(findings(facts, SECOND_SIGN)) if f.organisation_id == SCHOOL}
    assert {"turnover.organisation_quiet", "turnover.newcomer_not_introduced"} <= kinds
    alone = quiet_town(*ABSENT, affiliations=tuple(works(p) for p in EVERYONE - {22}), confirmations=())
    last = replace(alone, ties=replace(alone.ties, events=(leaves(21, SECOND_SIGN + DAY),)))
    assert found(last, "organisation_quiet", SECOND_SIGN)
    shown = {f.kind for f in ranked(findings(last, SECOND_SIGN)) if f.about.id == SCHOOL}
    assert "turnover.sole_contact" in shown and "turnover.organisation_quiet" not in shown


DAYS = st.dates(date(2026, 1, 1), date(2028, 6, 1))
SOME = st.frozensets(st.sampled_from([HALL, SCHOOL, CHURCH]), max_size=3)
PERSON = st.sampled_from([11, 21, 22, 23, 41])


@st.composite
def towns(draw: st.DrawFn) -> TurnoverFacts:
    meetings = [
        meeting(on, tuple(away), tuple({HALL, SCHOOL, CHURCH} - away), draw(st.sampled_from(["webber", "network"])))
        for on, away in draw(st.lists(st.tuples(DAYS, SOME), max_size=6, unique_by=lambda one: one[0]))
    ]
    actions = [
        ActionFact(n, made, None, "webber", (OwnerFact(21, SCHOOL, made, ended),), (), tuple(sorted(updates)))
        for n, (made, ended, updates) in enumerate(
            draw(st.lists(st.tuples(DAYS, st.none() | DAYS, st.lists(DAYS, max_size=3)), max_size=2))
        )
    ]
    relations = [
        replace(carried(n, a, b, start=on), end_on=end, last_confirmed_on=confirmed)
        for n, (a, b, on, end, confirmed) in enumerate(
            draw(
                st.lists(
                    st.tuples(st.integers(1, 4), st.integers(1, 4), DAYS, st.none() | DAYS, st.none() | DAYS),
                    max_size=3,
                )
            )
        )
    ]
    staff = [works(p, start=START, end=draw(st.none() | DAYS)) for p in (11, 21, 22, 41)] + [
        works(23, start=draw(DAYS))
    ]
    members = [organisation(id, left_on=draw(st.none() | DAYS)) for id in (HALL, SCHOOL, CHURCH)]
    return quiet_town(
        *meetings,
        actions=tuple(actions),
        relations=tuple(relations),
        affiliations=(*staff, works(23, start=draw(DAYS))),
        organisations=(*members, organisation(FOOD_BANK)),
        confirmations=tuple(draw(st.lists(st.tuples(PERSON, DAYS), max_size=5))),
    )


@given(towns(), DAYS)
def test_it_speaks_while_enough_signs_hold_and_since_the_first_day_of_that(facts: TurnoverFacts, today: date) -> None:
    outlook = Outlook(facts.ties, today)
    every = Signs(facts, outlook, NORMS)
    told = {finding.organisation_id: finding for finding in judge(facts, outlook, NORMS)}
    assert set(told) == {id for id in (1, 2, 3, 4) if every.quiet(id, today)}
    for id, finding in told.items():
        assert id is not None and finding.person_id is None and finding.since <= today
        assert len(finding.values["signs"]) >= NORMS.quiet_signs  # type: ignore[arg-type]
        run = finding.since
        while run < today:
            assert every.quiet(id, run), "it was not so on every day since"
            run += 7 * DAY
        assert not every.quiet(id, finding.since - DAY), "it was so before"
