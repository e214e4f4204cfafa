"""Whom to call on a day: webbers and their stand-ins with the contact data this viewer may see, and what was agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, allows, require_any
from data_model.days import happened, lasts
from data_model.read.contact_list import ContactCard, contact_list
from data_model.read.groups import grouped
from data_model.read.last_days import shown_last_day
from data_model.read.map import ties
from data_model.rules.departures import manned
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import WebberFact
from data_model.tables.organisation import Organisation
from data_model.tables.person import NetworkRole
from data_model.tables.webber import Webber, WebberDeputy, WebberExpectation
from data_model.vocabulary import TurnoverKind

NEEDS = "needs_from_webber"


@dataclass(frozen=True)
class Callee:
    """Somebody to call. The card holds what the viewer may see; without one there is only the name."""

    person_id: int
    name: str
    there: bool
    card: ContactCard | None = None


@dataclass(frozen=True)
class WebberCard:
    """A webber task on a day. `person` is empty for an organisation, and for who may not see its people.

    `there`: the webber can be called that day; `away_until` is the last day away, for who may see changes.
    """

    id: int
    confirmed: bool
    organisation_id: int
    organisation: str
    general_phone: str | None
    general_email: str | None
    area: str | None
    domain: str | None
    person_id: int | None
    person: Callee | None
    there: bool
    away_until: date | None
    stand_ins: tuple[Callee, ...]
    needs: tuple[str, ...]
    may_expect: tuple[str, ...]
    reason: str | None
    ends_on: date | None


@scope.read
def webber_list(session: Session, viewer: Viewer, day: date) -> list[WebberCard]:
    """The webbers, proposed or confirmed, by area and domain; what is for the whole network comes last."""
    guide = _guide(session, viewer, day)
    stand_ins = grouped(
        (webber_id, person_id)
        for webber_id, person_id, start_on, end_on in session.execute(
            select(WebberDeputy.webber_id, WebberDeputy.person_id, WebberDeputy.start_on, WebberDeputy.end_on)
            .where(WebberDeputy.network_id == viewer.network_id)
            .order_by(WebberDeputy.start_on, WebberDeputy.id)
        )
        if lasts(start_on, end_on, day)
    )
    agreed = grouped(
        (webber_id, (direction, text))
        for webber_id, direction, text, ended_on in session.execute(
            select(
                WebberExpectation.webber_id,
                WebberExpectation.direction,
                WebberExpectation.text,
                WebberExpectation.ended_on,
            )
            .where(WebberExpectation.network_id == viewer.network_id, WebberExpectation.agreed_on <= day)
            .order_by(WebberExpectation.agreed_on, WebberExpectation.id)
        )
        if not happened(ended_on, day)
    )
    rows = session.execute(
        select(Webber, Organisation)
        .join(
            Organisation, and_(Organisation.id == Webber.organisation_id, Organisation.network_id == Webber.network_id)
        )
        .where(
            Webber.network_id == viewer.network_id,
            Webber.proposed_on <= day,
            or_(Webber.ended_on.is_(None), Webber.ended_on >= day),
            or_(Webber.rejected_on.is_(None), Webber.rejected_on > day),
        )
    )
    cards = [guide.card(webber, at, stand_ins[webber.id], agreed[webber.id]) for webber, at in rows]
    return sorted(cards, key=lambda c: (c.area is None, c.area or "", c.domain or "", c.organisation, c.id))


@scope.read
def coordinators(session: Session, viewer: Viewer, day: date) -> list[Callee]:
    """Whom to call when no webber can help: the coordinator, then who stands in."""
    guide = _guide(session, viewer, day)
    rows = session.execute(
        select(NetworkRole.person_id, NetworkRole.start_on, NetworkRole.end_on)
        .where(NetworkRole.network_id == viewer.network_id, NetworkRole.role.in_(("coordinator", "deputy_coordinator")))
        .order_by(NetworkRole.role, NetworkRole.id)
    )
    found = (guide.callee(person_id) for person_id, start_on, end_on in rows if lasts(start_on, end_on, day))
    return [one for one in found if one is not None and one.there]


@dataclass(frozen=True)
class _Guide:
    """Who is there on a day, and what this viewer may see of them."""

    viewer: Viewer
    day: date
    outlook: Outlook
    cards: Mapping[int, Sequence[ContactCard]] = field(repr=False)

    def callee(self, person_id: int, at: int | None = None) -> Callee | None:
        """None for somebody who is not known any more, and for somebody outside the viewer's reach."""
        person, cards = self.outlook.people.get(person_id), self.cards[person_id]
        seen = cards or allows(self.viewer, Entity.CONTACTS, Verb.SEE, organisation_id=at, person_id=person_id)
        if person is None or happened(person.erased_on, self.day) or not seen:
            return None
        card = next((card for card in cards if card.organisation_id == at), next(iter(cards), None))
        return Callee(person_id, person.name, self.outlook.around(person_id, self.day), card)

    def card(
        self, webber: Webber, at: Organisation, stand_ins: Sequence[int], agreed: Sequence[tuple[str, str]]
    ) -> WebberCard:
        confirmed, person_id = happened(webber.confirmed_on, self.day), webber.person_id
        whose = {"organisation_id": at.id, "person_id": person_id}
        return WebberCard(
            id=webber.id,
            confirmed=confirmed,
            organisation_id=at.id,
            organisation=at.name,
            general_phone=at.general_phone,
            general_email=at.general_email,
            area=webber.area,
            domain=webber.domain,
            person_id=person_id,
            person=self.callee(person_id, at.id) if person_id is not None else None,
            there=person_id is None or self._there(webber, person_id),
            away_until=self._away_until(at.id, person_id),
            stand_ins=tuple(one for id in stand_ins if (one := self.callee(id)) is not None and one.there),
            needs=tuple(text for direction, text in agreed if direction == NEEDS),
            may_expect=tuple(text for direction, text in agreed if direction != NEEDS),
            reason=webber.reason_proposed,
            ends_on=shown_last_day(self.viewer, webber.ended_on, self.day, **whose),
        )

    def _there(self, webber: Webber, person_id: int) -> bool:
        since = webber.confirmed_on or webber.proposed_on
        return manned(WebberFact(webber.id, webber.organisation_id, person_id, since), self.outlook, self.day)

    def _away_until(self, organisation_id: int, person_id: int | None) -> date | None:
        if not allows(self.viewer, Entity.TURNOVER, Verb.SEE, organisation_id=organisation_id, person_id=person_id):
            return None
        own = (e for e in self.outlook.events if (e.person_id, e.organisation_id) == (person_id, organisation_id))
        return next((e.until_on for e in own if e.kind == TurnoverKind.AWAY and e.effective_on <= self.day), None)


def _guide(session: Session, viewer: Viewer, day: date) -> _Guide:
    require_any(viewer, Entity.CONTACTS, Verb.SEE)
    cards = grouped((card.person_id, card) for card in contact_list(session, viewer, day))
    return _Guide(viewer, day, Outlook(ties(session, viewer), day), cards)
