"""The form with which one announces that an organisation stops or merges: whole, Dutch, undone and taken back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from data_model.access import Role
from data_model.database import reading
from data_model.findings import Concern, Subject
from data_model.read.changes import changes
from data_model.read.choices import members
from pages.acts.organisation_dialogs import STOPS
from pages.acts.turnover_dialogs import CHANGE
from pages.frame.visit import Visit
from tests.conftest import insider
from tests.pages.conftest import TODAY, Drawn, Place, draw
from tests.pages.test_pages import in_english


@pytest.fixture
def own(filled: Place, tmp_path: Path) -> Iterator[Place]:
    """The demo network to change."""
    engine = insider(f"sqlite:///{tmp_path / 'own.db'}")
    with filled.engine.connect() as whole, engine.connect() as to:
        whole.connection.driver_connection.backup(to.connection.driver_connection)  # type: ignore[union-attr]
    yield Place(engine, filled.viewers)
    engine.dispose()


def opened(place: Place, dialog: Any = STOPS, about: Concern | None = None) -> Drawn:
    def show(visit: Visit) -> None:
        dialog.body(visit, about, dialog.key)
        st.caption(str(dialog.key))

    return draw(show, place, Role.COORDINATOR)


def any_organisation(place: Place) -> Concern:
    with reading(place.engine) as session:
        one = members(session, place.viewers[Role.COORDINATOR], TODAY)[1]
    return Concern(about=Subject("organisation", one.id, one.name), organisation_id=one.id)


def named(place: Place) -> list[tuple[str, str]]:
    with reading(place.engine) as session:
        lines = changes(session, place.viewers[Role.COORDINATOR], TODAY)
    return [(line.organisation, line.kind) for line in lines if line.kind == "organisation_stops"]


@pytest.mark.parametrize("merges", [False, True])
def test_the_form_is_whole_and_dutch_and_asks_for_what_is_missing(merges: bool, own: Place) -> None:
    app = opened(own).app
    app.radio[0].set_value(merges).run()
    assert in_english(Drawn(app)) == []
    next(button for button in app.button if button.label == "Opslaan").click().run()
    assert [error.value for error in app.error] == ["Organisatie: vul dit eerst in."]
    assert len(app.selectbox) == 1 + merges


def test_a_merger_is_announced_and_can_be_taken_back_with_nothing_else_to_choose(own: Place) -> None:
    about = any_organisation(own)
    app = opened(own, about=about).app
    app.radio[0].set_value(True).run()
    into = app.selectbox[1]
    into.set_value(next(said for said in into.options if not said.startswith(about.about.name)))
    app.date_input[0].set_value(TODAY.replace(year=TODAY.year + 1))
    next(button for button in app.button if button.label == "Opslaan").click().run()
    assert not app.exception and [error.value for error in app.error] == []
    assert named(own) == [(about.about.name, "organisation_stops")]
    change = opened(own, CHANGE).app
    options = change.selectbox[0].options
    change.selectbox[0].select_index(next(n for n, said in enumerate(options) if about.about.name in said)).run()
    assert [radio.options for radio in change.radio] == [["De wisseling gaat niet door"]]
