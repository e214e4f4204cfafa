"""Wrong input: each form names the field and the fix in Dutch, and keeps the rest of what was typed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import text

from data_model.database import writing
from tests.browser.conftest import Site, Visitor
from tests.browser.test_daily_acts import act, choose, findings, save
from tests.conftest import insider

BSN = "Hij heet 123456782."
HUGE = "a" * 10_000
EMOJI_AND_ARABIC = "Goed gesprek 👨‍👩‍👧 مرحبا بكم"
TOO_LONG = "Dit is te lang: 10.000 tekens."
NO_BSN = "Dit lijkt op een burgerservicenummer (BSN)"
SAVE = "Opslaan"


def opened(someone: Visitor, path: str, name: str) -> Locator:
    someone.open(path)
    someone.page.get_by_role("button", name=name, exact=True).first.click()
    dialog = someone.page.get_by_role("dialog")
    dialog.wait_for()
    someone.settle()
    return dialog


def refused(dialog: Locator, said: str, button: str = SAVE) -> None:
    dialog.get_by_role("button", name=button, exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text(said)


def type_day(someone: Visitor, dialog: Locator, label: str, day: str) -> None:
    dialog.get_by_role("group", name=label).get_by_role("spinbutton").first.click()
    calendar = someone.page.get_by_role("grid")
    calendar.wait_for()
    someone.page.keyboard.type(day, delay=40)
    someone.page.keyboard.press("Escape")
    calendar.wait_for(state="detached")


@contextmanager
def database(site: Site) -> Iterator[Callable[[str], None]]:
    engine = insider(site.database_url)

    def run(statement: str) -> None:
        with writing(engine) as session:
            session.execute(text(statement))

    yield run
    engine.dispose()


def test_an_update_with_wrong_words_stays_on_the_screen(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    dialog = opened(coordinator, "acties", "Werk actie bij")
    said, action = dialog.get_by_label("Hoe gaat het ermee?"), dialog.get_by_role("combobox", name="Actie")
    said.fill("Groep 7 doet mee.")
    refused(dialog, "Actie: kies er eerst één.")
    expect(said).to_have_value("Groep 7 doet mee.")
    choose(coordinator, dialog, "Actie", "Ouders van De Klimop")
    dialog.get_by_text("Bezig", exact=True).click()
    for typed, why in (("", "Vul dit in."), (BSN, NO_BSN), (HUGE, f"{TOO_LONG} Gebruik er hoogstens 4.000.")):
        said.fill(typed)
        if not typed:
            dialog.get_by_text("Zoals het was", exact=True).click()
        refused(dialog, f"Hoe gaat het ermee?: {why}")
        expect(said).to_have_value(typed)
        expect(action).to_have_value("Ouders van De Klimop vragen wat zij van de kaart vinden · Marieke de Wit")
    said.fill(EMOJI_AND_ARABIC)
    save(coordinator, dialog, "De update is opgeslagen.")


def test_a_meeting_with_wrong_words_or_days_stays_on_the_screen(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("ritme")
    dialog = act(coordinator, findings(coordinator, "rhythm.unlogged"), "Log overleg")
    decided = dialog.get_by_label("Wat is er besloten")
    for typed, why in ((BSN, NO_BSN), (HUGE, TOO_LONG)):
        decided.fill(typed)
        refused(dialog, f"Wat is er besloten: {why}")
        expect(decided).to_have_value(typed)
    decided.fill(EMOJI_AND_ARABIC)
    type_day(coordinator, dialog, "Dag van het overleg", "31122026")
    refused(dialog, "Dag van het overleg: Deze dag moet nog komen. Kies een dag tot en met 24 november 2026.")
    type_day(coordinator, dialog, "Dag van het overleg", "17112026")
    type_day(coordinator, dialog, "Volgend overleg", "01112026")
    refused(dialog, "Volgend overleg: Het volgende overleg moet na 17 november 2026 zijn.")
    type_day(coordinator, dialog, "Volgend overleg", "12012027")
    dialog.get_by_test_id("stMultiSelect").first.get_by_label("Alles wissen").click()
    refused(dialog, "Wie was erbij: Kies minstens één organisatie die erbij was.")
    expect(decided).to_have_value(EMOJI_AND_ARABIC)
    expect(dialog.get_by_role("group", name="Volgend overleg")).to_contain_text("2027")
    choose(coordinator, dialog, "Wie was erbij", "Gemeente")
    coordinator.page.keyboard.press("Tab")
    save(coordinator, dialog, "Het overleg is gelogd.")


def test_wrong_contact_data_stay_on_the_screen(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    dialog = opened(coordinator, "contacten", "Controleer contactgegevens")
    expect(dialog.get_by_role("button", name="Klopt nog")).to_have_count(0)
    choose(coordinator, dialog, "Van wie zijn de contactgegevens", "Tim Wouters")
    email, mobile = dialog.get_by_label("E-mail werk", exact=True), dialog.get_by_label("Mobiel", exact=True)
    mobile.fill("06 20212223")
    wrong = (
        (BSN, NO_BSN),
        (HUGE, f"{TOO_LONG} Gebruik er hoogstens 254."),
        ("tim@", "Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl."),
    )
    for typed, why in wrong:
        email.fill(typed)
        refused(dialog, f"E-mail werk: {why}", "Wijzigingen opslaan")
        expect(email).to_have_value(typed)
        expect(mobile).to_have_value("06 20212223")
    email.fill("tim@welzijn.example")
    for typed in ("123456782", HUGE, "👨‍👩‍👧"):
        mobile.fill(typed)
        refused(dialog, "Mobiel: Dit is geen telefoonnummer.", "Wijzigingen opslaan")
        expect(email).to_have_value("tim@welzijn.example")
    mobile.fill("06 20212223")
    dialog.get_by_role("button", name="Wijzigingen opslaan", exact=True).click()
    expect(coordinator.page.get_by_text("De contactgegevens zijn gewijzigd")).to_be_visible()


def test_a_wrong_signature_stays_on_the_screen(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    dialog = opened(coordinator, "convenant", "Leg handtekening vast")
    function, party = dialog.get_by_label("Functie van wie tekende"), dialog.get_by_role("combobox", name="Organisatie")
    function.fill("Wethouder")
    refused(dialog, "Organisatie: kies er eerst één.")
    expect(function).to_have_value("Wethouder")
    choose(coordinator, dialog, "Organisatie", "Woningstichting De Nieuwe Haven")
    for typed, why in ((BSN, NO_BSN), (HUGE, f"{TOO_LONG} Gebruik er hoogstens 200.")):
        function.fill(typed)
        refused(dialog, f"Functie van wie tekende: {why}")
        expect(function).to_have_value(typed)
    function.fill(EMOJI_AND_ARABIC)
    type_day(coordinator, dialog, "Op welke dag", "31122026")
    refused(dialog, "Op welke dag: Deze dag moet nog komen. Kies een dag tot en met 24 november 2026.")
    type_day(coordinator, dialog, "Op welke dag", "01012001")
    refused(dialog, "Op welke dag: Deze dag is te vroeg. Kies een dag vanaf")
    expect(function).to_have_value(EMOJI_AND_ARABIC)
    expect(party).to_have_value("Woningstichting De Nieuwe Haven · Convenant Elk kind doet mee")
    type_day(coordinator, dialog, "Op welke dag", "23112026")
    save(coordinator, dialog, "De handtekening is vastgelegd.")


def test_a_wrong_departure_stays_on_the_screen(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    dialog = opened(coordinator, "wisselingen", "Meld vertrek")
    who = dialog.get_by_role("combobox", name="Wie", exact=True)
    refused(dialog, "Wie: vul dit eerst in.")
    choose(coordinator, dialog, "Wie", "Rob Hoekstra")
    dialog.get_by_text("Is een tijd afwezig", exact=True).click()
    refused(dialog, "Vanaf welke dag: vul dit eerst in.")
    type_day(coordinator, dialog, "Vanaf welke dag", "01012001")
    refused(dialog, "Vanaf welke dag: Deze persoon begon pas op")
    type_day(coordinator, dialog, "Vanaf welke dag", "15012027")
    choose(coordinator, dialog, "Wie neemt het over", "Rob Hoekstra")
    refused(dialog, "Wie neemt het over: Iemand kan het niet van zichzelf overnemen.")
    expect(who).to_have_value("Rob Hoekstra · Kindcentrum De Vuurvlinder")
    expect(dialog.get_by_role("radio", name="Is een tijd afwezig")).to_be_checked()
    choose(coordinator, dialog, "Wie neemt het over", "Aylin Demir")
    save(coordinator, dialog, "Het vertrek is gemeld.")


def test_what_was_typed_about_one_action_is_not_about_the_next(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("acties")
    dialog = act(coordinator, findings(coordinator, "actions.stalled"), "Werk actie bij")
    dialog.get_by_label("Hoe gaat het ermee?").fill(BSN)
    refused(dialog, NO_BSN)
    coordinator.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    dialog = act(coordinator, findings(coordinator, "actions.overdue"), "Werk actie bij")
    expect(dialog.get_by_role("combobox", name="Actie")).to_have_value(re.compile("^Eén telefoonnummer"))
    expect(dialog.get_by_label("Hoe gaat het ermee?")).to_have_value("")


def test_nobody_writes_over_what_came_since_the_form_opened(visitor: Callable[..., Visitor], site: Site) -> None:
    coordinator = visitor("coordinator")
    dialog = opened(coordinator, "acties", "Werk actie bij")
    choose(coordinator, dialog, "Actie", "Eén telefoonnummer")
    dialog.get_by_label("Hoe gaat het ermee?").fill("Het nummer is er.")
    with database(site) as run:
        run("UPDATE action SET version = version + 1")
    refused(dialog, "Iemand anders heeft dit gewijzigd terwijl je typte.")
    expect(dialog.get_by_label("Hoe gaat het ermee?")).to_have_value("Het nummer is er.")
    save(coordinator, dialog, "De update is opgeslagen.")


@pytest.mark.parametrize(
    "ended",
    [
        "UPDATE sign_in SET revoked_at = '2026-11-24 09:00:00'",
        "UPDATE account_grant SET role = 'participant' WHERE role = 'webber'",
    ],
)
def test_an_open_form_does_nothing_for_somebody_who_lost_the_right(
    visitor: Callable[..., Visitor], site: Site, ended: str
) -> None:
    webber = visitor("webber")
    dialog = opened(webber, "ritme", "Log overleg")
    with database(site) as run:
        run(ended)
    refused(dialog, "Dit is niet gevonden, of je kunt het niet wijzigen.")
