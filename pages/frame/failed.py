"""What somebody sees when Schakel itself goes wrong: a sentence with a code. The log has that code and the place."""

import logging
import secrets
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from data_model.refusal import Refusal
from pages.frame.visit import Visit

LOG = logging.getLogger("schakel")


@contextmanager
def told(visit: Visit) -> Iterator[None]:
    """Around what is drawn. The log gets where it went wrong, never what was in the data at that place."""
    try:
        yield
    except Refusal:
        raise
    except Exception as error:
        code = secrets.token_hex(3)
        places = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
        LOG.error("%s %s\n%s", code, type(error).__name__, places)
        st.error(
            visit.words(
                "Something went wrong in Schakel. Nothing was saved. Try again, or tell who runs it this code: {code}",
                code=code,
            ),
            icon=":material/error:",
        )
