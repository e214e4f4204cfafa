"""What a page says while the database is away, and how it goes on by itself once that is back."""

import logging

import streamlit as st
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

import logs
import settings
from data_model import revision
from words.language import N_, Words

LOG = logging.getLogger("schakel")
AWAY = N_(
    "Schakel cannot reach its data right now. Nothing is lost: this page goes on by itself, "
    "and then what you typed is there again."
)
LOOKS_EVERY_SECONDS = 2


def is_away(error: BaseException) -> bool:
    """Whether it is the database that does not answer, and no mistake of ours."""
    return isinstance(error, OperationalError | InterfaceError | PoolTimeout)


def wait(error: Exception, words: Words) -> None:
    """Say so in the place of what could not be drawn."""
    LOG.warning("database_away", extra=logs.what(error))
    st.warning(words(AWAY), icon=":material/cloud_off:")
    drawn: list[bool] = []

    @st.fragment(run_every=LOOKS_EVERY_SECONDS)
    def look() -> None:
        """Not while the page is drawn: whatever else is wrong, it is tried again no more often than this."""
        if drawn and _answers():
            st.rerun()
        drawn.append(True)

    look()


def _answers() -> bool:
    try:
        return revision.current(settings.engine()) is not None
    except SQLAlchemyError:
        return False
