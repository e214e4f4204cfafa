"""A database that cannot be worked with: which of all reasons it is, in one sentence, and never a password."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data_model.unreachable import why
from tests.test_manage import Line, line, refused
from words.commands import broken
from words.language import Words

__all__ = ["line"]

PASSWORD = "zeer-geheim-wachtwoord"
# Verbs that open the database each in their own way.
OPENING = [("findings",), ("demo",), ("upgrade",), ("serve", "--port", "18999"), ("backup", "copy"), ("post",)]


@pytest.fixture
def outside(line: Line, monkeypatch: pytest.MonkeyPatch) -> Line:
    monkeypatch.chdir(line.folder)
    monkeypatch.setenv("SCHAKEL_DEMO", "")
    monkeypatch.setenv("SCHAKEL_SECRET", "Q8xk2Lr7vTz4Wn9bYc5Gd1Hs6Jf3Mp0a")
    return line


@pytest.fixture
def guest(postgresql: str) -> Iterator[str]:
    """The address of a database in which this role may do nothing."""
    admin = create_engine(postgresql, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'"))
        connection.execute(text("CREATE DATABASE guarded"))
    yield make_url(postgresql).set(username="guest", database="guarded").render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE guarded WITH (FORCE)"))
        connection.execute(text("DROP ROLE guest"))
    admin.dispose()


def answers(outside: Line, monkeypatch: pytest.MonkeyPatch, url: str, verb: tuple[str, ...] = ("findings",)) -> str:
    monkeypatch.setenv("DATABASE_URL", url)
    said = refused(outside(*verb))
    assert PASSWORD not in said
    return said


@pytest.mark.parametrize("verb", OPENING, ids=" ".join)
def test_a_server_that_is_not_there_stops_every_verb(
    outside: Line, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]
) -> None:
    url = f"postgresql+psycopg://schakel:{PASSWORD}@127.0.0.1:1/schakel"
    assert answers(outside, monkeypatch, url, verb).startswith("Op 127.0.0.1:1 antwoordt geen database.")
    assert [*outside.folder.iterdir()] == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"postgresql://schakel:{PASSWORD}@nergens.invalid/schakel", "Er is geen server op nergens.invalid:5432."),
        (f"postgresql://schakel:{PASSWORD}@127.0.0.1:1/schakel?nonsense=1", "In het adres van de database staat iets"),
        (f"postgresql://schakel:{PASSWORD}@127.0.0.1:port/schakel", "DATABASE_URL is geen adres van een database."),
        (f"mysql://schakel:{PASSWORD}@127.0.0.1/schakel", "DATABASE_URL moet beginnen met sqlite:///"),
        ("sqlite:///schakel.db?nonsense=1", "DATABASE_URL moet een bestand noemen"),
        (f"//{PASSWORD}", "DATABASE_URL is geen adres van een database."),
    ],
)
def test_an_address_that_leads_nowhere_is_told_so(
    outside: Line, monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    assert answers(outside, monkeypatch, url).startswith(said)
    assert [*outside.folder.iterdir()] == []


def test_a_database_or_a_role_that_is_not_there_is_told_so(
    outside: Line, monkeypatch: pytest.MonkeyPatch, postgresql: str
) -> None:
    url = make_url(postgresql)
    missing = url.set(database="nergens").render_as_string(hide_password=False)
    assert answers(outside, monkeypatch, missing).startswith("Er is geen database nergens op ")
    nobody = url.set(username="niemand", password=PASSWORD).render_as_string(hide_password=False)
    assert "laat Schakel niet binnen" in answers(outside, monkeypatch, nobody)


@pytest.mark.parametrize("verb", [("upgrade",), ("demo",)], ids=" ".join)
def test_a_role_that_may_make_no_tables_is_told_so(
    outside: Line, monkeypatch: pytest.MonkeyPatch, guest: str, verb: tuple[str, ...]
) -> None:
    assert answers(outside, monkeypatch, guest, verb).startswith("Schakel mag dit niet in de database guarded:")


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (psycopg.OperationalError('FATAL:  password authentication failed for user "x"'), "database_login"),
        (psycopg.OperationalError("FATAL:  the database system is starting up"), "database_starting"),
        (psycopg.OperationalError("FATAL:  sorry, too many clients already"), "database_crowded"),
        (psycopg.OperationalError("connection timeout expired"), "database_silent"),
        (psycopg.errors.InsufficientPrivilege('permission denied for table "x"'), "database_rights"),
        (psycopg.errors.AdminShutdown("terminating"), None),
        (psycopg.errors.UniqueViolation('database "x" does not exist'), None),
    ],
)
def test_each_reason_has_its_kind(problem: Exception, kind: str | None) -> None:
    found = why(OperationalError("SELECT 1", {}, problem), make_url("postgresql+psycopg://u@h/d"))
    assert (found and found.kind) == kind


def test_a_full_disk_and_a_crowded_server_are_told_without_what_was_written() -> None:
    url, words = make_url("postgresql+psycopg://u@h/d"), Words("nl")
    full = OperationalError("INSERT", {}, psycopg.errors.DiskFull(f"could not extend file; {PASSWORD}"))
    assert broken(full, url, words).startswith("De schijf van de database is vol") and PASSWORD not in broken(
        full, url, words
    )
    assert "geen verbinding meer vrij" in broken(PoolTimeout(), url, words)
    other = OperationalError("INSERT", {}, psycopg.errors.UniqueViolation(f"DETAIL: {PASSWORD}"))
    assert broken(other, url, words) == "De database antwoordt niet. Kijk naar DATABASE_URL."


def test_the_connection_notices_in_time_that_the_other_side_is_gone(postgresql: str) -> None:
    from data_model.database import connect

    engine: Engine = connect(postgresql)
    with engine.connect() as connection:
        given: psycopg.Connection[object] = connection.connection.driver_connection  # type: ignore[assignment]
        told = given.info.get_parameters()
        limits = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        shown = [connection.scalar(text(f"SHOW {limit}")) for limit in limits]
    engine.dispose()
    names = ("connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout")
    assert [told[name] for name in names] == ["3", "10", "5", "2", "8000"]
    assert shown == ["5s", "3s", "10s"]
