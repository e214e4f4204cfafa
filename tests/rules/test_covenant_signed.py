"""Has every party signed, and do the managers agree? (docs/policy 3.B C2)"""

from datetime import date

import pytest

from data_model.rules.covenant_facts import ApprovalFact, CovenantFact, PartyFact
from data_model.rules.covenant_organisations import StaffFact
from data_model.rules.covenant_signed import Signed, signature_state, signed_summary
from data_model.vocabulary import SignatureState
from tests.rules.covenants import (
    CHURCH,
    FOOD_BANK,
    SCHOOL,
    all_found,
    covenant,
    found,
    network,
    organisation,
    party,
)

# Asked on 1 February 2026: 15 March is day 42, 16 March day 43.
TODAY = date(2026, 6, 1)
ASKED: dict[str, object] = {"signed_on": None}
NOT_ASKED: dict[str, object] = {"signed_on": None, "requested_on": None}
SUBJECT: dict[str, object] = {"signed_on": None, "subject_to_mandate_on": date(2026, 2, 15)}
DECLINED: dict[str, object] = {"signed_on": None, "declined_on": date(2026, 2, 20)}
WITHDRAWN: dict[str, object] = {"withdrawn_on": date(2026, 2, 20)}


def with_church(church: dict[str, object], **other: object) -> CovenantFact:
    return covenant(parties=(party(SCHOOL), party(FOOD_BANK), party(CHURCH, **church)), **other)


def open_to(*parties: PartyFact) -> CovenantFact:
    return covenant(in_force_on=None, parties=parties)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-01-31", SignatureState.NOT_ASKED),
        ("2026-02-01", SignatureState.ASKED),
        ("2026-02-09", SignatureState.ASKED),
        ("2026-02-10", SignatureState.SUBJECT_TO_MANDATE),
        ("2026-02-14", SignatureState.SUBJECT_TO_MANDATE),
        ("2026-02-15", SignatureState.SIGNED),
        ("2026-05-31", SignatureState.SIGNED),
        ("2026-06-01", SignatureState.WITHDRAWN),
    ],
)
def test_the_state_of_a_signature_follows_its_dates(day: str, state: SignatureState) -> None:
    steps = party(SCHOOL, subject_to_mandate_on=date(2026, 2, 10), withdrawn_on=date(2026, 6, 1))
    assert signature_state(steps, date.fromisoformat(day)) is state


def test_declined_is_a_state_of_its_own() -> None:
    assert signature_state(party(SCHOOL, **DECLINED), date(2026, 2, 19)) is SignatureState.ASKED
    assert signature_state(party(SCHOOL, **DECLINED), date(2026, 2, 20)) is SignatureState.DECLINED


@pytest.mark.parametrize(
    ("church", "state", "counts"),
    [
        ({}, Signed.SIGNED, (3, 0, 3, 0, 0)),
        (SUBJECT, Signed.SUBJECT_TO_MANDATE, (2, 1, 3, 0, 0)),
        (ASKED, Signed.PARTLY, (2, 0, 3, 0, 0)),
        (NOT_ASKED, Signed.PARTLY, (2, 0, 3, 0, 0)),
        (DECLINED, Signed.SIGNED, (2, 0, 2, 1, 0)),
        (WITHDRAWN, Signed.SIGNED, (2, 0, 2, 0, 1)),
        ({"role": "named_only", **NOT_ASKED}, Signed.SIGNED, (2, 0, 2, 0, 0)),
        ({"left_on": date(2026, 5, 31), **ASKED}, Signed.SIGNED, (2, 0, 2, 0, 0)),
    ],
)
def test_the_count_of_signatures(church: dict[str, object], state: Signed, counts: tuple[int, ...]) -> None:
    now = signed_summary(with_church(church), TODAY)
    assert now.state is state
    assert (now.signed, now.subject, now.required, now.declined, now.withdrawn) == counts


def test_nobody_signed_yet() -> None:
    assert (
        signed_summary(open_to(party(SCHOOL, **ASKED), party(FOOD_BANK, **SUBJECT)), TODAY).state is Signed.NOT_SIGNED
    )
    assert signed_summary(covenant(parties=()), TODAY).state is Signed.NOT_SIGNED


@pytest.mark.parametrize(("today", "expected"), [("2026-03-15", 0), ("2026-03-16", 2)])
def test_each_missing_party_is_named_after_42_days(today: str, expected: int) -> None:
    partly = covenant(parties=(party(SCHOOL), party(FOOD_BANK, **ASKED), party(CHURCH, **NOT_ASKED)))
    findings = all_found(network(partly), today, "party_unsigned")
    assert [finding.organisation_id for finding in findings] == [FOOD_BANK, CHURCH][:expected]
    for finding in findings:
        assert finding.since == date(2026, 3, 16)
        assert (finding.values["signed"], finding.values["required"]) == (1, 3)


def test_who_joins_later_gets_as_much_time() -> None:
    later = with_church({**ASKED, "joined_on": date(2026, 5, 1), "requested_on": date(2026, 5, 1)})
    assert not found(network(later), "2026-06-12", "party_unsigned")
    assert found(network(later), "2026-06-13", "party_unsigned")


