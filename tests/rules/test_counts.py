"""How a network stands: counts by urgency, the worst first, and what is better or worse than before."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Finding, Subject, Urgency, Waits
from data_model.rules.counts import Counts, Trend, added, counted, trend

DAY = date(2026, 11, 22)
COUNTS = st.builds(Counts, *[st.integers(0, 3)] * 3)


def finding(urgency: Urgency, waits: Waits | None = None) -> Finding:
    return Finding(about=Subject("network", 1), kind="rhythm.late", urgency=urgency, since=DAY, waits=waits)


def test_findings_are_counted_by_urgency_and_what_is_accepted_is_not() -> None:
    waits = Waits(1, DAY, "")
    found = [finding(Urgency.HIGH), finding(Urgency.HIGH), finding(Urgency.ATTENTION), finding(Urgency.CRITICAL, waits)]
    assert counted(found) == Counts(critical=0, high=2, attention=1)
    assert counted(found).worst is Urgency.HIGH
    assert counted([]).worst is None


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (Counts(0, 0, 0), Counts(0, 0, 0), Trend.SAME),
        (Counts(1, 2, 3), Counts(1, 2, 3), Trend.SAME),
        (Counts(0, 0, 1), Counts(0, 0, 0), Trend.WORSE),
        (Counts(0, 0, 0), Counts(0, 0, 1), Trend.BETTER),
        (Counts(1, 0, 0), Counts(0, 9, 99), Trend.WORSE),
        (Counts(0, 9, 99), Counts(1, 0, 0), Trend.BETTER),
        (Counts(1, 1, 0), Counts(1, 0, 99), Trend.WORSE),
        (Counts(1, 1, 98), Counts(1, 1, 99), Trend.BETTER),
    ],
)
def test_one_that_is_more_urgent_weighs_more_than_any_number_of_others(
    now: Counts, before: Counts, told: Trend
) -> None:
    assert trend(now, before) is told


@given(COUNTS, COUNTS)
def test_what_became_worse_one_way_became_better_the_other_way(one: Counts, other: Counts) -> None:
    back = {Trend.BETTER: Trend.WORSE, Trend.SAME: Trend.SAME, Trend.WORSE: Trend.BETTER}
    assert trend(one, other) is back[trend(other, one)]
    if (one.worst or 0) > (other.worst or 0):
        assert trend(one, other) is Trend.WORSE


@given(st.lists(COUNTS))
def test_together_they_are_as_many_as_apart(many: list[Counts]) -> None:
    assert sum(added(many)) == sum(sum(one) for one in many)
    assert added(many).worst == max((one.worst for one in many if one.worst), default=None)
