"""The log on the screen: who did what in sentences, found by whoever answers for it, and every look leaves a line."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.read.log import LogLine
from data_model.refusal import Refusal
from data_model.tables.account import Account
from data_model.tables.log import LogEntry
from data_model.write.journal import ACTS
from data_model.write.organisations import add_organisation
from pages.frame.door import drawn
from pages.menu import PAGES
from pages.office import log
from tests.conftest import NOW, Town
from tests.pages.conftest import Drawn, Place, draw
from words.language import Words
from words.log import ACTS as SAID
from words.log import FORMER, acted, did
from words.norms import NORM_NAMES

NO_ACT = {"open_page"}
MANY = 51
WRITES = sorted((Path(__file__).parents[2] / "data_model" / "write").glob("*.py"))


@pytest.fixture
def place(sqlite_engine: object) -> Iterator[Place]:
    """A network where somebody added organisations, and once one that was there already."""
    town = Town(sqlite_engine)  # type: ignore[arg-type]
    with writing(town.engine) as session:
        noor = Account(email="noor@voorbeeld.nl", display_name="Noor Achterberg", created_at=NOW)
        session.add(noor)
        session.flush()
        viewers = {role: Viewer(network_id=town.id, role=role, account_id=noor.id) for role in Role}
    by = viewers[Role.COORDINATOR]
    for number in range(MANY):
        with writing(town.engine) as session:
            at = NOW - timedelta(days=1, minutes=-number)
            add_organisation(session, name=f"Huis {number} 100%", by=by, at=at)
    with pytest.raises(Refusal), writing(town.engine) as session:
        add_organisation(session, name="Huis 1 100%", by=by, at=NOW)
    yield Place(town.engine, viewers)


def stored(place: Place, *actions: str) -> list[tuple[str, str, str]]:
    with reading(place.engine) as session:
        asked = select(LogEntry.action, LogEntry.result, LogEntry.fields).where(LogEntry.action.in_(actions))
        return [tuple(row) for row in session.execute(asked.order_by(LogEntry.id))]  # type: ignore[misc]


def shown(screen: Drawn) -> list[str]:
    return [text for text in screen.texts if text.startswith("voegde organisatie Huis")]


def search(screen: Drawn) -> Drawn:
    next(button for button in screen.app.button if button.label == "Zoeken").click().run()
    return Drawn(screen.app)


def test_every_act_has_its_words_in_the_log() -> None:
    for path in WRITES:
        import_module(f"data_model.write.{path.stem}")
    assert ACTS.keys() - SAID.keys() == set()
    assert SAID.keys() - ACTS.keys() == NO_ACT
    assert not FORMER.keys() & SAID.keys()


def test_each_line_is_a_sentence(place: Place) -> None:
    screen = draw(log.show, place, Role.COORDINATOR)
    assert not screen.app.exception and screen.title == "Logboek"
    assert {"22 nov 2026 11:00", "Noor Achterberg", "Gelukt", "voegde organisatie Huis 50 100% toe"} <= screen.texts
    assert "Geweigerd, er is niets gewijzigd" in screen.texts


def test_it_is_shown_fifty_lines_at_a_time(place: Place) -> None:
    screen = draw(log.show, place, Role.COORDINATOR)
    assert len(shown(screen)) == 49  # and the line of the refusal
    screen.app.button(key="log-older").click().run()
    older = Drawn(screen.app)
    assert set(shown(older)) == {f"voegde organisatie Huis {number} 100% toe" for number in range(3)}
    assert [key for key in older.buttons if key in ("log-newer", "log-older")] == ["log-newer"]


def test_it_is_searched_by_text_that_is_taken_as_it_was_typed(place: Place) -> None:
    screen = draw(log.show, place, Role.COORDINATOR)
    for typed, found in (("huis 7 1", 1), ("100%", 50), ("100_", 0), ("name", 0), ('"', 0)):
        screen.app.text_input(key="log-text").set_value(typed)
        assert len(shown(search(screen))) == found, typed


def test_it_is_searched_by_result_and_by_who(place: Place) -> None:
    screen = draw(log.show, place, Role.COORDINATOR)
    screen.app.selectbox(key="log-result").select("refused")
    refused = search(screen).texts
    assert {"voegde organisatie … toe", "Geweigerd, er is niets gewijzigd"} <= refused and not shown(Drawn(screen.app))
    screen.app.selectbox(key="log-result").set_value(None)
    screen.app.selectbox(key="log-who").select(0)
    assert "Geen regels gevonden. Zoek op iets anders, of op andere dagen." in search(screen).texts


def test_it_is_searched_by_day(place: Place) -> None:
    screen = draw(log.show, place, Role.COORDINATOR)
    screen.app.date_input(key="log-until").set_value(NOW.date() - timedelta(days=2))
    assert shown(search(screen)) == []
    screen.app.date_input(key="log-until").set_value(NOW.date() - timedelta(days=1))
    screen.app.date_input(key="log-from").set_value(NOW.date() - timedelta(days=1))
    assert len(shown(search(screen))) == 50


def test_whoever_opens_or_searches_the_log_leaves_one_line_each_time(place: Place) -> None:
    screen = draw(log.show, place, Role.COORDINATOR)
    screen.app.run()
    assert stored(place, "open_log") == [("open_log", "done", "")]
    screen.app.text_input(key="log-text").set_value("Huis 7")
    search(screen).app.run()
    assert stored(place, "open_log")[1:] == [("open_log", "done", "text")]


def test_looking_does_not_count_as_writing_in_the_network(place: Place) -> None:
    from data_model.read.settings import data_version

    by = place.viewers[Role.COORDINATOR]
    with reading(place.engine) as session:
        before = data_version(session, by)
    draw(log.show, place, Role.COORDINATOR)
    with reading(place.engine) as session:
        assert data_version(session, by) == before


@pytest.mark.parametrize("path", ["logboek", "uitwisselen"])
def test_whoever_is_turned_away_leaves_one_line_for_each_time_they_come(place: Place, path: str) -> None:
    page = next(page for page in PAGES if page.path == path)
    screen = draw(lambda visit: drawn(page, visit)[0](), place, Role.WEBBER)
    screen.app.run()
    assert screen.title == "Deze pagina is niet voor jou"
    assert stored(place, "open_page", "open_log") == [("open_page", "refused", path)]


def test_whoever_asks_for_a_record_that_is_not_there_leaves_one_line(place: Place) -> None:
    page = next(page for page in PAGES if page.path == "organisaties")

    def elsewhere(visit: object) -> None:
        import streamlit as st

        st.query_params["nr"] = "999"
        drawn(page, visit)[0]()  # type: ignore[arg-type]

    screen = draw(elsewhere, place, Role.WEBBER)
    screen.app.run()
    assert stored(place, "open_page") == [("open_page", "refused", "organisaties")]


def a_line(action: str, **values: object) -> LogLine:
    told = {"number": 1, "at": NOW, "day": NOW.date(), "who": "Noor", "origin": "page", "entity": "person"}
    return LogLine(**{**told, "entity_id": 12, "done": True, "action": action, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (a_line("confirm_contact", name="Marieke"), "bevestigde de contactgegevens van Marieke"),
        (a_line("confirm_contact"), "bevestigde de contactgegevens van nummer 12"),
        (a_line("record_meeting", on=NOW.date()), "legde de bijeenkomst van 22 november 2026 vast"),
        (a_line("undo", fields=("confirm_contact",)), "maakte ongedaan: bevestigde de contactgegevens van …"),
        (a_line("set_norm", name="turnout_share"), f"stelde een grens in: {Words()(NORM_NAMES['turnout_share'])}"),
        (a_line("open_page", fields=("beheer",)), "vroeg /beheer op, en mag dat niet zien"),
        (a_line("invite_organisation", name="Welzijn"), "nodigde Welzijn uit voor het netwerk"),
        (a_line("something_else"), "something else"),
    ],
)
def test_a_sentence_says_on_whom_or_what(line: LogLine, said: str) -> None:
    assert did(Words("nl"), line) == said


def test_an_act_to_choose_has_nothing_it_was_done_to() -> None:
    assert acted(Words("nl"), "confirm_contact") == "bevestigde de contactgegevens van …"
