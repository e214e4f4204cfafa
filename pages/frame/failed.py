"""What somebody sees when Schakel itself goes wrong: a sentence with a code. The log has that code and the place."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

import logs
from data_model.refusal import Refusal
from pages.frame.visit import Visit


@contextmanager
def told(visit: Visit) -> Iterator[None]:
    """Around what is drawn. The log gets where it went wrong, never what was in the data at that place.

    That the database is away is told by web/away.py, in the place of the whole page or form.
    """
    try:
        yield
    except (Refusal, OperationalError, InterfaceError, PoolTimeout):
        raise
    except Exception as error:
        st.error(
            visit.words(
                "Something went wrong in Schakel. Nothing was saved. Try again, or tell who runs it this code: {code}",
                code=logs.failed(error),
            ),
            icon=":material/error:",
        )
