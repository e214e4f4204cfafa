"""What was kept long enough goes on its day and not before, of this network alone, with one line in the log."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from data_model.access import Role, command_line
from data_model.database import reading, writing
from data_model.read.log_check import verify
from data_model.read.retention import KINDS, Retention, mentions, retention
from data_model.read.traces import Place
from data_model.refusal import Forbidden
from data_model.tables.account import Account, Grant, PersonalLink, SignIn
from data_model.tables.action import Action
from data_model.tables.log import LogDetail, LogEntry
from data_model.tables.network import NormOverride
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, ContactChannel, NetworkRole, Person
from data_model.tables.post import OutboxMessage
from data_model.tables.privacy import PrivacyRequest
from data_model.tables.turnover import Handover, TurnoverEvent
from data_model.text import ERASED
from data_model.write.people import change_person
from data_model.write.retention import apply_retention
from data_model.write.undo import Recorder
from tests.conftest import NOW, Town

TODAY = NOW.date()
DAY = timedelta(days=1)
START = date(2024, 1, 8)
LAST = date(2026, 3, 31)


class Scene:
    """Jan and Ans of the school, each with a number. Jan left on the last day of March."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.school = town.add(Organisation, name="De Klimop")
        self.member = town.add(Membership, organisation_id=self.school, joined_on=START)
        self.jan, self.ans = self.person("Jan Bos", LAST), self.person("Ans de Wit", None)

    def person(self, name: str, last: date | None) -> int:
        person = self.town.add(Person, display_name=name)
        work = {"organisation_id": self.school, "start_on": START, "end_on": last}
        self.town.add(Affiliation, person_id=person, **work)
        self.town.add(ContactChannel, person_id=person, kind="mobile", value=f"06 1234{person}", added_on=START)
        return person

    def look(self, day: date = TODAY) -> Retention:
        with reading(self.town.engine) as session:
            return retention(session, self.town.viewer(), day)

    def apply(self, day: date = TODAY) -> Retention:
        with writing(self.town.engine) as session:
            by = command_line(self.town.id)
            return apply_retention(session, by=by, at=datetime.combine(day, NOW.timetz()))

    def goes(self, kind: str, day: date) -> list[str]:
        return [leaver.name for leaver in getattr(self.look(day), kind)]

    def put(self, *rows: Any) -> None:
        with writing(self.town.engine) as session:
            session.add_all(rows)

    def rows(self, table: type[Any]) -> list[Any]:
        with reading(self.town.engine) as session:
            return list(session.scalars(select(table)))


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


@pytest.mark.parametrize(("days", "goes"), [(59, []), (60, ["Jan Bos"]), (364, ["Jan Bos"]), (365, [])])
def test_contact_data_go_sixty_days_after_the_last_day(scene: Scene, days: int, goes: list[str]) -> None:
    assert scene.goes("contact_data", LAST + days * DAY) == goes
    assert scene.goes("people", LAST + days * DAY) == (["Jan Bos"] if days == 365 else [])


@pytest.mark.parametrize(("days", "goes"), [(39, []), (40, ["Jan Bos"])])
def test_contact_data_go_thirty_days_after_a_completed_handover(scene: Scene, days: int, goes: list[str]) -> None:
    leaves = {"kind": "leaves", "organisation_id": scene.school, "person_id": scene.jan}
    event = scene.town.add(TurnoverEvent, effective_on=LAST + DAY, reported_on=START, **leaves)
    scene.town.add(Handover, turnover_event_id=event, completed_on=LAST + 10 * DAY)
    assert scene.goes("contact_data", LAST + days * DAY) == goes


def test_a_task_for_the_network_keeps_somebody_in(scene: Scene) -> None:
    scene.town.add(NetworkRole, person_id=scene.jan, role="expert_by_experience", start_on=START)
    assert scene.look(LAST + 400 * DAY).kinds == ()


