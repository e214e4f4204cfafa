"""A covenant is drawn up whole or not at all: with its organisations, its webbers, and what the former one hands on."""

from datetime import date, timedelta
from typing import Any

import pytest

from data_model.access import Role
from data_model.refusal import Forbidden
from data_model.rules.covenant_state import State
from data_model.tables.covenant import Covenant, CovenantParty, CovenantWebber, ManagementApproval, WorkingAgreement
from data_model.write.covenant_drafts import KINDS, draw_up_covenant
from data_model.write.covenant_steps import end_covenant
from data_model.write.covenant_terms import Terms
from tests.conftest import Town
from tests.write.covenant_scene import BSN, LONG, SINCE, TODAY, Scene, scene

__all__ = ["scene"]
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_names_organisations_webbers_and_the_goal(scene: Scene, kind: str) -> None:
    covenant = scene.draft(kind=kind, document_ref=" Zaaksysteem ")
    (stored,) = scene.rows(Covenant)
    assert (stored.kind, stored.goal_id, stored.document_ref) == (kind, scene.goal, "Zaaksysteem")
    assert scene.state(covenant) is State.DRAFT
    assert [(p.organisation_id, p.role, p.joined_on, p.requested_on) for p in scene.rows(CovenantParty)] == [
        (scene.school, "signing", TODAY, None),
        (scene.bank, "signing", TODAY, None),
        (scene.mosque, "named_only", TODAY, None),
    ]
    assert [(w.webber_id, w.listed_on) for w in scene.rows(CovenantWebber)] == [(scene.webber, TODAY)]
    assert scene.logged() == ["draw_up_covenant"]


def test_who_is_named_twice_is_in_it_once(scene: Scene) -> None:
    scene.draft(signing=(scene.school, scene.school), named_only=(), webbers=(scene.webber, scene.webber))
    assert [party.organisation_id for party in scene.rows(CovenantParty)] == [scene.school]
    assert len(scene.rows(CovenantWebber)) == 1


def test_with_a_draft_there_is_a_covenant(scene: Scene) -> None:
    assert "none" in scene.kinds()
    scene.draft()
    assert "none" not in scene.kinds()


def test_an_existing_covenant_can_be_older_than_its_webbers(scene: Scene) -> None:
    scene.draft(kind="bestaand", drafted_on=date(2020, 5, 1))
    assert scene.rows(CovenantWebber)[0].listed_on == SINCE


@pytest.mark.parametrize(
    ("wrong", "kind", "field"),
    [
        ({"kind": "contract"}, "not_a_choice", "covenant_kind"),
        ({"approval_needed": "maybe"}, "not_a_choice", "approval_needed"),
        ({"title": "  "}, "required", "covenant_title"),
        ({"title": LONG}, "too_long", "covenant_title"),
        ({"title": BSN}, "bsn", "covenant_title"),
        ({"document_ref": BSN}, "bsn", "document_ref"),
        ({"drafted_on": TOMORROW}, "in_future", "drafted_on"),
        ({"terms": Terms(start_on=TODAY, end_on=SINCE)}, "before_the_start", "term_end_on"),
        ({"terms": Terms(end_on=TODAY - timedelta(days=1))}, "before_the_start", "term_end_on"),
        ({"terms": Terms(auto_renew=True)}, "renews_without_end", "term_end_on"),
        ({"terms": Terms(renew_months=10**30)}, "out_of_range", "renew_months"),
        ({"terms": Terms(notice_days=-1)}, "out_of_range", "notice_days"),
        ({"terms": Terms(evaluation_interval_months=0)}, "out_of_range", "evaluation_interval_months"),
    ],
)
def test_half_a_covenant_is_refused(scene: Scene, wrong: dict[str, Any], kind: str, field: str) -> None:
    whole = {"kind": "convenant", "title": "Convenant", "drafted_on": TODAY, "terms": Terms()}
    scene.refused(kind, draw_up_covenant, field, **whole | wrong)
    assert scene.rows(Covenant) == scene.rows(CovenantParty) == []


def test_an_unknown_organisation_or_webber_is_not_found(scene: Scene) -> None:
    elsewhere = Town(scene.town.engine, "Buurstad")
    for wrong in ({"signing": (999_999,)}, {"webbers": (999_999,)}, {"replaces_id": 999_999}):
        with pytest.raises(Forbidden):
            scene.draft(**wrong)
    with pytest.raises(Forbidden):
        scene.draft(by=elsewhere.viewer())
    assert scene.rows(Covenant) == []


def test_an_organisation_signs_or_is_named(scene: Scene) -> None:
    both = {"signing": (scene.school,), "named_only": (scene.school,)}
    whole = {"kind": "convenant", "title": "Convenant", "drafted_on": TODAY, "terms": Terms()}
    scene.refused("signs_or_named", draw_up_covenant, "named_only", **whole, **both)


def test_a_follow_up_takes_over_what_stands(scene: Scene) -> None:
    former = scene.draft(drafted_on=SINCE)
    for topic, dropped_on in (("referral", None), ("handling", TODAY)):
        scene.town.add(
            WorkingAgreement,
            covenant_id=former,
            topic=topic,
            text=topic,
            owner_organisation_id=scene.school,
            agreed_on=SINCE,
            review_on=TODAY,
            dropped_on=dropped_on,
        )
    asked = {"needed": "yes", "asked_on": SINCE, "given_on": SINCE, "inform_every_months": 6, "last_informed_on": SINCE}
    scene.town.add(ManagementApproval, covenant_id=former, organisation_id=scene.bank, **asked)
    covenant = scene.draft(replaces_id=former, take_over=True)
    (agreement,) = [one for one in scene.rows(WorkingAgreement) if one.covenant_id == covenant]
    assert (agreement.topic, agreement.owner_organisation_id) == ("referral", scene.school)
    assert (agreement.agreed_on, agreement.review_on) == (TODAY, None)
    (approval,) = [one for one in scene.rows(ManagementApproval) if one.covenant_id == covenant]
    assert (approval.needed, approval.asked_on, approval.given_on) == ("yes", None, None)
    assert (approval.inform_every_months, approval.last_informed_on) == (6, None)


def test_a_covenant_has_one_follow_up_at_a_time(scene: Scene) -> None:
    former = scene.draft()
    whole = {"kind": "convenant", "title": "Convenant", "drafted_on": TODAY, "terms": Terms(), "replaces_id": former}
    first = scene.draft(replaces_id=former)
    scene.refused("follow_up_already", draw_up_covenant, "replaces_id", **whole)
    scene.act(end_covenant, covenant_id=first, ended_on=TODAY)
    scene.act(draw_up_covenant, **whole)


def test_only_who_acts_for_the_whole_network_draws_one_up(scene: Scene) -> None:
    others = scene.others()
    assert {viewer.role for viewer in others} == set(Role)
    for viewer in others:
        with pytest.raises(Forbidden):
            scene.draft(by=viewer)
    assert scene.rows(Covenant) == []
