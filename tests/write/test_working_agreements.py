"""Working agreements, promises and what is arranged with managers: made, changed and ended, by whom they are of."""

from datetime import date, timedelta
from typing import Any

import pytest

from data_model.access import Role
from data_model.refusal import Forbidden
from data_model.tables.covenant import AnchoringPromise, Covenant, ManagementApproval, WorkingAgreement
from data_model.write.agreements import review_agreement
from data_model.write.managements import arrange_management, settle_approval
from data_model.write.promises import change_promise, make_promise
from data_model.write.working_agreements import add_agreement, change_agreement, drop_agreement, set_aside_topic
from tests.write.covenant_scene import BSN, LONG, SINCE, TODAY, Scene, scene

__all__ = ["scene"]
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def covenant(scene: Scene) -> int:
    return scene.draft(drafted_on=SINCE, approval_needed="unknown")


def add(scene: Scene, covenant: int, **other: Any) -> int:
    said = {"covenant_id": covenant, "topic": "referral", "text": "Wij bellen eerst.", "agreed_on": YESTERDAY}
    scene.act(add_agreement, **said | other)
    return int(scene.rows(WorkingAgreement)[-1].id)


def test_an_agreement_has_words_an_owner_and_a_contact(scene: Scene, covenant: int) -> None:
    add(scene, covenant, owner_organisation_id=scene.school, contact_person_id=scene.teacher, review_on=TODAY)
    (one,) = scene.rows(WorkingAgreement)
    assert (one.topic, one.text, one.review_on) == ("referral", "Wij bellen eerst.", TODAY)
    assert (one.owner_organisation_id, one.contact_person_id) == (scene.school, scene.teacher)


@pytest.mark.parametrize(
    ("wrong", "kind", "field"),
    [
        ({"topic": ""}, "not_a_choice", "topic"),
        ({"text": " "}, "required", "agreement_text"),
        ({"text": LONG}, "too_long", "agreement_text"),
        ({"text": BSN}, "bsn", "agreement_text"),
        ({"agreed_on": TOMORROW}, "in_future", "agreed_on"),
        ({"agreed_on": date(2025, 12, 31)}, "too_early", "agreed_on"),
        ({"review_on": YESTERDAY}, "review_not_later", "review_on"),
    ],
)
def test_half_an_agreement_is_refused(
    scene: Scene, covenant: int, wrong: dict[str, Any], kind: str, field: str
) -> None:
    said = {"covenant_id": covenant, "topic": "referral", "text": "Wij bellen eerst.", "agreed_on": YESTERDAY}
    scene.refused(kind, add_agreement, field, **said | wrong)
    assert scene.rows(WorkingAgreement) == []


def test_the_contact_works_for_the_owner(scene: Scene, covenant: int) -> None:
    said = {"covenant_id": covenant, "topic": "referral", "text": "Wij bellen eerst.", "agreed_on": YESTERDAY}
    wrong = {"owner_organisation_id": scene.bank, "contact_person_id": scene.teacher}
    scene.refused("not_active", add_agreement, "contact_person_id", **said, **wrong)
    with pytest.raises(Forbidden):
        add(scene, covenant, owner_organisation_id=999_999)


def test_an_agreement_is_changed_with_what_was_seen(scene: Scene, covenant: int) -> None:
    change = {"agreement_id": add(scene, covenant), "text": "Wij bellen binnen een dag.", "seen_version": 1}
    scene.act(change_agreement, **change)
    assert scene.rows(WorkingAgreement)[0].text == "Wij bellen binnen een dag."
    scene.refused("changed_meanwhile", change_agreement, **change)
    scene.refused("nothing_changes", change_agreement, **change | {"seen_version": 2})
    scene.refused("bsn", change_agreement, "agreement_text", **change | {"seen_version": 2, "text": BSN})


def test_an_agreement_is_dropped_once_and_not_before_it_was_discussed(scene: Scene, covenant: int) -> None:
    id = add(scene, covenant)
    scene.act(review_agreement, agreement_id=id, reviewed_on=TODAY, outcome="not_kept")
    scene.refused("too_early", drop_agreement, "dropped_on", agreement_id=id, dropped_on=YESTERDAY)
    scene.act(drop_agreement, agreement_id=id, dropped_on=TODAY)
    assert scene.rows(WorkingAgreement)[0].dropped_on == TODAY
    scene.refused("transition", drop_agreement, agreement_id=id, dropped_on=TODAY)
    scene.refused("transition", change_agreement, agreement_id=id, text="Weer")


def test_a_topic_does_not_apply_until_there_is_an_agreement(scene: Scene, covenant: int) -> None:
    aside = {"covenant_id": covenant, "topic": "handling", "agreed_on": YESTERDAY}
    scene.refused("required", set_aside_topic, "not_applicable_reason", reason=" ", **aside)
    scene.refused("not_a_choice", set_aside_topic, "topic", reason="Klein", **aside | {"topic": "other"})
    scene.act(set_aside_topic, reason="Wij zijn maar met z'n drieën.", **aside)
    scene.refused("topic_taken", set_aside_topic, "topic", reason="Nog eens", **aside)
    (marker,) = scene.rows(WorkingAgreement)
    scene.refused("not_a_choice", change_agreement, "agreement_id", agreement_id=marker.id, text="Toch wel")
    add(scene, covenant, topic="handling")
    assert scene.rows(WorkingAgreement)[0].dropped_on == YESTERDAY


