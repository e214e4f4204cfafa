"""What the log says: one line of JSON for each event, with a code to ask about, and never who or what it was about."""

import json
import logging
import re
import secrets
import sys
import traceback
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Any, TextIO

LOG = logging.getLogger("schakel")
ROOT = Path(__file__).parent
FIELDS = (
    *("code", "status", "reason", "path", "network", "kind", "sqlstate", "places"),
    *("action", "seconds", "was", "now"),
)
# What others log is cut to the sentence they wrote themselves, without what they fill in, and this is taken out of it.
_PERSONAL = re.compile(r"[^\s@\"'<>]+@[^\s@\"'<>]+|(?<![\w.:-])(?:\+|0)[\d ()/-]{8,}\d")
MESSAGE_LENGTH = 200
MOST_PLACES = 12


class Lines(logging.Formatter):
    """A record as one line. Of an error only its type and place are told: its text can hold what was in the data."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, Any] = {"time": at, "level": record.levelname.lower()}
        told |= _own(record) if record.name == LOG.name else _foreign(record)
        if record.exc_info and record.exc_info[1]:
            told |= what(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


class _Out(logging.StreamHandler[TextIO]):
    """To standard output, whatever that is at that moment."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)
        self.setFormatter(Lines())

    @property
    def stream(self) -> TextIO:
        return sys.stdout

    @stream.setter
    def stream(self, _: TextIO) -> None:
        raise AttributeError


def configure() -> None:
    """Everything that is logged in this process goes to standard output, in these lines."""
    root = logging.getLogger()
    for handler in [*root.handlers]:
        if isinstance(handler, _Out):
            root.removeHandler(handler)
    root.addHandler(_Out())
    root.setLevel(logging.WARNING)
    LOG.setLevel(logging.INFO)


def keep_quiet() -> None:
    """For a verb of the command line, which answers itself: nothing of it is logged until `configure`."""
    if not LOG.handlers:
        LOG.addHandler(logging.NullHandler())


def failed(error: BaseException) -> str:
    """Write down that Schakel itself went wrong, and give the code under which it can be found."""
    code = secrets.token_hex(3)
    LOG.error("failed", extra={"code": code, **what(error)})
    return code


def refused(status: int, reason: str, path: str, address: str | None) -> None:
    """Write down that something was asked that is not given. `path` holds no ids, the address is shortened."""
    LOG.warning("refused", extra={"status": status, "reason": reason, "path": path, "network": shortened(address)})


def what(error: BaseException) -> dict[str, Any]:
    """The type of an error and where it arose; of an error of a database also its SQLSTATE."""
    frames = traceback.extract_tb(error.__traceback__)[-MOST_PLACES:]
    told: dict[str, Any] = {"kind": type(error).__name__, "places": [_place(frame) for frame in frames]}
    driver = getattr(error, "orig", None) or error
    state = getattr(driver, "sqlstate", None) or getattr(driver, "sqlite_errorname", None)
    return told | ({"sqlstate": str(state)} if state else {})


def shortened(address: str | None) -> str:
    """The network somebody asked from: enough to see an attack, too little to see a person."""
    try:
        return str(ip_network((address or "", 48 if ":" in (address or "") else 24), strict=False))
    except ValueError:
        return "unknown"


def masked(text: str) -> str:
    return _PERSONAL.sub("…", text)


def _own(record: logging.LogRecord) -> dict[str, Any]:
    told = {name: getattr(record, name) for name in FIELDS if getattr(record, name, None) is not None}
    return {"event": masked(record.getMessage())} | {
        name: masked(value) if isinstance(value, str) else value for name, value in told.items()
    }


def _foreign(record: logging.LogRecord) -> dict[str, Any]:
    written = next(iter(str(record.msg).splitlines()), "")[:MESSAGE_LENGTH]
    return {"event": "message", "logger": record.name, "message": masked(written)}


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) and ".venv" not in path.parts else path.name
    return f"{name}:{frame.lineno} {frame.name}"
