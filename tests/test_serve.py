"""`make run` from outside: a real process that starts, answers, refuses what it must and stops when told."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from sqlalchemy import text

from benchmarks.client import sign_in
from commands.database import upgrade
from data_model import schema
from data_model.database import reading, writing
from data_model.read.viewers import every_network
from data_model.refusal import Refusal
from data_model.tables.account import Account
from data_model.tables.network import Network
from settings import ROOT
from tests.conftest import NOW, insider

EVENTS = ["migrated", "started", "stopping", "stopped"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, port: int, *options: str, **environment: str) -> subprocess.Popen[str]:
    given = {"DATABASE_URL": f"sqlite:///{folder}/schakel.db", "SCHAKEL_DEMO": "1", **environment}
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port), *options],
        cwd=folder,
        env=kept | given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def refusal(process: subprocess.Popen[str]) -> str:
    """The one sentence with which a start ended. The log may tell that tables were made before that."""
    out, err = process.communicate(timeout=60)
    said = [line for line in out.splitlines() if not line.startswith("{")]
    assert (process.returncode, said, err.count("\n")) == (1, [], 1)
    return err


@pytest.fixture
def port() -> Iterator[int]:
    yield free_port()


def answer(address: str, process: subprocess.Popen[str]) -> str:
    """What the address says, once the server is up."""
    for _ in range(240):
        assert process.poll() is None, process.communicate()
        try:
            with urlopen(address) as page:
                return str(page.read().decode())
        except URLError:
            time.sleep(0.25)
    raise AssertionError("the server did not start")


def test_nothing_is_kept_of_a_message_for_the_next(tmp_path: Path, port: int) -> None:
    """With what a compression remembers of earlier ones, an open page at rest held twice the memory."""
    process, site = start(tmp_path, port), f"http://localhost:{port}"
    try:
        answer(f"{site}/gezond", process)
        asked = {
            "Cookie": sign_in(site, "coordinator"),
            "Origin": site,
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "c2NoYWtlbCBzY2hha2VsIQ==",
            "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
        }
        line = HTTPConnection("localhost", port, timeout=20)
        line.request("GET", "/_stcore/stream", headers=asked)
        agreed = line.getresponse()
        said = agreed.headers["Sec-WebSocket-Extensions"]
        line.close()
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert agreed.status == 101
    assert {"server_no_context_takeover", "client_no_context_takeover"} <= set(said.split("; "))


def test_a_fresh_database_is_served_with_the_demo_and_stops_when_told(tmp_path: Path, port: int) -> None:
    process = start(tmp_path, port)
    try:
        assert answer(f"http://localhost:{port}/gezond", process) == '{"status":"ok"}'
        assert answer(f"http://127.0.0.1:{port}/gezond", process) == '{"status":"ok"}'
        assert '<html lang="nl"' in answer(f"http://localhost:{port}/beheer", process)
        assert "bezet" in refusal(start(tmp_path, port))
    finally:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
    lines = out.splitlines()
    said = [line for line in lines if not line.startswith("{")]
    assert said == [f"Schakel draait op http://localhost:{port} (stop met Ctrl+C)."]
    events = [json.loads(line)["event"] for line in lines if line not in said]
    assert [event for event in events if event not in ("warm", "message")] == EVENTS
    assert (process.returncode, err) == (0, "")


def test_a_start_without_its_settings_is_refused(tmp_path: Path, port: int) -> None:
    assert refusal(start(tmp_path, port, SCHAKEL_DEMO="")).startswith("SCHAKEL_SECRET ontbreekt")
    assert not (tmp_path / "schakel.db").exists()


def test_the_demo_listens_on_this_computer_only(tmp_path: Path, port: int) -> None:
    assert "0.0.0.0" in refusal(start(tmp_path, port, "--host", "0.0.0.0"))


def test_an_option_of_streamlit_that_opens_a_door_is_refused(tmp_path: Path, port: int) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(
        '[server]\ncorsAllowedOrigins = ["https://elsewhere.example"]\n'
    )
    said = refusal(start(tmp_path, port, HOME=str(tmp_path)))
    assert said.startswith("server.corsAllowedOrigins staat anders dan nodig is")


def test_an_option_of_streamlit_in_the_environment_changes_nothing_that_is_served(tmp_path: Path, port: int) -> None:
    process = start(tmp_path, port, STREAMLIT_SERVER_ENABLE_AGENT_API="true", STREAMLIT_SERVER_PORT="1")
    try:
        assert answer(f"http://localhost:{port}/gezond", process) == '{"status":"ok"}'
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"http://localhost:{port}/_stcore/agent/openapi.json")
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_the_demo_does_not_open_on_accounts_of_real_people(tmp_path: Path, port: int) -> None:
    engine = insider(f"sqlite:///{tmp_path}/schakel.db")
    schema.migrate(engine)
    with writing(engine) as session:
        known = {"issuer": "https://login.example", "subject": "1"}
        session.add(Account(email="an@gemeente.example", display_name="An", created_at=NOW, **known))
    engine.dispose()
    assert "accounts van echte mensen" in refusal(start(tmp_path, port))


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path, port: int) -> None:
    engine = insider(f"sqlite:///{tmp_path}/schakel.db")
    schema.migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "nieuwere versie" in refusal(start(tmp_path, port))
    assert schema.current(engine) == "9999"
    engine.dispose()


def test_a_database_of_this_version_is_not_backed_up(tmp_path: Path) -> None:
    engine = insider(f"sqlite:///{tmp_path}/schakel.db")
    assert upgrade(engine, NOW) is None and schema.current(engine) == schema.newest()
    assert upgrade(engine, NOW) is None
    assert not (tmp_path / "backups").exists()
    engine.dispose()


def test_an_older_database_is_backed_up_before_it_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = insider(f"sqlite:///{tmp_path}/schakel.db")
    schema.migrate(engine)
    with writing(engine) as session:
        session.add(Network(name="Voorbeeldstad", created_at=NOW))
    schema.migrate(engine, "0004")

    def fails(*_: object) -> None:
        raise Refusal("schema_broken", table="network")

    monkeypatch.setattr(schema, "_take", fails)
    with pytest.raises(Refusal, match="schema_broken"):
        upgrade(engine, NOW)
    assert schema.current(engine) == "0004"
    engine.dispose()
    (kept,) = (tmp_path / "backups").glob("*.db")
    copy = insider(f"sqlite:///{kept}")
    with reading(copy) as session:
        assert [name for _, name in every_network(session)] == ["Voorbeeldstad"]
    copy.dispose()
