"""Erasing somebody: no name, address or number is left anywhere, and the network still knows what it did."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from data_model.access import Role
from data_model.database import reading, writing
from data_model.questions import QUESTIONS, find
from data_model.read.log_check import verify
from data_model.read.traces import Place, Traces, _any, _named, _spelled
from data_model.refusal import Forbidden, Refusal
from data_model.scrub import scrub
from data_model.tables.account import Account, Grant, PersonalLink, SignIn
from data_model.tables.action import Action, ActionOwner
from data_model.tables.covenant import CovenantParty
from data_model.tables.log import LogDetail, LogEntry
from data_model.tables.meeting import Attendance, Meeting
from data_model.tables.network import Network
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, ContactChannel, NetworkRole, Person
from data_model.tables.post import OutboxMessage
from data_model.tables.privacy import Erasure, PrivacyRequest
from data_model.tables.webber import Webber
from data_model.text import ERASED, erased_said
from data_model.write.erasure import erase_person
from data_model.write.undo import Recorder
from tests.conftest import NOW, Town
from tests.write.forgetting import Remembering

TODAY = NOW.date()
DAY = timedelta(days=1)
START = date(2026, 1, 5)
NOTE = Place("action", 1, "description")


class Scene:
    """Jan Bos of the school, with an account and a phone, an action, a meeting to organise and a webber task."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.school = town.add(Organisation, name="De Klimop", general_phone="+31 10 123 4567")
        town.add(Membership, organisation_id=self.school, joined_on=START)
        self.jan = town.add(Person, display_name="Jan Bos", restricted_on=START)
        work = {"organisation_id": self.school, "function_title": "Directeur", "start_on": START}
        self.work = town.add(Affiliation, person_id=self.jan, **work)
        self.reach("work_email", "jan.bos@klimop.nl")
        self.reach("mobile", "+31 6 12345678")
        self.action = town.add(Action, description="Bellen", created_on=START)
        owner = {"action_id": self.action, "organisation_id": self.school, "start_on": START}
        self.owner = town.add(ActionOwner, person_id=self.jan, **owner)
        self.account = self.row(Account, email="jan.bos@klimop.nl", display_name="Jan Bos")
        self.grant = self.role(self.account, self.jan)

    def reach(self, kind: str, value: str, person: int | None = None) -> int:
        return self.town.add(ContactChannel, person_id=person or self.jan, kind=kind, value=value, added_on=START)

    def row(self, table: type[Any], **values: Any) -> int:
        with writing(self.town.engine) as session:
            record = table(created_at=NOW, **values)
            session.add(record)
            session.flush()
            return int(record.id)

    def role(self, account: int, person: int | None, role: str = "participant", network: int | None = None) -> int:
        where = {"network_id": network or self.town.id, "start_on": START}
        return self.row(Grant, account_id=account, role=role, person_id=person, **where)

    def erase(self, person: int | None = None, **other: Any) -> Any:
        with writing(self.town.engine) as session:
            by = other.pop("by", self.town.viewer())
            return erase_person(session, person_id=person or self.jan, by=by, at=other.pop("at", NOW))

    def get(self, table: type[Any], id: int) -> Any:
        with reading(self.town.engine) as session:
            return session.get(table, id)

    def count(self, table: type[Any]) -> int:
        with reading(self.town.engine) as session:
            return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def test_who_is_erased_has_no_name_and_cannot_be_reached(scene: Scene) -> None:
    done = scene.erase()
    person = scene.get(Person, scene.jan)
    assert (done.person_id, person.display_name, person.erased_on) == (scene.jan, ERASED, TODAY)
    assert (person.restricted_on, person.basis_recorded_on) == (None, None)
    assert scene.count(ContactChannel) == 0
    work = scene.get(Affiliation, scene.work)
    assert (work.function_title, work.start_on, work.end_on) == (None, START, TODAY - DAY)
    assert scene.get(ActionOwner, scene.owner).end_on == TODAY - DAY


