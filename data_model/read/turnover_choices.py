"""What the forms about personnel changes offer: open changes, webber tasks, links on the map and maps to agree on."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require, require_any
from data_model.days import lasts
from data_model.read.choices import Choice
from data_model.read.map import ties
from data_model.rules.outlook import Outlook
from data_model.tables.map import MapVersion
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.tables.turnover import Handover, HandoverItem, TurnoverEvent
from data_model.tables.webber import Webber, WebberDeputy
from data_model.vocabulary import HandoverItemKind, TurnoverKind


@dataclass(frozen=True)
class ChangeChoice(Choice):
    """An announced change; `on` is its first day. `settled`: its handover is completed or not possible."""

    kind: str = ""
    person_id: int | None = None
    successor_id: int | None = None
    settled: bool = False
    items: tuple[tuple[str, bool, bool], ...] = ()


@dataclass(frozen=True)
class WebberChoice(Choice):
    """A webber task that was confirmed; `on` is its last day. `runs`: it holds on the day asked for.

    `away`: the webber is announced to be away for a time, until `away_until` where that is known.
    """

    person_id: int | None = None
    area: str | None = None
    domain: str | None = None
    runs: bool = True
    deputy_ids: tuple[int, ...] = ()
    away: bool = False
    away_until: date | None = None


@dataclass(frozen=True)
class LinkChoice(Choice):
    """A link on the map in use; `carriers` holds (organisation, person) of who keeps it."""

    sides: tuple[int, int] = (0, 0)
    carriers: frozenset[tuple[int, int]] = frozenset()

    def kept_by(self, side: int) -> int:
        return sum(organisation_id == side for organisation_id, _ in self.carriers)


def _mine(
    viewer: Viewer,
    organisation_id: InstrumentedAttribute[int],
    person_id: InstrumentedAttribute[int | None],
) -> ColumnElement[bool]:
    """The rows about turnover that the viewer may edit; `Forbidden` when none are."""
    match require_any(viewer, Entity.TURNOVER, Verb.EDIT):
        case Reach.ORGANISATION:
            return organisation_id == viewer.organisation_id
        case Reach.OWN:
            return person_id == viewer.person_id
        case _:
            return true()


@scope.read
def changes_to_edit(session: Session, viewer: Viewer) -> list[ChangeChoice]:
    """The announced changes that were not taken back, the latest first, each with its list of what is passed on."""
    mine = _mine(viewer, TurnoverEvent.organisation_id, TurnoverEvent.person_id)
    rows = session.execute(
        select(TurnoverEvent, Organisation.name, Person.display_name)
        .join(
            Organisation,
            and_(
                Organisation.id == TurnoverEvent.organisation_id,
                Organisation.network_id == TurnoverEvent.network_id,
            ),
        )
        .outerjoin(Person, and_(Person.id == TurnoverEvent.person_id, Person.network_id == TurnoverEvent.network_id))
        .where(
            TurnoverEvent.network_id == viewer.network_id,
            TurnoverEvent.kind != TurnoverKind.JOINS,
            TurnoverEvent.withdrawn_on.is_(None),
            mine,
        )
        .order_by(TurnoverEvent.effective_on.desc(), TurnoverEvent.id)
    ).all()
    handovers = _handovers(session, viewer)
    return [_change(event, organisation, person, handovers.get(event.id)) for event, organisation, person in rows]


_Items = tuple[tuple[str, bool, bool], ...]


def _change(
    event: TurnoverEvent, organisation: str, person: str | None, handover: tuple[bool, _Items] | None
) -> ChangeChoice:
    settled, items = handover or (False, ())
    listed = {kind for kind, _, _ in items}
    return ChangeChoice(
        event.id,
        person or organisation,
        organisation if person else "",
        event.effective_on,
        event.organisation_id,
        event.version,
        kind=event.kind,
        person_id=event.person_id,
        successor_id=event.successor_person_id,
        settled=settled,
        items=(*items, *((kind, True, False) for kind in HandoverItemKind if kind not in listed)),
    )


def _handovers(session: Session, viewer: Viewer) -> dict[int, tuple[bool, _Items]]:
    """By change: whether it is settled, and for each thing whether it is required and whether it is done."""
    here = viewer.network_id
    items: dict[int, list[tuple[str, bool, bool]]] = defaultdict(list)
    for handover_id, kind, required, done_on in session.execute(
        select(HandoverItem.handover_id, HandoverItem.kind, HandoverItem.required, HandoverItem.done_on)
        .where(HandoverItem.network_id == here)
        .order_by(HandoverItem.id)
    ):
        items[handover_id].append((kind, required, done_on is not None))
    rows = session.execute(
        select(Handover.id, Handover.turnover_event_id, Handover.completed_on, Handover.not_possible_on)
        .where(Handover.network_id == here)
        .order_by(Handover.id)
    )
    return {row[1]: (row[2] is not None or row[3] is not None, tuple(items[row[0]])) for row in rows}


@scope.read
def webber_tasks(session: Session, viewer: Viewer, day: date) -> list[WebberChoice]:
    """The webber tasks that were confirmed by this day, those that run first, by organisation."""
    mine = _mine(viewer, Webber.organisation_id, Webber.person_id)
    deputies: dict[int, list[int]] = defaultdict(list)
    for row in session.execute(
        select(WebberDeputy.webber_id, WebberDeputy.person_id, WebberDeputy.start_on, WebberDeputy.end_on).where(
            WebberDeputy.network_id == viewer.network_id
        )
    ):
        if lasts(row.start_on, row.end_on, day):
            deputies[row.webber_id].append(row.person_id)
    absences = _absences(session, viewer, day)
    rows = session.execute(
        select(Webber, Organisation.name, Person.display_name)
        .join(
            Organisation, and_(Organisation.id == Webber.organisation_id, Organisation.network_id == Webber.network_id)
        )
        .outerjoin(Person, and_(Person.id == Webber.person_id, Person.network_id == Webber.network_id))
        .where(Webber.network_id == viewer.network_id, Webber.confirmed_on <= day, mine)
        .order_by(Organisation.name, Webber.id)
    )
    tasks = [
        WebberChoice(
            webber.id,
            person or organisation,
            organisation if person else "",
            webber.ended_on,
            webber.organisation_id,
            webber.version,
            person_id=webber.person_id,
            area=webber.area,
            domain=webber.domain,
            runs=lasts(webber.confirmed_on, webber.ended_on, day),
            deputy_ids=tuple(deputies[webber.id]),
            away=(webber.person_id, webber.organisation_id) in absences,
            away_until=absences.get((webber.person_id, webber.organisation_id)),
        )
        for webber, organisation, person in rows
    ]
    return sorted(tasks, key=lambda task: not task.runs)


def _absences(session: Session, viewer: Viewer, day: date) -> dict[tuple[int | None, int], date | None]:
    """The last day away of who is away for a time on a day, or will be, by person and organisation."""
    rows = session.execute(
        select(TurnoverEvent.person_id, TurnoverEvent.organisation_id, TurnoverEvent.until_on).where(
            TurnoverEvent.network_id == viewer.network_id,
            TurnoverEvent.kind == TurnoverKind.AWAY,
            TurnoverEvent.reported_on <= day,
            TurnoverEvent.withdrawn_on.is_(None),
            or_(TurnoverEvent.until_on.is_(None), TurnoverEvent.until_on >= day),
        )
    )
    return {(person_id, organisation_id): until_on for person_id, organisation_id, until_on in rows}


@scope.read
def links(session: Session, viewer: Viewer, day: date) -> list[LinkChoice]:
    """The links on the map in use of which the viewer may say who keeps them, those that fewest keep first."""
    extent = require_any(viewer, Entity.TURNOVER, Verb.EDIT)
    outlook, found = Outlook(ties(session, viewer), day), []
    for relation in outlook.drawn(day):
        sides = (relation.a, relation.b)
        if extent is Reach.OWN or (extent is Reach.ORGANISATION and viewer.organisation_id not in sides):
            continue
        names = [outlook.organisations[side].name for side in sides]
        carriers = frozenset((side, person) for side in sides for person in outlook.carriers(relation, side, day))
        found.append(LinkChoice(relation.id, " – ".join(names), sides=sides, carriers=carriers))
    return sorted(found, key=lambda link: (min(map(link.kept_by, link.sides)), link.name, link.id))


@scope.read
def maps_to_agree(session: Session, viewer: Viewer) -> list[Choice]:
    """The provisional maps that the network has not agreed on, the latest first; `on` is the day they were drawn."""
    require(viewer, Entity.REGISTER, Verb.EDIT)
    rows = session.execute(
        select(MapVersion.id, MapVersion.made_on, MapVersion.tool, MapVersion.version)
        .where(
            MapVersion.network_id == viewer.network_id,
            MapVersion.provisional_on.is_not(None),
            MapVersion.agreed_on.is_(None),
        )
        .order_by(MapVersion.made_on.desc(), MapVersion.id)
    )
    return [Choice(row.id, row.tool or "", on=row.made_on, version=row.version) for row in rows]
