"""The database a command works on: there, of this version, and with the network that was asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from commands.backups import back_up_first
from data_model import revision
from data_model.access import Viewer, command_line
from data_model.database import connect, reading
from data_model.read.viewers import every_network
from data_model.refusal import Refusal
from settings import Settings


@contextmanager
def opened(settings: Settings, *, new: bool = False) -> Iterator[Engine]:
    """The database of this version. With `new`, an empty one gets its tables; an older one is never changed here."""
    engine = connect(settings.database_url)
    try:
        found = revision.current(engine)
        if found != revision.newest():
            from data_model import schema  # loads what migrates: few commands need it

            if found is not None or not new:
                raise Refusal("database_older" if schema.is_known(found) else "database_newer")
            _require_ours(engine)
            schema.migrate(engine)
        yield engine
    finally:
        engine.dispose()


def upgrade(engine: Engine, at: datetime) -> Path | None:
    """Bring the database to this version. One that holds tables is backed up first; gives where to."""
    from data_model import schema

    found = schema.current(engine)
    if not schema.is_known(found):
        raise Refusal("database_newer")
    if found == schema.newest():
        return None
    if found is None:
        _require_ours(engine)
    made: list[Path] = []

    def keep(was: str | None) -> None:
        if was:
            made.append(back_up_first(engine, was, at))

    schema.migrate(engine, first=keep)
    return made[0] if made else None


def _require_ours(engine: Engine) -> None:
    """Refuse to put our tables beside those of something else."""
    if set(inspect(engine).get_table_names()) - {"alembic_version"}:
        raise Refusal("not_ours", name=str(engine.url.database))


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
