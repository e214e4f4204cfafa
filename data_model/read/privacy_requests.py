"""What people asked about their own data and by when they get an answer; and what the viewer gave consent for."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select, true
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, reach, require, require_any
from data_model.read.channels import channels_of
from data_model.read.choices import Choice
from data_model.refusal import Forbidden
from data_model.rules.privacy import RequestState, request_state
from data_model.tables.network import Network
from data_model.tables.person import ContactChannel, NetworkRole, Person
from data_model.tables.privacy import PrivacyRequest
from data_model.vocabulary import NetworkTask


@dataclass(frozen=True)
class Request:
    """A request with its state on a day. `name` is whose data it is about."""

    id: int
    version: int
    person_id: int
    name: str
    kind: str
    text: str | None
    received_on: date
    answer_by_on: date
    extended_on: date | None
    decided_on: date | None
    outcome: str | None
    reason: str | None
    state: RequestState

    @property
    def open(self) -> bool:
        return self.state in (RequestState.OPEN, RequestState.OVERDUE)


@dataclass(frozen=True)
class PrivateChannel:
    """A number or address that is kept because its owner said yes on a day."""

    id: int
    kind: str
    consent_on: date | None


@dataclass(frozen=True)
class OwnPrivacy:
    """`experience`: the task of expert by experience, with the day of consent, where the viewer holds it."""

    person_id: int
    version: int
    restricted_on: date | None
    private: tuple[PrivateChannel, ...]
    experience: tuple[tuple[int, date | None], ...]
    requests: tuple[Request, ...]


@dataclass(frozen=True)
class PersonPrivacy:
    """On which ground somebody's data are kept, and since when they are restricted."""

    person_id: int
    version: int
    name: str
    basis: str
    basis_recorded_on: date | None
    restricted_on: date | None


@scope.read
def own_privacy(session: Session, viewer: Viewer, day: date) -> OwnPrivacy | None:
    """None for an account that belongs to nobody in this network."""
    if viewer.person_id is None:
        return None
    try:
        person = person_privacy(session, viewer, viewer.person_id)
    except Forbidden:
        return None
    return OwnPrivacy(
        person_id=person.person_id,
        version=person.version,
        restricted_on=person.restricted_on,
        private=_private(session, viewer),
        experience=_experience(session, viewer),
        requests=tuple(request for request in _requests(session, viewer, day) if request.person_id == person.person_id),
    )


@scope.read
def person_privacy(session: Session, viewer: Viewer, person_id: int) -> PersonPrivacy:
    """Raises `Forbidden` for who is not there, and for anybody else than that person or the coordinator."""
    require(viewer, Entity.PRIVACY, Verb.SEE, person_id=person_id)
    row = session.execute(
        select(
            Person.id,
            Person.version,
            Person.display_name,
            Person.legal_basis,
            Person.basis_recorded_on,
            Person.restricted_on,
        ).where(Person.network_id == viewer.network_id, Person.id == person_id, Person.erased_on.is_(None))
    ).one_or_none()
    if row is None:
        raise Forbidden
    return PersonPrivacy(*row)


@scope.read
def privacy_requests(session: Session, viewer: Viewer, day: date) -> list[Request]:
    """All of the network, for who answers them: the open ones first, the most urgent on top."""
    if reach(viewer, Entity.PRIVACY, Verb.SEE) is not Reach.NETWORK:
        raise Forbidden
    return sorted(_requests(session, viewer, day), key=_order)


def _order(request: Request) -> tuple[bool, int, int]:
    days = (
        request.answer_by_on.toordinal() if request.open else -(request.decided_on or request.received_on).toordinal()
    )
    return not request.open, days, request.id


def _requests(session: Session, viewer: Viewer, day: date) -> list[Request]:
    rows = session.execute(
        select(
            PrivacyRequest.id,
            PrivacyRequest.version,
            PrivacyRequest.person_id,
            Person.display_name.label("name"),
            PrivacyRequest.kind,
            PrivacyRequest.text,
            PrivacyRequest.received_on,
            PrivacyRequest.answer_by_on,
            PrivacyRequest.extended_on,
            PrivacyRequest.decided_on,
            PrivacyRequest.outcome,
            PrivacyRequest.reason,
        )
        .join(Person, and_(Person.id == PrivacyRequest.person_id, Person.network_id == PrivacyRequest.network_id))
        .where(PrivacyRequest.network_id == viewer.network_id, PrivacyRequest.received_on <= day)
        .order_by(PrivacyRequest.received_on.desc(), PrivacyRequest.id.desc())
    )
    return [
        Request(**row._asdict(), state=request_state(row.answer_by_on, row.decided_on, row.outcome, day))
        for row in rows
    ]


def _private(session: Session, viewer: Viewer) -> tuple[PrivateChannel, ...]:
    rows = session.execute(
        select(ContactChannel.id, ContactChannel.kind, ContactChannel.consent_on)
        .where(
            ContactChannel.network_id == viewer.network_id,
            ContactChannel.person_id == viewer.person_id,
            ContactChannel.legal_basis == "consent",
        )
        .order_by(ContactChannel.kind.desc(), ContactChannel.id)
    )
    return tuple(PrivateChannel(*row) for row in rows)


def _experience(session: Session, viewer: Viewer) -> tuple[tuple[int, date | None], ...]:
    rows = session.execute(
        select(NetworkRole.id, NetworkRole.consent_on)
        .where(
            NetworkRole.network_id == viewer.network_id,
            NetworkRole.person_id == viewer.person_id,
            NetworkRole.role == NetworkTask.EXPERT_BY_EXPERIENCE,
        )
        .order_by(NetworkRole.id)
    )
    return tuple((id, consent_on) for id, consent_on in rows)


@scope.read
def privacy_people(session: Session, viewer: Viewer) -> list[Choice]:
    """Whose privacy rights the viewer may use, by name: everybody who is not erased, or themselves."""
    extent = require_any(viewer, Entity.PRIVACY, Verb.EDIT)
    rows = session.execute(
        select(Person.id, Person.display_name, Person.version)
        .where(
            Person.network_id == viewer.network_id,
            Person.erased_on.is_(None),
            true() if extent is Reach.NETWORK else Person.id == viewer.person_id,
        )
        .order_by(Person.display_name, Person.id)
    )
    return [Choice(id, name, version=version) for id, name, version in rows]


@scope.read
def private_channels(session: Session, viewer: Viewer, person_id: int, day: date) -> dict[str, date | None]:
    """Which of the channels that the viewer may see are kept by consent, with the day it was given."""
    seen = {one.kind for one in channels_of(session, viewer, day, (person_id,))[person_id] if one.value is not None}
    rows = session.execute(
        select(ContactChannel.kind, ContactChannel.consent_on).where(
            ContactChannel.network_id == viewer.network_id,
            ContactChannel.person_id == person_id,
            ContactChannel.legal_basis == "consent",
        )
    )
    return {kind: consent_on for kind, consent_on in rows if kind in seen}


@dataclass(frozen=True)
class Answerable:
    """Who answers for the personal data of a network, and where to ask: empty where nobody wrote it down."""

    network: str
    controller: str | None
    privacy_contact: str | None


@scope.read
def answerable(session: Session, viewer: Viewer) -> Answerable:
    """Everyone in the network may know."""
    row = session.execute(
        select(Network.name, Network.controller, Network.privacy_contact).where(Network.id == viewer.network_id)
    ).one()
    return Answerable(*row)
