"""Whom to call: found at once, called with one tap, with the forms about webbers whole and Dutch for each role."""

import re

import pytest

from data_model.access import Role
from data_model.findings import Concern, Subject
from data_model.read.turnover_choices import webber_tasks
from pages.acts.handover import form as handover_form
from pages.acts.turnover_dialogs import WEBBER
from pages.acts.webber import STEPS
from pages.acts.webber_dialogs import PROPOSE, TASK
from pages.frame.visit import Visit
from pages.network.whom_to_call import show
from tests.pages.conftest import Drawn, Place, draw
from tests.pages.test_pages import DAYS, in_english

PEOPLE = {"Yvonne Hendriks", "Aylin Demir", "Anouk Vermeer"}


def html(screen: Drawn) -> str:
    return "".join(element.proto.body for element in screen.app.get("html"))


def test_every_webber_can_be_called_and_mailed_with_one_tap(filled: Place) -> None:
    screen = draw(show, filled, Role.PARTICIPANT)
    assert screen.texts >= PEOPLE
    assert re.search(r'href="tel:\d{10}"', html(screen)) and 'href="mailto:' in html(screen)
    assert {"Centrum", "Noord", "Het hele netwerk", "Schuldhulp"} <= screen.texts
    assert "Neemt binnen twee werkdagen contact op als je belt." in screen.texts


def test_who_is_away_is_not_offered_but_the_stand_in_is(filled: Place) -> None:
    screen = draw(show, filled, Role.COORDINATOR)
    assert "Sanne Postma" in screen.texts and "Ingrid Mulder" not in screen.texts
    assert any(text.startswith("Ingrid Mulder is tot en met") for text in screen.texts)
    assert any(text == "Ingrid Mulder is nu niet te bereiken." for text in draw(show, filled, Role.PARTICIPANT).texts)


def test_a_manager_sees_organisations_with_their_general_contact(filled: Place) -> None:
    screen = draw(show, filled, Role.MANAGER)
    assert "Bureau Schuldhulp Voorbeeldstad" in screen.texts
    assert not PEOPLE & screen.texts


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("schuldhulp", {"Anouk Vermeer"}),
        ("NOORD", {"Aylin Demir"}),
        ("yvonne centrum", {"Yvonne Hendriks"}),
        ("hoekstra", {"Aylin Demir"}),
        ("ónderwijs", {"Aylin Demir"}),
        ("zzz", set()),
    ],
)
def test_a_few_letters_are_enough_to_find_somebody(typed: str, names: set[str], filled: Place) -> None:
    screen = draw(show, filled, Role.PARTICIPANT)
    screen.app.text_input(key="call-search").set_value(typed).run()
    assert not screen.app.exception
    assert Drawn(screen.app).texts & PEOPLE == names
    said = "Geen webber past hierbij. Typ minder letters, of bel de coördinator."
    assert (said in [info.value for info in screen.app.info]) == (not names)


def test_a_network_without_webbers_is_told_how_to_get_one(empty: Place) -> None:
    screen = draw(show, empty, Role.COORDINATOR)
    assert "Er zijn nog geen webbers." in screen.app.info[0].value
    assert screen.buttons == ["do-call-propose"]


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.COORDINATOR, {"propose", "task"}),
        (Role.WEBBER, {"propose", "task"}),
        (Role.MANAGER, {"propose"}),
        (Role.PARTICIPANT, set()),
    ],
)
def test_each_role_is_offered_what_it_may_do(role: Role, offered: set[str], filled: Place) -> None:
    keys = draw(show, filled, role).buttons
    assert {key.rpartition("-")[2] for key in keys if key.startswith("do-")} == offered
    assert not draw(show, filled, Role.COORDINATOR, DAYS["future"]).buttons


def about(visit: Visit, name: str) -> Concern:
    task = next(t for t in webber_tasks(visit.session, visit.viewer, visit.day) if t.name == name)
    subject = Subject("webber", task.id, task.name)
    return Concern(about=subject, organisation_id=task.organisation_id, person_id=task.person_id)


@pytest.mark.parametrize("step", STEPS)
def test_every_step_of_a_webber_task_is_whole_and_dutch(step: str, filled: Place) -> None:
    screen = draw(lambda visit: TASK.body(visit, about(visit, "Yvonne Hendriks"), "form"), filled, Role.COORDINATOR)
    assert screen.app.selectbox[0].value is not None and screen.app.selectbox[0].value.name == "Yvonne Hendriks"
    screen.app.radio(key="form-step").set_value(step).run()
    assert not screen.app.exception and in_english(Drawn(screen.app)) == []
    assert [button.label for button in screen.app.button] == ["Opslaan"]


def test_for_who_is_away_the_new_webber_is_added_and_the_task_goes_on(filled: Place) -> None:
    def away(visit: Visit) -> None:
        finding = next(f for f in visit.findings if f.kind == "turnover.webber_leaves_deputy")
        WEBBER.body(visit, finding, "form")

    screen = draw(away, filled, Role.COORDINATOR)
    said = "Ingrid Mulder is een tijd afwezig en houdt de taak. De nieuwe webber komt erbij."
    assert said in [caption.value.replace("\\", "") for caption in screen.app.caption]
    assert not screen.app.date_input


def test_a_proposal_asks_who_of_the_organisation(filled: Place) -> None:
    screen = draw(lambda visit: PROPOSE.body(visit, None, "form"), filled, Role.COORDINATOR)
    organisations = screen.app.selectbox(key="form-organisation")
    organisations.select("Wijkteam Noord").run()
    assert not screen.app.exception and in_english(Drawn(screen.app)) == []
    people = next(box for box in screen.app.selectbox if (box.key or "").endswith("-person"))
    assert "Daan Kuipers" in people.options and "Noor Achterberg" not in people.options


def test_a_handover_can_be_impossible(filled: Place) -> None:
    def missing(visit: Visit) -> None:
        handover_form(visit, next(f for f in visit.findings if f.kind == "turnover.handover_missing"), "form")

    app = draw(missing, filled, Role.COORDINATOR).app
    app.radio[0].set_value(False).run()
    assert not app.exception and not app.checkbox and in_english(Drawn(app)) == []
