"""A database that is away is told as that and not as a mistake; what is wrong in the code still is one."""

import json
import logging

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.types import Scope
from streamlit.testing.v1 import AppTest

from logs import Lines
from web.away import is_away
from web.errors import REFRESH_SECONDS, page

SECRET = "Jansen, 06 12345678"


@pytest.mark.parametrize(
    ("problem", "away"),
    [
        (OperationalError("", {}, psycopg.OperationalError()), True),
        (InterfaceError("", {}, psycopg.InterfaceError()), True),
        (PoolTimeout(), True),
        (ProgrammingError("", {}, psycopg.ProgrammingError()), False),
        (IntegrityError("", {}, psycopg.IntegrityError()), False),
        (ValueError(), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_counts_as_away(problem: Exception, away: bool) -> None:
    assert is_away(problem) == away


@pytest.mark.parametrize(("method", "again"), [("GET", str(REFRESH_SECONDS)), ("POST", None)])
def test_a_page_that_could_not_be_given_is_asked_for_again_and_a_form_is_not(method: str, again: str | None) -> None:
    scope: Scope = {"type": "http", "method": method, "path": "/", "headers": []}
    assert page(scope, 503, "abc").headers.get("refresh") == again
    assert "refresh" not in page(scope, 500, "abc").headers


def test_it_is_said_in_the_place_of_the_page_and_the_log_tells_nothing_of_the_data(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def script(said: str) -> None:
        from sqlalchemy.exc import OperationalError

        from web.away import wait
        from words.language import Words

        wait(OperationalError(said, {}, Exception(said)), Words("nl"))

    with caplog.at_level(logging.WARNING):
        app = AppTest.from_function(script, default_timeout=30, kwargs={"said": SECRET}).run()
    assert not app.exception
    assert app.warning[0].value.startswith("Schakel kan nu niet bij de gegevens.")
    (logged,) = [json.loads(Lines().format(record)) for record in caplog.records if record.name == "schakel"]
    assert (logged["event"], logged["kind"]) == ("database_away", "OperationalError") and SECRET not in str(logged)
