"""The forms of the daily acts and the explanation, drawn for every role that may open them."""

import pytest

from data_model.access import Role
from data_model.questions import KINDS
from pages.acts import register
from pages.acts.register import DIALOGS, Dialog
from pages.frame import html, why
from pages.frame.visit import Visit
from tests.pages.any_form import dialogs
from tests.pages.conftest import Place, draw
from tests.pages.test_pages import in_english


def key(dialog: Dialog) -> str:
    return dialog.key


OFFERED = [dialog for dialog in dialogs() if dialog.title]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("dialog", OFFERED, ids=key)
def test_a_form_is_whole_and_dutch(dialog: Dialog, role: Role, place: Place) -> None:
    if not dialog.allowed(place.viewers[role]):
        return
    screen = draw(lambda visit: dialog.body(visit, None, "form"), place, role)
    assert not screen.app.exception
    assert screen.texts
    assert in_english(screen) == []


@pytest.mark.parametrize("dialog", OFFERED, ids=key)
def test_a_form_opens_from_each_finding_that_leads_to_it(dialog: Dialog, filled: Place) -> None:
    def forms(visit: Visit) -> None:
        for finding in visit.findings:
            if DIALOGS.get(KINDS[finding.kind].act) is dialog:
                dialog.body(visit, finding, f"form-{finding.kind}-{finding.about.id}")

    assert not draw(forms, filled, Role.COORDINATOR).app.exception


@pytest.mark.parametrize(
    ("dialog", "kind"),
    [
        (register.MEETING, "rhythm.unlogged"),
        (register.ACTION, "actions.update_asked"),
        (register.CONTACT, "contacts.reported_wrong"),
        (register.REPORT, "rhythm.report_not_shared"),
        (register.AGREEMENTS, "actions.agreements_not_sent"),
        (register.NEW_ACTION, "actions.agreement_without_action"),
        (register.PLANNING, "turnover.organiser_leaves"),
    ],
    ids=["meeting", "action", "contact", "report", "agreements", "new action", "planning"],
)
def test_a_form_starts_with_the_record_of_its_finding(dialog: Dialog, kind: str, filled: Place) -> None:
    about = []

    def form(visit: Visit) -> None:
        finding = next(finding for finding in visit.findings if finding.kind == kind)
        about.append(finding.about.id)
        dialog.body(visit, finding, "form")

    chosen = draw(form, filled, Role.COORDINATOR).app.selectbox[0].value
    assert chosen is not None and chosen.id == about[0]


def test_a_form_without_a_finding_starts_with_nobody(filled: Place) -> None:
    for dialog in (register.ACTION, register.CONTACT, register.SIGNATURE, register.DEPARTURE, register.PLANNING):
        screen = draw(lambda visit, dialog=dialog: dialog.body(visit, None, "form"), filled, Role.COORDINATOR)  # type: ignore[misc]
        assert screen.app.selectbox[0].value is None


@pytest.mark.parametrize("role", Role)
def test_every_finding_explains_itself_in_dutch(role: Role, filled: Place) -> None:
    def explanations(visit: Visit) -> None:
        for finding in visit.findings:
            html.show(why.explanation(visit, finding))

    screen = draw(explanations, filled, role)
    assert not screen.app.exception
    assert any(text.startswith("Regel ") for text in screen.texts)
    assert in_english(screen) == []
