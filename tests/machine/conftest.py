"""The demo network as a file to copy, and who looks at it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from data_model.access import Role, Viewer
from data_model.database import writing
from demo.town import fill
from tests.conftest import NOW, insider, personas


@dataclass(frozen=True)
class Demo:
    """A database with the demo network in it, and one account of each role."""

    file: bytes
    viewers: dict[Role, Viewer]


@pytest.fixture
def demo(sqlite_template: bytes, tmp_path: Path) -> Demo:
    path = tmp_path / "demo.db"
    path.write_bytes(sqlite_template)
    engine = insider(f"sqlite:///{path}")
    with writing(engine) as session:
        fill(session, NOW.date())
        viewers = personas(session)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return Demo(path.read_bytes(), viewers)
