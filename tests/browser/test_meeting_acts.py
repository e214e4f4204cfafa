"""The acts on meetings and actions, from the finding that asks for them until it is gone."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor
from tests.browser.test_daily_acts import act, choose, findings, save


def type_day(someone: Visitor, dialog: Locator, label: str, day: str) -> None:
    dialog.get_by_role("group", name=label).get_by_role("spinbutton").first.click()
    calendar = someone.page.get_by_role("grid")
    calendar.wait_for()
    someone.page.keyboard.type(day, delay=40)
    someone.page.keyboard.press("Escape")
    calendar.wait_for(state="detached")


def test_rows_come_and_go_while_all_that_was_typed_stays(visitor: Callable[..., Visitor]) -> None:
    webber = visitor("webber")
    webber.open("ritme")
    webber.press("Log overleg")
    dialog = webber.page.get_by_role("dialog")
    decided, rows = (
        dialog.get_by_label("Wat is er besloten"),
        dialog.get_by_label("Gezamenlijke afspraken om te noteren"),
    )
    decided.fill("Samen naar het spreekuur.")
    rows.fill("2")
    rows.press("Enter")
    solution, step = dialog.get_by_label("Gekozen oplossing"), dialog.get_by_label("Welke stap")
    expect(step).to_have_count(2)
    solution.nth(1).fill("Vast belmoment")
    step.nth(1).fill("Lijst rondsturen")
    type_day(webber, dialog, "Volgend overleg", "31022027")
    dialog.get_by_role("button", name="Opslaan", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Actie 2, Wie pakt het op: Vul dit in.")
    rows.fill("3")
    rows.press("Enter")
    expect(step).to_have_count(3)
    expect(decided).to_have_value("Samen naar het spreekuur.")
    expect(solution.nth(1)).to_have_value("Vast belmoment")
    expect(step.nth(1)).to_have_value("Lijst rondsturen")
    expect(dialog.get_by_role("group", name="Volgend overleg")).not_to_contain_text("31")


def test_planning_a_meeting_takes_the_finding_away_and_it_can_move(visitor: Callable[..., Visitor]) -> None:
    webber = visitor("webber")
    webber.open("ritme")
    dialog = act(webber, findings(webber, "rhythm.unlogged"), "Log overleg")
    dialog.get_by_label("Wat is er besloten").fill("Samen naar het spreekuur.")
    type_day(webber, dialog, "Volgend overleg", "15122026")
    save(webber, dialog, "Het overleg is gelogd.")
    webber.press("Plan overleg")
    dialog = webber.page.get_by_role("dialog")
    choose(webber, dialog, "Overleg", "Webberoverleg 15 december 2026")
    dialog.get_by_text("Afzeggen", exact=True).click()
    dialog.get_by_role("button", name="Zeg het overleg af", exact=True).click()
    expect(webber.page.get_by_text("Het overleg is afgezegd.")).to_be_visible()
    webber.press("Spreek ritme af")
    dialog = webber.page.get_by_role("dialog")
    dialog.get_by_label("Om de hoeveel").fill("vier")
    dialog.get_by_role("button", name="Opslaan", exact=True).click()
    expect(dialog.get_by_text("Om de hoeveel: schrijf een heel getal, zoals 6.")).to_be_visible()
    dialog.get_by_label("Om de hoeveel").fill("4")
    save(webber, dialog, "Het ritme is afgesproken.")
    expect(webber.page.get_by_text("elke 4 weken")).to_be_visible()

    dialog = act(webber, findings(webber, "rhythm.not_planned"), "Plan overleg")
    type_day(webber, dialog, "Op welke dag", "23112026")
    dialog.get_by_role("button", name="Opslaan", exact=True).click()
    expect(
        dialog.get_by_text("Op welke dag: Deze dag is te vroeg. Kies een dag vanaf 24 november 2026.")
    ).to_be_visible()
    type_day(webber, dialog, "Op welke dag", "01122026")
    save(webber, dialog, "Het overleg is gepland.")
    expect(findings(webber, "rhythm.not_planned")).to_have_count(0)
    expect(webber.page.get_by_text("1 december 2026", exact=True)).to_be_visible()

    webber.press("Plan overleg")
    dialog = webber.page.get_by_role("dialog")
    choose(webber, dialog, "Overleg", "Webberoverleg 1 december 2026")
    webber.settle()
    type_day(webber, dialog, "Op welke dag", "02122026")
    save(webber, dialog, "Het overleg is verplaatst.")
    expect(webber.page.get_by_text("2 december 2026", exact=True)).to_be_visible()

    webber.press("Plan overleg")
    dialog = webber.page.get_by_role("dialog")
    choose(webber, dialog, "Overleg", "Webberoverleg 2 december 2026")
    dialog.get_by_text("Afzeggen", exact=True).click()
    dialog.get_by_role("button", name="Zeg het overleg af", exact=True).click()
    expect(webber.page.get_by_text("Het overleg is afgezegd.")).to_be_visible()
    expect(findings(webber, "rhythm.not_planned")).to_have_count(1)
    assert webber.errors == []


def test_another_organiser_takes_over_the_next_meeting(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("wisselingen")
    coordinator.page.locator(".st-key-turnover-more").get_by_text("Toon er nog").click()
    coordinator.settle()
    dialog = act(coordinator, findings(coordinator, "turnover.organiser_leaves"), "Plan overleg")
    choose(coordinator, dialog, "Wie organiseert het", "Jamila")
    save(coordinator, dialog, "De organisator is aangewezen.")
    expect(findings(coordinator, "turnover.organiser_leaves")).to_have_count(0)


def test_the_report_is_shared_and_the_agreements_are_sent_round(visitor: Callable[..., Visitor]) -> None:
    webber = visitor("webber")
    webber.open("ritme")
    dialog = act(webber, findings(webber, "rhythm.report_not_shared"), "Deel verslag")
    save(webber, dialog, "Het verslag telt als gedeeld.")
    expect(findings(webber, "rhythm.report_not_shared")).to_have_count(0)
    webber.open("acties")
    dialog = act(webber, findings(webber, "actions.agreements_not_sent"), "Stuur afspraken rond")
    save(webber, dialog, "De afspraken tellen als rondgestuurd.")
    expect(findings(webber, "actions.agreements_not_sent")).to_have_count(0)


def test_an_agreement_gets_its_first_action(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("acties")
    dialog = act(coordinator, findings(coordinator, "actions.agreement_without_action"), "Voeg actie toe")
    dialog.get_by_label("Welke stap").fill("De lijst op één blad zetten")
    choose(coordinator, dialog, "Wie pakt het op", "Femke")
    save(coordinator, dialog, "De actie is toegevoegd.")
    expect(findings(coordinator, "actions.agreement_without_action")).to_have_count(0)
    expect(coordinator.page.get_by_text("De lijst op één blad zetten")).to_be_visible()


def test_an_action_that_nobody_holds_is_handed_over(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("acties")
    dialog = act(coordinator, findings(coordinator, "actions.without_owner"), "Werk actie bij")
    choose(coordinator, dialog, "Wie neemt het over", "Dennis")
    dialog.get_by_role("button", name="Draag over", exact=True).click()
    expect(coordinator.page.get_by_text("De actie is overgedragen.")).to_be_visible()
    expect(findings(coordinator, "actions.without_owner")).to_have_count(0)
