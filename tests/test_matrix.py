"""Who may see, watch and edit what: the rights of docs/policy written out by hand, and asked of real reads and acts."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from data_model.access import Entity, Role, Verb, Viewer, allows, reach, require, require_any
from data_model.database import reading, writing
from data_model.findings import Finding, Subject, Urgency
from data_model.norms import Norms
from data_model.questions import QUESTIONS, Question, find
from data_model.read.accounts import accounts
from data_model.read.action_list import action_list
from data_model.read.changes import changes
from data_model.read.contact_list import contact_list
from data_model.read.covenant import facts as covenant_facts
from data_model.read.meeting_list import meeting_list
from data_model.read.meeting_reports import report_of
from data_model.read.organisation_list import organisation_list
from data_model.read.own_everything import everything_about
from data_model.read.viewers import viewer_for
from data_model.refusal import Forbidden
from data_model.tables.account import Account, Grant
from data_model.tables.action import Action, ActionOwner
from data_model.tables.base import NetworkRecord
from data_model.tables.covenant import AnchoringPromise
from data_model.tables.meeting import Attendance, Meeting
from data_model.tables.network import Network
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.turnover import TurnoverEvent
from data_model.vocabulary import SignInMethod
from data_model.write.accounts import end_grant
from data_model.write.actions import update_action
from data_model.write.announcements import withdraw_announcement
from data_model.write.calendar import move_meeting
from data_model.write.contacts import confirm_contact
from data_model.write.meetings import record_meeting
from data_model.write.organisations import change_organisation
from data_model.write.privacy_requests import make_privacy_request
from data_model.write.promises import change_promise
from data_model.write.sign_in import open_sign_in
from tests.conftest import NOW

TODAY = NOW.date()
START, LATER = date(2026, 1, 1), TODAY + timedelta(days=30)
WHO = (*Role, "anonymous", "blocked", "unknown")
SCOPES = ("own", "same", "other", "elsewhere")

# Of whom: the own record, one of the own organisation, of another organisation, of another network. y: allowed.
#                coordinator webber manager participant anonymous blocked unknown
TABLE = """
meetings   see   yyy- yyy- yyy- yyy- ---- ---- ----
meetings   watch yyy- yyy- yy-- ---- ---- ---- ----
meetings   edit  yyy- yyy- ---- ---- ---- ---- ----
attendance see   yyy- yyy- yy-- ---- ---- ---- ----
attendance watch yyy- yyy- yy-- ---- ---- ---- ----
attendance edit  yyy- yyy- ---- ---- ---- ---- ----
covenant   see   yyy- yyy- yyy- yyy- ---- ---- ----
covenant   watch yyy- yyy- yyy- ---- ---- ---- ----
covenant   edit  yyy- ---- yy-- ---- ---- ---- ----
actions    see   yyy- yyy- ---- yyy- ---- ---- ----
actions    watch yyy- yyy- ---- y--- ---- ---- ----
actions    edit  yyy- y--- ---- y--- ---- ---- ----
contacts   see   yyy- yyy- yy-- yyy- ---- ---- ----
contacts   watch yyy- yyy- yy-- y--- ---- ---- ----
contacts   edit  yyy- y--- yy-- y--- ---- ---- ----
turnover   see   yyy- yyy- yy-- ---- ---- ---- ----
turnover   watch yyy- yyy- yy-- ---- ---- ---- ----
turnover   edit  yyy- yyy- yy-- y--- ---- ---- ----
register   see   yyy- yyy- yyy- yyy- ---- ---- ----
register   watch ---- ---- ---- ---- ---- ---- ----
register   edit  yyy- ---- ---- ---- ---- ---- ----
office     see   yyy- ---- ---- ---- ---- ---- ----
office     watch ---- ---- ---- ---- ---- ---- ----
office     edit  yyy- ---- ---- ---- ---- ---- ----
privacy    see   yyy- y--- y--- y--- ---- ---- ----
privacy    watch ---- ---- ---- ---- ---- ---- ----
privacy    edit  yyy- y--- y--- y--- ---- ---- ----
"""
Cell = tuple[Entity, Verb, str, str]
CELLS: Mapping[Cell, bool] = {
    (Entity(entity), Verb(verb), str(who), whose): letter == "y"
    for entity, verb, *columns in (line.split() for line in TABLE.strip().splitlines())
    for who, letters in zip(WHO, columns, strict=True)
    for whose, letter in zip(SCOPES, letters, strict=True)
}
# Webbers do not get the signals of vulnerability about themselves.
BESIDES = {(Entity.TURNOVER, Verb.WATCH, "webber", "own")}


class Place:
    """Two networks. In one: Mina who looks and Mats of the same organisation, and Otto of another. Elsewhere: Vera."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.ids: dict[type[Any], dict[str, int]] = {}
        with writing(engine) as session:
            self._add(session)

    def _add(self, session: Session) -> None:
        self.session = session
        here, there = (self._row(Network, name=name) for name in ("Hier", "Ver"))
        houses = {"own": "Huis Eigen", "other": "Huis Ander", "elsewhere": "Huis Ver"}
        self.networks = {"own": here, "same": here, "other": here, "elsewhere": there}
        for whose, name in houses.items():
            self._put(Organisation, whose, name=name, domain="education")
        self.ids[Organisation]["same"] = self.ids[Organisation]["own"]
        for whose, name in zip(SCOPES, ("Mina", "Mats", "Otto", "Vera"), strict=True):
            self._put(Person, whose, display_name=name)
        for n, whose in enumerate(SCOPES):
            self._records(whose, n)
        house, me = self.ids[Organisation]["own"], self.ids[Person]["own"]
        self.tokens: dict[str, str | None] = {"anonymous": None, "unknown": "0" * 64}
        for who in (*Role, "blocked"):
            account = self._row(Account, email=f"{who}@example.org", display_name=who)
            role = Role.COORDINATOR if who == "blocked" else who
            self._row(Grant, account_id=account, network_id=here, role=role, organisation_id=house, person_id=me)
            self.tokens[str(who)] = open_sign_in(session, account, NOW, SignInMethod.PROVIDER)
        session.get_one(Account, account).blocked_on = TODAY

    def _records(self, whose: str, n: int) -> None:
        person, house = self.ids[Person][whose], self.ids[Organisation][whose]
        works = {"person_id": person, "organisation_id": house}
        self._put(Affiliation, whose, start_on=START, **works)
        if whose != "same":
            self._put(Membership, whose, organisation_id=house, joined_on=START)
        day = {"planned_on": TODAY, "announced_on": START, "kind": "webber"}
        self._put(Meeting, whose, organiser_person_id=person, **day)
        held = {**day, "kind": "network", "planned_on": START + timedelta(days=n), "held_on": START + timedelta(days=n)}
        meeting = self._row(Meeting, network_id=self.networks[whose], **held)
        self._put(Attendance, whose, meeting_id=meeting, organisation_id=house, present=True)
        self._put(AnchoringPromise, whose, organisation_id=house, text="Beloofd", promised_on=START)
        self._put(Action, whose, description="Bellen", created_on=START)
        self._put(ActionOwner, whose, action_id=self.ids[Action][whose], start_on=START, **works)
        event = {"kind": "leaves", "effective_on": LATER, "reported_on": START}
        self._put(TurnoverEvent, whose, **event, **works)
        name = self.session.get_one(Person, person).display_name
        account = self._row(Account, email=f"{name}@example.org", display_name=name)
        self._put(Grant, whose, account_id=account, role="participant", **works)

    def _put(self, table: type[Any], whose: str, **values: Any) -> None:
        self.ids.setdefault(table, {})[whose] = self._row(table, network_id=self.networks[whose], **values)

    def _row(self, table: type[Any], **values: Any) -> int:
        extra = {"start_on": START} if table is Grant else {}
        row = table(created_at=NOW, **extra, **values)
        self.session.add(row)
        self.session.flush()
        return int(row.id)

    def viewer(self, session: Session, who: str) -> Viewer | None:
        return viewer_for(session, self.tokens[who], NOW)


