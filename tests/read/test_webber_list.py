"""Whom to call on a day, by area and domain, with what each role may see of it."""

from datetime import date
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.webber_choices import expectations, proposals, stand_ins
from data_model.read.webber_list import WebberCard, coordinators, webber_list
from data_model.refusal import Forbidden
from data_model.tables.person import ContactChannel, ContactConfirmation
from data_model.tables.webber import WebberDeputy, WebberExpectation
from tests.conftest import Town
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def cards(scene: Scene, viewer: Viewer | None = None, day: date = TODAY) -> list[WebberCard]:
    with reading(scene.town.engine) as session:
        return webber_list(session, viewer or scene.town.viewer(), day)


def stand_in(scene: Scene, webber: int, person: int, **other: Any) -> int:
    return scene.town.add(WebberDeputy, webber_id=webber, person_id=person, **{"start_on": START} | other)


def channel(scene: Scene, person: int, visibility: str = "network") -> None:
    kept = {"kind": "mobile", "value": f"06 {visibility}", "visibility": visibility, "added_on": START}
    scene.town.add(ContactChannel, person_id=person, **kept)


def test_webbers_come_by_area_and_domain_and_the_whole_network_last(scene: Scene) -> None:
    everywhere = scene.webber(scene.amina, domain="education")
    south = scene.webber(scene.amina, area="Zuid")
    work, school = (scene.webber(scene.bas, area="Noord", domain=name) for name in ("social_work", "education"))
    proposed = scene.webber(None, area="Oost", confirmed_on=None)
    scene.webber(scene.bas, area="Oost", ended_on=TODAY - DAY)
    scene.webber(scene.bas, area="Oost", confirmed_on=None, rejected_on=TODAY)
    found = cards(scene)
    assert [card.id for card in found] == [school, work, proposed, south, everywhere]
    assert [card.confirmed for card in found] == [True, True, False, True, True]
    assert cards(scene, scene.stranger()) == []


@pytest.mark.parametrize(
    ("day", "there", "until", "deputies"),
    [
        (LEAVES - DAY, True, None, 1),
        (LEAVES, False, LEAVES + 3 * DAY, 1),
        (LEAVES + 3 * DAY, False, LEAVES + 3 * DAY, 1),
        (LEAVES + 4 * DAY, True, None, 0),
    ],
)
def test_somebody_who_is_away_cannot_be_called_and_the_stand_in_can(
    scene: Scene, day: date, there: bool, until: date | None, deputies: int
) -> None:
    webber = scene.webber(scene.amina)
    stand_in(scene, webber, scene.bas, end_on=LEAVES + 3 * DAY)
    scene.event(kind="away", until_on=LEAVES + 3 * DAY)
    (card,) = cards(scene, day=day)
    assert (card.there, card.away_until, len(card.stand_ins)) == (there, until, deputies)


def test_who_put_the_task_down_or_left_is_not_called_and_nobody_who_left_stands_in(scene: Scene) -> None:
    webber = scene.webber(scene.amina)
    stand_in(scene, webber, scene.bas)
    scene.event(kind="puts_down_webber", effective_on=TODAY)
    scene.event(scene.bas, effective_on=TODAY)
    (card,) = cards(scene)
    assert not card.there and card.stand_ins == ()


def test_a_card_has_the_channels_of_the_viewer_and_when_they_were_confirmed(scene: Scene) -> None:
    webber = scene.webber(scene.amina)
    stand_in(scene, webber, scene.cor)
    for visibility in ("network", "webbers", "coordinator", "withheld"):
        channel(scene, scene.amina, visibility)
    channel(scene, scene.cor)
    confirmed = {"confirmed_on": START, "confirmed_by": "self", "result": "correct"}
    scene.town.add(ContactConfirmation, person_id=scene.amina, **confirmed)
    seen = {}
    for role in (Role.COORDINATOR, Role.WEBBER, Role.PARTICIPANT):
        (card,) = cards(scene, scene.town.viewer(role))
        assert card.person and card.person.card and card.person.card.confirmed_on == START
        assert card.stand_ins[0].card and card.stand_ins[0].card.channels == (("mobile", "06 network"),)
        seen[role] = {value.removeprefix("06 ") for _, value in card.person.card.channels}
    assert seen == {
        Role.COORDINATOR: {"network", "webbers", "coordinator"},
        Role.WEBBER: {"network", "webbers"},
        Role.PARTICIPANT: {"network"},
    }


