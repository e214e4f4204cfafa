"""From a finding about the covenant to what follows it, in few steps."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.journeys import Count
from tests.browser.test_daily_acts import findings

FEW = 6


def test_a_covenant_that_ends_gets_another_term(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("convenant")
    ends = findings(coordinator, "covenant.ends")
    expect(ends).to_have_count(1)
    count = Count(coordinator)
    count.press("Regel het vervolg", ends)
    dialog = coordinator.page.get_by_role("dialog")
    count.type_day("Laatste dag", "23042029", dialog)
    count.press("Opslaan", dialog)
    expect(coordinator.page.get_by_text("De looptijd van het convenant is bewaard.")).to_be_visible()
    coordinator.settle()
    assert len(count) <= FEW, count.done
    expect(findings(coordinator, "covenant.ends")).to_have_count(0)
    assert "23 april 2029" in coordinator.text()
    assert coordinator.errors == []
