"""Are agreements discussed, owned and anchored, and are managers informed? (docs/policy 3.B C5)"""

from datetime import date

import pytest

from data_model.findings import Urgency
from data_model.rules.covenant_agreements import PromiseState, promise_state
from data_model.rules.covenant_facts import AgreementFact, ApprovalFact, CovenantFacts, EvaluationFact, PromiseFact
from data_model.rules.covenant_organisations import StaffFact
from data_model.rules.membership import MembershipFact
from tests.rules.covenants import FOOD_BANK, SCHOOL, agreement, all_found, covenant, found, network, organisation

TODAY = date(2026, 6, 1)


def with_agreement(one: AgreementFact) -> CovenantFacts:
    return network(covenant(agreements=(one,)))


def promised(**other: object) -> PromiseFact:
    values: dict[str, object] = {"id": 1, "organisation_id": SCHOOL, "promised_on": date(2026, 1, 1), **other}
    return PromiseFact(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(("today", "expected"), [("2026-05-01", False), ("2026-05-02", True)])
def test_an_agreement_is_discussed_by_its_own_day(today: str, expected: bool) -> None:
    finding = found(with_agreement(agreement(review_on=date(2026, 5, 1))), today, "agreement_not_reviewed")
    assert (finding is not None) is expected
    if finding:
        assert (finding.since, finding.urgency) == (date(2026, 5, 2), Urgency.ATTENTION)
        assert finding.organisation_id == SCHOOL


@pytest.mark.parametrize(("today", "expected"), [("2027-03-01", False), ("2027-03-02", True)])
def test_without_a_day_of_its_own_it_is_the_next_evaluation(today: str, expected: bool) -> None:
    assert (found(with_agreement(agreement()), today, "agreement_not_reviewed") is not None) is expected


@pytest.mark.parametrize(("reviewed_on", "expected"), [("2026-04-30", True), ("2026-05-01", False)])
def test_a_review_on_or_after_the_day_counts(reviewed_on: str, expected: bool) -> None:
    reviewed = agreement(review_on=date(2026, 5, 1), reviews=((date.fromisoformat(reviewed_on), "kept"),))
    assert (found(with_agreement(reviewed), TODAY, "agreement_not_reviewed") is not None) is expected


def test_after_its_own_day_the_next_evaluation_counts() -> None:
    reviewed = agreement(review_on=date(2026, 5, 1), reviews=((date(2026, 5, 1), "kept"),))
    assert found(with_agreement(reviewed), "2027-03-02", "agreement_not_reviewed")


def test_an_evaluation_gives_agreements_a_new_day() -> None:
    evaluated = covenant(
        agreements=(agreement(),), evaluations=(EvaluationFact(date(2027, 3, 10), "continue", date(2028, 3, 1)),)
    )
    assert found(network(evaluated), "2027-03-09", "agreement_not_reviewed")
    assert not found(network(evaluated), "2027-03-10", "agreement_not_reviewed")


@pytest.mark.parametrize("off", [{"dropped_on": date(2026, 5, 15)}, {"applies": False}])
def test_an_agreement_that_is_off_asks_nothing(off: dict[str, object]) -> None:
    gone = agreement(review_on=date(2026, 5, 1), reviews=((date(2026, 4, 1), "not_kept"),), **off)  # type: ignore[arg-type]
    for kind in ("agreement_not_reviewed", "agreement_not_kept", "agreement_without_contact"):
        assert not found(with_agreement(gone), TODAY, kind)


def test_an_agreement_that_does_not_work_yet_is_its_owners() -> None:
    reviews = ((date(2026, 4, 1), "kept"), (date(2026, 5, 1), "not_kept"), (date(2026, 5, 20), "not_kept"))
    facts = with_agreement(agreement(reviews=reviews))
    assert not found(facts, "2026-04-30", "agreement_not_kept")
    finding = found(facts, TODAY, "agreement_not_kept")
    assert finding and finding.organisation_id == SCHOOL and finding.since == date(2026, 5, 1)
    taken_up = with_agreement(agreement(reviews=(*reviews, (date(2026, 5, 25), "active"))))
    assert not found(taken_up, TODAY, "agreement_not_kept")


def test_an_agreement_of_an_organisation_where_nobody_is_left_has_no_contact() -> None:
    left = organisation(SCHOOL, staff=(StaffFact(date(2025, 1, 1), date(2026, 5, 1), 1),))
    facts = network(covenant(agreements=(agreement(),)), organisations=(left, organisation(FOOD_BANK)))
    assert not found(facts, "2026-05-01", "agreement_without_contact")
    finding = found(facts, "2026-05-02", "agreement_without_contact")
    assert finding and (finding.urgency, finding.since) == (Urgency.HIGH, date(2026, 5, 2))
    assert finding.organisation_id == SCHOOL


def test_one_person_is_contact_enough_and_shared_agreements_need_none() -> None:
    two = (StaffFact(date(2025, 1, 1), date(2026, 5, 1), 1), StaffFact(date(2025, 1, 1), None, 2))
    facts = network(
        covenant(agreements=(agreement(),)), organisations=(organisation(SCHOOL, staff=two), organisation(FOOD_BANK))
    )
    assert not found(facts, TODAY, "agreement_without_contact")
    assert not found(with_agreement(agreement(owner_organisation_id=None)), TODAY, "agreement_without_contact")


@pytest.mark.parametrize(("today", "expected"), [("2026-03-02", False), ("2026-03-03", True)])
def test_a_promise_is_discussed_within_60_days_after_session_5(today: str, expected: bool) -> None:
    finding = found(network(promises=(promised(), promised(id=2))), today, "promise_not_discussed")
    assert (finding is not None) is expected
    if finding:
        assert (finding.since, finding.organisation_id) == (date(2026, 3, 3), SCHOOL)
        assert finding.values["promises"] == 2


def test_a_later_promise_gets_its_own_60_days() -> None:
    facts = network(promises=(promised(promised_on=date(2026, 4, 1)),))
    assert not found(facts, "2026-05-31", "promise_not_discussed")
    assert found(facts, "2026-06-01", "promise_not_discussed")


@pytest.mark.parametrize("done", [{"discussed_on": TODAY}, {"anchored_on": TODAY}])
def test_a_promise_that_was_discussed_rests(done: dict[str, object]) -> None:
    assert not found(network(promises=(promised(**done),)), TODAY, "promise_not_discussed")


def test_each_organisation_has_its_own_finding_unless_it_left() -> None:
    promises = (promised(), promised(id=2, organisation_id=FOOD_BANK))
    assert len(all_found(network(promises=promises), TODAY, "promise_not_discussed")) == 2
    gone = organisation(FOOD_BANK, memberships=(MembershipFact(date(2025, 1, 1), date(2026, 5, 1)),))
    facts = network(promises=promises, organisations=(organisation(SCHOOL), gone))
    assert [f.organisation_id for f in all_found(facts, TODAY, "promise_not_discussed")] == [SCHOOL]


def test_an_anchored_promise_falls_back_when_its_contact_leaves() -> None:
    left = organisation(SCHOOL, staff=(StaffFact(date(2025, 1, 1), date(2026, 5, 1), 7),))
    facts = network(organisations=(left,))
    promise = promised(contact_person_id=7, discussed_on=date(2026, 2, 1), anchored_on=date(2026, 3, 1))
    states = [promise_state(facts, promise, date.fromisoformat(d)) for d in ("2026-01-15", "2026-02-15", "2026-05-01")]
    assert states == [PromiseState.NOT_DISCUSSED, PromiseState.DISCUSSED, PromiseState.ANCHORED]
    assert promise_state(facts, promise, date(2026, 5, 2)) is PromiseState.DISCUSSED


@pytest.mark.parametrize(("today", "expected"), [("2026-07-30", False), ("2026-07-31", True)])
def test_a_manager_hears_of_the_network_as_often_as_asked(today: str, expected: bool) -> None:
    approval = ApprovalFact(id=1, organisation_id=SCHOOL, inform_every_months=3, last_informed_on=date(2026, 4, 30))
    finding = found(network(covenant(approvals=(approval,))), today, "manager_not_informed")
    assert (finding is not None) is expected
    assert not finding or (finding.since, finding.organisation_id) == (date(2026, 7, 31), SCHOOL)


def test_a_manager_who_never_heard_counts_from_the_approval() -> None:
    approval = ApprovalFact(id=1, organisation_id=SCHOOL, given_on=date(2026, 2, 1), inform_every_months=3)
    facts = network(covenant(approvals=(approval,)))
    assert not found(facts, "2026-05-01", "manager_not_informed")
    assert found(facts, "2026-05-02", "manager_not_informed")


def test_a_review_on_the_evaluation_day_itself_counts() -> None:
    reviewed = agreement(reviews=((date(2027, 3, 1), "kept"),))
    assert not found(with_agreement(reviewed), "2027-03-02", "agreement_not_reviewed")
