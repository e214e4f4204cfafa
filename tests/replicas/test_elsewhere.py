"""What is written at one replica shows at the other; files come from where somebody is; typed text stays meanwhile."""

import json
import time
from collections.abc import Callable

from playwright.sync_api import expect

from tests.replicas.conftest import Person

LATEST = 10  # seconds; on a machine with time to spare it is within 3
STATE = """() => ({
    top: document.querySelector('[data-testid=stMain]').scrollTop,
    focus: document.activeElement.innerText,
    of: document.activeElement.closest("[data-finding]").dataset.finding,
    unfolded: document.querySelectorAll("[data-finding] details[open]").length,
})"""


def add_action(someone: Person, description: str) -> float:
    """Write down a step; the moment at which it was sent."""
    someone.page.get_by_role("button", name="Voeg actie toe", exact=True).first.click()
    dialog = someone.page.get_by_role("dialog")
    dialog.get_by_label("Welke stap").wait_for()
    someone.settle()
    dialog.get_by_role("combobox", name="Wie pakt het op", exact=True).click()
    someone.page.get_by_role("option").first.click()
    dialog.get_by_label("Welke stap").fill(description)
    sent = time.monotonic()
    dialog.get_by_role("button", name="Opslaan", exact=True).click()
    expect(someone.page.get_by_text("De actie is toegevoegd.")).to_be_visible()
    return sent


def test_an_action_shows_at_the_other_replica_where_nobody_is_disturbed(person: Callable[..., Person]) -> None:
    writer, reader = person("coordinator", replica=1), person("webber", replica=2)
    writer.open("acties")
    reader.open("acties")
    assert (writer.replica, reader.replica) == (1, 2)
    reader.page.locator("[data-finding] summary").nth(2).click()
    reader.page.locator("[data-finding] summary").nth(1).focus()
    reader.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 500)")
    before = reader.page.evaluate(STATE)

    sent = add_action(writer, "Eerste stap van nu")
    reader.page.get_by_text("Eerste stap van nu").first.wait_for(state="attached")
    assert time.monotonic() - sent < LATEST
    expect(reader.page.get_by_role("status").filter(has_text="wat iemand anders heeft gewijzigd")).to_have_count(1)
    assert reader.page.evaluate(STATE) == before

    reader.page.get_by_role("button", name="Werk actie bij", exact=True).first.click()
    dialog = reader.page.get_by_role("dialog")
    field = dialog.get_by_label("Hoe gaat het ermee?")
    field.wait_for()
    reader.settle()
    field.press_sequentially("Half get")
    add_action(writer, "Tweede stap van nu")
    reader.page.wait_for_timeout(3000)
    expect(field).to_be_focused()
    field.press_sequentially("ypt")
    expect(field).to_have_value("Half getypt")
    assert reader.page.get_by_text("Tweede stap van nu").count() == 0
    reader.page.keyboard.press("Escape")
    reader.page.get_by_text("Tweede stap van nu").first.wait_for(state="attached")


def test_files_come_from_the_replica_where_somebody_is(person: Callable[..., Person]) -> None:
    for replica in (1, 2):
        someone = person("webber", replica=replica)
        someone.open("mijn")
        with someone.page.expect_download() as coming:
            someone.page.get_by_role("button", name="Downloaden voor een computer (JSON)").click()
        assert json.loads(coming.value.path().read_text())["network"] == "Voorbeeldstad"
        assert someone.replica == replica