NAMES = dict(zip(SCOPES, ("Mina", "Mats", "Otto", "Vera"), strict=True))
HOUSES = dict(zip(SCOPES, ("Huis Eigen", "Huis Eigen", "Huis Ander", "Huis Ver"), strict=True))
See = Callable[[Session, Viewer, Place], Iterator[object]]


def once(read: Callable[..., object], *rest: object) -> See:
    def ask(session: Session, viewer: Viewer, _: Place) -> Iterator[object]:
        yield read(session, viewer, *rest)

    return ask


def each(read: Callable[..., object], table: type[Any], *rest: object) -> See:
    """The read for the record of each scope."""

    def ask(session: Session, viewer: Viewer, place: Place) -> Iterator[object]:
        for id in place.ids[table].values():
            try:
                yield read(session, viewer, id, *rest)
            except Forbidden:
                continue

    return ask


def attendance(session: Session, viewer: Viewer, place: Place) -> Iterator[object]:
    for id in place.ids[Attendance].values():
        with reading(place.engine) as inside:
            meeting_id = inside.get_one(Attendance, id).meeting_id
        yield report_of(session, viewer, meeting_id, TODAY)


SEEN: Mapping[Entity, tuple[See, Mapping[str, str]]] = {
    Entity.MEETINGS: (once(meeting_list, TODAY), NAMES),
    Entity.ATTENDANCE: (attendance, HOUSES),
    Entity.COVENANT: (once(covenant_facts), HOUSES),
    Entity.ACTIONS: (once(action_list, TODAY), NAMES),
    Entity.CONTACTS: (once(contact_list, TODAY), NAMES),
    Entity.TURNOVER: (once(changes, TODAY), NAMES),
    Entity.REGISTER: (once(organisation_list, TODAY), HOUSES),
    Entity.OFFICE: (once(accounts, TODAY), NAMES),
    Entity.PRIVACY: (each(everything_about, Person), NAMES),
}

