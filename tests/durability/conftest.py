"""A network on a database of its own, and processes beside this one in which it is broken."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from data_model.database import connect
from settings import ROOT
from tests.durability.acts import open_town

LONG = bool(os.environ.get("SCHAKEL_LONG"))
MEMORY = Path("/dev/shm")
PATIENCE = 1800 if LONG else 600


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder that keeps nothing over a power cut. For what is worked out: kills, and images of a disk."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="schakel-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def town(quick: Path, sqlite_template: bytes) -> str:
    """The address of a database in one file, with a network in it."""
    (quick / "schakel.db").write_bytes(sqlite_template)
    url = f"sqlite:///{quick}/schakel.db"
    engine = connect(url)
    open_town(engine)
    engine.dispose()
    return url


def beside(module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> Any:
    """Run a module of these tests in a process of its own, and give what it answers."""
    (answer,) = together(module, [arguments], environment)
    return answer


def together(module: str, calls: Sequence[Sequence[str]], environment: Mapping[str, str] | None = None) -> list[Any]:
    """The same in several processes at once."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", f"tests.durability.{module}", *call],
            cwd=ROOT,
            env=os.environ | dict(environment or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for call in calls
    ]
    try:
        answers = [process.communicate(timeout=PATIENCE) for process in running]
    finally:
        for process in running:
            process.kill()
    assert [process.returncode for process in running] == [0] * len(running), answers
    return [json.loads(out) for out, _ in answers]


@pytest.fixture(scope="session")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is loaded before the C library to write down, or to refuse, what a process does to its files."""
    compiler = shutil.which("cc") or shutil.which("gcc") or ""
    if not compiler or sys.platform != "linux":
        missing = "needs Linux and a C compiler: sudo apt-get install gcc libc6-dev"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    made = tmp_path_factory.mktemp("recorder") / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl", "-lpthread"], check=True)
    return made
