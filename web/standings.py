"""Keeps how the networks stand up to date while the app is served: soon after each act, and what a stop left undone.

Nothing is queued that could be lost: what has to be judged is what was written in since it was judged.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

import settings
from data_model.database import reading
from data_model.days import dutch_day
from data_model.refusal import Refusal
from logs import LOG, failed, what

# So long after an act, so that several in a row are judged once; and so often to see what others left undone.
SOON, EVERY = 1.0, 60.0
# Judging takes no more than a quarter of the time of one core: people are served first.
REST = 3
LONGEST_REST = 1.0
PATIENCE = 5.0


@contextmanager
def kept_up() -> Iterator[None]:
    """One thread for this process, as long as it serves."""
    wrote, stop = threading.Event(), threading.Event()

    def committed(_: Session) -> None:
        wrote.set()

    event.listen(Session, "after_commit", committed)
    served = settings.engine(), settings.current()
    thread = threading.Thread(target=_keep_up, args=(*served, wrote, stop), name="standings", daemon=True)
    thread.start()
    try:
        yield
    finally:
        event.remove(Session, "after_commit", committed)
        stop.set()
        wrote.set()
        thread.join(PATIENCE)


def _keep_up(engine: Engine, served: settings.Settings, wrote: threading.Event, stop: threading.Event) -> None:
    while not stop.wait(SOON):
        wrote.clear()
        try:
            catch_up(engine, served, stop)
        except Refusal:
            return  # the process stops, so nothing is written any more
        except SQLAlchemyError as error:
            LOG.warning("standings_failed", extra=what(error))
        wrote.wait(EVERY)


def catch_up(engine: Engine, served: settings.Settings, stop: threading.Event) -> None:
    """Judge one network after another until none is behind. One that cannot be judged keeps no other from it."""
    from data_model.write.standings import judge, wanted  # loads all rules: the start does not wait for them

    broken: set[int] = set()
    while not stop.is_set():
        at, began = served.now(), perf_counter()
        day = dutch_day(at)
        with reading(engine) as session:
            found = [id for id in wanted(session, day, len(broken) + 1) if id not in broken]
        if not found:
            return
        try:
            judge(engine, found[0], day, at)
        except (Refusal, SQLAlchemyError):
            raise
        except Exception as error:
            failed(error)
            broken.add(found[0])
        stop.wait(min(REST * (perf_counter() - began), LONGEST_REST))
