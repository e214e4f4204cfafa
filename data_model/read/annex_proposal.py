"""What changed since the covenant was agreed, as an annex would write it down."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.read.choices import Choice
from data_model.read.covenant import facts as read_facts
from data_model.refusal import Forbidden
from data_model.rules.covenant_facts import CovenantFact
from data_model.rules.covenant_ingredients import differing, has_person
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.tables.webber import Webber


@dataclass(frozen=True)
class Proposal:
    """Webbers to take off the list and to put on it; organisations that joined and that left.

    `nameless` are the listed webbers who are confirmed but have nobody now: the network may also name a person.
    `bare` says that without new ones no webber stays on the list.
    """

    unlist: tuple[Choice, ...] = ()
    nameless: tuple[Choice, ...] = ()
    enlist: tuple[Choice, ...] = ()
    join: tuple[Choice, ...] = ()
    informal: frozenset[int] = frozenset()
    leave: tuple[Choice, ...] = ()
    bare: bool = False


@scope.read
def proposal(session: Session, viewer: Viewer, covenant_id: int, day: date) -> Proposal:
    """The same differences of which the findings speak. Raises `Forbidden` when there is no such covenant."""
    require(viewer, Entity.COVENANT, Verb.EDIT)
    facts = read_facts(session, viewer)
    covenant = next((one for one in facts.covenants if one.id == covenant_id), None)
    if covenant is None:
        raise Forbidden
    joined, left = differing(facts, covenant, day)
    webbers = _webbers(session, viewer)
    listed = [webber for webber in covenant.webbers if webber.listed(day)]
    return Proposal(
        unlist=tuple(webbers[one.id] for one in listed if not one.confirmed(day)),
        nameless=tuple(webbers[one.id] for one in listed if one.confirmed(day) and not has_person(facts, one, day)),
        enlist=_unlisted(session, viewer, covenant, webbers, day),
        join=tuple(Choice(one.id, one.name, organisation_id=one.id) for one in joined),
        informal=frozenset(one.id for one in joined if one.informal),
        leave=tuple(Choice(one.id, one.name, organisation_id=one.id) for one in left),
        bare=not any(one.confirmed(day) for one in listed),
    )


def _webbers(session: Session, viewer: Viewer) -> dict[int, Choice]:
    """All webber tasks of the network, by organisation and person."""
    rows = session.execute(
        select(Webber.id, Webber.organisation_id, Organisation.name, Person.display_name)
        .join(
            Organisation,
            and_(Organisation.id == Webber.organisation_id, Organisation.network_id == Webber.network_id),
        )
        .outerjoin(Person, and_(Person.id == Webber.person_id, Person.network_id == Webber.network_id))
        .where(Webber.network_id == viewer.network_id)
        .order_by(Organisation.name, Webber.id)
    )
    return {
        row.id: Choice(row.id, row.name, row.display_name or "", organisation_id=row.organisation_id) for row in rows
    }


def _unlisted(
    session: Session, viewer: Viewer, covenant: CovenantFact, webbers: dict[int, Choice], day: date
) -> tuple[Choice, ...]:
    """The webbers who are confirmed and have a person, but are not on the list of the covenant."""
    confirmed = set(
        session.scalars(
            select(Webber.id).where(
                Webber.network_id == viewer.network_id,
                Webber.person_id.is_not(None),
                Webber.confirmed_on <= day,
                or_(Webber.ended_on.is_(None), Webber.ended_on >= day),
                or_(Webber.rejected_on.is_(None), Webber.rejected_on > day),
            )
        )
    )
    listed = {webber.id for webber in covenant.webbers if webber.listed(day)}
    return tuple(choice for id, choice in webbers.items() if id in confirmed - listed)
