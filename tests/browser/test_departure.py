"""Somebody on whom a part of the network hangs goes: announced, settled to the end, and seen in the findings."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.findings import Finding
from data_model.questions import find
from data_model.write.announcements import withdraw_announcement
from tests.browser.conftest import TODAY, Site, Visitor, serve
from tests.browser.journeys import Keys
from tests.browser.test_daily_acts import choose, save
from tests.conftest import insider

DAY = date.fromisoformat(TODAY)
SAMIRA, ANNOUNCED = 19, 5  # her number and that of her announcement in the demo network
COORDINATOR = Viewer(network_id=1, role=Role.COORDINATOR, account_id=1)
QUESTIONS = ("rhythm", "covenant", "actions", "contacts", "turnover")
OTHERS = ("rhythm", "covenant", "contacts")
MOST = 130  # presses of Tab on the whole way with the keyboard alone


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The demo network in which nobody knows yet that Samira goes."""
    with serve(tmp_path) as running:
        engine = insider(running.database_url)
        with writing(engine) as session:
            at = datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=UTC)
            withdraw_announcement(session, event_id=ANNOUNCED, by=COORDINATOR, at=at)
        engine.dispose()
        yield running


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900})
    yield Visitor(context, site)
    context.close()


def found(site: Site) -> list[Finding]:
    """What the rules say of the database as it is."""
    engine = insider(site.database_url)
    with reading(engine) as session:
        every = list(find(session, COORDINATOR, DAY))
    engine.dispose()
    return every


def kinds(findings: list[Finding]) -> set[str]:
    """What hangs on Samira, and what of the link that only she keeps."""
    return {f.kind.removeprefix("turnover.") for f in findings if f.question == "turnover" and f.person_id == SAMIRA}


def of(findings: list[Finding], question: str) -> list[tuple[str, int]]:
    return sorted((f.kind, f.about.id) for f in findings if f.question == question)


def shown(someone: Visitor) -> list[str]:
    """The five tiles as they stand on the screen, in the order of `QUESTIONS`."""
    someone.open("")
    tiles = someone.page.locator(".sk-tiles .sk-tile")
    expect(tiles).to_have_count(len(QUESTIONS))
    return tiles.all_inner_texts()


def step(someone: Visitor, number: int) -> Locator:
    title = f"{number}."
    return someone.page.get_by_test_id("stExpander").filter(has=someone.page.locator("summary", has_text=title))


def opened(someone: Visitor, within: Locator, name: str) -> Locator:
    within.get_by_role("button", name=name, exact=True).first.click()
    dialog = someone.page.get_by_role("dialog")
    dialog.wait_for()
    someone.settle()
    return dialog


def test_a_departure_that_cuts_off_a_part_is_settled_to_the_end(visitor: Visitor, site: Site) -> None:
    before = found(site)
    assert kinds(before) == {"breakpoint_person_standing", "single_carrier"}
    visitor.sign_in("coordinator")
    tiles = shown(visitor)
    visitor.open("wisselingen?deel=kwetsbaar")
    assert "Samira El Idrissi" in visitor.text()

    visitor.open("wisselingen")
    visitor.press("Meld vertrek")
    dialog = visitor.page.get_by_role("dialog")
    choose(visitor, dialog, "Wie", "Samira El Idrissi")
    dialog.get_by_role("spinbutton").first.click()
    visitor.page.keyboard.type("02122026", delay=40)
    visitor.page.keyboard.press("Escape")
    save(visitor, dialog, "Het vertrek is gemeld.")
    announced = found(site)
    assert kinds(announced) == {"breakpoint_person", "open_actions", "organiser_leaves", "handover_missing"}
    assert [now != then for now, then in zip(shown(visitor), tiles, strict=True)] == [False] * 4 + [True]

    visitor.open("wisselingen")
    visitor.page.get_by_role("region", name="Gemelde wisselingen").get_by_role("link", name="Samira El Idrissi").click()
    visitor.page.get_by_role("heading", level=1, name="Samira El Idrissi vertrekt").wait_for()
    visitor.settle()
    expect(visitor.page.get_by_role("main")).to_contain_text("nog 8 dagen")
    assert visitor.page.get_by_role("button", name="Dit vertrek afronden").count() == 0

    dialog = opened(visitor, step(visitor, 2), "Plan overleg")
    choose(visitor, dialog, "Wie organiseert het", "Karin Verbeek")
    save(visitor, dialog, "De organisator is aangewezen.")
    dialog = opened(visitor, step(visitor, 3), "Draag over")
    boxes = dialog.get_by_test_id("stCheckbox")
    for n in range(6):
        boxes.nth(n).locator("label").click()
    save(visitor, dialog, "De overdracht is opgeslagen.")
    dialog = opened(visitor, step(visitor, 4), "Opvolger voorstellen")
    expect(dialog.get_by_role("checkbox", name="Buurtkamer Oost")).to_be_checked()
    choose(visitor, dialog, "Wie maakt kennis", "Karin Verbeek")
    save(visitor, dialog, "Karin Verbeek staat nu bij 1 verbinding.")
    for _ in range(2):
        dialog = opened(visitor, step(visitor, 5), "Draag actie over")
        choose(visitor, dialog, "Wie neemt het over", "Tim Wouters")
        dialog.get_by_role("button", name="Draag over", exact=True).click()
        expect(dialog).to_have_count(0)
        visitor.settle()
    visitor.press("Dit vertrek afronden")
    expect(visitor.page.get_by_text("Het vertrek is afgerond: er hangt niets meer los.")).to_be_visible()

    after = found(site)
    assert kinds(after) == set()
    assert {(f.kind, f.person_id) for f in after if f.kind == "turnover.breakpoint_person"} == set()
    for question in OTHERS:
        assert of(after, question) == of(before, question), question
    assert set(of(after, "actions")) <= set(of(before, "actions"))
    assert shown(visitor)[:2] + shown(visitor)[3:4] == tiles[:2] + tiles[3:4]
    assert visitor.errors == [] and visitor.foreign == []


