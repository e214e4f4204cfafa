"""Whatever happens, what somebody typed stays; nobody's change is written over unseen; the last act can be undone."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor
from tests.browser.test_daily_acts import act, choose, findings, save

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
