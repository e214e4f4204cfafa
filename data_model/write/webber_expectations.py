"""Acts on what people and a webber expect of each other: agree it, and end it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.webber import WebberExpectation
from data_model.text import free_text
from data_model.write.journal import act, note
from data_model.write.records import find, make, unchanged
from data_model.write.webbers import editable, state

SENTENCE = 500


class Direction(StrEnum):
    """Who expects something of whom (seed 002, exercise 5 C)."""

    NEEDS = "needs_from_webber"
    MAY_EXPECT = "webber_may_expect"


@act
def agree_expectation(
    session: Session, *, webber_id: int, direction: str, text: str, by: Viewer, at: datetime
) -> WebberExpectation:
    """Write down what was agreed today with a webber, proposed or confirmed."""
    webber, today = editable(session, webber_id, by), dutch_day(at)
    if state(webber, today) not in ("proposed", "confirmed"):
        raise Refusal("webber_over", "webber_id")
    if direction not in set(Direction):
        raise Refusal("not_a_choice", "direction")
    said = free_text(text, "expectation", required=True, limit=SENTENCE)
    own = {"webber_id": webber.id, "direction": direction, "text": said, "agreed_on": today}
    expectation = make(session, WebberExpectation, **own, by=by, at=at)
    note(session, "agree_expectation", expectation, ("direction", "text", "agreed_on"), by=by, at=at)
    return expectation


@act
def end_expectation(
    session: Session,
    *,
    expectation_id: int,
    ended_on: date | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> WebberExpectation:
    """End an agreement; `ended_on` is the first day it does not hold, today unless told. Refuses to end it twice."""
    expectation = find(session, WebberExpectation, expectation_id, by)
    editable(session, expectation.webber_id, by)
    unchanged(expectation, seen_version)
    if expectation.ended_on is not None:
        raise Refusal("expectation_ended", "expectation_id", ended_on=expectation.ended_on)
    if ended_on is not None and ended_on < expectation.agreed_on:
        raise Refusal("too_early", "ended_on", earliest=expectation.agreed_on)
    expectation.ended_on = ended_on or dutch_day(at)
    note(session, "end_expectation", expectation, ("ended_on",), by=by, at=at)
    return expectation
