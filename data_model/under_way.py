"""What is being written at this moment: nothing new begins once the process stops, and what fails or lags is told."""

import logging
import threading
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from sqlalchemy.exc import DBAPIError

from data_model.refusal import Refusal

LOG = logging.getLogger("schakel")
# An act takes some hundredths of a second. Who waits this long looks whether it was done.
SLOW_SECONDS = 2.0
# Under this name in a session's `info`: what the act is called that is done in it.
ACTION = "action"

_changed = threading.Condition()
_running, _stopping = 0, False


@contextmanager
def under_way(info: MutableMapping[Any, Any]) -> Iterator[None]:
    """Around every transaction that writes. Refuses to begin one when the process stops."""
    _begin()
    began = perf_counter()
    try:
        yield
    except DBAPIError as problem:
        state = getattr(problem.orig, "sqlstate", None) or getattr(problem.orig, "sqlite_errorname", None)
        kind = type(problem.orig or problem).__name__
        LOG.error("act_failed", extra={"action": info.get(ACTION), "kind": kind, "sqlstate": state})
        raise
    finally:
        seconds = perf_counter() - began
        _end()
        if seconds > SLOW_SECONDS and ACTION in info:  # filling the demo is no act
            LOG.warning("act_slow", extra={"action": info[ACTION], "seconds": round(seconds, 1)})


def stopping() -> bool:
    return _stopping


def stop(patience: float) -> bool:
    """From here on nothing begins any more; whether what was under way came to its end within so many seconds."""
    global _stopping
    with _changed:
        _stopping = True
        return _changed.wait_for(lambda: _running == 0, patience)


def go_on() -> None:
    """For tests: this process does not stop after all."""
    global _stopping
    with _changed:
        _stopping = False


def _begin() -> None:
    global _running
    with _changed:
        if _stopping:
            raise Refusal("stopping")
        _running += 1


def _end() -> None:
    global _running
    with _changed:
        _running -= 1
        _changed.notify_all()
