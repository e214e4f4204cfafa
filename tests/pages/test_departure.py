"""One departure on the screen: for each role, on any day, with a number that is not there, and on one's own page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import streamlit as st
from sqlalchemy import select

from data_model.access import Role
from data_model.database import reading
from data_model.refusal import Forbidden
from data_model.tables.person import Person
from data_model.tables.turnover import TurnoverEvent
from pages.acts.departure_dialogs import FOLLOW, INTRODUCE, MANDATE, TAKE_OVER
from pages.acts.dialog import Dialog
from pages.frame.visit import Visit
from pages.own import own_departure
from pages.questions import turnover
from tests.pages.conftest import TODAY, Drawn, Place, draw
from tests.pages.test_pages import in_english


def event_of(place: Place, person: str) -> TurnoverEvent:
    with reading(place.engine) as session:
        return session.scalars(
            select(TurnoverEvent)
            .join(Person, Person.id == TurnoverEvent.person_id)
            .where(Person.display_name == person)
        ).one()


def page(nr: object) -> Callable[[Visit], None]:
    def show(visit: Visit) -> None:
        st.query_params["nr"] = str(nr)
        turnover.show(visit)

    return show


def said(screen: Drawn) -> str:
    return " ".join(sorted(screen.texts))


def test_each_departure_is_whole_and_dutch(filled: Place) -> None:
    with reading(filled.engine) as session:
        events = session.scalars(select(TurnoverEvent)).all()
    for event in events:
        screen = draw(page(event.id), filled, Role.COORDINATOR)
        assert not screen.app.exception and in_english(screen) == []
        assert "losse eindjes" in said(screen)


def test_the_steps_name_what_hangs_loose_with_a_button_right_there(filled: Place) -> None:
    event = event_of(filled, "Samira El Idrissi")
    screen = draw(page(event.id), filled, Role.COORDINATOR)
    assert screen.title == "Samira El Idrissi vertrekt"
    labels = [one.label for one in screen.app.expander]
    assert [label[:2] for label in labels] == ["2.", "3.", "4.", "5.", "6.", "7."]
    assert [label.endswith("klaar") for label in labels] == [False, False, False, False, True, True]
    offered = {key.rpartition("-")[2] for key in screen.buttons if key.startswith("do-")}
    assert offered == {"planning", "handover", INTRODUCE.key, "hand_over", "finish", "drop"}
    assert "departure-" + str(event.id) + "-close" not in screen.buttons


def test_from_the_day_itself_a_task_is_taken_over(filled: Place) -> None:
    event = event_of(filled, "Lotte Brouwer")
    keys = draw(page(event.id), filled, Role.COORDINATOR).buttons
    assert any(key.endswith(TAKE_OVER.key) for key in keys) and not any(key.endswith(FOLLOW.key) for key in keys)


@pytest.mark.parametrize("shift", [-3, 3])
def test_on_another_day_there_is_nothing_to_press(shift: int, filled: Place) -> None:
    event = event_of(filled, "Samira El Idrissi")
    screen = draw(page(event.id), filled, Role.COORDINATOR, TODAY + timedelta(days=shift))
    assert screen.title == "Samira El Idrissi vertrekt"
    assert [key for key in screen.buttons if key.startswith(("do-", "departure-"))] == []


@pytest.mark.parametrize("nr", [0, 999_999, "x", "-1", "9" * 40, "٣"])
def test_a_number_that_is_not_there_shows_the_page_with_a_sentence(nr: object, filled: Place) -> None:
    screen = draw(page(nr), filled, Role.COORDINATOR)
    assert screen.title == "Welke wisselingen breken verbindingen?"
    assert [one.value for one in screen.app.warning] == ["Dit vertrek is niet gevonden. Kies er een uit de lijst."]


def test_a_manager_sees_the_own_organisation_without_its_actions(filled: Place) -> None:
    event = event_of(filled, "Samira El Idrissi")
    own = replace(filled.viewers[Role.MANAGER], organisation_id=event.organisation_id)
    mine = Place(filled.engine, {**filled.viewers, Role.MANAGER: own})
    screen = draw(page(event.id), mine, Role.MANAGER)
    assert screen.title == "Samira El Idrissi vertrekt"
    assert "Het spreekuur in de Buurtkamer opzetten" not in said(screen)
    assert "Waarvan jij er 2 niet kunt zien." in said(screen)
    assert "watals" not in said(screen)
    other = replace(own, organisation_id=event.organisation_id + 1)
    screen = draw(page(event.id), Place(filled.engine, {**filled.viewers, Role.MANAGER: other}), Role.MANAGER)
    assert screen.app.warning and screen.title != "Samira El Idrissi vertrekt"


def test_whoever_goes_settles_it_on_the_own_page(filled: Place) -> None:
    event = event_of(filled, "Samira El Idrissi")
    own = replace(filled.viewers[Role.PARTICIPANT], person_id=event.person_id, organisation_id=event.organisation_id)
    mine = Place(filled.engine, {**filled.viewers, Role.PARTICIPANT: own})
    screen = draw(own_departure.show, mine, Role.PARTICIPANT)
    assert "Wat je overdraagt" in said(screen) and in_english(screen) == []
    offered = {key.rpartition("-")[2] for key in screen.buttons if key.startswith("do-")}
    assert offered == {"handover", INTRODUCE.key, "hand_over", "finish", "drop"}
    assert draw(own_departure.show, filled, Role.PARTICIPANT).buttons == []


@pytest.mark.parametrize("dialog", [FOLLOW, TAKE_OVER, INTRODUCE, MANDATE], ids=lambda dialog: dialog.key)
@pytest.mark.parametrize("role", Role)
def test_each_form_stands_without_a_record(dialog: Dialog, role: Role, place: Place) -> None:
    def form(visit: Visit) -> None:
        try:
            dialog.body(visit, None, "form")
        except Forbidden:
            st.title("closed")

    screen = draw(form, place, role)
    assert not screen.app.exception
