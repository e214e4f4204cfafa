"""Within which time somebody is answered who asks about their own data (AVG 12), and how a request stands on a day."""

from datetime import date
from enum import StrEnum

from data_model.days import add_months

ANSWER_MONTHS = 1
LONGER_MONTHS = 2  # at most, with a word to the person within the first month


class RequestState(StrEnum):
    """How a request stands."""

    OPEN = "open"
    OVERDUE = "overdue"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def answer_by(received_on: date, *, extended: bool = False) -> date:
    """The last day to answer. A month that lacks the day ends on its last day."""
    return add_months(received_on, ANSWER_MONTHS + (LONGER_MONTHS if extended else 0))


def request_state(answer_by_on: date, decided_on: date | None, outcome: str | None, day: date) -> RequestState:
    if decided_on is not None and decided_on <= day and outcome:
        return RequestState(outcome)
    return RequestState.OPEN if day <= answer_by_on else RequestState.OVERDUE
