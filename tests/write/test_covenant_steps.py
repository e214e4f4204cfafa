"""From draft to the end: each step when it may follow, on a day that can be, and only for the whole network."""

from datetime import date, timedelta
from typing import Any

import pytest

from data_model.refusal import Forbidden
from data_model.rules.covenant_state import State
from data_model.tables.covenant import Covenant, CovenantRevision, ManagementApproval
from data_model.vocabulary import REQUIRED_TOPICS
from data_model.write.covenant_steps import (
    end_covenant,
    finish_revision,
    open_for_signature,
    put_in_force,
    start_revision,
)
from data_model.write.covenant_terms import Terms
from data_model.write.signatures import record_signature, sign_together
from data_model.write.working_agreements import add_agreement
from tests.write.covenant_scene import BSN, SINCE, TODAY, Scene, scene

__all__ = ["scene"]
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def complete(scene: Scene, covenant: int) -> None:
    for topic in REQUIRED_TOPICS:
        scene.act(add_agreement, covenant_id=covenant, topic=topic, text="Zo doen we het.", agreed_on=TODAY)


def opened(scene: Scene, **other: Any) -> int:
    covenant = scene.draft(**other)
    scene.act(open_for_signature, covenant_id=covenant, opened_on=TODAY, reason="Wij tekenen vandaag.")
    return covenant


def signed(scene: Scene, **other: Any) -> int:
    covenant = opened(scene, **other)
    parties = [scene.party(covenant, id).id for id in (scene.school, scene.bank)]
    scene.act(sign_together, covenant_id=covenant, parties=parties, signed_on=TODAY)
    return covenant


def in_force(scene: Scene, **other: Any) -> int:
    covenant = signed(scene, **other)
    scene.act(put_in_force, covenant_id=covenant, in_force_on=TODAY)
    return covenant


def test_opening_asks_everyone_who_signs(scene: Scene) -> None:
    covenant = scene.draft()
    complete(scene, covenant)
    scene.act(open_for_signature, covenant_id=covenant, opened_on=TODAY)
    assert scene.state(covenant) is State.OPEN_FOR_SIGNATURE
    asked = [scene.party(covenant, id).requested_on for id in (scene.school, scene.bank, scene.mosque)]
    assert asked == [TODAY, TODAY, None]
    assert "incomplete" not in scene.kinds()


def test_an_incomplete_covenant_opens_with_a_reason_only(scene: Scene) -> None:
    covenant = scene.draft()
    scene.refused("ingredients_missing", open_for_signature, "open_reason", covenant_id=covenant, opened_on=TODAY)
    scene.refused("bsn", open_for_signature, "open_reason", covenant_id=covenant, opened_on=TODAY, reason=BSN)
    assert scene.state(covenant) is State.DRAFT
    assert scene.party(covenant, scene.school).requested_on is None
    scene.act(open_for_signature, covenant_id=covenant, opened_on=TODAY, reason=" De afspraken volgen. ")
    assert scene.rows(Covenant)[0].open_reason == "De afspraken volgen."


@pytest.mark.parametrize(("on", "kind"), [(TOMORROW, "in_future"), (YESTERDAY, "too_early")])
def test_a_covenant_opens_between_its_draft_and_today(scene: Scene, on: date, kind: str) -> None:
    scene.refused(kind, open_for_signature, "opened_on", covenant_id=scene.draft(), opened_on=on, reason="Nu")


def test_it_comes_into_force_when_everyone_signed(scene: Scene) -> None:
    covenant = opened(scene)
    scene.refused("not_all_signed", put_in_force, covenant_id=covenant, in_force_on=TODAY)
    for organisation, step in ((scene.school, "signed"), (scene.bank, "signed_subject_to_mandate")):
        party = scene.party(covenant, organisation).id
        scene.act(record_signature, party_id=party, state=step, signed_on=TODAY)
    scene.refused("too_early", put_in_force, "in_force_on", covenant_id=covenant, in_force_on=YESTERDAY)
    scene.act(put_in_force, covenant_id=covenant, in_force_on=TOMORROW)
    assert (scene.state(covenant), scene.state(covenant, TOMORROW)) == (State.OPEN_FOR_SIGNATURE, State.IN_FORCE)
    assert scene.rows(Covenant)[0].start_on == TOMORROW


def test_managers_who_must_approve_come_first(scene: Scene) -> None:
    covenant = signed(scene)
    scene.town.add(ManagementApproval, covenant_id=covenant, organisation_id=scene.school, needed="yes")
    scene.refused("not_all_signed", put_in_force, covenant_id=covenant, in_force_on=TODAY)


def test_it_does_not_come_into_force_after_its_last_day(scene: Scene) -> None:
    covenant = signed(scene, terms=Terms(end_on=TOMORROW))
    on = TOMORROW + timedelta(days=1)
    scene.refused("after_the_end", put_in_force, "in_force_on", covenant_id=covenant, in_force_on=on)


