"""The acts on the covenant, each from its finding: done once, it is gone."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor
from tests.browser.test_daily_acts import act, choose, findings, save


def at_the_covenant(visitor: Callable[..., Visitor], persona: str = "coordinator") -> Visitor:
    someone = visitor(persona)
    someone.open("convenant")
    more = someone.page.get_by_text("Toon nog")
    if more.count():
        more.click()
        someone.settle()
    return someone


def type_day(someone: Visitor, dialog: Locator, nth: int, typed: str) -> None:
    """A day field has three parts: day, month and year."""
    dialog.get_by_role("spinbutton").nth(3 * nth).click()
    someone.page.keyboard.type(typed, delay=40)
    someone.page.keyboard.press("Escape")


def test_an_evaluation_needs_its_next_day_and_settles_the_finding(visitor: Callable[..., Visitor]) -> None:
    coordinator = at_the_covenant(visitor)
    due = findings(coordinator, "covenant.evaluation_due")
    expect(due).to_have_count(1)
    dialog = act(coordinator, due, "Leg evaluatie vast")
    dialog.get_by_label("Wat is eruit gekomen").fill("Wij gaan samen door.")
    dialog.get_by_role("button", name="Opslaan", exact=True).click()
    expect(dialog.get_by_text("Volgende evaluatie: Vul dit in.")).to_be_visible()
    type_day(coordinator, dialog, 1, "24112026")
    dialog.get_by_role("button", name="Opslaan", exact=True).click()
    expect(dialog.get_by_text("De volgende evaluatie moet na 24 november 2026 zijn.")).to_be_visible()
    type_day(coordinator, dialog, 1, "24052027")
    save(coordinator, dialog, "De evaluatie is vastgelegd.")
    expect(findings(coordinator, "covenant.evaluation_due")).to_have_count(0)
    assert "24 mei 2027" in coordinator.text()


def test_an_annex_settles_that_the_covenant_needs_an_update(visitor: Callable[..., Visitor]) -> None:
    coordinator = at_the_covenant(visitor)
    needed = findings(coordinator, "covenant.update_needed")
    expect(needed).to_have_count(1)
    dialog = act(coordinator, needed, "Maak bijlage")
    gone = dialog.get_by_role("checkbox", name="Geen webber meer in het convenant: Wijkteam Noord")
    expect(gone).to_be_checked()
    without_reason = dialog.get_by_role("button", name="Opslaan", exact=True)
    without_reason.click()
    expect(dialog.get_by_text("Waarom het convenant verandert: Vul dit in.")).to_be_visible()
    dialog.get_by_label("Waarom het convenant verandert").fill("Het wijkteam heeft nu geen webber.")
    save(coordinator, dialog, "De bijlage hoort nu bij het convenant.")
    expect(findings(coordinator, "covenant.update_needed")).to_have_count(0)


def test_an_agreement_that_works_by_now_leaves_the_list(visitor: Callable[..., Visitor]) -> None:
    coordinator = at_the_covenant(visitor)
    before = findings(coordinator, "covenant.agreement_not_kept").count()
    assert before
    dialog = act(coordinator, findings(coordinator, "covenant.agreement_not_kept"), "Leg bespreking vast")
    save(coordinator, dialog, "Wat er over de afspraak is gezegd, is vastgelegd.")
    expect(findings(coordinator, "covenant.agreement_not_kept")).to_have_count(before - 1)


def test_promises_are_discussed_one_by_one(visitor: Callable[..., Visitor]) -> None:
    coordinator = at_the_covenant(visitor)
    for still in (1, 0):
        dialog = act(coordinator, findings(coordinator, "covenant.promise_not_discussed"), "Werk belofte bij")
        if still:
            choose(coordinator, dialog, "Belofte", "Nieuwe collega's lezen het convenant")
        save(coordinator, dialog, "De belofte is bijgewerkt.")
        expect(findings(coordinator, "covenant.promise_not_discussed")).to_have_count(still)


def test_a_manager_is_offered_nothing_that_the_network_decides(visitor: Callable[..., Visitor]) -> None:
    manager = at_the_covenant(visitor, "manager")
    for name in ("Leg evaluatie vast", "Maak bijlage", "Leg bespreking vast"):
        expect(manager.page.get_by_role("button", name=name, exact=True)).to_have_count(0)
