"""A timeline: everything on a line of its own, Dutch months, a line at the day, a sentence and a table."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.access import Role
from pages.frame.timeline import Moment, Span, Window, timeline
from pages.frame.timeline_layout import MOST_TICKS, STEPS, lanes, months, window_of
from pages.frame.visit import Visit
from tests.pages.conftest import TODAY, Drawn, Place, draw
from words.language import Words

NL = Words("nl")
YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def span(first: date, last: date | None, name: str = "Anouk", row: str = "Noord") -> Span:
    return Span(row, name, first, last)


def test_a_window_holds_everything_and_goes_on_after_today_for_what_has_no_end() -> None:
    window = window_of([span(date(2026, 3, 1), None)], [Moment("Noord", "Gesprek", date(2026, 1, 9))], TODAY)
    assert window.first < date(2026, 1, 9) and window.last > TODAY + timedelta(days=80)


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([(date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 2, 1), date(2026, 3, 1))], [0, 0]),
        ([(date(2026, 1, 1), date(2026, 2, 1)), (date(2026, 2, 1), date(2026, 3, 1))], [0, 1]),
        ([], []),
    ],
)
def test_only_what_is_there_on_the_same_day_gets_another_line(
    taken: list[tuple[date, date]], expected: list[int]
) -> None:
    assert lanes(taken) == expected


@settings(max_examples=1000)
@given(st.lists(st.tuples(DAYS, st.integers(0, 900)), max_size=12))
def test_no_two_on_one_line_share_a_day(taken: list[tuple[date, int]]) -> None:
    periods = sorted((first, first + timedelta(days=length)) for first, length in taken)
    placed = list(zip(lanes(periods), periods, strict=True))
    for n, (lane, (_, last)) in enumerate(placed):
        assert all(first > last for other, (first, _) in placed[n + 1 :] if other == lane)


def test_months_are_dutch_and_the_year_stands_with_the_first_and_with_january() -> None:
    shown = months(Window(date(2025, 9, 20), date(2026, 3, 5)), NL)
    assert [said for _, said in shown] == ["okt<br>2025", "nov", "dec", "jan<br>2026", "feb", "mrt"]


@settings(max_examples=1000)
@given(DAYS, st.integers(31, 12_000))
def test_there_are_never_more_months_than_fit(first: date, length: int) -> None:
    window = Window(first, first + timedelta(days=length))
    shown = [on for on, _ in months(window, NL)]
    assert len(shown) <= MOST_TICKS + 1
    assert all(window.first <= on <= window.last and on.day == 1 for on in shown)


def test_the_steps_between_months_keep_januaries() -> None:
    assert all(step % 12 == 0 or 12 % step == 0 for step in STEPS)


def shown(place: Place, spans: list[Span], moments: list[Moment], day: date = TODAY) -> tuple[Drawn, dict[str, Any]]:
    def page(visit: Visit) -> None:
        rows = [*((one.row, one.name) for one in spans), *((one.row, one.name) for one in moments)]
        timeline(visit, spans, moments, "Wie had welke taak.", ["Taak", "Wie"], rows, "tasks", YEAR)

    screen = draw(page, place, Role.COORDINATOR, day)
    assert not screen.app.exception
    (chart,) = screen.app.get("plotly_chart")
    return screen, json.loads(chart.proto.spec)


def test_a_timeline_has_a_sentence_a_table_and_a_line_at_today(filled: Place) -> None:
    spans = [span(date(2026, 2, 1), date(2026, 6, 30)), span(date(2026, 7, 1), None, "Bram")]
    screen, figure = shown(filled, spans, [Moment("Convenant", "Evaluatie", date(2026, 5, 1))])
    assert {"Wie had welke taak.", "Anouk", "Bram", "Evaluatie", "Toon deze cijfers als tabel"} <= screen.texts
    assert [line["x0"] for line in figure["layout"]["shapes"]] == [TODAY.isoformat()]
    assert {note["text"] for note in figure["layout"]["annotations"]} == {"Vandaag", "<b>Noord</b>", "<b>Convenant</b>"}
    assert figure["data"][0]["hovertext"] == [
        "Anouk: van 1 feb 2026 tot en met 30 jun 2026",
        "Bram: vanaf 1 jul 2026",
    ]


def test_what_lies_outside_the_window_is_not_drawn_and_the_rest_is_cut_at_its_edge(filled: Place) -> None:
    spans = [span(date(2024, 1, 1), date(2025, 12, 31)), span(date(2024, 1, 1), date(2026, 1, 1), "Bram")]
    figure = shown(filled, spans, [Moment("Noord", "Toen", date(2025, 1, 1))])[1]
    assert figure["data"][0]["text"] == ["Bram"] and figure["data"][0]["base"] == ["2026-01-01"]
    assert "Toen" not in json.dumps(figure)


def test_another_day_is_named_by_its_date(filled: Place) -> None:
    figure = shown(filled, [span(date(2026, 2, 1), None)], [], TODAY - timedelta(days=60))[1]
    assert "23 sep 2026" in {note["text"] for note in figure["layout"]["annotations"]}


def test_names_are_text_and_never_html(filled: Place) -> None:
    spans = [span(date(2026, 2, 1), None, "<a href='//elders'>Klik</a>", "<i>Noord</i>")]
    figure = shown(filled, spans, [Moment("<i>Noord</i>", "<b>x</b>", date(2026, 5, 1))])[1]
    drawn = json.dumps(figure)
    assert "<a" not in drawn and "<i>" not in drawn and "<b>x" not in drawn
