"""Whoever clicks stays signed in: a session ends only when nobody used it for a while."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from data_model.database import writing
from data_model.read.viewers import Present
from data_model.refusal import Refusal
from data_model.write.sign_in import KEPT_EVERY, keep_open


def stay(engine: Engine, here: Present, token: str, at: datetime) -> None:
    """Written down once in a while, not at every click. When it cannot be, that keeps nobody from reading."""
    if at - here.active_at >= KEPT_EVERY:
        with suppress(DBAPIError, Refusal), writing(engine) as session:
            keep_open(session, token, at)
