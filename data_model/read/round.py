"""The confirmation round that is open on a day: until when, and who answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Role, Verb, Viewer, require_any
from data_model.read.contacts import facts
from data_model.refusal import Forbidden
from data_model.rules.contacts_facts import PersonFact, active_people
from data_model.tables.person import ConfirmationRound, ContactConfirmation


@dataclass(frozen=True)
class OpenRound:
    """A round on a day. `answered_on`: when the viewer's own data were confirmed since it started."""

    id: int
    version: int
    started_on: date
    answer_by_on: date
    answered_on: date | None = None


@dataclass(frozen=True)
class PlaceAnswers:
    """How many people of an organisation answered."""

    organisation_id: int
    organisation: str
    answered: int
    people: int


@dataclass(frozen=True)
class RoundAnswers:
    """A round with its answers, by organisation. `waiting` names who did not answer yet, for the coordinator alone."""

    round: OpenRound
    answered: int
    people: int
    places: tuple[PlaceAnswers, ...]
    waiting: tuple[tuple[int, str], ...] = ()


@scope.read
def open_round(session: Session, viewer: Viewer, day: date) -> OpenRound | None:
    """The round that was started and not closed on a day, also when its last day to answer has passed."""
    require_any(viewer, Entity.CONTACTS, Verb.SEE)
    row = session.execute(
        select(
            ConfirmationRound.id,
            ConfirmationRound.version,
            ConfirmationRound.started_on,
            ConfirmationRound.answer_by_on,
        )
        .where(
            ConfirmationRound.network_id == viewer.network_id,
            ConfirmationRound.started_on <= day,
            or_(ConfirmationRound.closed_on.is_(None), ConfirmationRound.closed_on > day),
        )
        .order_by(ConfirmationRound.started_on.desc(), ConfirmationRound.id.desc())
    ).first()
    return OpenRound(*row, answered_on=_own_answer(session, viewer, row.started_on, day)) if row else None


def _own_answer(session: Session, viewer: Viewer, started_on: date, day: date) -> date | None:
    if viewer.person_id is None:
        return None
    return session.scalars(
        select(ContactConfirmation.confirmed_on)
        .where(
            ContactConfirmation.network_id == viewer.network_id,
            ContactConfirmation.person_id == viewer.person_id,
            ContactConfirmation.result != "wrong",
            ContactConfirmation.confirmed_on >= started_on,
            ContactConfirmation.confirmed_on <= day,
        )
        .order_by(ContactConfirmation.confirmed_on.desc())
    ).first()


@scope.read
def round_answers(session: Session, viewer: Viewer, day: date) -> RoundAnswers | None:
    """Who answered the open round, for who watches over the contact data: the network, or the own organisation."""
    extent = require_any(viewer, Entity.CONTACTS, Verb.WATCH)
    if extent is Reach.OWN:
        raise Forbidden
    running = open_round(session, viewer, day)
    if running is None:
        return None
    known = facts(session, viewer)
    people = {person.id: person for person in known.people}
    places: dict[int, dict[int, PersonFact]] = {}
    for id, affiliations in active_people(known, day).items():
        for organisation_id in affiliations:
            if extent is Reach.NETWORK or organisation_id == viewer.organisation_id:
                places.setdefault(organisation_id, {})[id] = people[id]
    asked = {id: person for group in places.values() for id, person in group.items()}
    waiting = {id: person.name for id, person in asked.items() if not _answered(person, running, day)}
    return RoundAnswers(
        round=running,
        answered=len(asked) - len(waiting),
        people=len(asked),
        places=tuple(
            PlaceAnswers(one.id, one.name, len(places[one.id].keys() - waiting.keys()), len(places[one.id]))
            for one in known.organisations
            if one.id in places
        ),
        waiting=_named(waiting) if viewer.role is Role.COORDINATOR else (),
    )


def _answered(person: PersonFact, running: OpenRound, day: date) -> bool:
    """Confirmed or corrected since the round started. That somebody else said they are wrong is no answer."""
    on = person.confirmed_on(day)
    return on is not None and on >= running.started_on


def _named(waiting: Mapping[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted(waiting.items(), key=lambda one: (one[1].casefold(), one[0])))
