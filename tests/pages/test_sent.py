"""A form that is sent twice is done once, and says both times that it is saved; other content is another act."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import streamlit as st
from sqlalchemy import Engine, event, select
from streamlit.testing.v1 import AppTest

from data_model.access import Role
from data_model.database import reading
from data_model.tables.log import LogEntry
from data_model.tables.organisation import Organisation
from data_model.write.organisations import add_organisation, change_organisation
from pages.frame import opened
from pages.frame.sent import sending, taken_back
from pages.frame.submit import say_done, submit
from pages.frame.visit import Visit
from tests.conftest import NOW, Town
from tests.pages.conftest import Place, draw

SAVE, DONE = "save", "Opgeslagen."
SECOND = timedelta(seconds=1)


@pytest.fixture
def place(sqlite_engine: Engine) -> Place:
    town = Town(sqlite_engine)
    return Place(sqlite_engine, {role: town.viewer(role) for role in Role})


def form(visit: Visit) -> None:
    say_done(visit, "")
    name = st.text_input("Naam", key="name")
    if st.button("Bewaar", key=SAVE):
        submit(visit, DONE, add_organisation, name=name)


def opened_form(place: Place, show: Callable[[Visit], None] = form) -> AppTest:
    app = draw(show, place, Role.COORDINATOR).app
    app.query_params["formulier"], app.query_params["keer"] = "do-it", UUID(int=1).hex
    return app


def send(app: AppTest, name: str = "School") -> AppTest:
    app.text_input(key="name").set_value(name)
    app.button(key=SAVE).click().run()
    assert not app.exception
    return app


def kept(place: Place) -> tuple[list[str], int]:
    with reading(place.engine) as session:
        names = session.scalars(select(Organisation.name).order_by(Organisation.id)).all()
        return [*names], len(session.scalars(select(LogEntry.id)).all())


def test_a_form_on_a_page_that_is_sent_twice_is_done_once_and_can_be_undone(place: Place) -> None:
    app = send(send(draw(form, place, Role.COORDINATOR).app))
    assert (app.success[0].value, [*app.error]) == (DONE, [])
    assert kept(place) == (["School"], 1)
    assert app.session_state["said"].done.act == "add_organisation"


def test_a_change_that_is_sent_twice_is_done_once_though_the_first_made_another_version(place: Place) -> None:
    send(draw(form, place, Role.COORDINATOR).app)

    def change(visit: Visit) -> None:
        school = visit.session.scalars(select(Organisation)).one()
        name = st.text_input("Naam", key="name")
        if st.button("Bewaar", key=SAVE):
            said = {"name": name, "formality": school.formality, "domain": school.domain}
            submit(visit, DONE, change_organisation, organisation_id=school.id, **said, seen_version=school.version)

    app = send(send(draw(change, place, Role.COORDINATOR).app, "De school"), "De school")
    assert [*app.error] == [] and kept(place) == (["De school"], 2)


def test_a_form_in_a_dialog_that_is_sent_again_in_another_session_is_done_once(place: Place) -> None:
    for _ in range(2):
        app = send(opened_form(place))
        assert (app.success[0].value, [*app.error]) == (DONE, [])
    assert kept(place) == (["School"], 1)


def test_a_copy_of_a_form_with_other_content_is_another_act(place: Place) -> None:
    send(opened_form(place))
    send(opened_form(place), "Voedselbank")
    assert kept(place) == (["School", "Voedselbank"], 2)


def test_a_form_that_was_refused_is_sent_again(place: Place) -> None:
    app = opened_form(place)
    assert send(app, " ").error
    assert not send(app, "School").error
    assert kept(place) == (["School"], 2)


@pytest.mark.breaks
def test_a_file_that_is_locked_for_long_keeps_what_was_typed_and_is_tried_again(place: Place) -> None:
    @event.listens_for(place.engine, "connect")
    def impatient(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA busy_timeout=50")

    place.engine.dispose()
    app = draw(form, place, Role.COORDINATOR).app
    with place.engine.connect().execution_options(write=True) as other:
        other.exec_driver_sql("SELECT 1")  # takes the lock of writers
        assert "Wat je typte staat er nog" in send(app).error[0].value
        assert app.text_input(key="name").value == "School"
    assert not send(app).error
    assert kept(place) == (["School"], 1)


def ids(place: Place, seconds: tuple[int, ...], between: Callable[[Visit], None] = lambda _: None) -> list[str]:
    """The ids under which the same is sent at these moments, each time after it arrived."""
    found = []

    def page(visit: Visit) -> None:
        st.query_params["formulier"], st.query_params["keer"] = "do-it", UUID(int=1).hex
        for after in seconds:
            moment = Visit(**{**vars(visit), "at": NOW + after * SECOND})
            sent = sending(moment, add_organisation, {"name": "School"})
            sent.arrived(moment.at)
            between(moment)
            found.append(sent.command)

    draw(page, place, Role.COORDINATOR)
    return found


def test_what_is_sent_again_later_is_meant_so(place: Place) -> None:
    first, double, later = ids(place, (0, 2, 30))
    assert first == double != later


def test_what_was_undone_and_is_sent_again_is_done_again(place: Place) -> None:
    first, again = ids(place, (0, 1), between=lambda visit: taken_back(visit.at))
    assert first != again


@pytest.mark.parametrize("keer", ["", "nonsense", "☃"])
def test_an_address_that_tells_nothing_of_the_form_is_taken_as_none(place: Place, keer: str) -> None:
    def page(visit: Visit) -> None:
        st.query_params["formulier"], st.query_params["keer"] = "do-it", keer
        assert opened.opening() is None

    assert not draw(page, place, Role.COORDINATOR).app.exception
