"""One link on the map: how it stands, why it could break or is safe, and who kept it on either side through time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Role, Verb, Viewer, reach, require
from data_model.days import days_after, earliest
from data_model.findings import Subject
from data_model.read import contacts as read_contacts
from data_model.read import rhythm as read_rhythm
from data_model.read.last_days import shown_last_day
from data_model.read.map import ties
from data_model.read.settings import norms_of
from data_model.refusal import Forbidden
from data_model.rules.contacts_states import contacts_on
from data_model.rules.continuity import LinkFacts, Reason, ReasonKind, reasons
from data_model.rules.link_states import LinkState, link_standing, worst
from data_model.rules.map_facts import RelationFact
from data_model.rules.outlook import Outlook
from data_model.tables.map import Relation

# Reasons that tell on whom the whole network depends, or how the other side is.
_OF_ALL = frozenset({ReasonKind.ONLY_WAY})


@dataclass(frozen=True)
class Kept:
    """Somebody keeps a side of the link from the first to the last day that is known."""

    organisation_id: int
    person_id: int
    name: str
    first_on: date
    last_on: date | None


@dataclass(frozen=True)
class LinkStory:
    """A link with its reasons and keepers. Those are None when they are not the viewer's to see.

    `state` is None as well when the link is not drawn on the day: it ended, or an organisation takes no part.
    """

    relation_id: int
    version: int
    sides: tuple[tuple[int, str], tuple[int, str]]
    kind: str | None
    description: str | None
    start_on: date
    end_on: date | None
    last_confirmed_on: date | None
    drawn: bool
    state: LinkState | None
    reasons: tuple[Reason, ...] | None
    kept: tuple[Kept, ...] | None

    @property
    def name(self) -> str:
        return " – ".join(name for _, name in self.sides)


@scope.read
def link_story(session: Session, viewer: Viewer, relation_id: int, day: date) -> LinkStory:
    """A manager sees the own side, and everybody that the link exists. `Forbidden` when there is no such link."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    row = session.scalar(select(Relation).where(Relation.network_id == viewer.network_id, Relation.id == relation_id))
    outlook = Outlook(ties(session, viewer), day)
    link = next((known for known in outlook.ties.relations if known.id == relation_id), None)
    if row is None or link is None:
        raise Forbidden
    ends = (row.organisation_a_id, row.organisation_b_id)
    sides = _sides_seen(viewer, ends)
    standing = link_standing(outlook, relation_id)
    states = [side.state for side in (standing.a, standing.b) if side.organisation_id in sides] if standing else []
    a, b = ((id, outlook.organisations[id].name) for id in ends)
    return LinkStory(
        relation_id=row.id,
        version=row.version,
        sides=(a, b),
        kind=row.kind,
        description=row.description if sides else None,
        start_on=row.start_on,
        end_on=row.end_on,
        last_confirmed_on=row.last_confirmed_on if sides else None,
        drawn=standing is not None,
        state=worst(states) if states else None,
        reasons=tuple(_told(session, viewer, outlook, row.id, sides)) if sides else None,
        kept=tuple(_kept(viewer, outlook, link, sides)) if sides else None,
    )


def _sides_seen(viewer: Viewer, ends: tuple[int, int]) -> frozenset[int]:
    """The sides of which the viewer sees how they stand and who keeps them."""
    match reach(viewer, Entity.TURNOVER, Verb.SEE):
        case Reach.NETWORK:
            return frozenset(ends)
        case Reach.ORGANISATION:
            return frozenset(ends) & frozenset({viewer.organisation_id or 0})
        case _:
            return frozenset()


def _told(
    session: Session, viewer: Viewer, outlook: Outlook, relation_id: int, sides: frozenset[int]
) -> Iterator[Reason]:
    """The reasons of the sides that are seen. Of webbers themselves it is not told that a link rests on them."""
    day = outlook.today
    norms = norms_of(session, viewer, day)
    facts = LinkFacts(
        outlook,
        contacts_on(read_contacts.facts(session, viewer), day, norms),
        read_rhythm.facts(session, viewer).meetings,
    )
    whole = reach(viewer, Entity.TURNOVER, Verb.WATCH) is Reach.NETWORK
    own = viewer.person_id if viewer.role is Role.WEBBER else None
    for reason in reasons(facts, relation_id, norms):
        if (reason.side is not None and reason.side not in sides) or (reason.kind in _OF_ALL and not whole):
            continue
        if reason.kind is ReasonKind.ONE and reason.person_id == own is not None:
            reason = replace(reason, person_id=None, names=(), cause=Subject("relation", relation_id))
        yield reason


def _kept(viewer: Viewer, outlook: Outlook, link: RelationFact, sides: frozenset[int]) -> Iterator[Kept]:
    """Until who kept it went, be it that nobody wrote down a last day for the link."""
    for carrier in sorted(link.carriers, key=lambda one: (one.organisation_id != link.a, one.start_on, one.person_id)):
        person = outlook.people.get(carrier.person_id)
        if carrier.organisation_id not in sides or person is None:
            continue
        gone_on = _last_on(outlook, carrier.person_id, carrier.organisation_id, carrier.start_on)
        erased_on = person.erased_on and days_after(person.erased_on, -1)
        last_on = earliest(carrier.end_on, link.end_on, gone_on, erased_on)
        whose = {"organisation_id": carrier.organisation_id, "person_id": carrier.person_id}
        shown = shown_last_day(viewer, last_on, outlook.today, **whose)
        yield Kept(carrier.organisation_id, carrier.person_id, person.name, carrier.start_on, shown)


def _last_on(outlook: Outlook, person_id: int, organisation_id: int, start_on: date) -> date | None:
    """The last day there of who stopped, or was announced to; being away for a time ends nothing."""
    if outlook.works(person_id, organisation_id, date.max):
        return None
    ends = (
        days_after(on, -1)
        for on in outlook.staff_changes(organisation_id)
        if on > start_on and not outlook.works(person_id, organisation_id, on)
    )
    return max(
        (on for on in ends if outlook.works(person_id, organisation_id, on)),
        default=None,
    )
