"""What the log tells of an act that the database failed and of one that was slow: which, how, and of nobody."""

import json
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import DBAPIError

import logs
from data_model import under_way
from data_model.database import writing
from data_model.tables.person import Person
from data_model.write.people import change_person
from tests.conftest import NOW, Town


class Told(logging.Handler):
    """The lines of JSON as they would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, object]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(logs.Lines().format(record)))


@pytest.fixture
def told() -> Iterator[Told]:
    told = Told()
    logs.LOG.addHandler(told)
    yield told
    logs.LOG.removeHandler(told)


def test_an_act_that_the_database_fails_is_told_without_what_was_typed(town: Town, told: Told) -> None:
    jan = town.add(Person, display_name="Jan Bosmanshoeve")
    with pytest.raises(DBAPIError), writing(town.engine) as session:
        change_person(session, person_id=jan, display_name="Jan Bosmanshoeve-Smit", by=town.viewer(), at=NOW)
        session.add(Person(id=jan, display_name="Bosmanshoeve", network_id=town.id, created_at=NOW))
        session.flush()
    (line,) = told.lines
    assert (line["event"], line["level"], line["action"]) == ("act_failed", "error", "change_person")
    assert str(line["sqlstate"]).startswith(("23505", "SQLITE_CONSTRAINT")) and "osmanshoeve" not in json.dumps(line)


def test_an_act_that_takes_long_is_told(town: Town, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    jan = town.add(Person, display_name="Jan")
    monkeypatch.setattr(under_way, "SLOW_SECONDS", 0.0)
    with writing(town.engine) as session:
        change_person(session, person_id=jan, display_name="Janus", by=town.viewer(), at=NOW)
    (line,) = told.lines
    assert (line["event"], line["level"], line["action"]) == ("act_slow", "warning", "change_person")


def test_a_verb_of_the_command_line_says_its_own_sentence_alone(capfd: pytest.CaptureFixture[str]) -> None:
    kept, logs.LOG.handlers = logs.LOG.handlers, []
    try:
        logs.keep_quiet()
        logs.LOG.propagate = False
        logs.LOG.error("act_failed")
    finally:
        logs.LOG.handlers, logs.LOG.propagate = kept, True
    assert capfd.readouterr() == ("", "")