NEW_HOUSE = {"name": "Nieuwe naam", "formality": "formal", "domain": "education"}
# An act on the record of a scope: what it takes besides, and the table of the record.
EDITED: Mapping[Entity, tuple[Callable[..., object], str, type[NetworkRecord] | type[Grant], dict[str, Any]]] = {
    Entity.MEETINGS: (move_meeting, "meeting_id", Meeting, {"planned_on": LATER}),
    Entity.ATTENDANCE: (record_meeting, "meeting_id", Meeting, {"held_on": TODAY}),
    Entity.COVENANT: (change_promise, "promise_id", AnchoringPromise, {"text": "Anders", "contact_person_id": None}),
    Entity.ACTIONS: (update_action, "action_id", Action, {"text": "Gebeld"}),
    Entity.CONTACTS: (confirm_contact, "person_id", Person, {}),
    Entity.TURNOVER: (withdraw_announcement, "event_id", TurnoverEvent, {}),
    Entity.REGISTER: (change_organisation, "organisation_id", Organisation, NEW_HOUSE),
    Entity.OFFICE: (end_grant, "grant_id", Grant, {}),
    Entity.PRIVACY: (make_privacy_request, "person_id", Person, {"kind": "access"}),
}


def finding(question: str, about: Subject, organisation_id: int, person_id: int | None = None) -> Finding:
    kind = {"rhythm": "rhythm.late", "covenant": "covenant.expired"}.get(question, f"{question}.watched")
    return Finding(
        kind=kind, about=about, urgency=Urgency.HIGH, since=START, organisation_id=organisation_id, person_id=person_id
    )


def houses_of(facts: Any, _: date, __: Norms) -> Iterator[Finding]:
    question = "rhythm" if hasattr(facts, "rhythms") else "covenant"
    for one in facts.organisations:
        yield finding(question, Subject("organisation", one.id, one.name), one.id)


def owners_of(facts: Any, _: date, __: Norms) -> Iterator[Finding]:
    for action in facts.actions:
        owner = action.owners[0]
        yield finding("actions", Subject("action", action.id, owner.name), owner.organisation_id, owner.person_id)


def people_of(facts: Any, _: date, __: Norms) -> Iterator[Finding]:
    for one in facts.people:
        yield finding("contacts", Subject("person", one.id, one.name), one.affiliations[0].organisation_id, one.id)


def workers_of(facts: Any, _: date, __: Norms) -> Iterator[Finding]:
    names = {person.id: person.name for person in facts.ties.people}
    for one in facts.ties.affiliations:
        about = Subject("person", one.person_id, names[one.person_id])
        yield finding("turnover", about, one.organisation_id, one.person_id)


# A finding about everything the facts of a question know, in the place of those the rules find in it.
JUDGES = dict(
    zip(
        ("rhythm", "covenant", "actions", "contacts", "turnover"),
        (houses_of, houses_of, owners_of, people_of, workers_of),
        strict=True,
    )
)
ALL_FOUND = {one.name: Question(one.name, one.read, JUDGES[one.name], one.kinds) for one in QUESTIONS}
WATCHED: Mapping[Entity, tuple[str, Mapping[str, str]]] = {
    Entity.MEETINGS: ("rhythm", HOUSES),
    Entity.COVENANT: ("covenant", HOUSES),
    Entity.ACTIONS: ("actions", NAMES),
    Entity.CONTACTS: ("contacts", NAMES),
    Entity.TURNOVER: ("turnover", NAMES),
}
# No question is about these, so nobody gets a finding about them.
UNWATCHED = {*Entity} - WATCHED.keys()


