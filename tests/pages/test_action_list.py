"""The page about actions: own ones first, a choice, and each act within the rights and within four steps."""

import re

import pytest

from data_model.access import Role
from data_model.findings import Concern, Subject
from data_model.read.action_list import action_list
from data_model.rules.actions_facts import RUNNING
from data_model.vocabulary import ActionState
from pages.acts.action_dialogs import DROP, FINISH, HAND_OVER
from pages.acts.dialog import Dialog
from pages.frame.visit import Visit
from pages.questions import actions
from tests.pages.conftest import Drawn, Place, draw
from tests.pages.test_pages import DAYS

SEEING = (Role.COORDINATOR, Role.WEBBER, Role.PARTICIPANT)
FORMS = (HAND_OVER, FINISH, DROP)


def key(dialog: Dialog) -> str:
    return dialog.key


def offered(screen: Drawn, part: str) -> set[str]:
    """The acts on the rows of one part of the page."""
    return {found[1] for name in screen.buttons if (found := re.fullmatch(rf"act-{part}-\d+-(\w+)", name))}


def test_a_participant_sees_the_own_actions_first_with_all_that_can_be_done(filled: Place) -> None:
    screen = draw(actions.show, filled, Role.PARTICIPANT)
    headers = [header.value for header in screen.app.header]
    assert headers[0] == "Jouw acties" and "Alle acties" in headers
    assert offered(screen, "own") == {"action", "finish", "hand_over", "drop"}
    assert offered(screen, "all") == set()


def test_a_webber_acts_on_the_own_actions_and_the_coordinator_on_all(filled: Place) -> None:
    everything = {"action", "finish", "hand_over", "drop"}
    assert offered(draw(actions.show, filled, Role.COORDINATOR), "all") == everything
    assert offered(draw(actions.show, filled, Role.WEBBER), "all") == set()


@pytest.mark.parametrize("day", ["past", "future"])
def test_another_day_offers_nothing_to_do(day: str, filled: Place) -> None:
    screen = draw(actions.show, filled, Role.COORDINATOR, DAYS[day])
    assert not [name for name in screen.buttons if name.startswith(("act-", "do-"))]


def test_the_choice_shows_one_organisation_and_the_states_asked_for(filled: Place) -> None:
    app = draw(actions.show, filled, Role.PARTICIPANT).app

    def listed() -> str:
        bodies = (getattr(getattr(node, "proto", None), "body", "") for node in app.main)
        return next((body for body in bodies if "om te bekijken" in body), "")

    assert "Bezig" in listed() and "Vervallen" not in listed() and "Wijkteam Noord" in listed()
    app.button_group(key="actions-states").set_value([ActionState.DROPPED]).run()
    assert "Bezig" not in listed() and "Vervallen" in listed()
    noord = app.selectbox(key="actions-organisation").options.index("Wijkteam Noord")
    app.selectbox(key="actions-organisation").select_index(noord).run()
    assert not app.exception and listed() == ""
    assert any("Geen actie past bij deze keuze." in info.value for info in app.info)


def test_updates_for_a_meeting_are_told_by_action(filled: Place) -> None:
    for role in SEEING:
        screen = draw(actions.show, filled, role)
        assert any(header.value.startswith("Updates voor") for header in screen.app.header), role
        assert "Updates die nog worden verwacht" in screen.texts


def test_agreements_stand_with_their_actions(filled: Place) -> None:
    screen = draw(actions.show, filled, Role.PARTICIPANT)
    assert "Webbers hebben een vast belmoment." in screen.texts
    assert "Hier kwam nog geen actie uit." in screen.texts
    assert offered(screen, "agreement") == {"step"}
    assert offered(draw(actions.show, filled, Role.COORDINATOR), "agreement") == {"step", "agreements"}


@pytest.mark.parametrize("dialog", FORMS, ids=key)
def test_a_form_starts_with_the_action_of_its_row(dialog: Dialog, filled: Place) -> None:
    about = []

    def form(visit: Visit) -> None:
        line = next(line for line in action_list(visit.session, visit.viewer, visit.day) if line.state in RUNNING)
        about.append(line.action_id)
        dialog.body(visit, Concern(about=Subject("action", line.action_id), person_id=line.person_id), "form")

    chosen = draw(form, filled, Role.COORDINATOR).app.selectbox[0].value
    assert chosen is not None and chosen.id == about[0]


def test_dropping_is_asked_twice(filled: Place) -> None:
    def form(visit: Visit) -> None:
        line = next(line for line in action_list(visit.session, visit.viewer, visit.day) if line.state in RUNNING)
        DROP.body(visit, Concern(about=Subject("action", line.action_id)), "form")

    app = draw(form, filled, Role.COORDINATOR).app
    app.button[0].click().run()
    assert [error.value for error in app.error] == ["Vink eerst aan dat je de actie wilt laten vervallen."]
