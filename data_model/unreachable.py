"""Why PostgreSQL does not let Schakel in. Its own text is not told: it may hold what people wrote."""

import re

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data_model.refusal import Refusal

_PORT = 5432
_BY_CODE = {
    "28P01": "database_login",
    "28000": "database_login",
    "3D000": "database_missing",
    "42501": "database_rights",
    "53300": "database_crowded",
    "57P03": "database_starting",
}
# A connection that was not made has no code, only a text.
_BY_TEXT = {
    "database_missing": r'database "[^"]*" does not exist',
    "database_login": r'authentication failed|no password|role "[^"]*" (does not exist|is not permitted)|pg_hba',
    "database_rights": r"permission denied for database",
    "database_crowded": r"too many (clients|connections)|connection slots",
    "database_starting": r"the database system is ",
    "database_no_host": r"resolve host|translate host|name or service not known",
    "database_silent": r"refused|time(out|d out)|no route|unreachable|no such file|closed the connection",
    "database_option": r"invalid (connection option|dsn|integer value|\w+ value)|missing \"=\"",
}


def why(problem: SQLAlchemyError, url: URL) -> Refusal | None:
    """Which of the things that are wrong with an address or a server it is, where that can be told."""
    if url.get_backend_name() != "postgresql" or hasattr(getattr(problem, "orig", None), "sqlite_errorcode"):
        return None
    kind = "database_crowded" if isinstance(problem, PoolTimeout) else _kind(getattr(problem, "orig", None))
    host = url.host or str(url.query.get("host") or "localhost")
    return Refusal(kind, host=f"{host}:{url.port or _PORT}", name=url.database or "") if kind else None


def _kind(driver: BaseException | None) -> str | None:
    if code := getattr(driver, "sqlstate", None):
        return _BY_CODE.get(code)
    said = str(driver)
    return next((kind for kind, text in _BY_TEXT.items() if re.search(text, said, re.IGNORECASE)), None)
