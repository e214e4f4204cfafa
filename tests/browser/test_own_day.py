"""The first screen of a participant and of a manager: said and done without looking further."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.test_daily_acts import findings, save


def test_a_participant_confirms_in_one_tap_and_gives_an_update(visitor: Callable[..., Visitor]) -> None:
    participant = visitor("deelnemer", width=390)
    expect(findings(participant, "contacts.stale")).to_have_count(1)
    participant.press("Klopt nog")
    expect(participant.page.get_by_text("Bevestigd. Dank je wel.")).to_be_visible()
    expect(findings(participant, "contacts.stale")).to_have_count(0)
    assert "Op 24 november 2026 is voor het laatst gezegd dat deze gegevens kloppen." in participant.text()
    participant.press("Geef update")
    dialog = participant.page.get_by_role("dialog")
    expect(dialog.get_by_role("combobox", name="Actie", exact=True)).to_be_visible()
    dialog.get_by_label("Hoe gaat het ermee?").fill("De ouders zijn gevraagd.")
    save(participant, dialog, "De update is opgeslagen.")
    expect(findings(participant, "actions.update_asked")).to_have_count(0)
    assert "Laatste update, 24 november 2026: De ouders zijn gevraagd." in participant.text()


def test_a_manager_reads_where_the_covenant_stands_and_what_to_do(visitor: Callable[..., Visitor]) -> None:
    manager = visitor("manager")
    page = manager.page
    stands = page.get_by_text("Het convenant geldt tot en met 23 april 2027. Jouw organisatie heeft getekend.")
    expect(stands).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Wat jouw organisatie nog moet doen")).to_be_in_viewport()
    promise = page.locator('[class*="st-key-own-step-anchoring_promise"]').first
    expect(promise).to_contain_text("Bespreek deze belofte binnen je organisatie: ")
    expect(promise.get_by_role("button", name="Werk belofte bij", exact=True)).to_be_in_viewport()
