"""Coming in: strangers see nothing, personas see their own day, and nothing leaves the machine."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from data_model.database import writing
from data_model.tables.account import SignIn
from tests.browser.conftest import Site, Visitor
from tests.conftest import NOW, insider

PAGES = {
    "ritme": "Komen de webbers bij elkaar zoals afgesproken?",
    "convenant": "Staat het convenant nog?",
    "acties": "Worden acties opgevolgd?",
    "contacten": "Kloppen de contactgegevens nog?",
    "wisselingen": "Welke wisselingen breken verbindingen?",
}


def test_the_first_request_to_a_fresh_process_shows_a_stranger_nothing(visitor: Callable[..., Visitor]) -> None:
    stranger = visitor()
    sockets: list[str] = []
    stranger.page.on("websocket", lambda socket: sockets.append(socket.url))
    stranger.page.goto(f"{stranger.site.url}/contacten")
    assert "Meld je aan bij Schakel" in stranger.text() and stranger.page.url.endswith("/aanmelden?naar=/contacten")
    assert "Voorbeeldstad" not in stranger.page.content() and sockets == []
    stranger.page.get_by_role("link", name="coördinator").or_(
        stranger.page.get_by_role("button", name="coördinator")
    ).first.click()
    expect(stranger.page.get_by_role("heading", name=PAGES["contacten"])).to_be_visible()
    assert stranger.page.url.endswith("/contacten")


@pytest.mark.parametrize("persona", ["coordinator", "webber", "manager", "deelnemer"])
def test_each_persona_opens_vandaag_without_an_error_or_a_foreign_request(
    visitor: Callable[..., Visitor], persona: str
) -> None:
    someone = visitor(persona)
    expect(someone.page.get_by_role("heading", name="Vandaag in Voorbeeldstad")).to_be_visible()
    assert (someone.errors, someone.foreign) == ([], [])


def test_the_coordinator_sees_five_tiles_and_what_needs_attention(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    expect(coordinator.page.locator(".sk-tile")).to_have_count(5)
    expect(coordinator.page.locator(".sk-finding")).to_have_count(8)
    expect(coordinator.page.locator(".sk-finding").first).to_contain_text("Kritiek")
    assert coordinator.page.locator("html").get_attribute("lang") == "nl"


def test_every_question_has_its_page(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    for path, title in PAGES.items():
        coordinator.open(path)
        expect(coordinator.page.get_by_role("heading", name=title)).to_be_visible()
        expect(coordinator.page.locator(".sk-finding").first).to_be_visible()
        expect(coordinator.page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    assert (coordinator.errors, coordinator.foreign) == ([], [])


def test_a_page_outside_the_role_stays_closed(visitor: Callable[..., Visitor]) -> None:
    participant = visitor("deelnemer")
    participant.open("wisselingen")
    expect(participant.page.get_by_role("heading", name="Deze pagina is niet voor jou")).to_be_visible()
    participant.open("uitwisselen")
    expect(participant.page.get_by_role("heading", name="Deze pagina is niet voor jou")).to_be_visible()


def test_signing_out_closes_the_door(visitor: Callable[..., Visitor]) -> None:
    webber = visitor("webber")
    webber.page.get_by_role("button", name="Afmelden").click()
    webber.page.goto(f"{webber.site.url}/ritme")
    assert "Meld je aan bij Schakel" in webber.text()


def test_a_session_that_ends_in_an_open_tab_leads_to_the_sign_in_page(
    visitor: Callable[..., Visitor], site: Site
) -> None:
    webber = visitor("webber")
    webber.open("ritme")
    webber.page.route("**/stand", lambda route: route.abort())  # which would lead there before the click
    with writing(insider(site.database_url)) as session:
        session.execute(update(SignIn).values(revoked_at=NOW))
    webber.page.get_by_role("link", name="Acties", exact=True).click()
    expect(webber.page.get_by_role("heading", name="Meld je aan bij Schakel")).to_be_visible()
    webber.page.get_by_test_id("stMain").get_by_role("link", name="Aanmelden").click()
    webber.page.get_by_role("link", name="webber").or_(webber.page.get_by_role("button", name="webber")).first.click()
    expect(webber.page.get_by_role("heading", name=PAGES["acties"])).to_be_visible()


def test_another_day_is_marked_and_offers_nothing_to_do(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    day = coordinator.page.get_by_test_id("stSidebar").get_by_role("spinbutton").nth(1)
    day.click()
    coordinator.page.keyboard.type("10", delay=40)
    coordinator.page.keyboard.press("Escape")
    coordinator.settle()
    expect(coordinator.page.get_by_text("Je kijkt terug naar 24 oktober 2026.")).to_be_visible()
    expect(coordinator.page.get_by_role("button", name="Log overleg")).to_have_count(0)
    coordinator.press("Terug naar vandaag")
    expect(coordinator.page.get_by_role("button", name="Log overleg").first).to_be_visible()


def test_streamlits_own_words_are_dutch_and_those_of_people_stay(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.press("Log overleg")
    dialog = coordinator.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Sluiten", exact=True)).to_be_visible()
    expect(dialog.get_by_role("button", name="Kies een dag").first).to_be_visible()
    expect(dialog.get_by_role("button", name="Haal 't Huis van de Wijk weg")).to_be_attached()
    dialog.get_by_label("Wat is er besloten").fill("Close")
    assert dialog.get_by_label("Wat is er besloten").input_value() == "Close"
    expect(coordinator.page.get_by_role("link", name="Naar de inhoud")).to_be_attached()
