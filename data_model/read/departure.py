"""One departure: who goes where and when, what hangs loose, and who could follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, allows, reach, require
from data_model.days import happened
from data_model.read.choices import Choice
from data_model.read.turnover import known
from data_model.rules.loose_ends import ItemFact, LeavingFacts, ListedFact, PromisedFact, hanging, loose_ends
from data_model.rules.loose_types import EndKind, LooseEnd
from data_model.rules.outlook import Outlook
from data_model.tables.action import Action
from data_model.tables.covenant import AnchoringPromise, Covenant, CovenantWebber, WorkingAgreement
from data_model.tables.turnover import Handover, HandoverItem, TurnoverEvent
from data_model.vocabulary import TurnoverKind


@dataclass(frozen=True)
class Departure:
    """A change that takes somebody away. `ends` are those the viewer may see; `unseen` counts what else hangs loose.

    `counts` is false when the person is there after all. `colleagues` stay at the organisation, `everybody` in the
    network.
    """

    event_id: int
    version: int
    kind: TurnoverKind
    organisation_id: int
    organisation: str
    person_id: int | None
    person: str
    effective_on: date
    until_on: date | None
    closed_on: date | None
    counts: bool
    ends: tuple[LooseEnd, ...]
    unseen: int
    names: Mapping[int, str]
    colleagues: tuple[Choice, ...]
    everybody: tuple[Choice, ...]
    successor_id: int | None = None

    @property
    def needed(self) -> tuple[LooseEnd, ...]:
        return tuple(end for end in self.ends if end.needed)

    @property
    def loose(self) -> int:
        """How many things keep it from being closed."""
        return len(hanging(self.ends)) + self.unseen


@scope.read
def departure(session: Session, viewer: Viewer, event_id: int, day: date) -> Departure | None:
    """A change as known on a day. None for what is not there, and for who may not see it.

    It is for those who see changes at the organisation, and for whoever goes.
    """
    require(viewer, Entity.REGISTER, Verb.SEE)
    event = _found(session, viewer, event_id)
    if event is None:
        return None
    if event.reported_on > day or happened(event.withdrawn_on, day):
        return None
    facts = _facts(session, viewer)
    outlook = Outlook(facts.turnover.ties, day)
    every = loose_ends(facts, event.id, outlook)
    shown = tuple(end for end in every or () if seen_by(viewer, end))
    person = outlook.people.get(event.person_id or 0)
    house = outlook.organisations[event.organisation_id]
    return Departure(
        event_id=event.id,
        version=event.version,
        kind=TurnoverKind(event.kind),
        organisation_id=house.id,
        organisation=house.name,
        person_id=event.person_id,
        person=person.name if person else house.name,
        effective_on=event.effective_on,
        until_on=event.until_on,
        closed_on=event.closed_on if happened(event.closed_on, day) else None,
        counts=every is not None,
        ends=shown,
        unseen=len(hanging(every or ())) - len(hanging(shown)),
        names={id: outlook.people[id].name for end in shown for id in end.people if id in outlook.people},
        colleagues=_stay(outlook, event, [house.id]),
        everybody=_stay(outlook, event, outlook.active(max(event.effective_on, day))),
        successor_id=event.successor_person_id,
    )


@scope.read
def own_departures(session: Session, viewer: Viewer, day: date) -> list[int]:
    """The changes announced of the viewer in person that are not closed, the first to come first."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    if viewer.person_id is None:
        return []
    return list(
        session.scalars(
            select(TurnoverEvent.id)
            .where(
                TurnoverEvent.network_id == viewer.network_id,
                TurnoverEvent.person_id == viewer.person_id,
                TurnoverEvent.kind != TurnoverKind.JOINS,
                TurnoverEvent.reported_on <= day,
                TurnoverEvent.withdrawn_on.is_(None),
                TurnoverEvent.closed_on.is_(None),
            )
            .order_by(TurnoverEvent.effective_on, TurnoverEvent.id)
        )
    )


