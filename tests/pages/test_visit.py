"""Findings are kept between clicks, for one viewer and one state of the network only."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.tables.meeting import Rhythm
from data_model.tables.organisation import Membership, Organisation
from data_model.write.norms import set_norm
from pages.frame import visit as visits
from pages.frame.visit import Visit
from tests.conftest import NOW, Town
from words.language import Words

TODAY = NOW.date()


@contextmanager
def visiting(engine: Engine, viewer: Viewer, day: date = TODAY) -> Iterator[Visit]:
    with reading(engine) as session:
        yield Visit(engine, session, viewer, "Voorbeeldstad", TODAY, day, NOW, Words("nl"))


def kinds(engine: Engine, viewer: Viewer, day: date = TODAY) -> set[str]:
    with visiting(engine, viewer, day) as visit:
        return {finding.kind for finding in visit.findings}


@pytest.fixture
def place(sqlite_engine: Engine) -> Town:
    town = Town(sqlite_engine)
    school = town.add(Organisation, name="De Klimop")
    town.add(Membership, organisation_id=school, joined_on=TODAY - timedelta(400))
    return town


def test_findings_are_kept_until_an_act_and_not_longer(place: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits._KEPT, "clear", lambda: None)  # by the fixture for tests that write rows themselves
    assert "rhythm.none_agreed" in kinds(place.engine, place.viewer())
    place.add(Rhythm, meeting_kind="webber", interval_value=6, interval_unit="week", valid_from=TODAY)
    assert "rhythm.none_agreed" in kinds(place.engine, place.viewer()), "a row that no act wrote is not noticed"
    with visiting(place.engine, place.viewer()) as visit:
        visit.act(set_norm, name="families_days", value=180, reason="Afgesproken")
    assert "rhythm.none_agreed" not in kinds(place.engine, place.viewer())


def test_what_one_viewer_saw_is_not_shown_to_another(place: Town) -> None:
    assert "contacts.organisation_unreachable" in kinds(place.engine, place.viewer())
    assert kinds(place.engine, place.viewer(Role.PARTICIPANT)) == set()
    elsewhere = Town(place.engine, "Elders")
    assert "contacts.organisation_unreachable" not in kinds(place.engine, elsewhere.viewer())


def test_another_day_has_its_own_findings(place: Town) -> None:
    assert kinds(place.engine, place.viewer()) != kinds(place.engine, place.viewer(), TODAY - timedelta(500))