def test_a_manager_sees_people_of_the_own_organisation_only(scene: Scene) -> None:
    webber = scene.webber(scene.amina)
    stand_in(scene, webber, scene.cor)
    (own,), (other,) = cards(scene, scene.manager(scene.school)), cards(scene, scene.manager(scene.church))
    assert own.person and own.person.name == "Amina" and own.stand_ins == ()
    assert other.person is None and other.organisation == "De Klimop"
    assert [one.name for one in other.stand_ins] == ["Cor"]


def test_a_participant_is_told_whom_to_call_but_not_until_when_somebody_is_away(scene: Scene) -> None:
    scene.webber(scene.amina)
    scene.event(kind="away", effective_on=TODAY, until_on=LEAVES)
    (card,) = cards(scene, scene.participant(scene.bas, scene.school))
    assert not card.there and card.away_until is None


def test_expectations_hold_from_the_day_agreed_until_they_ended(scene: Scene) -> None:
    webber = scene.webber(scene.amina)
    for direction, text, other in (
        ("needs_from_webber", "Belt terug.", {}),
        ("webber_may_expect", "Bericht vooraf.", {}),
        ("needs_from_webber", "Van vroeger.", {"ended_on": TODAY}),
        ("needs_from_webber", "Voor later.", {"agreed_on": TODAY + DAY}),
    ):
        kept = {"webber_id": webber, "direction": direction, "text": text, "agreed_on": START} | other
        scene.town.add(WebberExpectation, **kept)
    (card,) = cards(scene)
    assert (card.needs, card.may_expect) == (("Belt terug.",), ("Bericht vooraf.",))
    with reading(scene.town.engine) as session:
        known = expectations(session, scene.town.viewer(), webber)
    assert [one.name for one in known] == ["Belt terug.", "Bericht vooraf.", "Voor later."]


def test_the_coordinator_is_the_last_resort(scene: Scene) -> None:
    stranger = scene.stranger()
    with reading(scene.town.engine) as session:
        assert [one.name for one in coordinators(session, scene.town.viewer(Role.PARTICIPANT), TODAY)] == ["Noor"]
        assert coordinators(session, scene.manager(scene.school), TODAY) == []
        assert coordinators(session, stranger, TODAY) == []


def test_proposals_are_offered_to_who_may_answer_them(scene: Scene) -> None:
    school = scene.webber(scene.amina, confirmed_on=None)
    church = scene.webber(None, organisation_id=scene.church, confirmed_on=None)
    scene.webber(scene.bas, confirmed_on=None, rejected_on=START)
    scene.webber(scene.bas)

    def offered(viewer: Viewer) -> list[tuple[int, str, str]]:
        with reading(scene.town.engine) as session:
            return [(one.id, one.name, one.note) for one in proposals(session, viewer, TODAY)]

    assert offered(scene.town.viewer()) == [(school, "Amina", "De Klimop"), (church, "Kerk", "")]
    assert [id for id, *_ in offered(scene.manager(scene.church))] == [church]
    assert [id for id, *_ in offered(scene.participant(scene.amina, scene.school))] == [school]
    assert offered(scene.stranger()) == []


def test_what_belongs_to_a_webber_is_offered_to_who_may_change_it(scene: Scene) -> None:
    webber, stranger = scene.webber(scene.amina), scene.stranger()
    runs = stand_in(scene, webber, scene.bas, end_on=TODAY)
    stand_in(scene, webber, scene.cor, end_on=TODAY - DAY)
    with reading(scene.town.engine) as session:
        for viewer in (scene.town.viewer(), scene.manager(scene.school), scene.participant(scene.amina, scene.school)):
            assert [one.id for one in stand_ins(session, viewer, webber, TODAY)] == [runs]
            assert expectations(session, viewer, webber) == []
        for viewer in (scene.manager(scene.church), scene.participant(scene.bas, scene.school), stranger):
            with pytest.raises(Forbidden):
                stand_ins(session, viewer, webber, TODAY)
            with pytest.raises(Forbidden):
                expectations(session, viewer, webber)