@scope.read
def still_loose(session: Session, viewer: Viewer, event_id: int, day: date) -> tuple[LooseEnd, ...]:
    """What keeps a change from being closed, also what `seen_by` hides; nothing for who may not see the change."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    event = _found(session, viewer, event_id)
    if event is None:
        return ()
    facts = _facts(session, viewer)
    return hanging(loose_ends(facts, event_id, Outlook(facts.turnover.ties, day)) or ())


def seen_by(viewer: Viewer, end: LooseEnd) -> bool:
    """What somebody still has to do is for who sees actions."""
    return end.kind is not EndKind.ACTION or reach(viewer, Entity.ACTIONS, Verb.SEE) is not Reach.NONE


def _found(session: Session, viewer: Viewer, event_id: int) -> TurnoverEvent | None:
    """A change that takes somebody away and that the viewer may see."""
    event = session.scalar(
        select(TurnoverEvent).where(TurnoverEvent.network_id == viewer.network_id, TurnoverEvent.id == event_id)
    )
    if event is None or event.kind == TurnoverKind.JOINS:
        return None
    own = event.person_id is not None and event.person_id == viewer.person_id
    sees = own or allows(viewer, Entity.TURNOVER, Verb.SEE, organisation_id=event.organisation_id)
    return event if sees else None


def _stay(outlook: Outlook, event: TurnoverEvent, houses: list[int]) -> tuple[Choice, ...]:
    """Who is there once the change is a fact, and is not known to go there."""
    day = max(event.effective_on, outlook.today)
    going = {(e.person_id, e.organisation_id) for e in outlook.departures if not e.over(day)}
    found = {
        person: Choice(person, outlook.people[person].name, outlook.organisations[house].name, organisation_id=house)
        for house in houses
        for person in outlook.people_of(house, day)
        if person != event.person_id and (person, house) not in going
    }
    return tuple(sorted(found.values(), key=lambda choice: (choice.name, choice.id)))


def _facts(session: Session, viewer: Viewer) -> LeavingFacts:
    here = viewer.network_id
    actions = session.execute(select(Action.id, Action.description).where(Action.network_id == here))
    return LeavingFacts(
        turnover=known(session, viewer),
        promised=(*_promises(session, here), *_agreements(session, here)),
        items=_items(session, here),
        listed=_listed(session, here),
        texts={row.id: row.description for row in actions},
    )


def _promises(session: Session, here: int) -> list[PromisedFact]:
    rows = session.scalars(select(AnchoringPromise).where(AnchoringPromise.network_id == here).order_by("id"))
    return [
        PromisedFact(EndKind.PROMISE, row.id, row.organisation_id, row.contact_person_id, row.text, row.promised_on)
        for row in rows
        if row.contact_person_id is not None
    ]


def _agreements(session: Session, here: int) -> list[PromisedFact]:
    rows = session.execute(
        select(WorkingAgreement, Covenant.ended_on)
        .join(
            Covenant,
            and_(Covenant.id == WorkingAgreement.covenant_id, Covenant.network_id == WorkingAgreement.network_id),
        )
        .where(WorkingAgreement.network_id == here)
        .order_by(WorkingAgreement.id)
    )
    return [
        PromisedFact(
            EndKind.AGREEMENT,
            row.id,
            row.owner_organisation_id or 0,
            row.contact_person_id,
            row.text,
            row.agreed_on,
            min(filter(None, (row.dropped_on, ended_on)), default=None),
        )
        for row, ended_on in rows
        if row.contact_person_id is not None
    ]


def _items(session: Session, here: int) -> tuple[ItemFact, ...]:
    rows = session.execute(
        select(Handover.turnover_event_id, HandoverItem.kind, HandoverItem.required, HandoverItem.done_on)
        .join(Handover, and_(Handover.id == HandoverItem.handover_id, Handover.network_id == HandoverItem.network_id))
        .where(HandoverItem.network_id == here)
        .order_by(HandoverItem.id)
    )
    return tuple(ItemFact(*row) for row in rows)


def _listed(session: Session, here: int) -> tuple[ListedFact, ...]:
    rows = session.execute(
        select(
            Covenant.id, Covenant.title, CovenantWebber.webber_id, CovenantWebber.listed_on, CovenantWebber.unlisted_on
        )
        .join(
            Covenant, and_(Covenant.id == CovenantWebber.covenant_id, Covenant.network_id == CovenantWebber.network_id)
        )
        .where(CovenantWebber.network_id == here, Covenant.ended_on.is_(None))
        .order_by(Covenant.id, CovenantWebber.id)
    )
    return tuple(ListedFact(*row) for row in rows)