def chosen(keys: Keys, dialog: Locator, label: str, name: str) -> None:
    field = dialog.get_by_role("combobox", name=label, exact=True)
    keys.type(field, name)
    expect(keys.page.get_by_role("option").first).to_contain_text(name)
    keys.page.keyboard.press("Enter")


def kept(keys: Keys, dialog: Locator, said: str, name: str = "Opslaan") -> None:
    keys.press(dialog.get_by_role("button", name=name, exact=True))
    keys.said(said)
    keys.someone.settle()


def test_the_same_journey_with_the_keyboard_alone(visitor: Visitor, site: Site) -> None:
    keys, page = Keys(visitor), visitor.page

    def button(name: str, within: Locator | None = None) -> Locator:
        return (within or page.get_by_role("main")).get_by_role("button", name=name, exact=True)

    visitor.sign_in("coordinator")
    keys.press(page.get_by_role("link", name="Naar de inhoud"))
    keys.press(button("Meld vertrek"))
    dialog = keys.opened()
    chosen(keys, dialog, "Wie", "Samira El Idrissi")
    keys.type(dialog.get_by_role("group", name="Vanaf welke dag").get_by_role("spinbutton"), "02122026")
    kept(keys, dialog, "Het vertrek is gemeld.")
    keys.press(page.get_by_role("link", name="Bekijk wat er nu moet gebeuren"), "Shift+Tab")
    page.get_by_role("heading", level=1, name="Samira El Idrissi vertrekt").wait_for()
    visitor.settle()

    keys.press(button("Plan overleg"))
    dialog = keys.opened()
    chosen(keys, dialog, "Wie organiseert het", "Karin Verbeek")
    kept(keys, dialog, "De organisator is aangewezen.")
    keys.press(button("Draag over", step(visitor, 3)))
    dialog = keys.opened()
    for box in dialog.get_by_role("checkbox").all():
        keys.to(box)
        page.keyboard.press("Space")
    kept(keys, dialog, "De overdracht is opgeslagen.")
    keys.press(button("Opvolger voorstellen"))
    dialog = keys.opened()
    chosen(keys, dialog, "Wie maakt kennis", "Karin Verbeek")
    kept(keys, dialog, "Karin Verbeek staat nu bij 1 verbinding.")
    for _ in range(2):
        keys.press(button("Draag actie over"))
        dialog = keys.opened()
        chosen(keys, dialog, "Wie neemt het over", "Tim Wouters")
        kept(keys, dialog, "De actie is overgedragen.", "Draag over")
    keys.press(button("Dit vertrek afronden"))
    keys.said("Het vertrek is afgerond: er hangt niets meer los.")
    assert kinds(found(site)) == set()
    assert sum(n for _, n in keys.pressed) <= MOST, keys.pressed
    assert keys.unseen == [] and visitor.errors == []
