"""The five daily acts, from a finding or from Vandaag: each changes the findings at once."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor


def findings(someone: Visitor, kind: str) -> Locator:
    return someone.page.locator(f'[data-finding*="-{kind.replace(".", "-")}-"]')


def act(someone: Visitor, finding: Locator, name: str) -> Locator:
    finding.first.get_by_role("button", name=name, exact=True).click()
    dialog = someone.page.get_by_role("dialog")
    dialog.wait_for()
    someone.settle()
    return dialog


def save(someone: Visitor, dialog: Locator, said: str) -> None:
    dialog.get_by_role("button", name="Opslaan", exact=True).click()
    expect(someone.page.get_by_text(said)).to_be_visible()
    someone.settle()


def choose(someone: Visitor, dialog: Locator, label: str, name: str) -> None:
    dialog.get_by_role("combobox", name=label, exact=True).click()
    someone.page.keyboard.type(name, delay=20)
    someone.page.get_by_role("option").filter(has_text=name).first.click()


def test_logging_a_meeting_brings_the_rhythm_back(visitor: Callable[..., Visitor]) -> None:
    webber = visitor("webber")
    webber.open("ritme")
    expect(findings(webber, "rhythm.overdue")).to_have_count(1)
    dialog = act(webber, findings(webber, "rhythm.unlogged"), "Log overleg")
    dialog.get_by_label("Wat is er besloten").fill("Samen naar het spreekuur.")
    save(webber, dialog, "Het overleg is gelogd.")
    expect(findings(webber, "rhythm.unlogged")).to_have_count(0)
    expect(findings(webber, "rhythm.overdue")).to_have_count(0)


def test_an_update_takes_the_action_off_the_list(visitor: Callable[..., Visitor]) -> None:
    participant = visitor("deelnemer")
    asked = findings(participant, "actions.update_asked")
    expect(asked.first).to_be_visible()
    before = asked.count()
    dialog = act(participant, asked, "Werk actie bij")
    dialog.get_by_role("button", name="Opslaan", exact=True).click()
    expect(dialog.get_by_text("Hoe gaat het ermee?: Vul dit in.")).to_be_visible()
    dialog.get_by_label("Hoe gaat het ermee?").fill("Groep 7 doet mee.")
    save(participant, dialog, "De update is opgeslagen.")
    expect(findings(participant, "actions.update_asked")).to_have_count(before - 1)


def test_one_click_confirms_contact_data(visitor: Callable[..., Visitor]) -> None:
    participant = visitor("deelnemer")
    dialog = act(participant, findings(participant, "contacts.stale"), "Controleer contactgegevens")
    dialog.get_by_role("button", name="Klopt nog", exact=True).click()
    expect(participant.page.get_by_text("Bevestigd. Dank je wel.")).to_be_visible()
    participant.settle()
    expect(findings(participant, "contacts.stale")).to_have_count(0)


def test_wrong_contact_data_are_refused_by_name_and_kept_on_screen(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("contacten")
    dialog = act(coordinator, findings(coordinator, "contacts.reported_wrong"), "Controleer contactgegevens")
    phone = dialog.get_by_label("Mobiel", exact=True)
    phone.fill("06 123")
    dialog.get_by_role("button", name="Wijzigingen opslaan", exact=True).click()
    expect(dialog.get_by_text("Mobiel: Dit is geen telefoonnummer.")).to_be_visible()
    assert phone.input_value() == "06 123"
    phone.fill("06 20212223")
    dialog.get_by_role("button", name="Wijzigingen opslaan", exact=True).click()
    expect(coordinator.page.get_by_text("De contactgegevens zijn gewijzigd")).to_be_visible()
    coordinator.settle()
    expect(findings(coordinator, "contacts.reported_wrong")).to_have_count(0)


def test_a_signature_settles_the_mandate(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("convenant")
    dialog = act(coordinator, findings(coordinator, "covenant.mandate_pending"), "Leg handtekening vast")
    choose(coordinator, dialog, "Organisatie", "Woningstichting De Nieuwe Haven")
    save(coordinator, dialog, "De handtekening is vastgelegd.")
    expect(findings(coordinator, "covenant.mandate_pending")).to_have_count(0)
    assert "Door iedereen getekend: 21 van 21" in coordinator.text()


def test_an_announced_departure_shows_what_it_touches(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.press("Meld vertrek")
    dialog = coordinator.page.get_by_role("dialog")
    choose(coordinator, dialog, "Wie", "Rob Hoekstra")
    dialog.get_by_role("spinbutton").first.click()
    coordinator.page.keyboard.type("15012027", delay=40)
    coordinator.page.keyboard.press("Escape")
    save(coordinator, dialog, "Het vertrek is gemeld.")
    coordinator.open("wisselingen")
    assert "Rob Hoekstra" in coordinator.text()
    assert "15 jan 2027" in coordinator.text()


def test_the_coordinator_sets_a_limit_where_it_is_explained(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("acties")
    late = findings(coordinator, "actions.overdue")
    late.first.locator("summary").click()
    dialog = act(coordinator, late, "Grens instellen")
    dialog.get_by_label("Nieuwe grens").fill("tien")
    dialog.get_by_label("Waarom dit bij jullie netwerk past").fill("Wij zijn met weinig.")
    dialog.get_by_role("button", name="Opslaan", exact=True).click()
    expect(dialog.get_by_text("Nieuwe grens: schrijf een getal")).to_be_visible()
    dialog.get_by_label("Nieuwe grens").fill("10")
    save(coordinator, dialog, "De grens is ingesteld.")
    expect(findings(coordinator, "actions.overdue").first).to_contain_text("Hoog")
