"""Acts that erase a person: what is theirs goes, what the network did stays without a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Role, Verb, Viewer, require
from data_model.days import days_after, dutch_day, lasts
from data_model.read.traces import Place, Traces, tables, texts, traces_of
from data_model.tables.account import Account, Grant
from data_model.tables.action import ActionOwner
from data_model.tables.base import NetworkRecord
from data_model.tables.covenant import CovenantParty, ManagementApproval
from data_model.tables.log import LogDetail, LogEntry
from data_model.tables.map import RelationCarrier
from data_model.tables.meeting import Meeting
from data_model.tables.network import Network
from data_model.tables.person import Affiliation, ContactChannel, NetworkRole, Person
from data_model.tables.privacy import Erasure, PrivacyRequest
from data_model.tables.webber import Webber, WebberDeputy
from data_model.text import ERASED
from data_model.write.account_roles import keep_coordinated
from data_model.write.journal import act, note
from data_model.write.log_details import erase_details_about
from data_model.write.records import find
from data_model.write.undo import FOR_GOOD

# What somebody is or holds, from a day until a day.
_HELD: tuple[type[Any], ...] = (Affiliation, NetworkRole, RelationCarrier, WebberDeputy, ActionOwner)
# Where a function title stands of the person whose number is in the other field.
_FUNCTIONS: tuple[tuple[type[NetworkRecord], str, str], ...] = (
    (Affiliation, "person_id", "function_title"),
    (CovenantParty, "signatory_person_id", "signatory_function"),
    (ManagementApproval, "given_by_person_id", "given_by_function"),
)


@dataclass(frozen=True)
class Erased:
    """Who, in how many texts a name, address or number was taken out, and which texts a human should read."""

    person_id: int
    replaced: int
    to_read: tuple[Place, ...]


@act
def erase_person(session: Session, *, person_id: int, by: Viewer, at: datetime) -> Erased:
    """Forget somebody for good. From that day the network has a gap where they were, and its history has no name.

    For who answers for the network alone. `Forbidden` for who is not there or was erased already. Refuses the one who
    coordinates the network as long as nobody else does.
    """
    require(by, Entity.PRIVACY, Verb.EDIT)
    person = find(session, Person, person_id, by)
    network_stays_coordinated(session, person, dutch_day(at), by)
    done = forget(session, person, dutch_day(at), by, at)
    note(session, "erase_person", person, ("erased_on",), by=by, at=at)
    return done


@act
def repeat_erasure(session: Session, *, person_id: int, erased_at: datetime, by: Viewer, at: datetime) -> Erased:
    """Forget somebody again who came back with an old copy of the database, from the day they were erased."""
    require(by, Entity.OFFICE, Verb.EDIT)
    person = find(session, Person, person_id, by)
    done = forget(session, person, dutch_day(erased_at), by, erased_at)
    note(session, "repeat_erasure", person, ("erased_on",), by=by, at=at)
    return done


def forget(session: Session, person: Person, day: date, by: Viewer, at: datetime) -> Erased:
    """All that an erasure is, for acts that erase. Raises `Forbidden` for who was erased already."""
    session.info[FOR_GOOD] = True
    traces = traces_of(session, by.network_id, person.id)
    accounts = _accounts(session, person)
    said = [person.display_name, *(account.email for account in accounts)]
    erase_details_about(session, network_id=by.network_id, person_id=person.id, names=said)
    _erase_details_with(session, by, traces)
    _leave_accounts(session, person, accounts, day)
    replaced, to_read = _replace(session, by, traces)
    _end(session, person, day)
    _empty(session, person, day)
    person.display_name, person.erased_on = ERASED, day
    person.restricted_on = person.basis_recorded_on = None
    session.add(Erasure(network_id=by.network_id, person_id=person.id, erased_at=at))
    session.flush()
    return Erased(person.id, replaced, to_read)


def network_stays_coordinated(session: Session, person: Person, day: date, by: Viewer) -> None:
    """Refuse to forget the one who coordinates the network as long as nobody else does."""
    own = session.scalars(select(Grant).where(Grant.person_id == person.id, Grant.role == Role.COORDINATOR)).all()
    without = {grant.account_id for grant in own if lasts(grant.start_on, grant.end_on, day)}
    if without:
        keep_coordinated(session, by.network_id, without, day)


def _accounts(session: Session, person: Person) -> Sequence[Account]:
    asked = select(Account).join(Grant, Grant.account_id == Account.id).where(Grant.person_id == person.id).distinct()
    return session.scalars(asked).all()


def _leave_accounts(session: Session, person: Person, accounts: Sequence[Account], day: date) -> None:
    """An account for this person alone goes, with its sessions, links and mails. Another one loses these roles."""
    for account in accounts:
        grants = session.scalars(select(Grant).where(Grant.account_id == account.id)).all()
        own = [grant for grant in grants if grant.person_id == person.id]
        if len(own) == len(grants):
            lines = select(LogEntry.id).where(LogEntry.entity == "account", LogEntry.entity_id == account.id)
            _without_details(session, lines)
            session.execute(delete(Account).where(Account.id == account.id))
            session.expunge(account)
            continue
        for grant in own:
            grant.person_id = None
            grant.end_on = min(filter(None, (grant.end_on, days_after(day, -1))))


def _erase_details_with(session: Session, by: Viewer, traces: Traces) -> None:
    """Of lines about other records that were called by this name, such as an action or an organisation."""
    if traces.certain is None:
        return
    asked = select(LogDetail.entry_id, LogDetail.detail).join(LogEntry).where(LogEntry.network_id == by.network_id)
    lines = [id for id, detail in session.execute(asked) if traces.certain.search(detail)]
    _without_details(session, lines)


def _without_details(session: Session, lines: Any) -> None:
    gone = delete(LogDetail).where(LogDetail.entry_id.in_(lines)).execution_options(synchronize_session=False)
    session.execute(gone)


def _replace(session: Session, by: Viewer, traces: Traces) -> tuple[int, tuple[Place, ...]]:
    """Take out what is certain; give how many texts that were, and those a human should read."""
    known = {table.__tablename__: table for table in tables()}
    replaced, to_read = 0, []
    for place, text in list(texts(session, by.network_id)):
        if traces.certain and traces.are_in(place, text):
            record = find(session, known[place.entity], place.id, by)
            setattr(record, place.field, traces.certain.sub(ERASED, text))
            replaced += 1
        if traces.may_be_in(place, text):
            to_read.append(place)
    _replace_in_network(session, by, traces)
    return replaced, tuple(to_read)


def _replace_in_network(session: Session, by: Viewer, traces: Traces) -> None:
    """Who answers for the data, and where to ask: a desk by agreement, and still somebody may have filled in a name."""
    network = session.get_one(Network, by.network_id)
    for field in ("controller", "privacy_contact"):
        text = getattr(network, field)
        if text and traces.certain and traces.certain.search(text):
            setattr(network, field, traces.certain.sub(ERASED, text))


def _end(session: Session, person: Person, day: date) -> None:
    """What still runs has its last day before the erasure, so that from that day on the gap is seen."""
    for table in _HELD:
        for held in session.scalars(_of(table, person)):
            held.end_on = _last_day(held.start_on, held.end_on, day)
    for webber in session.scalars(_of(Webber, person)):
        if webber.confirmed_on is not None:
            webber.ended_on = _last_day(webber.confirmed_on, webber.ended_on, day)
        elif webber.rejected_on is None:
            webber.rejected_on = day
    coming = select(Meeting).where(
        Meeting.network_id == person.network_id,
        Meeting.organiser_person_id == person.id,
        Meeting.held_on.is_(None),
        Meeting.planned_on >= day,
    )
    for meeting in session.scalars(coming):
        meeting.organiser_person_id = None


def _last_day(start_on: date, end_on: date | None, day: date) -> date:
    """What has not begun by then never will: its last day is before its first."""
    last = min(max(start_on, day - timedelta(days=1)), day)
    return min(end_on, last) if end_on else last


def _empty(session: Session, person: Person, day: date) -> None:
    for channel in session.scalars(_of(ContactChannel, person)):
        session.delete(channel)
    for table, whose, function in _FUNCTIONS:
        for record in session.scalars(_of(table, person, whose)):
            setattr(record, function, None)
    for request in session.scalars(_of(PrivacyRequest, person)):
        request.text = request.reason = None
        if request.decided_on is None:
            request.decided_on, request.outcome = day, "granted" if request.kind == "erase" else "withdrawn"


def _of(table: type[NetworkRecord], person: Person, whose: str = "person_id") -> Any:
    return select(table).where(table.network_id == person.network_id, getattr(table, whose) == person.id)