def test_an_organisation_that_leaves_takes_its_people_along(scene: Scene) -> None:
    left = scene.town.add(Organisation, name="Kerk")
    scene.town.add(Membership, organisation_id=left, joined_on=START, left_on=LAST)
    cor = scene.town.add(Person, display_name="Cor")
    scene.town.add(Affiliation, person_id=cor, organisation_id=left, start_on=START)
    assert scene.goes("people", LAST + 364 * DAY) == []
    assert scene.goes("people", LAST + 365 * DAY) == ["Cor", "Jan Bos"]


def test_a_coordinator_with_an_account_stays_also_without_an_employer(scene: Scene) -> None:
    account = Account(email="jan@x.nl", display_name="Jan", created_at=NOW)
    scene.put(account)
    (kept,) = scene.rows(Account)
    role = {"account_id": kept.id, "network_id": scene.town.id, "role": "coordinator", "person_id": scene.jan}
    scene.put(Grant(created_at=NOW, start_on=START, **role))
    assert scene.look(LAST + 400 * DAY).kinds == ()


@pytest.mark.parametrize("why", ["restricted", "asked"])
def test_who_is_restricted_or_waits_for_an_answer_stays(scene: Scene, why: str) -> None:
    asked = {"kind": "access", "received_on": LAST, "answer_by_on": LAST}
    if why == "asked":
        scene.town.add(PrivacyRequest, person_id=scene.jan, **asked)
    else:
        with writing(scene.town.engine) as session:
            session.get_one(Person, scene.jan).restricted_on = LAST
    found = scene.look(LAST + 400 * DAY)
    assert (found.kinds, [leaver.name for leaver in found.held]) == ((), ["Jan Bos"])


def test_a_network_sets_its_own_periods(scene: Scene) -> None:
    limit = {"value": 90, "reason": "Besluit", "set_on": START}
    scene.town.add(NormOverride, name="kept_person_days", **limit)
    assert scene.goes("people", LAST + 89 * DAY) == []
    assert scene.goes("people", LAST + 90 * DAY) == ["Jan Bos"]


def test_only_contact_data_go_first_and_the_name_a_year_after(scene: Scene) -> None:
    scene.apply(LAST + 60 * DAY)
    assert [channel.person_id for channel in scene.rows(ContactChannel)] == [scene.ans]
    assert {person.display_name for person in scene.rows(Person)} == {"Jan Bos", "Ans de Wit"}
    scene.apply(LAST + 365 * DAY)
    assert {person.display_name for person in scene.rows(Person)} == {ERASED, "Ans de Wit"}
    assert scene.look(LAST + 365 * DAY).kinds == ()
    lines = scene.rows(LogEntry)
    assert [(line.action, line.fields) for line in lines] == [
        ("apply_retention", "contact_data"),
        ("apply_retention", "people"),
    ]


def test_details_in_the_log_go_after_two_years_and_the_chain_stays_whole(scene: Scene) -> None:
    with writing(scene.town.engine) as session:
        change_person(session, person_id=scene.ans, display_name="Ans de Wit", by=scene.town.viewer(), at=NOW)
    elsewhere = Town(scene.town.engine, "Elders")
    cor = elsewhere.add(Person, display_name="Cor")
    with writing(scene.town.engine) as session:
        change_person(session, person_id=cor, display_name="Cor", by=elsewhere.viewer(), at=NOW)
    assert scene.look(TODAY + 730 * DAY).counts["log_details"] == 0
    scene.apply(TODAY + 731 * DAY)
    details = " ".join(row.detail for row in scene.rows(LogDetail))
    assert "Ans" not in details and "Cor" in details
    with reading(scene.town.engine) as session:
        assert verify(session).sound


@pytest.mark.parametrize(("days", "goes"), [(729, 0), (730, 1)])
def test_an_answered_request_goes_after_two_years(scene: Scene, days: int, goes: int) -> None:
    asked = {"kind": "access", "received_on": LAST, "answer_by_on": LAST}
    scene.town.add(PrivacyRequest, person_id=scene.ans, decided_on=LAST, outcome="granted", **asked)
    scene.town.add(PrivacyRequest, person_id=scene.ans, **asked)
    assert scene.look(LAST + days * DAY).counts["requests"] == goes
    scene.apply(LAST + days * DAY)
    assert len(scene.rows(PrivacyRequest)) == 2 - goes


