"""Recording signatures and approvals: step by step, in order of days, and only for one's own organisation."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.covenant import Covenant, CovenantParty, ManagementApproval
from data_model.tables.log import LogEntry
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.vocabulary import SignatureState
from data_model.write.signatures import confirm_mandate, record_approval, record_signature
from tests.conftest import NOW, Town

TODAY = NOW.date()
JOINED, ASKED, SUBJECT, SIGNED = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
STEPS: dict[str, dict[str, date]] = {
    "not_asked": {},
    "asked": {"requested_on": ASKED},
    "signed_subject_to_mandate": {"requested_on": ASKED, "subject_to_mandate_on": SUBJECT},
    "signed": {"requested_on": ASKED, "signed_on": SIGNED},
    "declined": {"requested_on": ASKED, "declined_on": SIGNED},
    "withdrawn": {"requested_on": ASKED, "signed_on": SUBJECT, "withdrawn_on": SIGNED},
}
ALLOWED = {
    ("not_asked", "asked"),
    ("not_asked", "signed_subject_to_mandate"),
    ("not_asked", "signed"),
    ("not_asked", "declined"),
    ("asked", "signed_subject_to_mandate"),
    ("asked", "signed"),
    ("asked", "declined"),
    ("signed_subject_to_mandate", "signed"),
    ("signed", "withdrawn"),
}
PAIRS = [(before, after) for before in STEPS for after in STEPS]


@pytest.fixture
def school(town: Town) -> int:
    return town.add(Organisation, name="De Klimop")


@pytest.fixture
def covenant(town: Town) -> int:
    return town.add(Covenant, kind="convenant", title="Convenant", drafted_on=JOINED)


@pytest.fixture
def party(town: Town, school: int, covenant: int) -> int:
    return add_party(town, school, covenant, **STEPS["asked"])


def add_party(town: Town, school: int, covenant: int, **other: Any) -> int:
    return town.add(CovenantParty, covenant_id=covenant, organisation_id=school, joined_on=JOINED, **other)


def record(town: Town, party: int, state: str = "signed_subject_to_mandate", **other: Any) -> None:
    arguments: dict[str, Any] = {"signed_on": TODAY, "by": town.viewer(), **other}
    with writing(town.engine) as session:
        record_signature(session, party_id=party, state=SignatureState(state), at=NOW, **arguments)


def stored(town: Town, party: int) -> CovenantParty:
    with reading(town.engine) as session:
        return session.scalars(select(CovenantParty).where(CovenantParty.id == party)).one()


@pytest.mark.parametrize(("before", "after"), sorted(ALLOWED))
def test_a_step_that_may_follow_is_stored_on_its_day(
    town: Town, school: int, covenant: int, before: str, after: str
) -> None:
    party = add_party(town, school, covenant, **STEPS[before])
    record(town, party, after)
    column = {
        "asked": "requested_on",
        "signed_subject_to_mandate": "subject_to_mandate_on",
        "signed": "signed_on",
        "declined": "declined_on",
        "withdrawn": "withdrawn_on",
    }[after]
    assert getattr(stored(town, party), column) == TODAY
    assert stored(town, party).requested_on == (TODAY if before == "not_asked" else ASKED)


@pytest.mark.parametrize(("before", "after"), sorted(set(PAIRS) - ALLOWED))
def test_any_other_step_is_refused(town: Town, school: int, covenant: int, before: str, after: str) -> None:
    party = add_party(town, school, covenant, **STEPS[before])
    with pytest.raises(Refusal, match="transition"):
        record(town, party, after)
    assert stored(town, party).version == 1


def test_a_made_up_state_is_refused(town: Town, party: int) -> None:
    with pytest.raises(Refusal, match="transition"), writing(town.engine) as session:
        record_signature(session, party_id=party, state="agreed", signed_on=TODAY, by=town.viewer(), at=NOW)


def test_who_signed_is_kept_and_the_mandate_is_confirmed_later(town: Town, party: int) -> None:
    person = town.add(Person, display_name="Sam")
    record(town, party, signatory_function=" Directeur ", signatory_person_id=person, signed_on=SUBJECT)
    record(town, party, "signed")
    now = stored(town, party)
    assert (now.signatory_function, now.signatory_person_id) == ("Directeur", person)
    assert (now.subject_to_mandate_on, now.signed_on, now.mandate_confirmed_on) == (SUBJECT, TODAY, TODAY)


def test_it_leaves_one_line_in_the_log_and_a_new_version(town: Town, party: int) -> None:
    record(town, party, signatory_function="Directeur")
    with reading(town.engine) as session:
        line = session.scalars(select(LogEntry)).one()
        assert session.scalar(select(Network.data_version).where(Network.id == town.id)) == 2
    assert (line.action, line.entity, line.entity_id) == ("record_signature", "covenant_party", party)
    assert line.fields == "subject_to_mandate_on signatory_function"


@pytest.mark.parametrize(
    ("signed_on", "kind"),
    [(date(2026, 11, 23), "in_future"), (date(2026, 1, 31), "too_early"), (date(2025, 12, 31), "too_early")],
)
def test_a_day_in_the_future_or_before_the_question_is_refused(
    town: Town, party: int, signed_on: date, kind: str
) -> None:
    with pytest.raises(Refusal, match=kind):
        record(town, party, signed_on=signed_on)


def test_the_question_is_not_put_before_the_organisation_joined(town: Town, school: int, covenant: int) -> None:
    party = add_party(town, school, covenant)
    with pytest.raises(Refusal, match="too_early") as refused:
        record(town, party, "asked", signed_on=date(2025, 12, 31))
    assert refused.value.values == {"earliest": JOINED}
    record(town, party, "asked", signed_on=JOINED)


def test_an_organisation_that_is_only_named_does_not_sign(town: Town, school: int, covenant: int) -> None:
    with pytest.raises(Refusal, match="only_named"):
        record(town, add_party(town, school, covenant, role="named_only"), "asked")


def test_after_the_covenant_ended_nobody_signs(town: Town, school: int) -> None:
    ended = town.add(Covenant, kind="convenant", title="Oud", drafted_on=JOINED, ended_on=TODAY)
    with pytest.raises(Refusal, match="covenant_closed"):
        record(town, add_party(town, school, ended), "asked")


def test_who_left_the_covenant_does_not_sign(town: Town, school: int, covenant: int) -> None:
    with pytest.raises(Refusal, match="covenant_closed"):
        record(town, add_party(town, school, covenant, left_on=date(2026, 11, 21)), "asked")


def test_a_change_nobody_saw_is_not_written_over(town: Town, party: int) -> None:
    record(town, party, seen_version=1)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        record(town, party, "signed", seen_version=1)
    record(town, party, "signed", seen_version=2)


def test_a_citizen_service_number_is_kept_out(town: Town, party: int) -> None:
    with pytest.raises(Refusal, match="bsn"):
        record(town, party, signatory_function="123456782")
    assert stored(town, party).subject_to_mandate_on is None


def test_a_manager_records_for_the_own_organisation(town: Town, school: int, party: int) -> None:
    record(town, party, by=town.viewer(Role.MANAGER, organisation_id=school))
    assert stored(town, party).subject_to_mandate_on == TODAY


def outsiders(town: Town, school: int) -> list[Viewer]:
    other = town.add(Organisation, name="Voedselbank")
    return [
        town.viewer(Role.MANAGER, organisation_id=other),
        town.viewer(Role.MANAGER),
        town.viewer(Role.WEBBER, organisation_id=school),
        town.viewer(Role.PARTICIPANT, organisation_id=school),
        Town(town.engine, "Buurstad").viewer(),
    ]


def test_others_record_no_signature(town: Town, school: int, party: int) -> None:
    for viewer in outsiders(town, school):
        with pytest.raises(Forbidden):
            record(town, party, by=viewer)
    assert stored(town, party).version == 1


def test_a_signatory_from_another_network_is_not_found(town: Town, party: int) -> None:
    stranger = Town(town.engine, "Buurstad").add(Person, display_name="Vreemd")
    with pytest.raises(Forbidden):
        record(town, party, signatory_person_id=stranger)


@pytest.fixture
def approval(town: Town, school: int, covenant: int) -> int:
    return town.add(ManagementApproval, covenant_id=covenant, organisation_id=school, needed="yes", asked_on=ASKED)


def answer(town: Town, approval: int, outcome: str = "given", **other: Any) -> None:
    arguments: dict[str, Any] = {"on": TODAY, "by": town.viewer(), **other}
    with writing(town.engine) as session:
        record_approval(session, approval_id=approval, outcome=outcome, at=NOW, **arguments)


@pytest.mark.parametrize(("outcome", "days"), [("given", (TODAY, None)), ("refused", (None, TODAY))])
def test_managers_agree_or_not(
    town: Town, school: int, approval: int, outcome: str, days: tuple[date | None, date | None]
) -> None:
    answer(town, approval, outcome, by_function="Bestuurder", by=town.viewer(Role.MANAGER, organisation_id=school))
    with reading(town.engine) as session:
        now = session.scalars(select(ManagementApproval)).one()
        assert session.scalars(select(LogEntry.action)).one() == "record_approval"
    assert ((now.given_on, now.refused_on), now.given_by_function) == (days, "Bestuurder")


def test_managers_whose_approval_is_needed_are_asked_first(town: Town, school: int, covenant: int) -> None:
    approval = town.add(ManagementApproval, covenant_id=covenant, organisation_id=school, needed="yes")
    answer(town, approval, "asked")
    answer(town, approval, "given")
    with reading(town.engine) as session:
        now = session.scalars(select(ManagementApproval)).one()
    assert (now.asked_on, now.given_on) == (TODAY, TODAY)


@pytest.mark.parametrize("outcome", ["asked", "unknown"])
def test_an_answer_is_yes_or_no(town: Town, approval: int, outcome: str) -> None:
    with pytest.raises(Refusal, match="transition"):
        answer(town, approval, outcome)


@pytest.mark.parametrize(("first", "second"), [("given", "refused"), ("given", "given"), ("refused", "refused")])
def test_an_answer_is_given_once(town: Town, approval: int, first: str, second: str) -> None:
    answer(town, approval, first)
    with pytest.raises(Refusal, match="transition"):
        answer(town, approval, second)


def test_managers_who_did_not_agree_may_agree_later(town: Town, approval: int) -> None:
    answer(town, approval, "refused", on=date(2026, 11, 20))
    with pytest.raises(Refusal, match="too_early"):
        answer(town, approval, "given", on=date(2026, 11, 19))
    answer(town, approval, "given")
    with reading(town.engine) as session:
        now = session.scalars(select(ManagementApproval)).one()
    assert (now.refused_on, now.given_on) == (date(2026, 11, 20), TODAY)


@pytest.mark.parametrize("state", [{"needed": "yes"}, {"needed": "no"}, {"needed": "unknown"}])
def test_nobody_answers_what_was_not_asked(town: Town, school: int, covenant: int, state: dict[str, str]) -> None:
    approval = town.add(ManagementApproval, covenant_id=covenant, organisation_id=school, **state)
    with pytest.raises(Refusal, match="transition"):
        answer(town, approval)


@pytest.mark.parametrize(("on", "kind"), [(date(2026, 11, 23), "in_future"), (date(2026, 1, 31), "too_early")])
def test_an_answer_lies_between_the_question_and_today(town: Town, approval: int, on: date, kind: str) -> None:
    with pytest.raises(Refusal, match=kind):
        answer(town, approval, on=on)


def test_others_record_no_approval(town: Town, school: int, approval: int) -> None:
    for viewer in outsiders(town, school):
        with pytest.raises(Forbidden):
            answer(town, approval, by=viewer)


def confirm(town: Town, party: int, **other: Any) -> None:
    arguments: dict[str, Any] = {"confirmed_on": TODAY, "by": town.viewer(), **other}
    with writing(town.engine) as session:
        confirm_mandate(session, party_id=party, at=NOW, **arguments)


def test_a_new_manager_confirms_the_mandate_and_the_signature_stays(town: Town, school: int, covenant: int) -> None:
    party = add_party(town, school, covenant, **STEPS["signed"])
    confirm(town, party, signatory_function="Directeur")
    now = stored(town, party)
    assert (now.mandate_confirmed_on, now.signed_on, now.signatory_function) == (TODAY, SIGNED, "Directeur")


@pytest.mark.parametrize("before", ["not_asked", "asked", "declined", "withdrawn"])
def test_without_a_signature_there_is_no_mandate_to_confirm(
    town: Town, school: int, covenant: int, before: str
) -> None:
    with pytest.raises(Refusal, match="not_signed"):
        confirm(town, add_party(town, school, covenant, **STEPS[before]))


@pytest.mark.parametrize(("on", "kind"), [(date(2026, 11, 23), "in_future"), (date(2026, 3, 31), "too_early")])
def test_a_mandate_is_confirmed_after_the_signature_and_not_ahead(
    town: Town, school: int, covenant: int, on: date, kind: str
) -> None:
    with pytest.raises(Refusal, match=kind):
        confirm(town, add_party(town, school, covenant, **STEPS["signed"]), confirmed_on=on)


def test_a_manager_confirms_for_the_own_organisation_only(town: Town, school: int, covenant: int) -> None:
    party = add_party(town, school, covenant, **STEPS["signed"])
    with pytest.raises(Forbidden):
        confirm(town, party, by=town.viewer(Role.MANAGER, organisation_id=school + 1))
    confirm(town, party, by=town.viewer(Role.MANAGER, organisation_id=school))
