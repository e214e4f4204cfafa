"""Which tasks of the network are held by whom on a day, stand-ins included: each webber, and the coordinator."""

from collections.abc import Iterator
from dataclasses import dataclass

from data_model.findings import Subject
from data_model.rules.departures import manned
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TurnoverFacts
from data_model.rules.vulnerable import in_task, stand_ins


@dataclass(frozen=True)
class HeldTask:
    """A task and everybody who does it or stands in. Nobody: it rests on an organisation as a whole, or is free.

    The coordinator's task is about the network; a webber's has its organisation and whether the webber is named.
    """

    about: Subject
    people: frozenset[int]
    organisation_id: int | None = None
    manned: bool = True


def held_tasks(facts: TurnoverFacts, outlook: Outlook) -> Iterator[HeldTask]:
    """The webber tasks that run today, then that of the coordinator when somebody has it."""
    today = outlook.today
    for webber in facts.webbers:
        if webber.holds(today):
            person = webber.person_id if manned(webber, outlook, today) else None
            people = stand_ins(webber, outlook, today) | (frozenset() if person is None else {person})
            about = Subject("webber", webber.id, outlook.organisations[webber.organisation_id].name)
            yield HeldTask(about, people, webber.organisation_id, person is not None)
    coordinators = in_task("coordinator", facts, outlook, today)
    if people := coordinators | in_task("deputy_coordinator", facts, outlook, today):
        yield HeldTask(facts.ties.network, people, manned=bool(coordinators))