def test_one_line_in_the_log_says_so_without_a_name(scene: Scene) -> None:
    scene.erase()
    with reading(scene.town.engine) as session:
        (line,) = session.scalars(select(LogEntry)).all()
        details = session.scalars(select(LogDetail.detail)).all()
        (erasure,) = session.scalars(select(Erasure)).all()
        assert verify(session).sound
    assert (line.action, line.entity, line.entity_id, line.result) == ("erase_person", "person", scene.jan, "done")
    assert not [detail for detail in details if "Jan" in detail or "Bos" in detail]
    assert (erasure.network_id, erasure.person_id, erasure.erased_at) == (scene.town.id, scene.jan, NOW)


def test_it_cannot_be_taken_back(scene: Scene) -> None:
    with writing(scene.town.engine) as session:
        recorder = Recorder(session)
        erase_person(session, person_id=scene.jan, by=scene.town.viewer(), at=NOW)
        assert recorder.done("erase_person", scene.town.viewer()) is None
        assert (recorder.is_final, recorder.changes) == (True, [])


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_who_answers_for_the_network_erases(scene: Scene, role: Role) -> None:
    own = scene.town.viewer(role, organisation_id=scene.school, person_id=scene.jan)
    with pytest.raises(Forbidden):
        scene.erase(by=own)
    assert scene.get(Person, scene.jan).display_name == "Jan Bos"


def test_nobody_is_erased_twice_and_nobody_of_another_network(scene: Scene) -> None:
    elsewhere = Town(scene.town.engine, "Elders")
    with pytest.raises(Forbidden):
        scene.erase(by=elsewhere.viewer())
    scene.erase()
    with pytest.raises(Forbidden):
        scene.erase()
    assert scene.count(Erasure) == 1


def test_the_only_coordinator_stays_until_somebody_else_coordinates(scene: Scene) -> None:
    boss = scene.row(Account, email="baas@klimop.nl", display_name="Baas")
    scene.role(boss, scene.jan, "coordinator")
    with pytest.raises(Refusal, match="last_coordinator"):
        scene.erase()
    scene.role(scene.row(Account, email="ander@klimop.nl", display_name="Ander"), None, "coordinator")
    assert scene.erase().person_id == scene.jan


def test_an_account_for_this_person_alone_goes_with_all_that_hangs_on_it(scene: Scene) -> None:
    moments = {"created_at": NOW, "expires_at": NOW}
    with writing(scene.town.engine) as session:
        session.add(SignIn(token_hash="h", account_id=scene.account, method="link", active_at=NOW, **moments))
        session.add(PersonalLink(key="k", account_id=scene.account, browser_hash="", **moments))
        session.flush()
        mail = {"account_id": scene.account, "kind": "invitation", "link_key": "k"}
        session.add(OutboxMessage(created_at=NOW, due_at=NOW, **mail))
    scene.erase()
    assert [scene.count(table) for table in (Account, Grant, SignIn, PersonalLink, OutboxMessage)] == [0] * 5


def test_an_account_with_other_roles_only_loses_this_one(scene: Scene) -> None:
    elsewhere = Town(scene.town.engine, "Elders")
    other = scene.role(scene.account, None, "webber", elsewhere.id)
    scene.erase()
    lost, kept = scene.get(Grant, scene.grant), scene.get(Grant, other)
    assert (lost.person_id, lost.end_on, kept.end_on) == (None, TODAY - DAY, None)
    assert scene.get(Account, scene.account).email == "jan.bos@klimop.nl"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Jan Bos belt", f"{ERASED} belt"),
        ("JAN  BOS\nbelt", f"{ERASED}\nbelt"),
        ("Bos, Jan", ERASED),
        ("Jan Boss plan en Jan Bos' plan", f"{ERASED} plan en {ERASED}' plan"),
        ("Arjan Bos en Jan Bosman", "Arjan Bos en Jan Bosman"),
        ("mail Jan.Bos@klimop.nl.", f"mail {ERASED}."),
        ("xjan.bos@klimop.nl", "xjan.bos@klimop.nl"),
        ("06-12345678", ERASED),
        ("06 12 34 56 78", ERASED),
        ("0031612345678", ERASED),
        ("+31 (0)6 1234 5678", ERASED),
        ("nr 906123456789", "nr 906123456789"),
        ("Jan belt", "Jan belt"),
    ],
)
def test_what_is_surely_this_person_is_taken_out_of_a_text(scene: Scene, typed: str, kept: str) -> None:
    note = scene.town.add(Action, description=typed, created_on=START)
    assert scene.erase().replaced == (typed != kept)
    assert scene.get(Action, note).description == kept


