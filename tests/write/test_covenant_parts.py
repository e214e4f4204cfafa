"""The term, the organisations and the goal of a covenant: changed with what was seen, refused when it cannot be."""

from datetime import date, timedelta
from typing import Any

import pytest

from data_model.refusal import Forbidden
from data_model.rules.covenant_state import State
from data_model.tables.covenant import Covenant, CovenantParty
from data_model.tables.network import SharedGoal
from data_model.write.covenant_parties import add_party, change_place, party_leaves
from data_model.write.covenant_terms import Terms, set_term
from data_model.write.shared_goals import set_goal
from tests.conftest import Town
from tests.write.covenant_scene import BSN, LONG, SINCE, TODAY, Scene, scene

__all__ = ["scene"]
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
YEAR = date(2027, 11, 22)


@pytest.fixture
def covenant(scene: Scene) -> int:
    return scene.draft(drafted_on=SINCE)


def running(scene: Scene, end_on: date | None) -> int:
    dates = {"drafted_on": SINCE, "in_force_on": SINCE, "start_on": SINCE, "end_on": end_on}
    return scene.town.add(Covenant, kind="convenant", title="Convenant", **dates)


def test_a_covenant_gets_its_term(scene: Scene, covenant: int) -> None:
    agreed = Terms(end_on=YEAR, auto_renew=True, renew_months=12, notice_days=60, first_evaluation_on=TODAY)
    scene.act(set_term, covenant_id=covenant, terms=agreed, seen_version=1)
    (now,) = scene.rows(Covenant)
    assert (now.end_on, now.auto_renew, now.renew_months, now.notice_days) == (YEAR, True, 12, 60)
    assert now.first_evaluation_on == TODAY
    scene.refused("nothing_changes", set_term, covenant_id=covenant, terms=agreed)
    scene.refused("changed_meanwhile", set_term, covenant_id=covenant, terms=Terms(), seen_version=1)


def test_a_later_last_day_takes_up_what_expired(scene: Scene) -> None:
    old = running(scene, YESTERDAY)
    assert scene.state(old) is State.EXPIRED
    assert "expired" in scene.kinds()
    scene.act(set_term, covenant_id=old, terms=Terms(start_on=SINCE, end_on=YEAR))
    assert scene.state(old) is State.IN_FORCE


def test_a_first_evaluation_will_do_instead_of_a_term(scene: Scene) -> None:
    open_ended = running(scene, None)
    assert "no_term" in scene.kinds()
    scene.act(set_term, covenant_id=open_ended, terms=Terms(start_on=SINCE, first_evaluation_on=YEAR))
    assert "no_term" not in scene.kinds()


@pytest.mark.parametrize(
    ("terms", "kind", "field"),
    [
        (Terms(end_on=SINCE - timedelta(days=1)), "before_the_start", "term_end_on"),
        (Terms(start_on=TODAY, end_on=YESTERDAY), "before_the_start", "term_end_on"),
        (Terms(start_on=TODAY, first_evaluation_on=YESTERDAY), "before_the_start", "first_evaluation_on"),
        (Terms(auto_renew=True), "renews_without_end", "term_end_on"),
        (Terms(notice_days=3651), "out_of_range", "notice_days"),
        (Terms(end_on=YEAR, auto_renew=True, renew_months=0), "out_of_range", "renew_months"),
    ],
)
def test_a_term_that_cannot_be_is_refused(scene: Scene, covenant: int, terms: Terms, kind: str, field: str) -> None:
    scene.refused(kind, set_term, field, covenant_id=covenant, terms=terms)


@pytest.mark.parametrize("first", [SINCE, TODAY])
def test_an_organisation_joins_once(scene: Scene, covenant: int, first: date) -> None:
    new = scene.town.add(Covenant, kind="convenant", title="Nieuw", drafted_on=SINCE, opened_on=TODAY)
    joins = {"covenant_id": new, "organisation_id": scene.school, "role": "signing", "joined_on": first}
    scene.act(add_party, **joins)
    assert scene.party(new, scene.school).requested_on == (TODAY if first == TODAY else None)
    scene.refused("party_already", add_party, "organisation_id", **joins)
    wrong: list[tuple[str, str, dict[str, Any]]] = [
        ("not_a_choice", "place", {"role": "watching"}),
        ("in_future", "party_from_on", {"joined_on": TOMORROW}),
        ("too_early", "party_from_on", {"joined_on": SINCE - timedelta(days=1)}),
    ]
    for kind, field, other in wrong:
        scene.refused(kind, add_party, field, **joins | {"organisation_id": scene.bank} | other)
    with pytest.raises(Forbidden):
        scene.act(add_party, **joins | {"organisation_id": 999_999})


def test_an_organisation_leaves_on_a_day_and_can_come_back(scene: Scene, covenant: int) -> None:
    party = scene.party(covenant, scene.school)
    leave = {"party_id": party.id, "seen_version": 1}
    scene.refused("too_early", party_leaves, "party_until_on", left_on=SINCE - timedelta(days=1), **leave)
    scene.act(party_leaves, left_on=TOMORROW, **leave)
    scene.refused("changed_meanwhile", party_leaves, left_on=TODAY, **leave)
    scene.act(party_leaves, party_id=party.id, left_on=YESTERDAY)
    scene.refused("covenant_closed", party_leaves, "party_id", party_id=party.id, left_on=TODAY)
    back = {"organisation_id": scene.school, "role": "signing", "joined_on": TODAY}
    scene.act(add_party, covenant_id=covenant, **back)
    assert [p.left_on for p in scene.rows(CovenantParty) if p.organisation_id == scene.school] == [YESTERDAY, None]


