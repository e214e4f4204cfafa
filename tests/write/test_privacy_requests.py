"""Asking about one's own data, taking longer, deciding and taking back: who may, what follows, what is refused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import writing
from data_model.tables.account import Account, Grant
from data_model.tables.person import Person
from data_model.tables.privacy import PrivacyRequest
from data_model.write.privacy_requests import (
    decide_request,
    extend_request,
    make_privacy_request,
    take_copy,
    withdraw_request,
)
from data_model.write.restriction import lift_restriction, restrict_person
from tests.conftest import NOW, Town
from tests.write.turnover_scene import DAY, TODAY, Scene

ROLES_BUT_COORDINATOR = (Role.WEBBER, Role.MANAGER, Role.PARTICIPANT)


ABOUT_SOMEBODY: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (make_privacy_request, {"kind": "access"}),
    (take_copy, {}),
    (restrict_person, {}),
    (lift_restriction, {}),
]


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def amina(scene: Scene, role: Role = Role.PARTICIPANT) -> Viewer:
    return scene.town.viewer(role, organisation_id=scene.school, person_id=scene.amina)


def asked(scene: Scene, kind: str = "access", received_on: date = TODAY - 10 * DAY) -> int:
    return scene.do(make_privacy_request, person_id=scene.amina, kind=kind, received_on=received_on)


def others(scene: Scene) -> list[Viewer]:
    """Everybody who is neither Amina nor the coordinator, the manager of her organisation included."""
    known = [
        scene.town.viewer(role, organisation_id=scene.school, person_id=scene.bas) for role in ROLES_BUT_COORDINATOR
    ]
    return [*known, scene.manager(scene.school), scene.stranger()]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", ["access", "correct", "restrict", "object", "erase"])
def test_everybody_asks_about_their_own_data_and_is_answered_within_a_month(
    scene: Scene, role: Role, kind: str
) -> None:
    id = scene.do(make_privacy_request, amina(scene, role), person_id=scene.amina, kind=kind, text=" Graag snel ")
    request = scene.one(PrivacyRequest, id)
    assert (request.person_id, request.kind, request.text) == (scene.amina, kind, "Graag snel")
    assert (request.received_on, request.answer_by_on) == (TODAY, date(2026, 12, 22))
    assert scene.logged() == ["make_privacy_request"]


def test_the_coordinator_writes_down_what_came_by_letter_on_the_day_it_came(scene: Scene) -> None:
    request = scene.one(PrivacyRequest, asked(scene, received_on=date(2026, 10, 31)))
    assert (request.received_on, request.answer_by_on) == (date(2026, 10, 31), date(2026, 11, 30))
    late: dict[str, Any] = {"person_id": scene.amina, "kind": "erase", "received_on": TODAY + DAY}
    assert scene.refused("in_future", make_privacy_request, **late).field == "received_on"
    ages = late | {"received_on": date(2025, 11, 21)}
    assert scene.refused("too_early", make_privacy_request, **ages).values == {"earliest": date(2025, 11, 22)}
    scene.do(make_privacy_request, **late | {"received_on": date(2025, 11, 22)})


def test_nobody_else_asks_gets_a_copy_restricts_or_takes_back(scene: Scene) -> None:
    id = asked(scene)
    for other in others(scene):
        for act, values in ABOUT_SOMEBODY:
            scene.refused("not_found", act, other, person_id=scene.amina, **values)
        scene.refused("not_found", withdraw_request, other, request_id=id)


@pytest.mark.parametrize("role", ROLES_BUT_COORDINATOR)
def test_only_the_coordinator_decides_and_takes_longer(scene: Scene, role: Role) -> None:
    id = asked(scene)
    scene.refused("not_found", extend_request, amina(scene, role), request_id=id)
    scene.refused("not_found", decide_request, amina(scene, role), request_id=id, outcome="granted")


def test_the_same_question_waits_for_its_answer(scene: Scene) -> None:
    id = asked(scene)
    again: dict[str, Any] = {"person_id": scene.amina, "kind": "access"}
    assert scene.refused("asked_already", make_privacy_request, amina(scene), **again).values == {
        "received_on": TODAY - 10 * DAY
    }
    asked(scene, "object")
    scene.do(decide_request, request_id=id, outcome="granted")
    scene.do(make_privacy_request, amina(scene), **again)


@pytest.mark.parametrize(
    ("wrong", "why", "field"),
    [
        ({"kind": "forget"}, "not_a_choice", "kind"),
        ({"text": "123456782"}, "bsn", "text"),
        ({"text": "a" * 4001}, "too_long", "text"),
        ({"received_on": TODAY - DAY}, "too_early", "received_on"),
    ],
)
def test_what_is_wrong_in_a_request_is_refused(scene: Scene, wrong: dict[str, Any], why: str, field: str) -> None:
    values: dict[str, Any] = {"person_id": scene.amina, "kind": "access"} | wrong
    assert scene.refused(why, make_privacy_request, amina(scene), **values).field == field
    assert scene.all(PrivacyRequest) == []


@pytest.mark.parametrize("told_on", [TODAY - 10 * DAY, TODAY - DAY, TODAY, None])
def test_two_months_more_with_a_word_within_the_first(scene: Scene, told_on: date | None) -> None:
    id = asked(scene)
    scene.do(extend_request, request_id=id, told_on=told_on)
    request = scene.one(PrivacyRequest, id)
    assert (request.extended_on, request.answer_by_on) == (told_on or TODAY, date(2027, 2, 12))
    assert scene.refused("extended_already", extend_request, request_id=id).values == {"extended_on": told_on or TODAY}


@pytest.mark.parametrize(
    ("received_on", "told_on", "why"),
    [
        (TODAY, TODAY - DAY, "too_early"),
        (TODAY, TODAY + DAY, "too_late"),
        (date(2026, 10, 22), TODAY, None),
        (date(2026, 10, 21), TODAY, "too_late"),
        (date(2026, 10, 21), TODAY - DAY, None),
    ],
)
def test_who_hears_of_a_delay_hears_it_in_time(scene: Scene, received_on: date, told_on: date, why: str | None) -> None:
    id = asked(scene, received_on=received_on)
    if why is None:
        scene.do(extend_request, request_id=id, told_on=told_on)
    else:
        assert scene.refused(why, extend_request, request_id=id, told_on=told_on).field == "told_on"


@pytest.mark.parametrize(
    ("kind", "outcome", "restricted"),
    [
        ("restrict", "granted", True),
        ("object", "granted", True),
        ("access", "granted", False),
        ("correct", "granted", False),
        ("restrict", "refused", False),
        ("object", "refused", False),
    ],
)
def test_granting_restricts_who_asked_or_objected(scene: Scene, kind: str, outcome: str, restricted: bool) -> None:
    id = asked(scene, kind)
    scene.do(decide_request, request_id=id, outcome=outcome, reason="De afspraak loopt nog.")
    request = scene.one(PrivacyRequest, id)
    assert (request.decided_on, request.outcome, request.reason) == (TODAY, outcome, "De afspraak loopt nog.")
    assert (scene.one(Person, scene.amina).restricted_on == TODAY) is restricted
    assert scene.logged() == ["make_privacy_request", "decide_request"]


def test_granting_erasure_erases_and_keeps_no_word_of_what_was_asked(scene: Scene) -> None:
    id = scene.do(make_privacy_request, amina(scene), person_id=scene.amina, kind="erase", text="Ik verhuis.")
    access = asked(scene)
    scene.do(decide_request, request_id=id, outcome="granted", reason="Dat kan.")
    person, request = scene.one(Person, scene.amina), scene.one(PrivacyRequest, id)
    assert person.erased_on == TODAY and person.display_name != "Amina"
    assert (request.outcome, request.decided_on, request.text, request.reason) == ("granted", TODAY, None, None)
    scene.refused("not_found", decide_request, request_id=access, outcome="granted")
    assert scene.logged()[-1] == "decide_request"


def test_the_only_coordinator_is_not_erased_on_request_either(scene: Scene) -> None:
    with writing(scene.town.engine) as session:
        account = Account(email="amina@klimop.nl", display_name="Amina", created_at=NOW)
        session.add(account)
        session.flush()
        held = {"account_id": account.id, "role": "coordinator", "person_id": scene.amina, "start_on": TODAY - DAY}
        session.add(Grant(network_id=scene.town.id, created_at=NOW, **held))
    id = scene.do(make_privacy_request, amina(scene), person_id=scene.amina, kind="erase")
    scene.refused("last_coordinator", decide_request, request_id=id, outcome="granted")
    assert scene.one(Person, scene.amina).erased_on is None and scene.one(PrivacyRequest, id).decided_on is None


def test_an_erasure_that_is_refused_erases_nothing(scene: Scene) -> None:
    id = scene.do(make_privacy_request, amina(scene), person_id=scene.amina, kind="erase")
    scene.do(decide_request, request_id=id, outcome="refused", reason="De handtekening blijft bewijs.")
    assert scene.one(Person, scene.amina).erased_on is None


def test_a_refusal_says_why(scene: Scene) -> None:
    id = asked(scene)
    assert scene.refused("required", decide_request, request_id=id, outcome="refused").field == "refusal_reason"
    scene.refused("required", decide_request, request_id=id, outcome="refused", reason=" \n")
    assert scene.refused("not_a_choice", decide_request, request_id=id, outcome="withdrawn").field == "outcome"


@pytest.mark.parametrize("act", [decide_request, withdraw_request])
def test_what_is_decided_stays_decided(scene: Scene, act: Callable[..., Any]) -> None:
    id = asked(scene)
    values: dict[str, Any] = {"outcome": "granted"}
    scene.do(act, request_id=id, **(values if act is decide_request else {}))
    again: list[tuple[Callable[..., Any], dict[str, Any]]]
    again = [(decide_request, values), (extend_request, {}), (withdraw_request, {})]
    for once_more, told in again:
        why = scene.refused("decided_already", once_more, request_id=id, **told)
        assert why.values == {"decided_on": TODAY}


def test_an_unseen_change_of_a_request_is_not_written_over(scene: Scene) -> None:
    id = asked(scene)
    scene.do(extend_request, request_id=id, seen_version=1)
    scene.refused("changed_meanwhile", decide_request, request_id=id, outcome="granted", seen_version=1)
    scene.refused("changed_meanwhile", withdraw_request, amina(scene), request_id=id, seen_version=1)
    scene.do(decide_request, request_id=id, outcome="granted", seen_version=2)


@pytest.mark.parametrize("role", Role)
def test_everybody_restricts_themselves_and_takes_it_back_in_one_step(scene: Scene, role: Role) -> None:
    scene.do(restrict_person, amina(scene, role), person_id=scene.amina, seen_version=1)
    assert scene.one(Person, scene.amina).restricted_on == TODAY
    scene.refused("restricted_already", restrict_person, amina(scene, role), person_id=scene.amina)
    scene.do(lift_restriction, amina(scene, role), person_id=scene.amina, seen_version=2)
    assert scene.one(Person, scene.amina).restricted_on is None
    scene.refused("not_restricted", lift_restriction, amina(scene, role), person_id=scene.amina)
    assert scene.logged() == ["restrict_person", "lift_restriction"]


def test_the_coordinator_restricts_somebody_who_asked(scene: Scene) -> None:
    scene.do(restrict_person, person_id=scene.amina)
    scene.refused("changed_meanwhile", lift_restriction, person_id=scene.amina, seen_version=1)
    scene.do(lift_restriction, person_id=scene.amina)


@pytest.mark.parametrize(("act", "values"), ABOUT_SOMEBODY)
def test_who_was_erased_is_not_found(scene: Scene, act: Callable[..., Any], values: dict[str, Any]) -> None:
    with writing(scene.town.engine) as session:
        session.get_one(Person, scene.amina).erased_on = TODAY
    for by in (amina(scene), scene.town.viewer()):
        scene.refused("not_found", act, by, person_id=scene.amina, **values)


def test_taking_a_copy_leaves_one_line_in_the_log(scene: Scene) -> None:
    with writing(scene.town.engine) as session:
        everything = take_copy(session, person_id=scene.amina, by=amina(scene), at=NOW)
    assert everything.name == "Amina"
    assert scene.logged() == ["take_copy"]


def test_a_month_runs_from_the_day_it_came_and_not_from_when_it_was_written_down(scene: Scene) -> None:
    received_on = TODAY - timedelta(days=40)
    assert scene.one(PrivacyRequest, asked(scene, received_on=received_on)).answer_by_on < TODAY
