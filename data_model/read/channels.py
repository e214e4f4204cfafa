"""How people can be reached: the one place where phone numbers and addresses are read to be shown."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select, true
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Role, Verb, Viewer, channel_visible, require_any
from data_model.read.groups import grouped
from data_model.tables.person import Affiliation, ContactChannel, Person


@dataclass(frozen=True)
class Channel:
    """One way to reach somebody, and who may see it. Without a value: shielded at the request of that person."""

    kind: str
    value: str | None
    visibility: str


@scope.read
def channels_of(
    session: Session, viewer: Viewer, day: date, person_ids: Collection[int] | None = None
) -> Mapping[int, tuple[Channel, ...]]:
    """By person what the viewer may see, of these people or of everybody. As it is now: old values are not kept."""
    require_any(viewer, Entity.CONTACTS, Verb.SEE)
    houses = _houses(session, viewer, day)
    rows = session.execute(
        select(
            ContactChannel.person_id,
            ContactChannel.kind,
            ContactChannel.value,
            ContactChannel.visibility,
            Person.restricted_on,
        )
        .join(Person, and_(Person.id == ContactChannel.person_id, Person.network_id == ContactChannel.network_id))
        .where(
            ContactChannel.network_id == viewer.network_id,
            Person.erased_on.is_(None),
            ContactChannel.person_id.in_(person_ids) if person_ids is not None else true(),
        )
        .order_by(ContactChannel.person_id, ContactChannel.kind.desc(), ContactChannel.id)
    )
    return grouped(
        (person_id, channel)
        for person_id, kind, value, visibility, restricted_on in rows
        if (channel := _shown(viewer, Channel(kind, value, visibility), person_id, houses[person_id], restricted_on))
    )


def _houses(session: Session, viewer: Viewer, day: date) -> Mapping[int, tuple[int, ...]]:
    """For whom everybody works on a day."""
    rows = session.execute(
        select(Affiliation.person_id, Affiliation.organisation_id).where(
            Affiliation.network_id == viewer.network_id,
            Affiliation.start_on <= day,
            or_(Affiliation.end_on.is_(None), Affiliation.end_on >= day),
        )
    )
    return grouped((person_id, organisation_id) for person_id, organisation_id in rows)


def _shown(
    viewer: Viewer, channel: Channel, person_id: int, houses: Iterable[int], restricted_on: date | None
) -> Channel | None:
    """The channel, the mere fact that it is there for the coordinator when it is shielded, or nothing."""

    def seen(restricted: bool) -> bool:
        return any(
            channel_visible(
                viewer, channel.visibility, organisation_id=house, person_id=person_id, restricted=restricted
            )
            for house in tuple(houses) or (None,)
        )

    if seen(restricted_on is not None):
        return channel
    if viewer.role is Role.COORDINATOR and seen(restricted=False):
        return Channel(channel.kind, None, channel.visibility)
    return None
