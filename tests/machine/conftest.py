"""The demo network as a file to copy, and who looks at it."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import writing
from data_model.tables.account import Account, Grant
from demo.town import fill
from tests.conftest import NOW, insider


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
        grants = session.execute(select(Grant, Account).join(Account).where(Account.persona.is_not(None))).all()
        viewers = {
            Role(grant.role): Viewer(
                network_id=grant.network_id,
                role=Role(grant.role),
                account_id=account.id,
                organisation_id=grant.organisation_id,
                person_id=grant.person_id,
            )
            for grant, account in grants
        }
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return Demo(path.read_bytes(), viewers)