def test_what_may_be_this_person_is_for_a_human_to_read(scene: Scene) -> None:
    first = scene.town.add(Action, description="Jan belt de school", created_on=START)
    scene.town.add(Action, description="Januari: bellen", created_on=START)
    named = scene.town.add(Organisation, name="Bakkerij Jan Bos")
    done = scene.erase()
    assert set(done.to_read) == {Place("action", first, "description"), Place("organisation", named, "name")}
    assert scene.get(Organisation, named).name == "Bakkerij Jan Bos"
    assert scene.get(Action, first).description == "Jan belt de school"


def test_what_others_share_stays_theirs(scene: Scene) -> None:
    other = scene.town.add(Person, display_name="jan  bos")
    scene.reach("work_phone", "+31 10 123 4567")
    scene.reach("mobile", "06 12345678", other)
    texts = ("Jan Bos", "010-1234567", "06 12345678", "jan.bos@klimop.nl")
    notes = [scene.town.add(Action, description=text, created_on=START) for text in texts]
    done = scene.erase()
    assert [scene.get(Action, note).description for note in notes] == [*texts[:3], ERASED]
    assert [place.id for place in done.to_read if place.entity == "action"] == notes[:3]
    assert scene.get(Person, other).display_name == "jan  bos"
    assert scene.get(Organisation, scene.school).general_phone == "+31 10 123 4567"


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        (START, None, TODAY - DAY),
        (START, TODAY - 2 * DAY, TODAY - 2 * DAY),
        (START, TODAY + 9 * DAY, TODAY - DAY),
        (TODAY, None, TODAY),
        (TODAY + DAY, None, TODAY),
    ],
)
def test_what_runs_ends_the_day_before(scene: Scene, start: date, end: date | None, last: date) -> None:
    role = scene.town.add(NetworkRole, person_id=scene.jan, role="project_team", start_on=start, end_on=end)
    scene.erase()
    assert scene.get(NetworkRole, role).end_on == last


def test_a_webber_task_ends_and_a_proposal_is_off(scene: Scene) -> None:
    task = {"organisation_id": scene.school, "person_id": scene.jan, "proposed_on": START}
    confirmed = scene.town.add(Webber, **task, confirmed_on=START)
    proposed = scene.town.add(Webber, **task)
    scene.erase()
    ended, rejected = scene.get(Webber, confirmed), scene.get(Webber, proposed)
    assert (ended.ended_on, ended.rejected_on) == (TODAY - DAY, None)
    assert (rejected.ended_on, rejected.rejected_on) == (None, TODAY)


def test_a_meeting_to_come_has_no_organiser_and_one_that_was_held_keeps_its_row(scene: Scene) -> None:
    meeting = {"kind": "webber", "announced_on": START, "organiser_person_id": scene.jan}
    coming = scene.town.add(Meeting, planned_on=TODAY, **meeting)
    held = scene.town.add(Meeting, planned_on=START, held_on=START, **meeting)
    scene.erase()
    assert scene.get(Meeting, coming).organiser_person_id is None
    assert scene.get(Meeting, held).organiser_person_id == scene.jan


def test_what_they_asked_is_emptied_and_nothing_stays_open(scene: Scene) -> None:
    asked = {"person_id": scene.jan, "text": "Wis mij", "reason": "x", "received_on": START, "answer_by_on": TODAY}
    kinds = ("erase", "access")
    requests = [scene.town.add(PrivacyRequest, kind=kind, **asked) for kind in kinds]
    scene.erase()
    found = [scene.get(PrivacyRequest, id) for id in requests]
    assert {(one.text, one.reason, one.decided_on) for one in found} == {(None, None, TODAY)}
    assert [one.outcome for one in found] == ["granted", "withdrawn"]


