"""What would break if one person left, before anybody does: contacts, webbers, the coordinator (3.E, V1-V3, V6, V7)."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from data_model.days import days_after, lasts
from data_model.findings import Finding, Subject, Urgency
from data_model.norms import Norms
from data_model.rules.departures import manned
from data_model.rules.outlook import Outlook, since
from data_model.rules.tasks import TaskFact, TurnoverFacts, WebberFact


def judge(facts: TurnoverFacts, outlook: Outlook, norms: Norms) -> Iterator[Finding]:
    yield from _one_contact(outlook)
    yield from _webbers(facts, outlook)
    yield from _coordinator(facts, outlook)
    yield from few_webbers(facts, outlook, norms)


def _one_contact(outlook: Outlook) -> Iterator[Finding]:
    """V1"""
    for id in outlook.active(outlook.today):
        if _alone(id, outlook, outlook.today):
            (person,) = outlook.people_of(id, outlook.today)
            yield Finding(
                kind="turnover.one_contact",
                about=outlook.organisations[id].subject,
                urgency=Urgency.ATTENTION,
                since=since(partial(_alone, id, outlook), outlook.staff_changes(id), outlook.today),
                values={"organisation": outlook.organisations[id].name},
                organisation_id=id,
                person_id=person,
            )


def _alone(organisation_id: int, outlook: Outlook, day: date) -> bool:
    return outlook.takes_part(organisation_id, day) and len(outlook.people_of(organisation_id, day)) == 1


def _webbers(facts: TurnoverFacts, outlook: Outlook) -> Iterator[Finding]:
    """V2 and V3"""
    for webber in facts.webbers:
        for kind, lacking in (("webber_without_person", _nobody), ("webber_without_deputy", _no_deputy)):
            if not lacking(webber, outlook, outlook.today):
                continue
            organisation, person = (
                outlook.organisations[webber.organisation_id],
                outlook.people.get(webber.person_id or 0),
            )
            name = person.name if person and lacking is _no_deputy else organisation.name
            yield Finding(
                kind=f"turnover.{kind}",
                about=Subject("webber", webber.id, name),
                urgency=Urgency.ATTENTION,
                since=since(partial(lacking, webber, outlook), _webber_changes(webber, outlook), outlook.today),
                values={"person": name, "organisation": organisation.name},
                organisation_id=organisation.id,
                person_id=webber.person_id,
            )


def _nobody(webber: WebberFact, outlook: Outlook, day: date) -> bool:
    return webber.holds(day) and not manned(webber, outlook, day)


def _no_deputy(webber: WebberFact, outlook: Outlook, day: date) -> bool:
    return manned(webber, outlook, day) and not stand_ins(webber, outlook, day)


def stand_ins(webber: WebberFact, outlook: Outlook, day: date) -> frozenset[int]:
    """Who stands in for a webber and is there on a day."""
    others = (d for d in webber.deputies if d.person_id != webber.person_id and lasts(d.start_on, d.end_on, day))
    return frozenset(deputy.person_id for deputy in others if outlook.around(deputy.person_id, day))


def _webber_changes(webber: WebberFact, outlook: Outlook) -> set[date]:
    return {webber.confirmed_on} | _turns(webber.deputies) | outlook.staff_changes(webber.organisation_id)


def _turns(tasks: tuple[TaskFact, ...]) -> set[date]:
    ends = {days_after(task.end_on, 1) for task in tasks if task.end_on}
    return {task.start_on for task in tasks} | ends


def _coordinator(facts: TurnoverFacts, outlook: Outlook) -> Iterator[Finding]:
    """V6"""

    def alone(day: date) -> bool:
        coordinators = in_task("coordinator", facts, outlook, day)
        return bool(coordinators) and not in_task("deputy_coordinator", facts, outlook, day) - coordinators

    if alone(outlook.today):
        yield Finding(
            kind="turnover.coordinator_without_deputy",
            about=facts.ties.network,
            urgency=Urgency.HIGH,
            since=since(alone, _turns(facts.roles), outlook.today),
            person_id=min(in_task("coordinator", facts, outlook, outlook.today)),
        )


def in_task(role: str, facts: TurnoverFacts, outlook: Outlook, day: date) -> frozenset[int]:
    """Who has a task in the network and is there on a day."""
    return frozenset(person for person in facts.in_role(role, day) if outlook.around(person, day))


def few_webbers(facts: TurnoverFacts, outlook: Outlook, norms: Norms) -> Iterator[Finding]:
    """V7"""

    def confirmed(day: date) -> int:
        return sum(webber.holds(day) for webber in facts.webbers)

    def few(day: date) -> bool:
        return day >= facts.trajectory_ended_on and confirmed(day) < norms.webbers_min

    if few(outlook.today):
        ends = {days_after(w.ended_on, 1) for w in facts.webbers if w.ended_on}
        turns = {facts.trajectory_ended_on} | {w.confirmed_on for w in facts.webbers} | ends
        yield Finding(
            kind="turnover.few_webbers",
            about=facts.ties.network,
            urgency=Urgency.HIGH,
            since=since(few, turns, outlook.today),
            values={"webbers": confirmed(outlook.today), "wanted": norms.webbers_min},
        )
