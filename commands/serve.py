"""Starting the app: a database of this version, a free port, and then the server."""

import errno
import os
import socket
from datetime import datetime

from commands.bring import fill_demo
from commands.database import upgrade
from data_model.database import connect, reading
from data_model.read.viewers import every_network
from data_model.refusal import Refusal
from settings import ROOT, Settings

LOCAL = ("localhost", "127.0.0.1", "::1")


def prepare(settings: Settings, host: str, port: int, at: datetime) -> None:
    """Everything that can stop the start, before anything is served. Fills an empty database in demo mode."""
    if settings.demo and host not in LOCAL:
        raise Refusal("demo_is_local", host=host)
    require_free(host, port)
    engine = connect(settings.database_url)
    try:
        upgrade(engine, at)
        with reading(engine) as session:
            empty = not every_network(session)
        if empty and settings.demo:
            fill_demo(engine, at)
    finally:
        engine.dispose()


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


def run(host: str, port: int) -> None:
    """Serve until stopped. Streamlit finds its configuration from the folder of the app."""
    import uvicorn

    os.chdir(ROOT)
    uvicorn.run(
        "streamlit_app:app",
        host=host,
        port=port,
        ws="websockets-sansio",
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=3,
    )