def test_where_to_ask_about_the_data_names_them_no_longer(scene: Scene) -> None:
    with writing(scene.town.engine) as session:
        session.get_one(Network, scene.town.id).privacy_contact = "Jan Bos, jan.bos@klimop.nl"
    scene.erase()
    assert scene.get(Network, scene.town.id).privacy_contact == f"{ERASED}, {ERASED}"


def test_everybody_reads_it_in_their_own_language_and_it_is_kept_the_same(scene: Scene) -> None:
    scene.erase()
    said = erased_said.set("oud-deelnemer")
    try:
        assert scene.get(Person, scene.jan).display_name == "oud-deelnemer"
        note = scene.town.add(Action, description="oud-deelnemer belt", created_on=START)
    finally:
        erased_said.reset(said)
    assert scene.get(Action, note).description == f"{ERASED} belt"


NAMES = st.lists(st.text("abcdeéÅ'-.(", min_size=1, max_size=8), min_size=2, max_size=4).map(" ".join)
NUMBERS = st.from_regex(r"\+31 [1-9][0-9]{8}", fullmatch=True)


@settings(max_examples=1000)
@given(NAMES, NUMBERS, st.text(max_size=20), st.text(max_size=20))
def test_a_name_or_number_among_anything_else_is_taken_out(name: str, number: str, before: str, after: str) -> None:
    traces = Traces(_any([*_named(name), _spelled(number)]), None)
    for needle in (name, number):
        text = f"{before} {needle}, {after}"
        if needle not in (before + " ", " " + after):
            assert traces.are_in(NOTE, text)
            assert traces.certain and needle not in traces.certain.sub("", f" {needle}, ")


# What the network did. Who did it is a number; only what people are called and reached by goes.
HISTORY: tuple[Callable[[Any], object], ...] = (
    lambda s: s.scalars(select(Attendance.id).order_by(Attendance.id)).all(),
    lambda s: s.scalars(select(CovenantParty.signed_on).order_by(CovenantParty.id)).all(),
    lambda s: s.execute(select(Affiliation.id, Affiliation.start_on).order_by(Affiliation.id)).all(),
    lambda s: s.execute(select(ActionOwner.id, ActionOwner.person_id).order_by(ActionOwner.id)).all(),
    lambda s: s.scalars(select(Meeting.held_on).order_by(Meeting.id)).all(),
    lambda s: s.scalars(select(Person.id).order_by(Person.id)).all(),
)


def test_of_five_people_nothing_is_left_and_of_the_network_everything(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    place = Remembering(engine)
    assert len(place.left()) == len(place.left_in_files()) == 15
    with reading(engine) as session:
        before = [asked(session) for asked in HISTORY]
        questions = asked_in(found(session, place, TODAY - 60 * DAY))
    for person in place.people:
        with writing(engine) as session:
            erase_person(session, person_id=person.id, by=place.by, at=NOW)
        with reading(engine) as session:
            days = [found(session, place, day) for day in (TODAY, TODAY - 60 * DAY)]
        assert all(days) and not [needle for needle in person.needles if needle in str(days)]
    assert place.left() == []
    assert scrub(engine)
    assert place.left_in_files() == []
    with reading(engine) as session:
        assert [asked(session) for asked in HISTORY] == before
        assert asked_in(found(session, place, TODAY - 60 * DAY)) == questions
        assert verify(session).sound
    assert not [needle for person in place.people for needle in person.needles if needle in caplog.text]


def found(session: Any, place: Remembering, day: date) -> list[dict[str, Any]]:
    """Each of the five questions is judged by itself."""
    findings = [one for question in QUESTIONS for one in find(session, place.by, day, (question,))]
    return [
        {"kind": one.kind, "about": one.about.name, "values": json.dumps(one.values, default=str)} for one in findings
    ]


def asked_in(findings: list[dict[str, Any]]) -> set[str]:
    return {finding["kind"].split(".")[0] for finding in findings}
