"""What a form tells when somebody else was first, and what happens when undoing meets a database that is away."""

from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from data_model.access import Role, Viewer
from data_model.database import writing
from data_model.refusal import Refusal
from data_model.tables.account import Account
from data_model.tables.log import LogEntry
from data_model.tables.organisation import Organisation
from data_model.write.journal import append
from data_model.write.undo import Done
from pages.frame import opened
from pages.frame.submit import Said, _take_back
from pages.frame.visit import Visit
from tests.conftest import NOW, Town
from tests.pages.conftest import Place, draw


@pytest.fixture
def place(sqlite_engine: Engine) -> Place:
    """A network in which Noor changed the school."""
    town = Town(sqlite_engine)
    school = town.add(Organisation, name="De Klimop")
    with writing(sqlite_engine) as session:
        account = Account(email="noor@voorbeeldstad.nl", display_name="Noor", created_at=NOW)
        session.add(account)
        session.flush()
        told: dict[str, Any] = {
            "entity": "organisation",
            "entity_id": school,
            "fields": "name",
            "result": "done",
            "origin": "page",
            "action": "change_organisation",
        }
        append(session, LogEntry(at=NOW, account_id=account.id, network_id=town.id, **told), {})
    return Place(sqlite_engine, {Role.COORDINATOR: town.viewer()})


def told(place: Place, **about: Any) -> str:
    """What the form says after this refusal."""

    def form(visit: Visit) -> None:
        refusal = Refusal("changed_meanwhile", **about)
        st.session_state[opened._OVERTAKEN] = refusal.values.get("entity"), refusal.values.get("id")
        opened.tell_overtaken(visit)

    return " ".join(warning.value for warning in draw(form, place, Role.COORDINATOR).app.warning)


def test_who_changed_the_record_is_told_with_its_fields(place: Place) -> None:
    assert "Noor" in told(place, entity="organisation", id=1)


def test_without_a_record_nothing_is_told_of_what_others_did_elsewhere(place: Place) -> None:
    assert "Iemand anders" in told(place) and "Noor" not in told(place)


def test_undoing_without_a_database_is_said_and_can_be_tried_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Done("change_organisation", Viewer(network_id=1, role=Role.COORDINATOR), 1, ())

    def away(visit: Visit) -> None:
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(Visit, "again", away)

    def page(visit: Visit) -> None:
        st.session_state["said"] = Said("Opgeslagen.", NOW, done=done)
        _take_back(visit, st.session_state["said"])

    said = draw(page, place, Role.COORDINATOR).app.session_state["said"]
    assert (said.refused, said.done) == (True, done) and "teruggedraaid" in said.sentence
