"""Two real replicas on one real PostgreSQL, behind Debian's nginx with the configuration of deploy/nginx."""

import os
import re
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.sync_api import Browser, BrowserContext, expect
from sqlalchemy import Engine, create_engine, select, text

from commands.bring import fill_demo
from data_model.database import writing
from data_model.tables.account import Account
from data_model.vocabulary import SignInMethod
from data_model.write.sign_in import open_sign_in
from settings import ROOT
from tests.browser.conftest import Site, Visitor
from tests.browser.conftest import browser as browser
from tests.conftest import insider

CONFIGURATION = ROOT / "deploy" / "nginx" / "schakel.conf"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/sbin:/usr/local/sbin")
PATIENCE = 45_000  # milliseconds: a busy machine is slow, not wrong
MAIN = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log error;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/schakel.conf;
}}
"""


STAYS_AWAY = 6  # seconds, one more than deploy/nginx/schakel.conf says


def free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@dataclass
class Replicas:
    """The site as people see it, and the processes behind it by the number they have in the configuration."""

    url: str
    plain_url: str
    folder: Path
    engine: Engine
    environment: dict[str, str]
    ports: dict[int, int]
    processes: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def start(self, *numbers: int) -> None:
        """Start these replicas and wait until they answer."""
        for number in numbers:
            with (self.folder / f"replica-{number}.log").open("ab") as output:
                self.processes[number] = subprocess.Popen(
                    [sys.executable, "manage.py", "serve", "--host", "127.0.0.1", "--port", str(self.ports[number])],
                    cwd=ROOT,
                    env=self.environment,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )
        for number in numbers:
            self._wait(number)

    def _wait(self, number: int) -> None:
        for _ in range(600):
            try:
                with urlopen(f"http://127.0.0.1:{self.ports[number]}/gezond") as answer:
                    assert answer.status == 200
                    return
            except (URLError, ConnectionError):
                if self.processes[number].poll() is not None:
                    break
                time.sleep(0.1)
        raise RuntimeError((self.folder / f"replica-{number}.log").read_text()[-2000:])

    def kill(self, number: int) -> None:
        """As when the power of that machine goes."""
        self.processes[number].send_signal(signal.SIGKILL)
        self.processes[number].wait()

    def mend(self) -> None:
        """Start again whatever was killed, and wait until nginx leads there again: it stays away for `fail_timeout`."""
        if killed := [number for number, process in self.processes.items() if process.poll() is not None]:
            self.start(*killed)
            time.sleep(STAYS_AWAY)

    def token(self, persona: str) -> str:
        """A session of somebody who came in through the provider."""
        with writing(self.engine) as session:
            account_id = session.scalars(select(Account.id).where(Account.persona == persona)).one()
            return open_sign_in(session, account_id, datetime.now(UTC), SignInMethod.PROVIDER)

    def stop(self) -> None:
        for process in self.processes.values():
            process.kill()
            process.wait()


class Person(Visitor):
    """Somebody signed in, whose browser is led to one replica or another."""

    def __init__(self, context: BrowserContext, replicas: Replicas) -> None:
        super().__init__(context, Site(replicas.url, ""))

    @property
    def replica(self) -> int:
        """The one that holds the session of this browser."""
        return int(self._cookies()["schakel_replica"])

    def go_to(self, replica: int) -> None:
        self.context.add_cookies([{"name": "schakel_replica", "value": str(replica), "url": self.site.url}])

    def _cookies(self) -> dict[str, str]:
        return {str(one.get("name")): str(one.get("value")) for one in self.context.cookies()}


@pytest.fixture(scope="session")
def replicas(postgresql: str) -> Iterator[Replicas]:
    if NGINX is None:
        if os.environ.get("CI"):
            pytest.fail("nginx is missing: apt-get install nginx")
        pytest.skip("nginx is missing: install it with `sudo apt-get install nginx`")
    folder = Path(tempfile.mkdtemp(prefix="schakel-replicas-"))
    admin = create_engine(postgresql)
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CREATE DATABASE replicas TEMPLATE schakel_template STRATEGY FILE_COPY"))
    url = postgresql.replace("/postgres?", "/replicas?")
    engine = insider(url)
    fill_demo(engine, datetime.now(UTC))
    http, https, *ports = free_ports(4)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SCHAKEL_", "OIDC_", "STREAMLIT_"))
    }
    outside = {
        "DATABASE_URL": url,
        "SCHAKEL_SECRET": secrets.token_urlsafe(32),
        "SCHAKEL_URL": f"https://localhost:{https}",
    }
    plain_url = f"http://localhost:{http}"
    running = Replicas(
        outside["SCHAKEL_URL"], plain_url, folder, engine, kept | outside, dict(enumerate(ports, start=1))
    )
    nginx = start_nginx(folder, running, http, https)
    try:
        running.start(1, 2)
        wait_for_nginx(nginx, https, folder)
        yield running
    finally:
        nginx.terminate()
        nginx.wait(20)
        running.stop()
        engine.dispose()
        with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("DROP DATABASE replicas WITH (FORCE)"))
        admin.dispose()
        shutil.rmtree(folder, ignore_errors=True)


def start_nginx(folder: Path, replicas: Replicas, http: int, https: int) -> "subprocess.Popen[bytes]":
    certify(folder)
    filled_in = {
        "SCHAKEL_URL": replicas.url,
        "SCHAKEL_HOST": "localhost",
        **{f"SCHAKEL_REPLICA_{number}": f"127.0.0.1:{port}" for number, port in replicas.ports.items()},
        "NGINX_HTTP": f"127.0.0.1:{http}",
        "NGINX_HTTPS": f"127.0.0.1:{https}",
        "NGINX_LOGS": str(folder),
        "NGINX_CERTIFICATE": f"{folder}/certificate.pem",
        "NGINX_KEY": f"{folder}/key.pem",
    }
    text = re.sub(r"\$\{([A-Z_0-9]+)\}", lambda found: filled_in[found[1]], CONFIGURATION.read_text())
    (folder / "schakel.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(user + MAIN.format(folder=folder))
    return subprocess.Popen([str(NGINX), "-p", str(folder), "-c", "nginx.conf"], stderr=subprocess.DEVNULL)


def wait_for_nginx(nginx: "subprocess.Popen[bytes]", https: int, folder: Path) -> None:
    for _ in range(200):
        assert nginx.poll() is None, (folder / "error.log").read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", https)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx did not start")


def certify(folder: Path) -> None:
    """A certificate for this computer, by nobody."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@pytest.fixture
def person(browser: Browser, replicas: Replicas) -> Iterator[Callable[..., Person]]:
    """Somebody signed in with a browser of their own: `person("coordinator", replica=1)`. Nothing is down at first."""
    replicas.mend()
    expect.set_options(timeout=PATIENCE)
    contexts: list[BrowserContext] = []

    def come(persona: str, replica: int | None = None) -> Person:
        context = browser.new_context(locale="nl-NL", ignore_https_errors=True, viewport={"width": 1440, "height": 900})
        contexts.append(context)
        someone = Person(context, replicas)
        session: Any = {"name": "__Host-schakel", "value": replicas.token(persona), "url": replicas.url}
        context.add_cookies([session | {"secure": True, "httpOnly": True, "sameSite": "Lax"}])
        if replica:
            someone.go_to(replica)
        return someone

    yield come
    for context in contexts:
        context.close()
    expect.set_options(timeout=5_000)


@pytest.fixture
def outsider(replicas: Replicas) -> ssl.SSLContext:
    """For what asks without a browser: trusts the certificate of the site alone."""
    return ssl.create_default_context(cafile=str(replicas.folder / "certificate.pem"))
