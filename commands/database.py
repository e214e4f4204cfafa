"""The database a command works on: there, of this version, and with the network that was asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from data_model import schema
from data_model.access import Viewer, command_line
from data_model.backup import back_up
from data_model.database import connect, reading
from data_model.read.viewers import every_network
from data_model.refusal import Refusal
from settings import VAR, Settings


@contextmanager
def opened(settings: Settings, *, new: bool = False) -> Iterator[Engine]:
    """The database of this version. With `new`, an empty one gets its tables; an older one is never changed here."""
    engine = connect(settings.database_url)
    try:
        revision = schema.current(engine)
        if revision is None and new:
            schema.migrate(engine)
        elif revision != schema.newest():
            raise Refusal("database_older" if schema.is_known(revision) else "database_newer")
        yield engine
    finally:
        engine.dispose()


def upgrade(engine: Engine, at: datetime) -> Path | None:
    """Bring the database to this version. One that holds data is backed up first; gives where to."""
    revision = schema.current(engine)
    if not schema.is_known(revision):
        raise Refusal("database_newer")
    if revision == schema.newest():
        return None
    kept = _backup_file(engine, revision, at) if revision else None
    if kept:
        back_up(engine, kept)
    schema.migrate(engine)
    return kept


def viewers(engine: Engine, network: str | None) -> list[tuple[str, Viewer]]:
    """The command line as viewer of the named network, or of each network."""
    with reading(engine) as session:
        return [(name, command_line(id)) for id, name in _chosen(session, network)]


def _chosen(session: Session, network: str | None) -> list[tuple[int, str]]:
    known = every_network(session)
    chosen = [(id, name) for id, name in known if network in (None, name)]
    if not chosen:
        raise Refusal("no_network") if network is None else Refusal("unknown_network", name=network)
    return chosen


def _backup_file(engine: Engine, revision: str, at: datetime) -> Path:
    is_sqlite = engine.dialect.name == "sqlite"
    folder = Path(str(engine.url.database)).parent if is_sqlite else VAR
    return folder / "backups" / f"schakel-{revision}-{at:%Y%m%d-%H%M%S}.{'db' if is_sqlite else 'dump'}"
