"""What changed between two versions of the map: the organisations and links that came, went, stayed or changed kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.refusal import Forbidden
from data_model.rules.map_difference import DrawnLink, difference
from data_model.tables.map import MapVersion, Relation
from data_model.tables.organisation import Organisation


@dataclass(frozen=True)
class NamedLink:
    """A link by the names of its organisations. `kind_before`: what it was called on the earlier version."""

    name: str
    kind: str
    kind_before: str = ""


@dataclass(frozen=True)
class MapDifference:
    """The earlier of the two versions comes first, whatever the order in which they were asked for."""

    earlier_on: date
    later_on: date
    organisations_came: tuple[str, ...]
    organisations_went: tuple[str, ...]
    came: tuple[NamedLink, ...]
    went: tuple[NamedLink, ...]
    changed: tuple[NamedLink, ...]
    stayed: tuple[NamedLink, ...]

    @property
    def none(self) -> bool:
        return not (self.came or self.went or self.changed)


@scope.read
def map_difference(
    session: Session, viewer: Viewer, map_version_id: int, other_version_id: int, day: date
) -> MapDifference:
    """What was ever drawn on the earlier version, next to what runs on the later one on a day.

    So a link that ended in between went. `Forbidden` for a version that is not there on that day.
    """
    require(viewer, Entity.REGISTER, Verb.SEE)
    earlier, later = sorted(
        (_version(session, viewer, id, day) for id in (map_version_id, other_version_id)),
        key=lambda version: (version.made_on, version.id),
    )
    running = or_(Relation.end_on.is_(None), Relation.end_on >= day)
    found = difference(_links(session, earlier, day), _links(session, later, day, running))
    named = session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.network_id == viewer.network_id)
    )
    names = {row.id: row.name for row in named}

    def houses(ids: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted(names[id] for id in ids))

    def called(links: Iterable[DrawnLink]) -> tuple[NamedLink, ...]:
        return tuple(sorted((_named(link, names) for link in links), key=_order))

    return MapDifference(
        earlier_on=earlier.made_on,
        later_on=later.made_on,
        organisations_came=houses(found.organisations_came),
        organisations_went=houses(found.organisations_went),
        came=called(found.came),
        went=called(found.went),
        changed=tuple(sorted((_named(new, names, old.kind) for old, new in found.changed), key=_order)),
        stayed=called(found.stayed),
    )


def _version(session: Session, viewer: Viewer, id: int, day: date) -> MapVersion:
    here = (MapVersion.network_id == viewer.network_id, MapVersion.id == id, MapVersion.made_on <= day)
    version = session.scalar(select(MapVersion).where(*here))
    if version is None:
        raise Forbidden
    return version


def _links(session: Session, version: MapVersion, day: date, *besides: ColumnElement[bool]) -> list[DrawnLink]:
    rows = session.execute(
        select(Relation.organisation_a_id, Relation.organisation_b_id, Relation.kind).where(
            Relation.network_id == version.network_id,
            Relation.map_version_id == version.id,
            Relation.start_on <= day,
            *besides,
        )
    )
    return [DrawnLink(a, b, kind or "") for a, b, kind in rows]


def _named(link: DrawnLink, names: dict[int, str], before: str = "") -> NamedLink:
    return NamedLink(" – ".join(sorted((names[link.a], names[link.b]))), link.kind, before)


def _order(link: NamedLink) -> tuple[str, str]:
    return link.name, link.kind
