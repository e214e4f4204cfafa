"""The whole app over HTTP: Streamlit with our routes around it, on a database with the demo personas."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

import settings
from data_model.database import writing
from data_model.tables.account import Account, Grant, SignIn
from data_model.tables.network import Network
from tests.conftest import NOW, insider

Browser = Callable[..., TestClient]

SECRET = "only-for-tests-0123456789-abcdefgh"
HERE = "http://localhost:8501"
# What every browser says with what a page of the site itself asks for.
OWN_PAGE = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def database(sqlite_template: bytes, tmp_path: Path) -> str:
    """The address of a database in which every persona but the manager has an account."""
    path = tmp_path / "schakel.db"
    path.write_bytes(sqlite_template)
    url = f"sqlite:///{path}"
    engine = insider(url)
    with writing(engine) as session:
        network = Network(name="Voorbeeldstad", created_at=NOW)
        session.add(network)
        session.flush()
        for persona, role in {"coordinator": "coordinator", "webber": "webber", "deelnemer": "participant"}.items():
            account = Account(email=persona, display_name=persona, persona=persona, created_at=NOW)
            session.add(account)
            session.flush()
            session.add(
                Grant(
                    account_id=account.id,
                    network_id=network.id,
                    role=role,
                    start_on=NOW.date().replace(year=2025),
                    created_at=NOW,
                )
            )
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def server() -> Iterator[TestClient]:
    """The running app. Streamlit starts once in a process, so all tests share it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SCHAKEL_SECRET", SECRET)
        settings.current.cache_clear()
        from streamlit_app import app
    with TestClient(app, HERE, follow_redirects=False, headers=OWN_PAGE) as client:
        yield client


@pytest.fixture
def browser(server: TestClient, database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Opens a browser on the app with these settings: `page = browser(SCHAKEL_DEMO="1")`. It follows no redirects."""

    def open_browser(**environment: str) -> TestClient:
        given = {"DATABASE_URL": database, "SCHAKEL_SECRET": SECRET, "SCHAKEL_URL": HERE, **environment}
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        settings.current.cache_clear()
        settings.engine.cache_clear()
        server.cookies.clear()
        server.base_url = given["SCHAKEL_URL"]
        return server

    yield open_browser
    settings.engine().dispose()
    settings.current.cache_clear()
    settings.engine.cache_clear()


def stored(token: str) -> SignIn | None:
    """The session that belongs to a token."""
    engine = settings.engine()
    with writing(engine) as session:
        session.expire_on_commit = False
        return session.scalar(select(SignIn).where(SignIn.token_hash == hashlib.sha256(token.encode()).hexdigest()))