@pytest.mark.parametrize(("days", "goes"), [(30, 0), (31, 1)])
def test_old_links_sessions_and_mails_go_after_a_month(scene: Scene, days: int, goes: int) -> None:
    later = {"created_at": NOW, "expires_at": NOW + 900 * DAY}
    scene.put(Account(email="ans@x.nl", display_name="Ans", created_at=NOW))
    (account,) = scene.rows(Account)
    mine = {"account_id": account.id}
    scene.put(
        PersonalLink(key="used", browser_hash="", used_at=NOW, **mine, **later),
        PersonalLink(key="new", browser_hash="", **mine, **later),
        SignIn(token_hash="ended", method="link", active_at=NOW, revoked_at=NOW, **mine, **later),
        SignIn(token_hash="open", method="link", active_at=NOW, **mine, **later),
        OutboxMessage(kind="invitation", created_at=NOW, due_at=NOW, sent_at=NOW, **mine),
        OutboxMessage(kind="invitation", created_at=NOW, due_at=NOW, **mine),
    )
    day = TODAY + days * DAY
    kinds = ("links", "sessions", "mails")
    assert [scene.look(day).counts[kind] for kind in kinds] == [goes] * 3
    scene.apply(day)
    assert [len(scene.rows(table)) for table in (PersonalLink, SignIn, OutboxMessage)] == [2 - goes] * 3


def test_links_of_an_account_of_another_network_alone_are_left_to_that(scene: Scene) -> None:
    elsewhere = Town(scene.town.engine, "Elders")
    scene.put(Account(email="cor@x.nl", display_name="Cor", created_at=NOW))
    (account,) = scene.rows(Account)
    role = {"account_id": account.id, "network_id": elsewhere.id, "role": "webber"}
    scene.put(Grant(created_at=NOW, start_on=START, **role))
    scene.put(PersonalLink(account_id=account.id, key="k", browser_hash="", created_at=NOW, expires_at=NOW))
    assert scene.look(TODAY + 99 * DAY).counts["links"] == 0


def test_nothing_of_it_can_be_taken_back(scene: Scene) -> None:
    with writing(scene.town.engine) as session:
        recorder = Recorder(session)
        apply_retention(session, by=scene.town.viewer(), at=NOW)
        assert recorder.done("apply_retention", scene.town.viewer()) is None


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_who_manages_the_network_sees_and_does_it(scene: Scene, role: Role) -> None:
    own = scene.town.viewer(role, organisation_id=scene.school, person_id=scene.jan)
    for ask in (lambda s: retention(s, own, TODAY), lambda s: mentions(s, own, scene.jan)):
        with reading(scene.town.engine) as session, pytest.raises(Forbidden):
            ask(session)
    with pytest.raises(Forbidden), writing(scene.town.engine) as session:
        apply_retention(session, by=own, at=NOW + 999 * DAY)
    with reading(scene.town.engine) as session:
        assert session.scalar(select(func.count()).select_from(ContactChannel)) == 2


def test_another_network_is_not_touched(scene: Scene) -> None:
    elsewhere = Town(scene.town.engine, "Elders")
    with writing(scene.town.engine) as session:
        apply_retention(session, by=elsewhere.viewer(), at=NOW + 999 * DAY)
    assert {person.display_name for person in scene.rows(Person)} == {"Jan Bos", "Ans de Wit"}


def test_texts_about_somebody_are_found_before_anything_is_erased(scene: Scene) -> None:
    sure = scene.town.add(Action, description="Jan Bos belt", created_on=START)
    perhaps = scene.town.add(Action, description="Jan belt", created_on=START)
    with reading(scene.town.engine) as session:
        found = mentions(session, scene.town.viewer(), scene.jan)
    assert found.certain == (Place("action", sure, "description"),)
    assert found.maybe == (Place("action", perhaps, "description"),)


def test_every_kind_is_counted(scene: Scene) -> None:
    assert tuple(scene.look().counts) == KINDS
