"""What somebody reads when the database could not keep what they sent."""

from sqlalchemy.exc import SQLAlchemyError

from words.language import N_

# Of SQLite and of PostgreSQL. Trying again in a minute does not help here: somebody has to make room.
_FULL = ("SQLITE_FULL", "53100")
NO_ROOM = N_(
    "There is no room left where Schakel keeps its data, so nothing was saved. What you typed is still here. "
    "Tell who runs Schakel."
)
AWAY = N_("Schakel cannot reach its data right now. What you typed is still here: try again in a minute.")


def not_kept(problem: SQLAlchemyError) -> str:
    """The sentence, in English. The log has the kind of problem already."""
    driver = getattr(problem, "orig", None)
    state = getattr(driver, "sqlstate", None) or getattr(driver, "sqlite_errorname", None)
    return NO_ROOM if state in _FULL else AWAY
