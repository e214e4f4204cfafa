"""From Vandaag to the goal, for each role: how many clicks, choices and fields it takes at most."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Site, Visitor
from tests.browser.journeys import Count
from tests.browser.test_daily_acts import findings

FROM_A_FINDING = 6
UPDATE = 4
LOG = 12  # a webber is done with the log of a meeting in two minutes
Doing = Callable[[Count, Locator], None]


def update(count: Count, dialog: Locator) -> None:
    count.type("Hoe gaat het ermee?", "De ouders komen donderdag.", dialog)


def add_contact(count: Count, dialog: Locator) -> None:
    count.type("Naam", "Mei Lin Tan", dialog)
    count.type("E-mail werk", "meilin@budgetmaatjes.example", dialog)


def log(count: Count, dialog: Locator) -> None:
    count.type("Wat is er besloten", "Samen naar het spreekuur.", dialog)


def hand_over(count: Count, dialog: Locator) -> None:
    count.click(dialog.get_by_text("Contactgegevens: wie je vanaf nu belt", exact=True))


# For each question the finding that stands highest on Vandaag, its act, and what is left of it afterwards.
HIGHEST: dict[str, tuple[str, Doing, str, str | None]] = {
    "rhythm.overdue": ("Log overleg", log, "Het overleg is gelogd.", None),
    "covenant.agreement_without_contact": (
        "Voeg contactpersoon toe",
        add_contact,
        "De contactpersoon is toegevoegd.",
        None,
    ),
    "actions.update_asked": ("Werk actie bij", update, "De update is opgeslagen.", None),
    "contacts.organisation_unreachable": (
        "Controleer contactgegevens",
        add_contact,
        "De contactpersoon is toegevoegd.",
        None,
    ),
    "turnover.breakpoint_person": ("Draag over", hand_over, "De overdracht is opgeslagen.", "Hoog"),
}


@pytest.fixture(scope="module")
def coordinator(browser: Browser, site: Site) -> Iterator[Visitor]:
    """One window for all findings."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900})
    someone = Visitor(context, site)
    someone.sign_in("coordinator")
    yield someone
    context.close()


def opened(someone: Visitor) -> Locator:
    dialog = someone.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Opslaan", exact=True).first.wait_for()
    someone.settle()
    return dialog


def said(someone: Visitor, sentence: str) -> None:
    expect(someone.page.get_by_text(sentence)).to_be_visible()
    someone.settle()


@pytest.mark.parametrize("kind", HIGHEST)
def test_a_coordinator_is_done_in_few_steps_from_a_finding_of_each_question(coordinator: Visitor, kind: str) -> None:
    act, doing, sentence, left = HIGHEST[kind]
    coordinator.open("")
    count, finding = Count(coordinator), findings(coordinator, kind).first
    if not finding.count():
        count.click(coordinator.page.get_by_text("Toon er nog"))
    expect(finding.locator(".sk-chip")).not_to_contain_text(left or "-")
    count.press(act, finding)
    dialog = opened(coordinator)
    doing(count, dialog)
    count.press("Opslaan", dialog)
    said(coordinator, sentence)
    assert len(count) <= FROM_A_FINDING, count.done
    if left:
        expect(finding.locator(".sk-chip")).to_contain_text(left)
    else:
        expect(findings(coordinator, kind)).to_have_count(0)
    coordinator.press("Maak ongedaan")
    expect(findings(coordinator, kind)).to_have_count(1)
    assert coordinator.errors == []


def test_a_participant_confirms_in_one_tap_and_gives_an_update_in_few_steps(visitor: Callable[..., Visitor]) -> None:
    participant = visitor("deelnemer", width=390)
    expect(findings(participant, "contacts.stale")).to_have_count(1)
    participant.press("Klopt nog")
    said(participant, "Bevestigd. Dank je wel.")
    expect(findings(participant, "contacts.stale")).to_have_count(0)
    assert "Op 24 november 2026 is voor het laatst gezegd dat deze gegevens kloppen." in participant.text()

    count = Count(participant)
    count.press("Geef update")
    dialog = opened(participant)
    expect(dialog.get_by_role("combobox", name="Actie", exact=True)).to_be_visible()
    update(count, dialog)
    count.press("Opslaan", dialog)
    said(participant, "De update is opgeslagen.")
    assert len(count) <= UPDATE, count.done
    expect(findings(participant, "actions.update_asked")).to_have_count(0)
    assert "Laatste update, 24 november 2026: De ouders komen donderdag." in participant.text()
    assert participant.errors == []


def test_a_webber_logs_a_meeting_in_few_steps(visitor: Callable[..., Visitor]) -> None:
    webber = visitor("webber")
    count = Count(webber)
    count.press("Log overleg")
    dialog = opened(webber)
    log(count, dialog)
    count.click(dialog.get_by_text("Ja", exact=True))
    count.type_day("Volgend overleg", "15122026", dialog)
    count.choose("Wie organiseert het volgende overleg", "Anouk", dialog)
    count.press("Opslaan", dialog)
    said(webber, "Het overleg is gelogd.")
    assert len(count) <= LOG, count.done
    webber.open("ritme")
    expect(webber.page.get_by_role("cell", name="Samen naar het spreekuur.")).to_be_visible()
    expect(webber.page.get_by_role("cell", name="Anouk Vermeer")).to_be_visible()
    assert webber.errors == []


def test_a_manager_reads_where_the_covenant_stands_and_what_to_do_at_once(visitor: Callable[..., Visitor]) -> None:
    manager = visitor("manager")
    page = manager.page
    stands = page.get_by_text("Het convenant geldt tot en met 23 april 2027. Jouw organisatie heeft getekend.")
    expect(stands).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("heading", name="Wat jouw organisatie nog moet doen")).to_be_in_viewport(ratio=1)
    promise = page.locator('[class*="st-key-own-step-anchoring_promise"]').first
    expect(promise).to_contain_text("Bespreek deze belofte binnen je organisatie: ")
    expect(promise.get_by_role("button", name="Werk belofte bij", exact=True)).to_be_in_viewport(ratio=1)
