"""Who held which task when: webbers and their stand-ins, the coordinator and who stands in there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, require_any
from data_model.days import days_after, earliest
from data_model.read.affiliations import spells
from data_model.read.last_days import shown_last_day
from data_model.tables.organisation import Organisation
from data_model.tables.person import NetworkRole, Person
from data_model.tables.turnover import Succession, TurnoverEvent
from data_model.tables.webber import Webber, WebberDeputy
from data_model.vocabulary import TurnoverKind

# After these somebody does not hold the task any more. Who is away for a time still does.
ENDING = (TurnoverKind.LEAVES, TurnoverKind.OTHER_FUNCTION, TurnoverKind.PUTS_DOWN_WEBBER)


class Task(StrEnum):
    """The tasks of which the network has to know who holds them, in the order in which they are shown."""

    COORDINATOR = "coordinator"
    DEPUTY_COORDINATOR = "deputy_coordinator"
    WEBBER = "webber"
    DEPUTY_WEBBER = "deputy_webber"
    MANAGER = "manager"


@dataclass(frozen=True)
class HeldTask:
    """Somebody held a task from the first to the last day, for an area and a domain. No person: the organisation.

    `follower` is who was named to follow, the day after the last one.
    """

    task: Task
    person: str | None
    first_on: date
    last_on: date | None
    organisation: str = ""
    area: str | None = None
    domain: str | None = None
    follower: str | None = None

    @property
    def place(self) -> tuple[Task, str, str | None, str | None]:
        """Which task it is: of webbers that of an organisation, unless it is for a part of town or a domain."""
        house = "" if self.area or self.domain else self.organisation
        return self.task, house, self.area, self.domain


@scope.read
def task_history(session: Session, viewer: Viewer, first: date, last: date, day: date) -> list[HeldTask]:
    """What was held on any day from the first to the last, as announced by a day, by task.

    A manager sees the webbers of the own organisation. Who left the organisation, or put the task down, held the
    task until the day before; that somebody of another organisation will go, a manager does not see.
    """
    extent = require_any(viewer, Entity.TURNOVER, Verb.SEE)
    ends = _Ends(session, viewer, day)
    found = [*_roles(session, viewer, ends), *_webbers(session, viewer, ends), *_deputies(session, viewer, ends)]
    held = (one for one, house in found if extent is Reach.NETWORK or house in (None, viewer.organisation_id))
    return sorted((one for one in held if _on_any_day(one, first, last)), key=_order)


def _on_any_day(one: HeldTask, first: date, last: date) -> bool:
    return one.first_on <= last and (one.last_on is None or one.last_on >= max(first, one.first_on))


def _order(one: HeldTask) -> tuple[int, bool, bool, str, str, str, int, date]:
    """The coordinator and the stand-in, then each place of webbers with its stand-ins."""
    task, everywhere = list(Task).index(one.task), not (one.area or one.domain)
    place = (everywhere, one.area is None, one.area or "", one.domain or "", one.organisation)
    return task // 2, *place, task, one.first_on


_Found = Iterator[tuple[HeldTask, int | None]]  # with the organisation it belongs to, where it does


class _Ends:
    """The last day on which somebody was there for a task, when that comes before the end of the task."""

    def __init__(self, session: Session, viewer: Viewer, day: date) -> None:
        self.viewer, self.day = viewer, day
        self.lasts: dict[tuple[int, int | None], date] = {}
        for spell in spells(session):
            for place in ((spell.person_id, spell.organisation_id), (spell.person_id, None)):
                self.lasts[place] = max(self.lasts.get(place, date.min), spell.end_on or date.max)
        self.followers = _followers(session, viewer, day)
        self.changes = session.execute(
            select(TurnoverEvent.person_id, TurnoverEvent.organisation_id, TurnoverEvent.effective_on).where(
                TurnoverEvent.network_id == viewer.network_id,
                TurnoverEvent.kind.in_(ENDING),
                TurnoverEvent.reported_on <= day,
                or_(TurnoverEvent.withdrawn_on.is_(None), TurnoverEvent.withdrawn_on > day),
            )
        ).all()

    def last_on(self, person_id: int, organisation_id: int | None, since: date, *told: date | None) -> date | None:
        gone = (
            days_after(effective_on, -1)
            for person, organisation, effective_on in self.changes
            if (person, organisation) == (person_id, organisation_id) and effective_on > since
        )
        last_on = self.lasts.get((person_id, organisation_id), date.max)
        return earliest(*told, self.shown(person_id, earliest(last_on if last_on < date.max else None, *gone)))

    def follower(self, entity: str, id: int, last_on: date | None) -> str | None:
        """Who follows, for who may know that this comes to an end."""
        named_on, name = self.followers.get((entity, id), (None, None))
        return name if last_on is not None and named_on is not None and last_on >= days_after(named_on, -1) else None

    def shown(self, person_id: int, last_on: date | None) -> date | None:
        """A last day to come: for who sees changes where this person works."""
        here = self.lasts.get((person_id, self.viewer.organisation_id), date.min) >= self.day
        house = self.viewer.organisation_id if here else None
        return shown_last_day(self.viewer, last_on, self.day, organisation_id=house, person_id=person_id)


def _roles(session: Session, viewer: Viewer, ends: _Ends) -> _Found:
    rows = session.execute(
        select(NetworkRole, Person.display_name)
        .join(Person, and_(Person.id == NetworkRole.person_id, Person.network_id == NetworkRole.network_id))
        .where(
            NetworkRole.network_id == viewer.network_id,
            NetworkRole.role.in_((Task.COORDINATOR, Task.DEPUTY_COORDINATOR, Task.MANAGER)),
        )
    )
    for role, name in rows:
        last_on = ends.last_on(role.person_id, None, role.start_on, ends.shown(role.person_id, role.end_on))
        follower = ends.follower("network_role", role.id, last_on)
        yield HeldTask(Task(role.role), name, role.start_on, last_on, follower=follower), None


def _webbers(session: Session, viewer: Viewer, ends: _Ends) -> _Found:
    rows = session.execute(
        select(Webber, Organisation.name, Person.display_name)
        .join(
            Organisation, and_(Organisation.id == Webber.organisation_id, Organisation.network_id == Webber.network_id)
        )
        .outerjoin(Person, and_(Person.id == Webber.person_id, Person.network_id == Webber.network_id))
        .where(Webber.network_id == viewer.network_id, Webber.confirmed_on.is_not(None))
    )
    for webber, organisation, name in rows:
        first_on, last_on = webber.confirmed_on or webber.proposed_on, webber.ended_on
        if webber.person_id is not None:
            last_on = ends.last_on(webber.person_id, webber.organisation_id, first_on, last_on)
        place = (organisation, webber.area, webber.domain)
        held = HeldTask(Task.WEBBER, name, first_on, last_on, *place, ends.follower("webber", webber.id, last_on))
        yield held, webber.organisation_id


def _deputies(session: Session, viewer: Viewer, ends: _Ends) -> _Found:
    rows = session.execute(
        select(WebberDeputy, Webber, Organisation.name, Person.display_name)
        .join(Webber, and_(Webber.id == WebberDeputy.webber_id, Webber.network_id == WebberDeputy.network_id))
        .join(
            Organisation, and_(Organisation.id == Webber.organisation_id, Organisation.network_id == Webber.network_id)
        )
        .join(Person, and_(Person.id == WebberDeputy.person_id, Person.network_id == WebberDeputy.network_id))
        .where(WebberDeputy.network_id == viewer.network_id)
    )
    for deputy, webber, organisation, name in rows:
        last_on = ends.last_on(deputy.person_id, None, deputy.start_on, deputy.end_on, webber.ended_on)
        place = (organisation, webber.area, webber.domain)
        follower = ends.follower("webber_deputy", deputy.id, last_on)
        yield HeldTask(Task.DEPUTY_WEBBER, name, deputy.start_on, last_on, *place, follower), webber.organisation_id


def _followers(session: Session, viewer: Viewer, day: date) -> dict[tuple[str, int], tuple[date, str]]:
    """By task who was named to follow in it, and from which day."""
    rows = session.execute(
        select(Succession.entity, Succession.entity_id, TurnoverEvent.effective_on, Person.display_name)
        .join(
            TurnoverEvent,
            and_(TurnoverEvent.id == Succession.turnover_event_id, TurnoverEvent.network_id == Succession.network_id),
        )
        .join(Person, and_(Person.id == Succession.person_id, Person.network_id == Succession.network_id))
        .where(
            Succession.network_id == viewer.network_id,
            TurnoverEvent.reported_on <= day,
            or_(TurnoverEvent.withdrawn_on.is_(None), TurnoverEvent.withdrawn_on > day),
        )
    )
    return {(entity, id): (effective_on, name) for entity, id, effective_on, name in rows}
