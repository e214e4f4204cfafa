"""Starting the app: a database of this version, a free port, and then the server."""

import errno
import gc
import os
import signal
import socket
import sys
import threading
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from typing import Literal

from sqlalchemy import Engine

import logs
from data_model import revision
from data_model.alone import keep_alone, require_sound, warn_of_old_sqlite
from data_model.database import connect, reading
from data_model.read.viewers import every_network, real_people_sign_in
from data_model.refusal import Refusal
from settings import ONCE_OPEN, ROOT, Settings, current
from words.language import N_, Words

APP = "streamlit_app:app"
# A page of Streamlit may send 2 MB of what was filled in (`.streamlit/config.toml`), and a little around it.
MOST_BYTES = 3 * 1024 * 1024
LOCAL = ("localhost", "127.0.0.1", "::1")
HIGHEST_PORT = 65535


def main(arguments: Sequence[str]) -> None:
    """`manage.py serve`, until it is stopped. Says where once it is open, for words take a while to load."""
    parser = ArgumentParser(prog="manage.py serve")
    parser.add_argument("--port", type=port, default=os.environ.get("PORT") or "8501")
    parser.add_argument("--host", default=os.environ.get("HOST") or "localhost")
    given = parser.parse_args(arguments)
    settings = Settings.from_environment()
    logs.configure()
    prepare(settings, given.host, given.port, settings.now())
    load()
    teller = threading.Timer(ONCE_OPEN, tell, args=(f"http://{given.host}:{given.port}",))
    teller.daemon = True
    teller.start()
    run(given.host, given.port)


def port(number: str) -> int:
    """Raises `ValueError` for what is no port."""
    if not 0 < int(number) <= HIGHEST_PORT:
        raise ValueError(number)
    return int(number)


def tell(address: str) -> None:
    sys.stdout.write(f"{Words()(N_('Schakel runs on {address} (stop with Ctrl+C).'), address=address)}\n")
    sys.stdout.flush()


def prepare(settings: Settings, host: str, port: int, at: datetime) -> None:
    """Everything that can stop the start, before anything is served. Fills an empty database in demo mode."""
    if settings.demo and host not in LOCAL:
        raise Refusal("demo_is_local", host=host)
    require_free(host, port)
    keep_alone(settings.database_url)
    engine = connect(settings.database_url)
    try:
        require_sound(engine)
        if revision.current(engine) != revision.newest():
            from commands.database import upgrade  # loads what migrates: a start seldom needs it

            upgrade(engine, at)
        if settings.demo:
            _prepare_demo(engine, at)
    finally:
        engine.dispose()


def _prepare_demo(engine: Engine, at: datetime) -> None:
    with reading(engine) as session:
        empty = not every_network(session)
        if real_people_sign_in(session):
            raise Refusal("demo_has_accounts")
    if empty:
        from commands.bring import fill_demo

        fill_demo(engine, at)


def require_free(host: str, port: int) -> None:
    """Refuse a port on which something else listens, or that only an administrator may open."""
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        try:
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as problem:
            if problem.errno in (errno.EADDRINUSE, errno.EACCES):
                raise Refusal("port_taken", port=str(port)) from problem


def load() -> None:
    """Make the app ready, which refuses unsafe options of Streamlit. It finds its configuration in the app's folder.

    Nothing is collected until all is loaded and `web/warm.py` leaves it at rest.
    """
    gc.disable()
    os.chdir(ROOT)
    import_module(APP.partition(":")[0])
    warn_of_old_sqlite(current().database_url)


def run(host: str, port: int, app: str = APP, loop: Literal["auto", "asyncio"] = "auto") -> None:
    """Serve until stopped, on uvloop where that is. The benchmarks serve the emptiest app in the same way."""
    import uvicorn

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # the server hands the signal on once it is done
    uvicorn.run(
        app,
        host=host,
        port=port,
        loop=loop,
        ws="commands.wire:Wire",
        ws_max_size=MOST_BYTES,
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=3,
    )
