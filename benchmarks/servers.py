"""The servers that are measured, each a process of its own on a free port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]


@contextmanager
def emptiest() -> Iterator[str]:
    """The emptiest app under plain `streamlit run`, with Streamlit's own defaults."""
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "benchmarks" / "emptiest.py")]
    with _running(command, "_stcore/health", cwd=ROOT / "benchmarks", STREAMLIT_SERVER_HEADLESS="true") as url:
        yield url


@contextmanager
def schakel(file: Path) -> Iterator[str]:
    """Schakel as `make run` serves it, on this database; a new one gets the demo network."""
    database = f"sqlite:///{file}"
    with _running([sys.executable, "manage.py", "serve"], "gezond", cwd=ROOT, DATABASE_URL=database) as url:
        yield url


@contextmanager
def _running(command: list[str], health: str, cwd: Path, **settings: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = os.environ | settings | {"PORT": port, "STREAMLIT_SERVER_PORT": port, "SCHAKEL_DEMO": "1"}
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://localhost:{port}/{health}", process)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        try:
            with urlopen(url) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError):
            time.sleep(0.1)
        if process.poll() is not None:
            break
    raise RuntimeError(f"{url} did not answer")