def test_a_promise_is_made_and_put_in_other_words(scene: Scene) -> None:
    made = {"organisation_id": scene.school, "text": "Vaste uren.", "promised_on": TODAY}
    scene.act(make_promise, contact_person_id=scene.teacher, **made)
    (promise,) = scene.rows(AnchoringPromise)
    change = {"promise_id": promise.id, "text": "Twee vaste uren.", "contact_person_id": scene.teacher}
    scene.act(change_promise, seen_version=1, **change)
    assert scene.rows(AnchoringPromise)[0].text == "Twee vaste uren."
    scene.refused("changed_meanwhile", change_promise, seen_version=1, **change)
    scene.refused("nothing_changes", change_promise, **change)
    scene.refused("required", make_promise, "promise_text", **made | {"text": ""})
    scene.refused("in_future", make_promise, "promised_on", **made | {"promised_on": TOMORROW})
    stranger = {"organisation_id": scene.bank, "contact_person_id": scene.teacher}
    scene.refused("not_active", make_promise, "contact_person_id", **made | stranger)


def test_it_is_settled_whose_managers_must_approve(scene: Scene, covenant: int) -> None:
    settled = {"covenant_id": covenant, "needed": "yes", "organisations": (scene.school,)}
    scene.act(settle_approval, route="Via het bestuur.", seen_version=1, **settled)
    assert [(a.organisation_id, a.needed) for a in scene.rows(ManagementApproval)] == [(scene.school, "yes")]
    assert scene.rows(Covenant)[0].management_approval_needed == "yes"
    scene.refused("changed_meanwhile", settle_approval, seen_version=1, **settled)
    scene.refused("approval_of_whom", settle_approval, "approval_organisations", **settled | {"needed": "no"})
    scene.refused("not_a_choice", settle_approval, "approval_needed", covenant_id=covenant, needed="maybe")


def test_what_was_said_of_the_approval_is_not_taken_back(scene: Scene, covenant: int) -> None:
    arranged = {"covenant_id": covenant, "organisation_id": scene.school}
    scene.act(arrange_management, needed="no", seen_version=0, **arranged)
    scene.refused("transition", arrange_management, needed="yes", **arranged)
    whole = {"covenant_id": covenant, "needed": "yes", "organisations": (scene.school,)}
    scene.refused("transition", settle_approval, **whole)
    assert scene.rows(Covenant)[0].management_approval_needed == "unknown"


def test_managers_say_how_and_how_often_they_hear(scene: Scene, covenant: int) -> None:
    arranged = {"covenant_id": covenant, "organisation_id": scene.school, "needed": "unknown"}
    scene.refused("nothing_changes", arrange_management, seen_version=0, **arranged)
    hear = {"informed_how": "Samenvatting", "inform_every_months": 6}
    scene.act(arrange_management, by=scene.manager(), seen_version=0, **arranged, **hear)
    (approval,) = scene.rows(ManagementApproval)
    assert (approval.informed_how, approval.inform_every_months) == ("Samenvatting", 6)
    scene.refused("changed_meanwhile", arrange_management, seen_version=0, **arranged)
    scene.refused("out_of_range", arrange_management, "inform_every_months", **arranged, inform_every_months=0)
    scene.refused("bsn", arrange_management, "informed_how", **arranged, informed_how=BSN)


def test_a_manager_arranges_for_the_own_organisation_only(scene: Scene, covenant: int) -> None:
    own = scene.manager()
    scene.act(make_promise, organisation_id=scene.school, text="Vaste uren.", promised_on=TODAY, by=own)
    id = scene.rows(AnchoringPromise)[0].id
    outsiders = [viewer for viewer in scene.others() if viewer.role is not Role.MANAGER]
    for viewer in (*outsiders, scene.manager(scene.bank)):
        for act, arguments in (
            (make_promise, {"organisation_id": scene.school, "text": "Vaste uren.", "promised_on": TODAY}),
            (change_promise, {"promise_id": id, "text": "Anders"}),
            (arrange_management, {"covenant_id": covenant, "organisation_id": scene.school, "needed": "no"}),
        ):
            with pytest.raises(Forbidden):
                scene.act(act, by=viewer, **arguments)


def test_agreements_and_the_approval_of_all_are_for_the_whole_network(scene: Scene, covenant: int) -> None:
    id = add(scene, covenant)
    made = {"covenant_id": covenant, "topic": "referral", "agreed_on": TODAY}
    for viewer in scene.others():
        for act, arguments in (
            (add_agreement, {"text": "Nieuw", **made}),
            (set_aside_topic, {"reason": "Klein", **made}),
            (change_agreement, {"agreement_id": id, "text": "Anders"}),
            (drop_agreement, {"agreement_id": id, "dropped_on": TODAY}),
            (settle_approval, {"covenant_id": covenant, "needed": "no"}),
        ):
            with pytest.raises(Forbidden):
                scene.act(act, by=viewer, **arguments)
