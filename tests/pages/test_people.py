"""The page about people: what each role reads and can do there, and the forms that open from it."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_model.access import Role
from data_model.findings import Concern, Subject
from data_model.read.people_choices import everybody
from data_model.refusal import Forbidden
from pages.acts.dialog import Dialog
from pages.acts.people_dialogs import (
    ALL,
    AS_WEBBER,
    END_TASK,
    END_WORK,
    NETWORK_TASK,
    NEW_PERSON,
    PERSON,
    TRANSFER,
    WORKPLACE,
)
from pages.frame.visit import Visit
from pages.network import people, person
from tests.pages.conftest import TODAY, Drawn, Place, draw
from tests.pages.test_pages import DAYS, in_english

LEAVES = "Samira El Idrissi"  # keeps links and actions, and is announced to leave the organisation of the manager


def key(dialog: Dialog) -> str:
    return dialog.key


def find(visit: Visit, name: str) -> Concern:
    one = next(one for one in everybody(visit.session, visit.viewer, visit.day) if one.name == name)
    return Concern(about=Subject("person", one.id, one.name), organisation_id=one.organisation_id, person_id=one.id)


def page_of(name: str, place: Place, role: Role, **other: Any) -> Drawn:
    return draw(lambda visit: person.show(visit, find(visit, name).about.id), place, role, **other)


def offered(screen: Drawn) -> set[str]:
    return {key.rpartition("-")[2] for key in screen.buttons if key.startswith("do-")}


def said(screen: Drawn) -> str:
    return " ".join(screen.texts)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("day", DAYS)
def test_the_page_of_a_person_is_whole_and_dutch(role: Role, day: str, filled: Place) -> None:
    screen = page_of(LEAVES, filled, role, day=DAYS[day])
    assert not screen.app.exception
    assert screen.title == LEAVES and in_english(screen) == []
    if DAYS[day] != TODAY:
        assert offered(screen) == set()


@pytest.mark.parametrize(
    ("role", "dialogs", "shown", "hidden"),
    [
        (
            Role.COORDINATOR,
            {PERSON, WORKPLACE, END_WORK, AS_WEBBER, NETWORK_TASK, TRANSFER},
            {"Verbindingen op de kaart", "Lopende acties", "Gemelde wisselingen", "Dit vraagt aandacht", "29 nov 2026"},
            set(),
        ),
        (Role.WEBBER, {AS_WEBBER}, {"Verbindingen op de kaart", "Gemelde wisselingen", "Lopende acties"}, set()),
        (
            Role.MANAGER,
            {PERSON, END_WORK, AS_WEBBER},
            {"Verbindingen op de kaart", "Gemelde wisselingen", "Dit vraagt aandacht"},
            {"Lopende acties"},
        ),
        (
            Role.PARTICIPANT,
            set(),
            {"Lopende acties", "Werkt voor"},
            {"Verbindingen op de kaart", "Gemelde wisselingen", "Dit vraagt aandacht", "29 nov 2026"},
        ),
    ],
)
def test_each_role_sees_and_does_what_it_may(
    role: Role, dialogs: set[Dialog], shown: set[str], hidden: set[str], filled: Place
) -> None:
    screen = page_of(LEAVES, filled, role)
    ours = {dialog.key for dialog in (*ALL, AS_WEBBER)}
    assert offered(screen) & ours == {dialog.key for dialog in dialogs}
    assert {text for text in shown if text not in said(screen)} == set()
    assert {text for text in hidden if text in screen.texts} == set()


def test_a_manager_does_not_see_people_of_another_organisation(filled: Place) -> None:
    def show(visit: Visit) -> None:
        with pytest.raises(Forbidden):
            person.show(visit, find(visit, "Gerda Kamphuis").about.id)

    assert not draw(show, filled, Role.MANAGER).app.exception
    listed = said(draw(people.show, filled, Role.MANAGER))
    assert LEAVES in listed and "Gerda Kamphuis" not in listed


def test_people_see_their_own_page_whole(filled: Place) -> None:
    own = filled.viewers[Role.PARTICIPANT].person_id
    assert own is not None
    screen = draw(lambda visit: person.show(visit, own), filled, Role.PARTICIPANT)
    assert not screen.app.exception and "Dit vraagt aandacht" in said(screen)
    assert {"contact", "person", "departure"} <= offered(screen)
    assert not offered(screen) & {"workplace", "endwork", "propose", "networktask", "endtask"}


def at(place: Place, role: Role, asked: str) -> AppTest:
    """The page at an address that asks for somebody."""

    def show(visit: Visit) -> None:
        import streamlit as st

        st.query_params["nr"] = asked
        people.show(visit)

    return draw(show, place, role).app


@pytest.mark.parametrize("asked", ["", "0", "-1", "abc", "٣", "9" * 40, "1e3", "999999", "' or 1=1", "🙂"])
def test_who_is_not_there_is_told_so_and_the_list_shown(asked: str, filled: Place, empty: Place) -> None:
    for place in (filled, empty):
        app = at(place, Role.COORDINATOR, asked)
        assert not app.exception
        assert app.title[0].value == "Wie zitten er in het netwerk?"
        assert "Deze persoon is niet gevonden" in app.warning[0].value


def test_an_address_opens_the_page_of_a_person(filled: Place) -> None:
    own = filled.viewers[Role.WEBBER].person_id
    assert at(filled, Role.WEBBER, str(own)).title[0].value == "Yvonne Hendriks"


def test_an_empty_list_says_how_to_begin(empty: Place) -> None:
    assert "Er zijn nog geen mensen." in said(draw(people.show, empty, Role.COORDINATOR))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gerda", "1 van 41 mensen."),
        (" KAMPHUIS  gerda ", "1 van 41 mensen."),
        ("Stafverpleegkundige", "1 van 41 mensen."),
        ("a" * 200, "0 van 41 mensen."),
        ("<script>", "0 van 41 mensen."),
        ("مريم 👩‍🏫", "0 van 41 mensen."),
    ],
)
def test_the_list_is_searched_by_name_and_function(text: str, found: str, filled: Place) -> None:
    app = draw(people.show, filled, Role.COORDINATOR).app
    app.text_input(key="people-search").input(text).run()
    assert not app.exception and found in {line.value for line in app.markdown}


def test_the_list_is_chosen_by_organisation_and_can_hold_everybody(filled: Place) -> None:
    app = draw(people.show, filled, Role.COORDINATOR).app
    app.checkbox(key="people-everybody").check().run()
    assert "41 van 41 mensen." in {line.value for line in app.markdown}
    app.selectbox(key="people-organisation").select("Stichting Welzijn Voorbeeldstad").run()
    assert "3 van 41 mensen." in {line.value for line in app.markdown}


@pytest.mark.parametrize("dialog", [PERSON, WORKPLACE, END_WORK, NETWORK_TASK], ids=key)
def test_a_form_starts_with_the_person_of_the_page(dialog: Dialog, filled: Place) -> None:
    screen = draw(lambda visit: dialog.body(visit, find(visit, LEAVES), "form"), filled, Role.COORDINATOR)
    chosen = screen.app.selectbox[0].value
    assert chosen is not None and LEAVES in (chosen.name, chosen.note)


def test_actions_to_hand_over_are_those_of_the_person(filled: Place) -> None:
    screen = draw(lambda visit: TRANSFER.body(visit, find(visit, LEAVES), "form"), filled, Role.COORDINATOR)
    options = screen.app.selectbox[0].options
    assert options and all(LEAVES in option for option in options)


def test_only_who_acts_for_an_organisation_adds_people(filled: Place) -> None:
    may = {role for role in Role if NEW_PERSON.allowed(filled.viewers[role])}
    assert may == {Role.COORDINATOR, Role.MANAGER}
    assert {role for role in Role if END_TASK.allowed(filled.viewers[role])} == {Role.COORDINATOR}


def test_a_known_name_is_offered_and_everything_typed_stays(filled: Place) -> None:
    """Nothing is saved: the first time a known name is only asked about."""
    about = Concern(about=Subject("organisation", 1), organisation_id=1)
    app = draw(lambda visit: NEW_PERSON.body(visit, about, "form"), filled, Role.COORDINATOR).app
    assert not app.checkbox
    app.text_input[0].input(" gerda kamphuis")
    app.text_input[1].input("Adviseur")
    next(button for button in app.button if button.label == "Opslaan").click().run()
    assert not app.exception
    assert "Schakel kent al iemand met deze naam, van Stichting Leergeld" in app.error[0].value.replace("\\", "")
    assert [box.label for box in app.checkbox] == ["Dit is iemand anders met dezelfde naam"]
    assert any(button.label.startswith("Voeg Gerda Kamphuis toe") for button in app.button)
    assert [field.value for field in app.text_input[:2]] == [" gerda kamphuis", "Adviseur"]
