"""Repairing what a change breaks: the finding's button opens the form, and the finding is gone."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor
from tests.browser.test_daily_acts import act, choose, findings, save


def everything(visitor: Callable[..., Visitor]) -> Visitor:
    """The coordinator before the whole list of the page about personnel changes."""
    coordinator = visitor("coordinator")
    coordinator.open("wisselingen")
    coordinator.page.locator(".st-key-turnover-more").get_by_text("Toon er nog").click()
    coordinator.settle()
    return coordinator


def of(someone: Visitor, kind: str, name: str) -> Locator:
    return findings(someone, kind).filter(has_text=name)


def test_a_second_contact_person_settles_the_finding(visitor: Callable[..., Visitor]) -> None:
    coordinator = everything(visitor)
    finding = of(coordinator, "turnover.one_contact", "Moskeevereniging Nour")
    dialog = act(coordinator, finding, "Voeg contactpersoon toe")
    expect(dialog).to_contain_text("Contactpersoon toevoegen")
    dialog.get_by_label("Naam", exact=True).fill("Youssef Haddou")
    dialog.get_by_role("button", name="Opslaan", exact=True).click()
    expect(dialog.get_by_text("Naam: Deze organisatie heeft al iemand met deze naam.")).to_be_visible()
    dialog.get_by_label("Naam", exact=True).fill("Amira Haddou")
    dialog.get_by_label("E-mail werk").fill("amira@nour.example")
    save(coordinator, dialog, "De contactpersoon is toegevoegd.")
    expect(findings(coordinator, "turnover.one_contact")).to_have_count(0)
    coordinator.open("contacten")
    assert "Amira Haddou" in coordinator.text()


def test_a_handover_ticked_to_the_end_settles_the_finding(visitor: Callable[..., Visitor]) -> None:
    coordinator = everything(visitor)
    finding = of(coordinator, "turnover.handover_missing", "Wijkteam Noord")
    dialog = act(coordinator, finding, "Draag over")
    dialog.get_by_text("Webbertaken", exact=True).click()
    save(coordinator, dialog, "De overdracht is opgeslagen.")
    expect(finding).to_have_count(1)
    dialog = act(coordinator, finding, "Draag over")
    expect(dialog.get_by_role("checkbox", name="Webbertaken")).to_be_checked()
    boxes = dialog.get_by_test_id("stCheckbox")
    expect(boxes).to_have_count(6)
    for n in range(6):
        if not boxes.nth(n).get_by_role("checkbox").is_checked():
            boxes.nth(n).locator("label").click()
    save(coordinator, dialog, "De overdracht is opgeslagen.")
    expect(finding).to_have_count(0)


def test_a_stand_in_settles_the_finding_about_the_webber(visitor: Callable[..., Visitor]) -> None:
    coordinator = everything(visitor)
    finding = of(coordinator, "turnover.webber_without_deputy", "Anouk Vermeer")
    dialog = act(coordinator, finding, "Wijs webber of vervanger aan")
    choose(coordinator, dialog, "Wie vervangt", "Peter Nijland")
    save(coordinator, dialog, "De vervanger is opgeslagen.")
    expect(finding).to_have_count(0)


def test_taking_an_announcement_back_is_asked_twice(visitor: Callable[..., Visitor]) -> None:
    coordinator = everything(visitor)
    coordinator.press("Pas een melding aan")
    dialog = coordinator.page.get_by_role("dialog")
    choose(coordinator, dialog, "Welke wisseling", "Samira El Idrissi")
    coordinator.settle()
    dialog.get_by_text("De wisseling gaat niet door", exact=True).click()
    coordinator.settle()
    dialog.get_by_role("button", name="Trek in", exact=True).click()
    expect(dialog.get_by_text("Vink eerst aan dat je de melding wilt intrekken.")).to_be_visible()
    dialog.get_by_text("Ja, trek deze melding in", exact=True).click()
    dialog.get_by_role("button", name="Trek in", exact=True).click()
    expect(coordinator.page.get_by_text("De melding is ingetrokken.")).to_be_visible()
    coordinator.settle()
    expect(of(coordinator, "turnover.breakpoint_person", "Samira El Idrissi")).to_have_count(0)
