"""A confirmation round: started and closed by the coordinator, one at a time, and who answered it."""

from datetime import timedelta

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.round import OpenRound, RoundAnswers, open_round, round_answers
from data_model.refusal import Forbidden
from data_model.tables.person import ConfirmationRound, ContactConfirmation
from data_model.write.rounds import close_confirmation_round, start_confirmation_round
from tests.conftest import Town
from tests.write.turnover_scene import DAY, TODAY, Scene

ANSWER_BY = TODAY + timedelta(days=14)


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def standing(scene: Scene, by: Viewer | None = None, day_of: timedelta = timedelta()) -> OpenRound | None:
    with reading(scene.town.engine) as session:
        return open_round(session, by or scene.town.viewer(), TODAY + day_of)


def answers(scene: Scene, by: Viewer | None = None) -> RoundAnswers | None:
    with reading(scene.town.engine) as session:
        return round_answers(session, by or scene.town.viewer(), TODAY)


def counts(found: RoundAnswers | None) -> dict[str, tuple[int, int]]:
    return {place.organisation: (place.answered, place.people) for place in found.places} if found else {}


def said(scene: Scene, person: int, days: int = 0, result: str = "correct") -> None:
    on = TODAY + timedelta(days=days)
    scene.town.add(ContactConfirmation, person_id=person, confirmed_on=on, confirmed_by="self", result=result)


def test_a_round_starts_today_and_is_open_until_it_is_closed(scene: Scene) -> None:
    assert standing(scene) is None and answers(scene) is None
    id = scene.do(start_confirmation_round, answer_by_on=ANSWER_BY)
    running = standing(scene)
    assert running and (running.id, running.started_on, running.answer_by_on) == (id, TODAY, ANSWER_BY)
    assert standing(scene, day_of=-DAY) is None
    assert standing(scene, day_of=timedelta(days=30)) == running
    scene.do(close_confirmation_round, round_id=id, seen_version=1)
    assert standing(scene) is None
    assert scene.logged() == ["start_confirmation_round", "close_confirmation_round"]


def test_there_is_one_round_at_a_time(scene: Scene) -> None:
    first = scene.do(start_confirmation_round, answer_by_on=ANSWER_BY)
    assert scene.refused("round_open", start_confirmation_round, answer_by_on=ANSWER_BY).values == {"started_on": TODAY}
    scene.do(close_confirmation_round, round_id=first)
    scene.do(start_confirmation_round, answer_by_on=ANSWER_BY)
    assert len(scene.all(ConfirmationRound)) == 2


@pytest.mark.parametrize(("days", "why"), [(0, "too_early"), (1, None), (90, None), (91, "too_late")])
def test_the_last_day_to_answer_lies_within_three_months(scene: Scene, days: int, why: str | None) -> None:
    by_on = TODAY + timedelta(days=days)
    if why is None:
        scene.do(start_confirmation_round, answer_by_on=by_on)
    else:
        assert scene.refused(why, start_confirmation_round, answer_by_on=by_on).field == "answer_by_on"


def test_a_round_is_closed_once_and_not_over_an_unseen_change(scene: Scene) -> None:
    id = scene.do(start_confirmation_round, answer_by_on=ANSWER_BY)
    scene.refused("changed_meanwhile", close_confirmation_round, round_id=id, seen_version=2)
    scene.do(close_confirmation_round, round_id=id)
    scene.refused("round_closed", close_confirmation_round, round_id=id)


def test_only_the_coordinator_starts_and_closes_a_round(scene: Scene) -> None:
    id = scene.do(start_confirmation_round, answer_by_on=ANSWER_BY)
    for by in (
        scene.manager(scene.school),
        scene.participant(scene.amina, scene.school),
        scene.town.viewer(Role.WEBBER, organisation_id=scene.school, person_id=scene.bas),
        scene.stranger(),
    ):
        scene.refused("not_found", close_confirmation_round, by, round_id=id)
        if by.network_id == scene.town.id:
            scene.refused("not_found", start_confirmation_round, by, answer_by_on=ANSWER_BY)


def test_who_answered_is_counted_by_organisation_and_named_by_the_alphabet(scene: Scene) -> None:
    scene.do(start_confirmation_round, answer_by_on=ANSWER_BY)
    said(scene, scene.amina, result="changed")
    said(scene, scene.bas, days=-1)
    said(scene, scene.cor, result="wrong")
    found = answers(scene)
    assert found and (found.answered, found.people) == (1, 5)
    assert counts(found) == {"De Klimop": (1, 2), "Gemeente": (0, 2), "Kerk": (0, 1)}
    assert [name for _, name in found.waiting] == ["Bas", "Bram", "Cor", "Noor"]


def test_only_the_coordinator_gets_the_names(scene: Scene) -> None:
    scene.do(start_confirmation_round, answer_by_on=ANSWER_BY)
    webber = answers(scene, scene.town.viewer(Role.WEBBER, person_id=scene.bas))
    manager = answers(scene, scene.manager(scene.school))
    assert webber and manager and webber.waiting == manager.waiting == ()
    assert len(webber.places) == 3 and counts(manager) == {"De Klimop": (0, 2)}
    with pytest.raises(Forbidden):
        answers(scene, scene.participant(scene.amina, scene.school))


def test_somebody_knows_whether_they_answered(scene: Scene) -> None:
    scene.do(start_confirmation_round, answer_by_on=ANSWER_BY)
    amina = scene.participant(scene.amina, scene.school)
    said(scene, scene.amina, days=-1)
    said(scene, scene.amina, result="wrong")
    before = standing(scene, amina)
    said(scene, scene.amina)
    after = standing(scene, amina)
    assert before and after and (before.answered_on, after.answered_on) == (None, TODAY)
    nobody = standing(scene, scene.town.viewer(Role.PARTICIPANT))
    assert nobody and nobody.answered_on is None


def test_another_network_knows_nothing_of_a_round(scene: Scene) -> None:
    scene.do(start_confirmation_round, answer_by_on=ANSWER_BY)
    assert standing(scene, scene.stranger()) is None
