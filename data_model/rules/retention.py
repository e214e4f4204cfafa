"""How long data of somebody who left are kept, and from which day they go."""

from collections.abc import Iterable
from datetime import date

from data_model.days import days_after
from data_model.norms import Norms

# A first and a last day; no last day: it still runs.
Span = tuple[date, date | None]


def left_on(spans: Iterable[Span], day: date) -> date | None:
    """The last day of the last thing somebody was or did; None while anything runs or is still to come.

    Nobody left who was never there: somebody without a date is for a human to judge.
    """
    ends = [end for _, end in spans]
    last = max((end for end in ends if end), default=None)
    return last if last and None not in ends and last < day else None


def begun_on(spans: Iterable[Span]) -> date:
    """When somebody came for the last time: a handover of before that was another departure."""
    return max(start for start, _ in spans)


def contact_data_go_on(last: date, begun: date, handed_over: Iterable[date], norms: Norms) -> date:
    """The day after which nobody needs to reach somebody who left: soon after a handover, or else somewhat later."""
    settled = (max(last, on) for on in handed_over if on >= begun)
    return min(
        days_after(last, norms.kept_after_departure_days),
        *(days_after(on, norms.kept_after_handover_days) for on in settled),
        date.max,
    )


def person_goes_on(last: date, norms: Norms) -> date:
    return days_after(last, norms.kept_person_days)