def test_it_comes_into_force_once(scene: Scene) -> None:
    covenant = in_force(scene)
    scene.refused("transition", put_in_force, covenant_id=covenant, in_force_on=TODAY)
    scene.act(start_revision, covenant_id=covenant, started_on=TODAY)
    scene.refused("in_force_already", put_in_force, "in_force_on", covenant_id=covenant, in_force_on=TODAY)


def test_a_revision_starts_and_is_finished(scene: Scene) -> None:
    covenant = in_force(scene, drafted_on=SINCE)
    scene.refused("transition", finish_revision, covenant_id=covenant)
    scene.act(start_revision, covenant_id=covenant, started_on=TODAY)
    assert scene.state(covenant) is State.IN_REVISION
    scene.refused("transition", start_revision, covenant_id=covenant, started_on=TODAY)
    scene.refused("in_future", finish_revision, "finished_on", covenant_id=covenant, finished_on=TOMORROW)
    scene.act(finish_revision, covenant_id=covenant)
    assert scene.rows(CovenantRevision)[0].finished_on == TODAY
    assert scene.state(covenant, TOMORROW) is State.IN_FORCE


def test_a_revision_starts_in_force_and_not_ahead(scene: Scene) -> None:
    covenant = in_force(scene)
    scene.refused("in_future", start_revision, "started_on", covenant_id=covenant, started_on=TOMORROW)
    scene.refused("too_early", start_revision, "started_on", covenant_id=covenant, started_on=YESTERDAY)


def test_a_draft_skips_no_step(scene: Scene) -> None:
    covenant = scene.draft()
    scene.refused("transition", put_in_force, covenant_id=covenant, in_force_on=TODAY)
    scene.refused("transition", start_revision, covenant_id=covenant, started_on=TODAY)


@pytest.mark.parametrize("make", [Scene.draft, opened, in_force])
def test_a_covenant_ends_on_a_day_from_any_state(scene: Scene, make: Any) -> None:
    covenant = make(scene)
    scene.refused("too_early", end_covenant, "covenant_ended_on", covenant_id=covenant, ended_on=YESTERDAY)
    scene.act(end_covenant, covenant_id=covenant, ended_on=TOMORROW)
    assert scene.state(covenant) is not State.ENDED
    scene.act(end_covenant, covenant_id=covenant, ended_on=TODAY)
    assert scene.state(covenant) is State.ENDED
    scene.refused("covenant_closed", end_covenant, covenant_id=covenant, ended_on=TODAY)


def test_an_expired_covenant_can_only_end(scene: Scene) -> None:
    old = scene.town.add(Covenant, kind="convenant", title="Oud", drafted_on=SINCE, in_force_on=SINCE, end_on=YESTERDAY)
    scene.refused("transition", start_revision, covenant_id=old, started_on=TODAY)
    scene.act(end_covenant, covenant_id=old, ended_on=TODAY)


STEPS: list[tuple[Any, str]] = [
    (open_for_signature, "opened_on"),
    (put_in_force, "in_force_on"),
    (start_revision, "started_on"),
    (finish_revision, "finished_on"),
    (end_covenant, "ended_on"),
]


@pytest.mark.parametrize(("step", "on"), STEPS)
def test_only_who_acts_for_the_whole_network_takes_a_step(scene: Scene, step: Any, on: str) -> None:
    covenant = scene.draft()
    for viewer in scene.others():
        with pytest.raises(Forbidden):
            scene.act(step, covenant_id=covenant, by=viewer, **{on: TODAY})


@pytest.mark.parametrize(("step", "on"), STEPS)
def test_a_change_nobody_saw_is_not_written_over(scene: Scene, step: Any, on: str) -> None:
    scene.refused("changed_meanwhile", step, covenant_id=scene.draft(), seen_version=7, **{on: TODAY})


def test_many_sign_on_one_day(scene: Scene) -> None:
    covenant = opened(scene)
    school, bank, mosque = (scene.party(covenant, id).id for id in (scene.school, scene.bank, scene.mosque))
    scene.refused("required", sign_together, "parties", covenant_id=covenant, parties=(), signed_on=TODAY)
    both = {"covenant_id": covenant, "parties": (school, mosque), "signed_on": TODAY}
    scene.refused("only_named", sign_together, "party_id", **both)
    assert scene.party(covenant, scene.school).signed_on is None
    scene.act(sign_together, **both | {"parties": (school, bank)})
    assert {scene.party(covenant, id).signed_on for id in (scene.school, scene.bank)} == {TODAY}
    assert scene.logged()[-1] == "sign_together"


def test_who_signs_together_is_in_that_covenant(scene: Scene) -> None:
    first, second = opened(scene), opened(scene)
    other = scene.party(second, scene.school).id
    scene.refused("not_a_choice", sign_together, "parties", covenant_id=first, parties=(other,), signed_on=TODAY)


def test_only_who_acts_for_the_whole_network_records_many_signatures(scene: Scene) -> None:
    covenant = opened(scene)
    party = scene.party(covenant, scene.school).id
    for viewer in scene.others():
        with pytest.raises(Forbidden):
            scene.act(sign_together, covenant_id=covenant, parties=(party,), signed_on=TODAY, by=viewer)
