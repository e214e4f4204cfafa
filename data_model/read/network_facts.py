"""What the network is: its name and area, its phase, who coordinates it and who answers for its personal data."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.tables.network import Network, NetworkPhase
from data_model.tables.person import NetworkRole, Person
from data_model.vocabulary import NetworkTask


@dataclass(frozen=True)
class NetworkFacts:
    """`phase` is empty as long as nobody wrote one down. People as number and name."""

    name: str
    area_name: str | None
    controller: str | None
    privacy_contact: str | None
    version: int
    phase: str | None
    phase_since_on: date | None
    coordinators: tuple[tuple[int, str], ...]
    deputies: tuple[tuple[int, str], ...]


@scope.read
def network_facts(session: Session, viewer: Viewer, day: date) -> NetworkFacts:
    """The phase and the people are those of the day; the rest is what is known now."""
    require(viewer, Entity.OFFICE, Verb.SEE)
    network = session.get_one(Network, viewer.network_id)
    phase = session.execute(
        select(NetworkPhase.phase, NetworkPhase.since_on)
        .where(NetworkPhase.network_id == viewer.network_id, NetworkPhase.since_on <= day)
        .order_by(NetworkPhase.since_on.desc(), NetworkPhase.id.desc())
    ).first()
    return NetworkFacts(
        name=network.name,
        area_name=network.area_name,
        controller=network.controller,
        privacy_contact=network.privacy_contact,
        version=network.version,
        phase=phase.phase if phase else None,
        phase_since_on=phase.since_on if phase else None,
        coordinators=_holders(session, viewer, NetworkTask.COORDINATOR, day),
        deputies=_holders(session, viewer, NetworkTask.DEPUTY_COORDINATOR, day),
    )


def _holders(session: Session, viewer: Viewer, role: str, day: date) -> tuple[tuple[int, str], ...]:
    rows = session.execute(
        select(Person.id, Person.display_name)
        .join(NetworkRole, and_(NetworkRole.person_id == Person.id, NetworkRole.network_id == Person.network_id))
        .where(
            Person.network_id == viewer.network_id,
            Person.erased_on.is_(None),
            NetworkRole.role == role,
            NetworkRole.start_on <= day,
            or_(NetworkRole.end_on.is_(None), NetworkRole.end_on >= day),
        )
        .order_by(Person.display_name, Person.id)
        .distinct()
    )
    return tuple((id, name) for id, name in rows)
