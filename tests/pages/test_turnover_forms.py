"""The forms that repair what a change breaks: whole and Dutch for each role, and started at their finding."""

import pytest

from data_model.access import Role
from data_model.findings import Act
from data_model.questions import KINDS
from pages.acts import register
from pages.acts.dialog import Dialog
from pages.acts.turnover_dialogs import CARRIER, CHANGE, HANDOVER, MAP, NEW_CONTACT, STAND_IN, WEBBER
from pages.frame.visit import Visit
from tests.pages.conftest import Drawn, Place, draw
from tests.pages.test_pages import in_english

REPAIRS = (HANDOVER, CHANGE, NEW_CONTACT, WEBBER, STAND_IN, CARRIER, MAP)


def key(dialog: Dialog) -> str:
    return dialog.key


def opened(filled: Place, kind: str, dialog: Dialog) -> Drawn:
    def form(visit: Visit) -> None:
        finding = next(finding for finding in visit.findings if finding.kind == kind)
        assert register.dialog_for(finding) is dialog
        dialog.body(visit, finding, "form")

    return draw(form, filled, Role.COORDINATOR)


@pytest.mark.parametrize(
    ("kind", "dialog", "name"),
    [
        ("turnover.handover_missing", HANDOVER, "Lotte Brouwer"),
        ("turnover.breakpoint_person", HANDOVER, "Samira El Idrissi"),
        ("turnover.sole_contact", NEW_CONTACT, "Budgetmaatjes Voorbeeldstad"),
        ("turnover.one_contact", NEW_CONTACT, "Moskeevereniging Nour"),
        ("turnover.webber_leaves", WEBBER, "Lotte Brouwer"),
        ("turnover.webber_without_deputy", WEBBER, "Anouk Vermeer"),
        ("turnover.webber_without_person", WEBBER, "Stichting Leergeld Voorbeeldstad"),
    ],
)
def test_a_form_starts_with_the_record_of_its_finding(kind: str, dialog: Dialog, name: str, filled: Place) -> None:
    screen = opened(filled, kind, dialog)
    assert not screen.app.exception and in_english(screen) == []
    chosen = screen.app.selectbox[0].value
    assert chosen is not None and chosen.name == name


def test_the_handover_has_six_boxes(filled: Place) -> None:
    screen = opened(filled, "turnover.handover_missing", HANDOVER)
    assert [box.value for box in screen.app.checkbox] == [False] * 6


def test_the_stand_in_of_a_webber_is_the_first_to_become_webber(filled: Place) -> None:
    screen = opened(filled, "turnover.webber_leaves_deputy", WEBBER)
    assert screen.app.selectbox[1].value is not None and screen.app.selectbox[1].value.name == "Sanne Postma"


def test_the_links_of_an_organisation_are_offered_at_its_finding(filled: Place) -> None:
    screen = opened(filled, "turnover.single_carrier", CARRIER)
    names = screen.app.selectbox[0].options
    assert names and all("Wijkteam Noord" in name for name in names)


def test_every_finding_of_an_act_opens_its_form(filled: Place) -> None:
    acts = {Act.HAND_OVER, Act.NAME_SUCCESSOR, Act.UPDATE_MAP}

    def forms(visit: Visit) -> None:
        for finding in visit.findings:
            dialog = register.dialog_for(finding)
            if KINDS[finding.kind].act in acts and dialog:
                dialog.body(visit, finding, f"form-{finding.kind}-{finding.about.id}")

    assert not draw(forms, filled, Role.COORDINATOR).app.exception


def test_taking_back_is_asked_twice(filled: Place) -> None:
    def change(visit: Visit) -> None:
        CHANGE.body(visit, next(f for f in visit.findings if f.kind == "turnover.handover_missing"), "form")

    app = draw(change, filled, Role.COORDINATOR).app
    app.radio[0].set_value("withdraw").run()
    app.button[0].click().run()
    assert [error.value for error in app.error] == ["Vink eerst aan dat je de melding wilt intrekken."]
