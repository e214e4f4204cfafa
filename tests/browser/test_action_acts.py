"""A participant keeps the own actions up to date from the page about actions, in at most four steps each."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor
from tests.browser.journeys import Count

MOST = 4


def row(someone: Visitor, name: str) -> Locator:
    return someone.page.locator('[class*="st-key-action-own-"]').filter(has_text=name)


def opened(someone: Visitor) -> Locator:
    dialog = someone.page.get_by_role("dialog")
    dialog.wait_for()
    someone.settle()
    return dialog


def said(someone: Visitor, sentence: str) -> None:
    expect(someone.page.get_by_text(sentence)).to_be_visible()
    someone.settle()


def test_an_own_action_is_updated_passed_on_and_dropped_in_four_steps(visitor: Callable[..., Visitor]) -> None:
    participant = visitor("deelnemer")
    participant.open("acties")
    card, parents = "De gesprekskaart uitproberen in groep 7", "Ouders van De Klimop vragen"

    update = Count(participant)
    update.press("Werk actie bij", row(participant, parents))
    update.type("Hoe gaat het ermee?", "Vier ouders gaven antwoord.", opened(participant))
    update.press("Opslaan", participant.page.get_by_role("dialog"))
    said(participant, "De update is opgeslagen.")
    assert len(update) <= MOST, update.done
    expect(row(participant, parents)).to_contain_text("Update gegeven")

    pass_on = Count(participant)
    pass_on.press("Draag actie over", row(participant, card))
    dialog = opened(participant)
    pass_on.click(dialog.get_by_role("combobox", name="Wie neemt het over", exact=True))
    pass_on.click(participant.page.get_by_role("option").filter(has_text="De Klimop"))
    pass_on.press("Draag over", dialog)
    said(participant, "De actie is overgedragen.")
    assert len(pass_on) <= MOST, pass_on.done
    expect(row(participant, card)).to_have_count(0)

    drop = Count(participant)
    drop.press("Laat vervallen", row(participant, parents))
    drop.type("Korte notitie voor de groep", "De school vraagt het op de ouderavond.", opened(participant))
    drop.click(participant.page.get_by_role("dialog").get_by_text("Ja, laat deze actie vervallen", exact=True))
    drop.press("Laat vervallen", participant.page.get_by_role("dialog"))
    said(participant, "De actie is vervallen.")
    assert len(drop) <= MOST, drop.done
    expect(row(participant, parents)).to_have_count(0)
    assert participant.errors == []
