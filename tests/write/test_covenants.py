"""Evaluating a covenant and confirming its goal: complete, in order of days, and only for the whole network."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.norms import Norms
from data_model.read.covenant import facts
from data_model.refusal import Forbidden, Refusal
from data_model.rules.covenant import judge
from data_model.tables.covenant import Covenant, Evaluation
from data_model.tables.log import LogEntry
from data_model.tables.network import GoalConfirmation, Network, SharedGoal
from data_model.tables.organisation import Organisation
from data_model.write.covenants import OUTCOMES, confirm_goal, evaluate_covenant
from tests.conftest import NOW, Town

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
DRAFTED, NEXT = date(2025, 9, 1), date(2027, 11, 22)


@pytest.fixture
def goal(town: Town) -> int:
    return town.add(SharedGoal, text="Elk kind doet mee", agreed_on=DRAFTED)


@pytest.fixture
def covenant(town: Town, goal: int) -> int:
    return town.add(
        Covenant, kind="convenant", title="Convenant", drafted_on=DRAFTED, in_force_on=DRAFTED, goal_id=goal
    )


def evaluate(town: Town, covenant: int, **other: Any) -> None:
    arguments: dict[str, Any] = {"held_on": TODAY, "outcome": "continue", "next_on": NEXT, "by": town.viewer()}
    with writing(town.engine) as session:
        evaluate_covenant(session, covenant_id=covenant, at=NOW, **arguments | other)


def confirm(town: Town, goal: int, **other: Any) -> None:
    arguments: dict[str, Any] = {"confirmed_on": TODAY, "by": town.viewer()}
    with writing(town.engine) as session:
        confirm_goal(session, goal_id=goal, at=NOW, **arguments | other)


def evaluations(town: Town) -> list[Evaluation]:
    with reading(town.engine) as session:
        return list(session.scalars(select(Evaluation)))


def kinds(town: Town, day: date = TODAY) -> set[str]:
    with reading(town.engine) as session:
        return {finding.kind for finding in judge(facts(session, town.viewer()), day, Norms())}


def others(town: Town) -> list[Viewer]:
    school = town.add(Organisation, name="De Klimop")
    return [
        town.viewer(Role.WEBBER, organisation_id=school),
        town.viewer(Role.MANAGER, organisation_id=school),
        town.viewer(Role.PARTICIPANT, organisation_id=school),
        Town(town.engine, "Buurstad").viewer(),
    ]


def test_an_evaluation_settles_its_finding_until_the_next_one(town: Town, covenant: int) -> None:
    assert "covenant.evaluation_overdue" in kinds(town)
    evaluate(town, covenant, summary=" We gaan door. ")
    (now,) = evaluations(town)
    assert (now.held_on, now.outcome, now.next_on, now.summary) == (TODAY, "continue", NEXT, "We gaan door.")
    assert not {"covenant.evaluation_due", "covenant.evaluation_overdue"} & (kinds(town) | kinds(town, NEXT))
    assert "covenant.evaluation_due" in kinds(town, NEXT + timedelta(days=1))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_can_be_recorded(town: Town, covenant: int, outcome: str) -> None:
    evaluate(town, covenant, outcome=outcome)
    assert evaluations(town)[0].outcome == outcome


@pytest.mark.parametrize(
    ("wrong", "kind", "field"),
    [
        ({"held_on": TOMORROW}, "in_future", "evaluated_on"),
        ({"held_on": DRAFTED - timedelta(days=1)}, "too_early", "evaluated_on"),
        ({"outcome": ""}, "not_a_choice", "outcome"),
        ({"outcome": "cheer"}, "not_a_choice", "outcome"),
        ({"next_on": None}, "required", "next_evaluation_on"),
        ({"next_on": TODAY}, "next_evaluation_not_later", "next_evaluation_on"),
        ({"summary": "BSN 123456782"}, "bsn", "summary"),
    ],
)
def test_half_an_evaluation_or_a_wrong_day_is_refused(
    town: Town, covenant: int, wrong: dict[str, Any], kind: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        evaluate(town, covenant, **wrong)
    assert (refused.value.kind, refused.value.field) == (kind, field)
    assert evaluations(town) == []


def test_the_next_evaluation_may_be_the_day_after(town: Town, covenant: int) -> None:
    evaluate(town, covenant, next_on=TOMORROW)
    assert evaluations(town)[0].next_on == TOMORROW


def test_an_evaluation_is_recorded_once_for_a_day(town: Town, covenant: int) -> None:
    evaluate(town, covenant)
    with pytest.raises(Refusal, match="evaluated_already"):
        evaluate(town, covenant)


def test_what_did_not_count_can_be_recorded_again(town: Town, covenant: int) -> None:
    town.add(Evaluation, covenant_id=covenant, held_on=TODAY)
    evaluate(town, covenant)
    assert len(evaluations(town)) == 2


@pytest.mark.parametrize("ended_on", [DRAFTED, TODAY])
def test_a_covenant_that_ended_is_not_evaluated(town: Town, ended_on: date) -> None:
    ended = town.add(Covenant, kind="convenant", title="Oud", drafted_on=DRAFTED, ended_on=ended_on)
    with pytest.raises(Refusal, match="covenant_closed"):
        evaluate(town, ended)


def test_only_who_acts_for_the_whole_network_evaluates(town: Town, covenant: int) -> None:
    for viewer in others(town):
        with pytest.raises(Forbidden):
            evaluate(town, covenant, by=viewer)
    assert evaluations(town) == []


def test_it_leaves_one_line_in_the_log_and_a_new_version(town: Town, covenant: int) -> None:
    evaluate(town, covenant)
    with reading(town.engine) as session:
        line = session.scalars(select(LogEntry)).one()
        assert session.scalar(select(Network.data_version).where(Network.id == town.id)) == 2
    assert (line.action, line.entity) == ("evaluate_covenant", "evaluation")
    assert line.fields == "held_on outcome next_on summary"


def test_confirming_the_goal_settles_its_finding(town: Town, goal: int, covenant: int) -> None:
    assert "covenant.goal_not_confirmed" in kinds(town)
    confirm(town, goal)
    assert "covenant.goal_not_confirmed" not in kinds(town)
    with reading(town.engine) as session:
        assert session.scalars(select(GoalConfirmation.confirmed_on)).one() == TODAY
        assert session.scalars(select(LogEntry.action)).one() == "confirm_goal"


@pytest.mark.parametrize(
    ("on", "kind"), [(TOMORROW, "in_future"), (DRAFTED - timedelta(days=1), "too_early")], ids=["ahead", "before"]
)
def test_a_goal_is_confirmed_between_its_agreement_and_today(town: Town, goal: int, on: date, kind: str) -> None:
    with pytest.raises(Refusal, match=kind):
        confirm(town, goal, confirmed_on=on)
    confirm(town, goal, confirmed_on=DRAFTED)


def test_a_goal_that_was_replaced_is_not_confirmed(town: Town) -> None:
    old = town.add(SharedGoal, text="Oud", agreed_on=DRAFTED, replaced_on=TODAY)
    with pytest.raises(Refusal, match="goal_replaced"):
        confirm(town, old)


def test_only_who_acts_for_the_whole_network_confirms_the_goal(town: Town, goal: int) -> None:
    for viewer in others(town):
        with pytest.raises(Forbidden):
            confirm(town, goal, by=viewer)
