"""The demo network has the size and the mixture it promises, whatever day it is."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, Text, func, select
from sqlalchemy.orm import Session

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.findings import Urgency
from data_model.norms import Norms
from data_model.questions import KINDS, QUESTIONS, find
from data_model.read import actions as read_actions
from data_model.read import contacts as read_contacts
from data_model.rules.actions_facts import state_on
from data_model.rules.contacts_states import ContactState, people_by_state
from data_model.tables import Base
from data_model.tables.account import Account, Grant
from data_model.tables.action import Action, ActionOwner
from data_model.tables.base import Told
from data_model.tables.covenant import Covenant, CovenantParty, WorkingAgreement
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.meeting import Attendance, Meeting
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import ContactChannel, Person
from data_model.tables.turnover import Handover, TurnoverEvent
from data_model.tables.webber import Webber
from data_model.text import holds_bsn
from data_model.vocabulary import REQUIRED_TOPICS, ActionState, Domain
from demo.town import fill
from tests.conftest import insider

DAYS = [
    date(2026, 11, 22),
    date(2026, 1, 1),
    date(2026, 12, 31),
    date(2027, 1, 4),
    date(2027, 2, 28),
    date(2028, 2, 29),
    date(2028, 3, 1),
    date(2026, 3, 31),
    date(2026, 10, 25),
    date(2027, 6, 15),
    date(2027, 8, 31),
    date(2030, 5, 8),
]
TODAY = DAYS[0]


@pytest.fixture(scope="module")
def filled(sqlite_template: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The demo network of one day, to read in."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    path.write_bytes(sqlite_template)
    engine = insider(f"sqlite:///{path}")
    with writing(engine) as session:
        fill(session, TODAY)
    yield engine
    engine.dispose()


@pytest.fixture
def session(filled: Engine) -> Iterator[Session]:
    with reading(filled) as session:
        yield session


def count(session: Session, table: type[Base], *conditions: Any) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def persona(session: Session, name: str) -> Viewer:
    account = session.execute(select(Account).where(Account.persona == name)).scalar_one()
    grant = session.execute(select(Grant).where(Grant.account_id == account.id)).scalar_one()
    return Viewer(
        network_id=grant.network_id,
        role=Role(grant.role),
        account_id=account.id,
        organisation_id=grant.organisation_id,
        person_id=grant.person_id,
    )


def kinds_for(session: Session, viewer: Viewer, today: date) -> list[str]:
    return [finding.kind for finding in find(session, viewer, today)]


@pytest.mark.parametrize(
    ("table", "size"),
    [
        (Organisation, 22),
        (Membership, 22),
        (Person, 41),
        (Webber, 6),
        (Meeting, 9),
        (Covenant, 1),
        (CovenantParty, 22),
        (WorkingAgreement, 14),
        (Action, 33),
        (MapVersion, 2),
        (Relation, 58 + 56),
        (TurnoverEvent, 5),
        (Handover, 3),
        (Account, 4),
    ],
)
def test_the_network_has_the_size_of_a_real_one(session: Session, table: type[Base], size: int) -> None:
    assert count(session, table) == size


def test_seven_organisations_are_informal_and_every_domain_takes_part(session: Session) -> None:
    assert count(session, Organisation, Organisation.formality == "informal") == 7
    assert set(session.scalars(select(Organisation.domain))) == set(Domain)


def test_one_webber_is_an_organisation_without_a_person(session: Session) -> None:
    assert count(session, Webber, Webber.person_id.is_(None)) == 1


def test_the_meetings_lie_within_fourteen_months_and_one_is_not_logged(session: Session) -> None:
    days = session.scalars(select(Meeting.planned_on)).all()
    assert (max(days) - min(days)).days <= 427
    assert count(session, Meeting, Meeting.held_on.is_(None), Meeting.planned_on < TODAY) == 1
    assert count(session, Meeting, Meeting.kind == "network") == 3


def test_two_changes_have_no_handover_and_one_is_announced(session: Session) -> None:
    handed_over = select(Handover.turnover_event_id)
    assert count(session, TurnoverEvent, TurnoverEvent.id.not_in(handed_over)) == 2
    assert count(session, TurnoverEvent, TurnoverEvent.effective_on > TODAY) == 1


def test_one_organisation_misses_both_network_meetings(session: Session) -> None:
    absences = session.execute(
        select(Attendance.organisation_id)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Meeting.kind == "network", Attendance.present.is_(False))
        .group_by(Attendance.organisation_id)
        .having(func.count() > 1)
    )
    assert len(absences.all()) == 1


def test_the_agreements_cover_the_six_topics(session: Session) -> None:
    assert set(session.scalars(select(WorkingAgreement.topic))) >= set(REQUIRED_TOPICS)


def test_every_action_had_an_owner(session: Session) -> None:
    assert count(session, Action, Action.id.not_in(select(ActionOwner.action_id))) == 0


def test_most_relations_have_a_known_carrier_on_both_sides(session: Session) -> None:
    sides = session.execute(select(RelationCarrier.relation_id, RelationCarrier.organisation_id).distinct()).all()
    assert 0.85 * 2 * 58 <= len(sides) < 2 * 58


def test_only_of_the_agreed_map_it_is_known_who_keeps_the_links(session: Session) -> None:
    kept = select(MapVersion.agreed_on).join(Relation).join(RelationCarrier, RelationCarrier.relation_id == Relation.id)
    drawn_on = session.scalars(kept.distinct()).all()
    assert len(drawn_on) == 1
    assert drawn_on[0] is not None


def test_no_text_holds_a_citizen_service_number_and_every_address_is_an_example(session: Session) -> None:
    for table in Base.metadata.sorted_tables:
        for column in [c for c in table.columns if isinstance(c.type, Text | Told)]:
            for value in session.scalars(select(column).where(column.is_not(None))):
                assert not holds_bsn(value), value
                assert "@" not in value or value.endswith(".example.org"), value
                assert "://" not in value or value.endswith(".example.org"), value


def test_phone_numbers_are_from_ranges_nobody_has(session: Session) -> None:
    numbers = session.scalars(select(ContactChannel.value).where(ContactChannel.kind != "work_email")).all()
    assert all(number.startswith(("06 123456", "0999 ")) for number in numbers)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_on_any_day_it_is_alive_and_not_all_alarm(sqlite_engine: Engine, today: date) -> None:
    with writing(sqlite_engine) as session:
        fill(session, today)
    with reading(sqlite_engine) as session:
        assert all(day.weekday() < 5 for day in session.scalars(select(Meeting.planned_on)))
        found = find(session, persona(session, "coordinator"), today)
    assert {finding.question for finding in found} == {question.name for question in QUESTIONS}
    assert all(finding.since <= today for finding in found)
    assert all(finding.changes_on is None or finding.changes_on > today for finding in found)
    assert len({KINDS[finding.kind].rule for finding in found}) >= 30
    assert 25 <= len(found) <= 48
    urgencies = [finding.urgency for finding in found]
    assert 2 <= urgencies.count(Urgency.CRITICAL) <= 5
    assert 6 <= urgencies.count(Urgency.HIGH) <= 12


def test_it_fills_every_kind_of_database(engine: Engine) -> None:
    with writing(engine) as session:
        fill(session, TODAY)
    with reading(engine) as session:
        assert find(session, persona(session, "coordinator"), TODAY)


@pytest.mark.parametrize("days", range(0, 601, 50))
def test_every_day_of_its_past_and_near_future_can_be_judged(session: Session, days: int) -> None:
    day = date.fromordinal(TODAY.toordinal() + 200 - days)
    assert all(finding.since <= day for finding in find(session, persona(session, "coordinator"), day))


@pytest.mark.parametrize("today", DAYS[::3], ids=str)
def test_every_persona_has_something_to_do(sqlite_engine: Engine, today: date) -> None:
    with writing(sqlite_engine) as session:
        fill(session, today)
    with reading(sqlite_engine) as session:
        webber, manager, participant = (persona(session, name) for name in ("webber", "manager", "deelnemer"))
        assert "rhythm.unlogged" in kinds_for(session, webber, today)
        own = [f for f in find(session, manager, today) if f.organisation_id == manager.organisation_id]
        assert own
        mine = kinds_for(session, participant, today)
    assert 1 <= mine.count("actions.update_asked") <= 2
    assert "contacts.stale" in mine


def test_the_covenant_was_complete_and_needs_an_update_since_a_webber_left(session: Session) -> None:
    coordinator = persona(session, "coordinator")
    found = [f for f in find(session, coordinator, TODAY) if f.kind == "covenant.update_needed"]
    assert [(f.values["present"], f.values["required"]) for f in found] == [(3, 4)]
    in_force_on = session.scalars(select(Covenant.in_force_on)).one()
    assert in_force_on is not None
    assert not {"covenant.incomplete", "covenant.update_needed"} & {*kinds_for(session, coordinator, in_force_on)}


def test_one_announced_departure_cuts_three_organisations_off(session: Session) -> None:
    found = find(session, persona(session, "coordinator"), TODAY)
    (bridge,) = [f for f in found if f.kind == "turnover.breakpoint_person"]
    assert bridge.urgency is Urgency.CRITICAL
    assert bridge.changes_on is not None
    assert bridge.values["cut_off"] == ("Buurtkamer Oost", "Moskeevereniging Nour", "Speelgoedbank De Tweede Ronde")


def test_contact_data_are_in_every_state(session: Session) -> None:
    facts = read_contacts.facts(session, persona(session, "coordinator"))
    assert set(people_by_state(facts, TODAY, Norms())) == set(ContactState)


def test_actions_are_in_every_state(session: Session) -> None:
    facts = read_actions.facts(session, persona(session, "coordinator"))
    assert {state_on(action, TODAY) for action in facts.actions} == set(ActionState)
