"""The servers that are measured, each a process of its own on a free port."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent
MOST_SAID = 2000  # bytes of what a server said before something failed
PATIENCE = 120  # seconds until a server must answer


@dataclass(frozen=True)
class Server:
    """A running server. `seconds` is how long it took to be healthy."""

    url: str
    pid: int
    seconds: float

    def processor(self) -> float:
        """Seconds of processor time so far."""
        times = psutil.Process(self.pid).cpu_times()
        return float(times.user + times.system)

    def memory(self) -> float:
        """KiB of memory of its own, with its share of what it holds together with others."""
        return float(psutil.Process(self.pid).memory_full_info().pss / 1024)


@contextmanager
def emptiest() -> Iterator[Server]:
    """F0: the emptiest app under plain `streamlit run`, with Streamlit's own defaults."""
    command = [sys.executable, "-m", "streamlit", "run", str(HERE / "emptiest.py")]
    with running(command, "_stcore/health", HERE, STREAMLIT_SERVER_HEADLESS="true") as server:
        yield server


@contextmanager
def tuned(core: int | None = None) -> Iterator[Server]:
    """F1: the emptiest app on the server that Schakel runs on."""
    with running([sys.executable, "-m", "benchmarks.tuned"], "_stcore/health", ROOT, core) as server:
        yield server


@contextmanager
def least() -> Iterator[Server]:
    """What Schakel cannot do without, started as lightly as can be."""
    with running([sys.executable, "-m", "benchmarks.least"], "_stcore/health", ROOT) as server:
        yield server


@contextmanager
def schakel(file: Path, core: int | None = None) -> Iterator[Server]:
    """Schakel as `make run` serves it, on this database; a new one gets the demo network."""
    with running(_SERVE, "gezond", ROOT, core, DATABASE_URL=f"sqlite:///{file}", SCHAKEL_DEMO="1") as server:
        yield server


@contextmanager
def replica(database_url: str, secret: str) -> Iterator[Server]:
    """Schakel as one of several on a database that exists, outside demo mode."""
    site = "http://localhost:{port}"
    given = {"DATABASE_URL": database_url, "SCHAKEL_SECRET": secret, "SCHAKEL_URL": site, "SCHAKEL_DEMO": ""}
    with running(_SERVE, "gezond", ROOT, None, **given) as server:
        yield server


_SERVE = [sys.executable, "manage.py", "serve"]


@contextmanager
def running(
    command: Sequence[str], health: str, cwd: Path, core: int | None = None, **settings: str
) -> Iterator[Server]:
    """Any server that takes its port from PORT, or where `{port}` stands; on one core if that is said."""
    port = str(_free_port())
    given = {name: value.replace("{port}", port) for name, value in settings.items()}
    environment = os.environ | given | {"PORT": port, "STREAMLIT_SERVER_PORT": port, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            [part.replace("{port}", port) for part in command],
            cwd=cwd,
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
            preexec_fn=None if core is None else partial(os.sched_setaffinity, 0, {core}),
        )
        try:
            if not _healthy(f"http://localhost:{port}/{health}", process, started):
                raise RuntimeError(f"{command} did not answer")
            yield Server(f"http://localhost:{port}", process.pid, time.perf_counter() - started)
        except Exception:  # whatever it is, the server may have said why
            said.seek(0)
            sys.stderr.write(said.read()[-MOST_SAID:].decode(errors="replace"))
            raise
        finally:
            _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _healthy(url: str, process: "subprocess.Popen[bytes]", started: float) -> bool:
    while time.perf_counter() - started < PATIENCE:
        try:
            with urlopen(url, timeout=10) as answer:
                if answer.status == 200:
                    return True
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.01)
        if process.poll() is not None:
            break
    return False