def test_a_party_is_missing_only_while_others_signed() -> None:
    waiting = covenant(parties=(party(SCHOOL, signed_on=date(2026, 5, 1)), party(FOOD_BANK, **ASKED)))
    assert not found(network(waiting), "2026-04-30", "party_unsigned")
    finding = found(network(waiting), TODAY, "party_unsigned")
    assert finding and finding.since == date(2026, 5, 1)


@pytest.mark.parametrize(("today", "expected"), [("2026-03-15", False), ("2026-03-16", True)])
def test_a_covenant_that_nobody_signs_is_one_finding(today: str, expected: bool) -> None:
    nobody = open_to(party(SCHOOL, **ASKED), party(FOOD_BANK, **ASKED))
    finding = found(network(nobody), today, "not_signed")
    assert (finding is not None) is expected
    assert not finding or (finding.since == date(2026, 3, 16) and finding.about == nobody.subject)
    assert not found(network(nobody), today, "party_unsigned")


def test_a_draft_that_nobody_was_asked_to_sign_rests() -> None:
    draft = covenant(in_force_on=None, opened_on=None, parties=(party(SCHOOL, **NOT_ASKED),))
    assert not found(network(draft), "2030-01-01", "not_signed")


@pytest.mark.parametrize(("today", "expected"), [("2026-04-16", False), ("2026-04-17", True)])
def test_a_mandate_is_settled_within_60_days(today: str, expected: bool) -> None:
    finding = found(network(with_church(SUBJECT)), today, "mandate_pending")
    assert (finding is not None) is expected
    if finding:
        assert finding.since == date(2026, 4, 17) and finding.organisation_id == CHURCH
        assert finding.values["organisations"] == ("Kerk",)
        assert (finding.values["signed"], finding.values["required"]) == (2, 3)


@pytest.mark.parametrize(("how", "kind"), [(DECLINED, "party_declined"), (WITHDRAWN, "party_withdrew")])
def test_who_does_not_sign_is_always_shown(how: dict[str, object], kind: str) -> None:
    assert not found(network(with_church(how)), "2026-02-19", kind)
    for today in ("2026-02-20", "2031-01-01"):
        finding = found(network(with_church(how)), today, kind)
        assert finding and finding.organisation_id == CHURCH and finding.since == date(2026, 2, 20)


def test_a_signature_stays_when_its_signatory_leaves() -> None:
    school = organisation(SCHOOL, staff=(StaffFact(date(2025, 1, 1), date(2026, 4, 1), 100 + SCHOOL),))
    facts = network(organisations=(school, organisation(FOOD_BANK)))
    assert signed_summary(facts.covenants[0], TODAY).state is Signed.SIGNED


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"given_on": date(2026, 3, 1)}, Signed.SIGNED),
        ({"given_on": date(2026, 6, 2)}, Signed.PARTLY),
        ({"refused_on": date(2026, 3, 1)}, Signed.PARTLY),
        ({"refused_on": date(2026, 3, 1), "given_on": date(2026, 4, 1)}, Signed.SIGNED),
        ({"needed": False}, Signed.SIGNED),
    ],
)
def test_signed_needs_every_management_approval(answer: dict[str, object], state: Signed) -> None:
    approval = ApprovalFact(id=1, organisation_id=SCHOOL, **{"needed": True, **answer})  # type: ignore[arg-type]
    assert signed_summary(covenant(approvals=(approval,)), TODAY).state is state


@pytest.mark.parametrize(("today", "expected"), [("2026-04-12", False), ("2026-04-13", True)])
def test_an_approval_is_given_within_42_days(today: str, expected: bool) -> None:
    approval = ApprovalFact(id=1, organisation_id=SCHOOL, name="De Klimop", needed=True, asked_on=date(2026, 3, 1))
    finding = found(network(covenant(approvals=(approval,))), today, "approval_missing")
    assert (finding is not None) is expected
    assert not finding or (finding.since == date(2026, 4, 13) and finding.organisation_id == SCHOOL)


def test_a_refused_approval_is_shown_from_that_day() -> None:
    approval = ApprovalFact(id=1, organisation_id=SCHOOL, needed=True, refused_on=date(2026, 3, 1))
    facts = network(covenant(approvals=(approval,)))
    assert not found(facts, "2026-02-28", "approval_refused")
    finding = found(facts, TODAY, "approval_refused")
    assert finding and finding.since == date(2026, 3, 1)
    assert not found(facts, TODAY, "approval_missing")


def test_the_sixty_days_run_from_the_first_signature_that_is_still_subject() -> None:
    later = party(FOOD_BANK, signed_on=None, subject_to_mandate_on=date(2026, 5, 1))
    both = covenant(parties=(party(SCHOOL, **SUBJECT), later))
    finding = found(network(both), TODAY, "mandate_pending")
    assert finding and finding.since == date(2026, 5, 1) and finding.organisation_id is None
