"""What has been kept long enough: what would go today, and of whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Role, Verb, Viewer, require
from data_model.days import DUTCH_TIME, days_after, earliest
from data_model.norms import Norms
from data_model.read.groups import grouped
from data_model.read.memberships import memberships
from data_model.read.settings import norms_of
from data_model.read.traces import Place, texts, traces_of
from data_model.rules.membership import MembershipFact
from data_model.rules.retention import Span, begun_on, contact_data_go_on, left_on, person_goes_on
from data_model.tables.account import Account, Grant, PersonalLink, SignIn
from data_model.tables.base import Base
from data_model.tables.log import LogDetail, LogEntry
from data_model.tables.person import Affiliation, ContactChannel, NetworkRole, Person
from data_model.tables.post import OutboxMessage
from data_model.tables.privacy import PrivacyRequest
from data_model.tables.turnover import Handover, TurnoverEvent

CONTACT_DATA, PEOPLE = "contact_data", "people"
LOG, REQUESTS, LINKS, SESSIONS, MAILS = "log_details", "requests", "links", "sessions", "mails"
KINDS = (CONTACT_DATA, PEOPLE, LOG, REQUESTS, LINKS, SESSIONS, MAILS)


class Leaver(NamedTuple):
    """Somebody who left everything, with the last day."""

    person_id: int
    name: str
    left_on: date


@dataclass(frozen=True)
class Retention:
    """How much of each kind goes, of whom, and who stays because of a restriction or an open request."""

    counts: Mapping[str, int]
    contact_data: tuple[Leaver, ...]
    people: tuple[Leaver, ...]
    held: tuple[Leaver, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(kind for kind in KINDS if self.counts[kind])


class Mentions(NamedTuple):
    """Texts that hold somebody for certain, and those a human has to read."""

    certain: tuple[Place, ...]
    maybe: tuple[Place, ...]


@scope.read
def retention(session: Session, viewer: Viewer, day: date) -> Retention:
    """What goes on this day according to the limits of the network. For who manages it."""
    require(viewer, Entity.OFFICE, Verb.SEE)
    norms = norms_of(session, viewer, day)
    spans, handed_over = _spans(session, viewer.network_id), _handed_over(session, viewer.network_id)
    with_data, held = _with_channels(session, viewer.network_id), _held(session, viewer.network_id)
    people: list[Leaver] = []
    contact_data: list[Leaver] = []
    stay: list[Leaver] = []
    for person in _leavers(session, viewer.network_id, spans, day):
        begun = begun_on(spans[person.person_id])
        gone_on = contact_data_go_on(person.left_on, begun, handed_over[person.person_id], norms)
        forgotten = person_goes_on(person.left_on, norms) <= day
        if not forgotten and (gone_on > day or person.person_id not in with_data):
            continue
        (stay if person.person_id in held else people if forgotten else contact_data).append(person)
    counts = {CONTACT_DATA: len(contact_data), PEOPLE: len(people)}
    for kind, (table, which) in outdated(viewer.network_id, day, norms).items():
        counts[kind] = session.scalar(select(func.count()).select_from(table).where(which)) or 0
    return Retention(counts, tuple(contact_data), tuple(people), tuple(stay))


@scope.read
def mentions(session: Session, viewer: Viewer, person_id: int) -> Mentions:
    """The texts in the network about somebody. Raises `Forbidden` for who is not there or was erased."""
    require(viewer, Entity.PRIVACY, Verb.EDIT)
    traces = traces_of(session, viewer.network_id, person_id)
    found = list(texts(session, viewer.network_id))
    return Mentions(
        certain=tuple(place for place, text in found if traces.are_in(place, text)),
        maybe=tuple(place for place, text in found if traces.may_be_in(place, text)),
    )


def outdated(here: int, day: date, norms: Norms) -> dict[str, tuple[type[Base], ColumnElement[bool]]]:
    """The rows that go for their age alone, by kind."""
    log, requests = days_after(day, -norms.kept_log_days), days_after(day, -norms.kept_request_days)
    before = _begin_of(days_after(day, -norms.kept_sign_in_days))
    lines = select(LogEntry.id).where(LogEntry.network_id == here, LogEntry.at < _begin_of(log))
    return {
        LOG: (LogDetail, LogDetail.entry_id.in_(lines)),
        REQUESTS: (PrivacyRequest, and_(PrivacyRequest.network_id == here, PrivacyRequest.decided_on <= requests)),
        LINKS: (PersonalLink, and_(_here(PersonalLink, here), _past(before, "used_at", "expires_at", PersonalLink))),
        SESSIONS: (SignIn, and_(_here(SignIn, here), _past(before, "revoked_at", "expires_at", SignIn))),
        MAILS: (OutboxMessage, and_(_here(OutboxMessage, here), _past(before, "sent_at", "gave_up_at", OutboxMessage))),
    }


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), DUTCH_TIME)


def _here(table: Any, here: int) -> ColumnElement[bool]:
    """Of an account with a role in this network, or without any."""
    roles = exists().where(Grant.account_id == table.account_id)
    return or_(roles.where(Grant.network_id == here), ~roles)


def _past(before: datetime, one: str, other: str, table: Any) -> ColumnElement[bool]:
    return or_(getattr(table, one) < before, getattr(table, other) < before)


def _leavers(session: Session, here: int, spans: Mapping[int, tuple[Span, ...]], day: date) -> Iterator[Leaver]:
    rows = session.execute(
        select(Person.id, Person.display_name)
        .where(Person.network_id == here, Person.erased_on.is_(None))
        .order_by(Person.display_name, Person.id)
    )
    for id, name in rows:
        if last := left_on(spans[id], day):
            yield Leaver(id, name, last)


def _spans(session: Session, here: int) -> Mapping[int, tuple[Span, ...]]:
    """By person the times at organisations that took part, the tasks for the network, and being its coordinator."""
    return grouped(_dated(session, here))


def _dated(session: Session, here: int) -> Iterator[tuple[int, Span]]:
    times = memberships(session)
    for person_id, organisation_id, start_on, end_on in session.execute(
        select(Affiliation.person_id, Affiliation.organisation_id, Affiliation.start_on, Affiliation.end_on).where(
            Affiliation.network_id == here
        )
    ):
        yield person_id, (start_on, earliest(end_on, _stopped_on(times[organisation_id])))
    for person_id, start_on, end_on in session.execute(
        select(NetworkRole.person_id, NetworkRole.start_on, NetworkRole.end_on).where(NetworkRole.network_id == here)
    ):
        yield person_id, (start_on, end_on)
    for whose, start_on, end_on in session.execute(
        select(Grant.person_id, Grant.start_on, Grant.end_on)
        .join(Account, Account.id == Grant.account_id)
        .where(Grant.network_id == here, Grant.role == Role.COORDINATOR, Account.blocked_on.is_(None))
    ):
        if whose is not None:
            yield whose, (start_on, end_on)


def _stopped_on(times: tuple[MembershipFact, ...]) -> date | None:
    """The last day an organisation took part, when all its times are over."""
    ends = [time.left_on for time in times if time.joined_on]
    return None if None in ends else max((end for end in ends if end), default=None)


def _handed_over(session: Session, here: int) -> Mapping[int, tuple[date, ...]]:
    rows = session.execute(
        select(TurnoverEvent.person_id, Handover.completed_on)
        .join(
            Handover,
            and_(Handover.turnover_event_id == TurnoverEvent.id, Handover.network_id == TurnoverEvent.network_id),
        )
        .where(TurnoverEvent.network_id == here, TurnoverEvent.withdrawn_on.is_(None))
    )
    return grouped((person_id, on) for person_id, on in rows if person_id is not None and on is not None)


def _with_channels(session: Session, here: int) -> set[int]:
    return set(session.scalars(select(ContactChannel.person_id).where(ContactChannel.network_id == here)))


def _held(session: Session, here: int) -> set[int]:
    """Who asked to keep things as they are, or has a question that is still open (AVG 18)."""
    restricted = select(Person.id).where(Person.network_id == here, Person.restricted_on.is_not(None))
    asking = select(PrivacyRequest.person_id).where(
        PrivacyRequest.network_id == here, PrivacyRequest.decided_on.is_(None)
    )
    return {*session.scalars(restricted), *session.scalars(asking)}
