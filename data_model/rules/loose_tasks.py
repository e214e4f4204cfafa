"""The tasks that hang on somebody who goes: webber, stand-in, and the tasks for the whole network."""

from collections.abc import Iterator
from datetime import date

from data_model.days import lasts
from data_model.findings import Subject
from data_model.rules.departures import Change, has_deputy, taken_over_by, touches
from data_model.rules.loose_types import EndKind, EndState, LooseEnd
from data_model.rules.tasks import TaskFact, TurnoverFacts
from data_model.vocabulary import Domain, NetworkTask, TurnoverKind

# The tasks without which the network, or an organisation, has nobody to turn to.
ROLES = (NetworkTask.COORDINATOR, NetworkTask.DEPUTY_COORDINATOR, NetworkTask.MANAGER)


def webbers(change: Change, facts: TurnoverFacts) -> Iterator[LooseEnd]:
    """T3: who is away for a time keeps the task when somebody stands in; others are followed by a webber."""
    event = change.event
    for webber in facts.webbers:
        if not touches(change, webber):
            continue
        about, part = Subject("webber", webber.id, webber.area or ""), webber.domain or ""
        follower = change.follower("webber", webber.id) or (
            event.successor_person_id if change.succeeded and event.effective_on > change.outlook.today else None
        )
        by = taken_over_by(change, webber, facts)
        if by is not None:
            yield LooseEnd(EndKind.WEBBER, about, EndState.DONE, _some(by.person_id), part=part)
        elif event.kind == TurnoverKind.AWAY and has_deputy(webber, change):
            yield LooseEnd(EndKind.WEBBER, about, EndState.DONE, part=part)
        else:
            yield _followed(change, EndKind.WEBBER, about, follower, part)


def stand_ins(change: Change, facts: TurnoverFacts) -> Iterator[LooseEnd]:
    """Standing in for a webber asks no organisation, so it only ends for who is nowhere any more."""
    person, day = change.event.person_id or 0, change.effect_on
    if change.outlook.around(person, day):
        return
    for webber in facts.webbers:
        for own in webber.deputies if webber.holds(day) else ():
            if own.person_id != person or not _held(change, own):
                continue
            others = frozenset(d.person_id for d in webber.deputies if _holds(change, d, person))
            about = Subject("webber_deputy", own.id, _called(change, webber.person_id, webber.organisation_id))
            if others:
                yield LooseEnd(EndKind.STAND_IN, about, EndState.DONE, others)
            else:
                yield _followed(change, EndKind.STAND_IN, about, change.follower("webber_deputy", own.id))


def roles(change: Change, facts: TurnoverFacts) -> Iterator[LooseEnd]:
    """T8, and the manager without whom nobody can confirm a mandate (T4)."""
    person, outlook, day = change.event.person_id or 0, change.outlook, change.effect_on
    municipal = change.organisation.domain == Domain.MUNICIPALITY
    for own in facts.roles:
        if own.person_id != person or own.role not in ROLES or not _held(change, own):
            continue
        of_house = own.role == NetworkTask.MANAGER
        if not of_house and outlook.around(person, day) and not (municipal and own.role == NetworkTask.COORDINATOR):
            continue
        others = frozenset(r.person_id for r in facts.roles if r.role == own.role and _holds(change, r, person))
        if of_house:
            others = frozenset(other for other in others if outlook.works(other, change.organisation.id, day))
        about = Subject("network_role", own.id)
        if others:
            yield LooseEnd(EndKind.ROLE, about, EndState.DONE, others, part=own.role)
        else:
            yield _followed(change, EndKind.ROLE, about, change.follower("network_role", own.id), own.role)


def _followed(change: Change, kind: EndKind, about: Subject, follower: int | None, part: str = "") -> LooseEnd:
    """From the day itself naming is not enough: then it is to be taken over."""
    known = follower or change.event.follower(about.entity, about.id)
    if known is None and kind is EndKind.WEBBER and change.succeeded:
        known = change.event.successor_person_id
    state = EndState.ARRANGED if follower else EndState.OPEN
    return LooseEnd(kind, about, state, _some(known), on=change.event.effective_on, part=part)


def _held(change: Change, task: TaskFact) -> bool:
    days: set[date] = {change.event.reported_on, change.outlook.day_before(change.event)}
    return any(lasts(task.start_on, task.end_on, day) for day in days)


def _holds(change: Change, task: TaskFact, leaver: int) -> bool:
    there = task.person_id != leaver and lasts(task.start_on, task.end_on, change.effect_on)
    return there and change.outlook.around(task.person_id, change.effect_on)


def _called(change: Change, person_id: int | None, organisation_id: int) -> str:
    person = change.outlook.people.get(person_id or 0)
    return person.name if person else change.outlook.organisations[organisation_id].name


def _some(person_id: int | None) -> frozenset[int]:
    return frozenset({person_id}) if person_id is not None else frozenset()