def seen(place: Place, entity: Entity, who: str) -> set[str]:
    """Of which scopes the read of an entity tells."""
    ask, names = SEEN[entity]
    with reading(place.engine) as session:
        viewer = place.viewer(session, who)
        if viewer is None:
            return set()
        try:
            told = "\n".join(repr(answer) for answer in ask(session, viewer, place))
        except Forbidden:
            return set()
    return {whose for whose, name in names.items() if name in told}


def watched(place: Place, entity: Entity, who: str) -> set[str]:
    question, names = WATCHED[entity]
    with reading(place.engine) as session:
        viewer = place.viewer(session, who)
        found = find(session, viewer, TODAY, (ALL_FOUND[question],)) if viewer else []
    return {whose for whose, name in names.items() if name in {one.about.name for one in found}}


def edited(place: Place, entity: Entity, who: str, whose: str) -> bool:
    """Whether the act is done; any refusal but that nothing is there is a mistake in this test."""
    act, argument, table, rest = EDITED[entity]
    with reading(place.engine) as session:
        viewer = place.viewer(session, who)
    if viewer is None:
        return False
    if entity is Entity.ATTENDANCE:
        rest = {**rest, "attendance": {place.ids[Organisation][whose]: "present"}}
    try:
        with writing(place.engine) as session:
            act(session, **{argument: place.ids[table][whose]}, **rest, by=viewer, at=NOW)
            session.rollback()
    except Forbidden:
        return False
    return True


def test_the_table_has_every_cell() -> None:
    assert CELLS.keys() == {
        (entity, verb, str(who), whose) for entity in Entity for verb in Verb for who in WHO for whose in SCOPES
    }
    assert len(CELLS) == 756 and sum(CELLS.values()) > 100
    assert not any(allowed for (_, _, who, whose), allowed in CELLS.items() if whose == "elsewhere" or who in WHO[4:])


def test_the_rights_say_what_the_table_says() -> None:
    """Asked as reads and acts ask, for a record of each scope."""
    organisations, people = {"own": 3, "same": 3, "other": 4, "elsewhere": 3}, {"own": 7, "elsewhere": 7}
    wrong = []
    for (entity, verb, who, whose), allowed in CELLS.items():
        if who not in {*Role}:
            continue
        viewer = Viewer(network_id=1, role=Role(who), organisation_id=3, person_id=7)
        about = {"organisation_id": organisations[whose], "person_id": people.get(whose, 8)}
        try:
            require(viewer, entity, verb, network_id=2 if whose == "elsewhere" else 1, **about)
            found = True
        except Forbidden:
            found = False
        if found is not allowed:
            wrong.append((entity, verb, who, whose))
        if whose != "elsewhere":
            assert allows(viewer, entity, verb, **about) is allowed
    assert wrong == []


@pytest.mark.parametrize("role", Role)
def test_a_right_that_reaches_nowhere_is_refused_at_once(role: Role) -> None:
    viewer = Viewer(network_id=1, role=role, organisation_id=3, person_id=7)
    for entity in Entity:
        for verb in Verb:
            if any(CELLS[entity, verb, role, whose] for whose in SCOPES):
                assert require_any(viewer, entity, verb) is reach(viewer, entity, verb)
            else:
                with pytest.raises(Forbidden):
                    require_any(viewer, entity, verb)


def test_real_reads_findings_and_acts_do_what_the_table_says(engine: Engine) -> None:
    place, wrong, asked = Place(engine), [], 0
    assert SEEN.keys() == EDITED.keys() == {*Entity} and WATCHED.keys() | UNWATCHED == {*Entity}
    for who in map(str, WHO):
        for entity in Entity:
            done: dict[Verb, set[str]] = {
                Verb.SEE: seen(place, entity, who),
                Verb.EDIT: {whose for whose in SCOPES if edited(place, entity, who, whose)},
            }
            if entity in WATCHED:
                done[Verb.WATCH] = watched(place, entity, who)
            for verb, scopes in done.items():
                expected = {whose for whose in SCOPES if CELLS[entity, verb, who, whose]}
                expected -= {whose for whose in SCOPES if (entity, verb, who, whose) in BESIDES}
                asked += len(SCOPES)
                if scopes != expected:
                    wrong.append(f"{who} {verb} {entity}: {sorted(scopes)}, not {sorted(expected)}")
    assert wrong == []
    assert asked >= 500


def test_strangers_are_nobody(engine: Engine) -> None:
    place = Place(engine)
    with reading(place.engine) as session:
        assert {who for who in WHO if place.viewer(session, str(who)) is not None} == {*Role}
