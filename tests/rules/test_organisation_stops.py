"""What an organisation that stops or merges leaves to be settled: its actions and webber tasks (3.E, T3 and T6b)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data_model.findings import Finding
from data_model.rules.tasks import ActionFact, OwnerFact, TaskFact, WebberFact
from data_model.rules.ties import EventFact
from tests.rules.turnover_town import HALL, LEAVES, REPORTED, SCHOOL, START, found, stops, ties, town, webber, works

DAY = timedelta(days=1)


@pytest.mark.parametrize("today", [REPORTED, LEAVES])
def test_open_actions_for_an_organisation_that_stops_are_told_once_and_of_nobody(today: date) -> None:
    def actions(owner: OwnerFact, *events: EventFact) -> Finding | None:
        return found(town(*events, actions=(ActionFact(1, START, owners=(owner,)),)), "organisation_actions", today)

    held = actions(OwnerFact(21, SCHOOL, START), stops(SCHOOL))
    assert held and (held.about.id, held.person_id, held.values["actions"]) == (SCHOOL, None, 1)
    assert actions(OwnerFact(21, SCHOOL, START, LEAVES - DAY), stops(SCHOOL)) is None or today < LEAVES
    assert actions(OwnerFact(21, HALL, START), stops(SCHOOL)) is None
    assert actions(OwnerFact(21, SCHOOL, START)) is None


def test_a_webber_task_of_an_organisation_that_merges_is_taken_up_there() -> None:
    merges = replace(stops(SCHOOL), into_organisation_id=HALL)
    staff = (*ties().affiliations, works(21, HALL))
    kept = (webber(21), *(webber(p, deputies=(TaskFact(p + 1, START),)) for p in (11, 31)))
    task = webber(21, HALL, id=9, confirmed_on=REPORTED)

    def free(*webbers: WebberFact, event: EventFact = merges) -> bool:
        return found(town(event, webbers=webbers, affiliations=staff), "webber_leaves") is not None

    assert free(*kept)
    assert not free(*kept, task)
    assert free(*kept, task, event=stops(SCHOOL))
