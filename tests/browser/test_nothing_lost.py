"""Whatever happens, what somebody typed stays; nobody's change is written over unseen; the last act can be undone."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect
from sqlalchemy import func, select

from data_model.tables.action import ActionUpdate
from tests.browser.conftest import Visitor, serve
from tests.browser.test_bad_input import type_day
from tests.browser.test_daily_acts import act, choose, findings, save
from tests.conftest import insider

WORDS = "Groep 7 doet mee.\nEn groep 8 👋 denkt erover na."
DONE = "De update is opgeslagen."


def update(someone: Visitor) -> Locator:
    """The form for an update, from the page of actions."""
    someone.page.get_by_role("button", name="Werk actie bij", exact=True).first.click()
    return shown(someone)


def shown(someone: Visitor) -> Locator:
    dialog = someone.page.get_by_role("dialog")
    dialog.get_by_label("Hoe gaat het ermee?").wait_for()
    someone.settle()
    return dialog


def closed(someone: Visitor) -> None:
    someone.page.keyboard.press("Escape")
    expect(someone.page.get_by_role("dialog")).to_have_count(0)
    someone.settle()


def test_what_was_typed_survives_closing_another_page_and_a_reload(visitor: Callable[..., Visitor]) -> None:
    someone = visitor("coordinator")
    someone.open("acties")
    update(someone).get_by_label("Hoe gaat het ermee?").fill(WORDS)
    closed(someone)
    someone.page.get_by_role("link", name="Convenant", exact=True).first.click()
    someone.page.get_by_role("heading", level=1, name="convenant").wait_for()
    someone.page.get_by_role("link", name="Acties", exact=True).first.click()
    someone.settle()
    expect(update(someone).get_by_label("Hoe gaat het ermee?")).to_have_value(WORDS)
    someone.page.reload()
    dialog = shown(someone)
    expect(dialog.get_by_label("Hoe gaat het ermee?")).to_have_value(WORDS)
    choose(someone, dialog, "Actie", "Ouders van De Klimop")
    dialog.get_by_text("Bezig", exact=True).click()
    save(someone, dialog, DONE)
    expect(update(someone).get_by_label("Hoe gaat het ermee?")).to_have_value("")


def test_the_last_act_can_be_undone(visitor: Callable[..., Visitor]) -> None:
    someone = visitor("coordinator")
    someone.open("acties")
    overdue = findings(someone, "actions.overdue")
    before = overdue.count()
    dialog = act(someone, overdue, "Werk actie bij")
    dialog.get_by_text("Klaar", exact=True).click()
    save(someone, dialog, DONE)
    expect(overdue).to_have_count(before - 1)
    someone.press("Maak ongedaan")
    expect(someone.page.get_by_text("Het is ongedaan gemaakt.")).to_be_visible()
    expect(overdue).to_have_count(before)


def test_a_double_click_does_it_once_and_it_can_be_undone(visitor: Callable[..., Visitor]) -> None:
    someone = visitor("coordinator")
    someone.open("acties")
    engine = insider(someone.site.database_url)

    def updates() -> int:
        with engine.connect() as connection:
            return connection.scalar(select(func.count()).where(ActionUpdate.text == WORDS)) or 0

    before, dialog = updates(), update(someone)
    dialog.get_by_label("Hoe gaat het ermee?").fill(WORDS)
    choose(someone, dialog, "Actie", "Ouders van De Klimop")
    dialog.get_by_text("Bezig", exact=True).click()
    dialog.get_by_role("button", name="Opslaan", exact=True).dblclick()
    expect(someone.page.get_by_text(DONE)).to_be_visible()
    someone.settle()
    assert updates() == before + 1
    someone.press("Maak ongedaan")
    expect(someone.page.get_by_text("Het is ongedaan gemaakt.")).to_be_visible()
    assert updates() == before
    engine.dispose()


def test_the_second_writer_hears_who_changed_what_and_chooses(visitor: Callable[..., Visitor]) -> None:
    webber, coordinator = visitor("webber"), visitor("coordinator")
    own = webber.page.get_by_text("Aangemeld als").inner_text().removeprefix("Aangemeld als ").partition(",")[0]
    forms = []
    for someone, phone in ((webber, "06 11111111"), (coordinator, "06 22222222")):
        someone.open("contacten")
        someone.page.get_by_role("button", name="Controleer contactgegevens", exact=True).first.click()
        dialog = someone.page.get_by_role("dialog")
        dialog.wait_for()
        someone.settle()
        choose(someone, dialog, "Van wie zijn de contactgegevens", own)
        mobile = dialog.get_by_label("Mobiel", exact=True)
        mobile.fill(phone)
        forms.append(dialog)
    first, second = forms
    changed = "De contactgegevens zijn gewijzigd en tellen als bevestigd."
    first.get_by_role("button", name="Wijzigingen opslaan", exact=True).click()
    expect(webber.page.get_by_text(changed)).to_be_visible()
    second.get_by_role("button", name="Wijzigingen opslaan", exact=True).click()
    expect(second.get_by_role("alert")).to_contain_text(f"{own} heeft dit om")
    expect(second.get_by_role("alert")).to_contain_text("Mobiel")
    expect(second.get_by_label("Mobiel", exact=True)).to_have_value("06 22222222")
    second.get_by_role("button", name="Wijzigingen opslaan", exact=True).click()
    expect(coordinator.page.get_by_text(changed)).to_be_visible()


def test_a_finding_can_wait_and_ask_again(visitor: Callable[..., Visitor]) -> None:
    someone = visitor("coordinator")
    someone.open("acties")
    stalled = findings(someone, "actions.stalled")
    stalled.locator("summary").click()
    stalled.get_by_role("button", name="Laat dit wachten tot een dag", exact=True).click()
    dialog = someone.page.get_by_role("dialog")
    type_day(someone, dialog, "Tot en met welke dag", "31122026")
    dialog.get_by_label("Waarom dit kan wachten").fill("Na de kerst verder.")
    dialog.get_by_role("button", name="Opslaan", exact=True).first.click()
    expect(someone.page.get_by_text("Dit wacht tot en met 31 december 2026.")).to_be_visible()
    expect(stalled).to_have_count(0)
    someone.page.get_by_text("Toon 1 bevinding die wacht").click()
    expect(stalled).to_contain_text("Wacht tot en met 31 december 2026: Na de kerst verder.")
    stalled.locator("summary").click()
    stalled.get_by_role("button", name="Vraag weer aandacht", exact=True).click()
    someone.page.get_by_role("dialog").get_by_role("button", name="Vraag weer aandacht", exact=True).click()
    expect(someone.page.get_by_text("Dit vraagt weer aandacht.")).to_be_visible()
    expect(stalled).not_to_contain_text("Wacht tot en met")


def test_what_was_typed_survives_a_restart_of_the_server(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(locale="nl-NL")
    with serve(tmp_path) as site:
        someone = Visitor(context, site)
        someone.sign_in("coordinator")
        someone.open("acties")
        update(someone).get_by_label("Hoe gaat het ermee?").fill(WORDS)
        app = someone.page.get_by_test_id("stApp")
    expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    with serve(tmp_path, site.port):
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=30_000)
        dialog = shown(someone)
        expect(dialog.get_by_label("Hoe gaat het ermee?")).to_have_value(WORDS)
        choose(someone, dialog, "Actie", "Ouders van De Klimop")
        save(someone, dialog, DONE)
    context.close()


def test_signing_out_forgets_what_was_typed(visitor: Callable[..., Visitor]) -> None:
    someone = visitor("coordinator")
    someone.open("acties")
    update(someone).get_by_label("Hoe gaat het ermee?").fill(WORDS)
    closed(someone)
    assert someone.page.evaluate("sessionStorage.length") > 0
    someone.page.get_by_role("button", name="Afmelden").click()
    someone.page.get_by_role("heading", level=1).wait_for()
    assert someone.page.evaluate("Object.values(sessionStorage).filter(text => text.includes('Groep 7'))") == []
