"""A signal to stop: what is being written is finished first, nothing new begins, and the process ends in time."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

import settings
from data_model import under_way
from data_model.scrub import scrub

LOG = logging.getLogger("schakel")
# An act that takes longer than this is broken off, and leaves nothing. Then pages are closed (3 s) and the log of
# SQLite is emptied (5 s); whatever hangs ends with the process.
PATIENCE, AT_MOST = 20.0, 30.0
SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def gracefully() -> Iterator[None]:
    """While the app is served. The server closes its pages as before, only later; a second signal ends it at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    servers: dict[int, Any] = {number: signal.getsignal(number) for number in SIGNALS}

    def asked(number: int, frame: object) -> None:
        for one in SIGNALS:
            signal.signal(one, lambda *_: _end("signal"))
        threading.Thread(target=_finish, args=(lambda: servers[number](number, None),), daemon=True).start()

    for number, handler in servers.items():
        if callable(handler):
            signal.signal(number, asked)
    LOG.info("started")
    try:
        yield
    finally:
        _close()
        for number, handler in servers.items():
            if callable(handler):
                signal.signal(number, handler)


def _finish(close_pages: Callable[[], object]) -> None:
    LOG.info("stopping")
    last = threading.Timer(AT_MOST, _end, ["time"])
    last.daemon = True
    last.start()
    under_way.stop(PATIENCE)
    close_pages()


def _close() -> None:
    """The log of SQLite goes into the file, so that the file alone is the whole database."""
    with suppress(SQLAlchemyError):
        engine = settings.engine()
        if engine.dialect.name == "sqlite":
            scrub(engine)
        engine.dispose()
    LOG.info("stopped")


def _end(why: str) -> None:
    """What is being written is not there afterwards: its transaction was not committed."""
    LOG.error("stopped_hard", extra={"reason": why})
    os._exit(1)