def test_who_does_not_sign_can_stay_by_name_or_be_asked_again(scene: Scene) -> None:
    covenant = running(scene, YEAR)
    took_back = {"joined_on": SINCE, "requested_on": SINCE, "signed_on": SINCE, "withdrawn_on": YESTERDAY}
    id = scene.town.add(CovenantParty, covenant_id=covenant, organisation_id=scene.school, **took_back)
    assert "party_withdrew" in scene.kinds()
    scene.act(change_place, party_id=id, role="named_only", from_on=TODAY)
    assert "party_withdrew" not in scene.kinds()
    former, now = scene.rows(CovenantParty)
    assert (former.left_on, former.withdrawn_on) == (YESTERDAY, YESTERDAY)
    assert (now.role, now.joined_on, now.requested_on) == ("named_only", TODAY, None)
    scene.refused("same_place", change_place, "place", party_id=now.id, role="named_only", from_on=TODAY)
    scene.refused("too_early", change_place, "from_on", party_id=now.id, role="signing", from_on=TODAY)


def test_who_declined_is_asked_again_on_a_new_row(scene: Scene) -> None:
    covenant = running(scene, YEAR)
    declined = {"joined_on": SINCE, "requested_on": SINCE, "declined_on": YESTERDAY}
    id = scene.town.add(CovenantParty, covenant_id=covenant, organisation_id=scene.school, **declined)
    scene.act(change_place, party_id=id, role="signing", from_on=TODAY)
    assert scene.party(covenant, scene.school).requested_on == TODAY
    again = {"party_id": scene.party(covenant, scene.school).id, "role": "signing", "from_on": TODAY}
    scene.refused("same_place", change_place, "place", **again)


def test_a_new_goal_takes_the_place_of_the_former(scene: Scene, covenant: int) -> None:
    seen = {"former_id": scene.goal, "seen_version": 1}
    scene.act(set_goal, text=" Geen kind arm ", agreed_on=TODAY, covenants=(covenant,), **seen)
    old, new = scene.rows(SharedGoal)
    assert (old.replaced_on, new.text, new.agreed_on) == (TODAY, "Geen kind arm", TODAY)
    assert scene.rows(Covenant)[0].goal_id == new.id
    scene.refused("changed_meanwhile", set_goal, text="Weer anders", agreed_on=TODAY, **seen)
    same = {"text": "Geen kind arm", "agreed_on": TODAY, "covenants": (covenant,)}
    scene.refused("nothing_changes", set_goal, "goal_text", **same)


def test_the_present_goal_can_be_written_in_a_covenant_later(scene: Scene) -> None:
    bare = scene.town.add(Covenant, kind="convenant", title="Kaal", drafted_on=SINCE)
    scene.act(set_goal, text="Elk kind doet mee", agreed_on=TODAY, covenants=(bare,))
    assert [goal.id for goal in scene.rows(SharedGoal)] == [scene.goal]
    assert scene.rows(Covenant)[0].goal_id == scene.goal


@pytest.mark.parametrize(
    ("wrong", "kind", "field"),
    [
        ({"text": " "}, "required", "goal_text"),
        ({"text": LONG}, "too_long", "goal_text"),
        ({"text": BSN}, "bsn", "goal_text"),
        ({"agreed_on": TOMORROW}, "in_future", "goal_agreed_on"),
        ({"agreed_on": SINCE - timedelta(days=1)}, "too_early", "goal_agreed_on"),
    ],
)
def test_half_a_goal_is_refused(scene: Scene, wrong: dict[str, Any], kind: str, field: str) -> None:
    scene.refused(kind, set_goal, field, **{"text": "Geen kind arm", "agreed_on": TODAY} | wrong)
    assert len(scene.rows(SharedGoal)) == 1


def test_the_first_goal_replaces_nothing(town: Town) -> None:
    bare = Scene(town, 0, 0, 0, 0, 0, 0)
    bare.act(set_goal, text="Geen kind arm", agreed_on=TODAY)
    assert [goal.replaced_on for goal in bare.rows(SharedGoal)] == [None]


def test_only_who_acts_for_the_whole_network_changes_these(scene: Scene, covenant: int) -> None:
    party = scene.party(covenant, scene.school).id
    joins = {"organisation_id": scene.bank, "role": "signing", "joined_on": TODAY}
    for viewer in scene.others():
        for act, arguments in (
            (set_term, {"covenant_id": covenant, "terms": Terms()}),
            (add_party, {"covenant_id": covenant, **joins}),
            (party_leaves, {"party_id": party, "left_on": TODAY}),
            (change_place, {"party_id": party, "role": "named_only", "from_on": TODAY}),
            (set_goal, {"text": "Anders", "agreed_on": TODAY, "covenants": (covenant,)}),
        ):
            with pytest.raises(Forbidden):
                scene.act(act, by=viewer, **arguments)
