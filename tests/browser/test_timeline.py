"""The timeline in a real browser: drawn under the strict policy, by nobody else, with a table that says the same."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

PATIENCE = 60_000  # the browser loads a few megabytes to draw it


def test_the_timeline_is_drawn_without_errors_or_foreign_requests(visitor: Callable[..., Visitor]) -> None:
    coordinator = visitor("coordinator")
    coordinator.open("wisselingen")
    chart = coordinator.page.get_by_test_id("stPlotlyChart")
    chart.wait_for(timeout=PATIENCE)
    chart.scroll_into_view_if_needed()
    expect(chart.get_by_text("Yvonne Hendriks", exact=True)).to_be_visible()
    expect(chart.get_by_text("Vandaag", exact=True)).to_be_visible()
    expect(chart.locator(".modebar")).to_have_count(0)
    figures = coordinator.page.locator(".st-key-figures-tasks")
    figures.locator("summary").click()
    row = figures.get_by_role("row").filter(has_text="Lotte Brouwer")
    expect(row).to_contain_text("Webber · Noord · Sociaal werk")
    expect(row).to_contain_text("tot en met 4 okt 2026")
    assert (coordinator.errors, coordinator.foreign) == ([], [])
