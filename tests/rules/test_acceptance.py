"""A finding that somebody accepts waits, unless it gets more urgent."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.findings import Finding, Subject, Urgency
from data_model.rules.acceptance import Accepted, marked

DAY = date(2026, 11, 22)


def finding(kind: str = "rhythm.overdue", id: int = 1, urgency: Urgency = Urgency.HIGH) -> Finding:
    return Finding(kind=kind, about=Subject("network", id), urgency=urgency, since=DAY)


def accepted(kind: str = "rhythm.overdue", id: int = 1, urgency: Urgency = Urgency.HIGH, number: int = 7) -> Accepted:
    return Accepted(number, kind, "network", id, urgency, DAY, "Vakantie")


def test_it_waits_with_its_day_and_note() -> None:
    (waiting,) = marked([finding()], [accepted()])
    assert waiting.waits is not None and tuple(waiting.waits) == (7, DAY, "Vakantie")


@pytest.mark.parametrize(("now", "waits"), [(Urgency.ATTENTION, True), (Urgency.HIGH, True), (Urgency.CRITICAL, False)])
def test_it_asks_again_when_it_gets_more_urgent(now: Urgency, waits: bool) -> None:
    (one,) = marked([finding(urgency=now)], [accepted(urgency=Urgency.HIGH)])
    assert bool(one.waits) is waits


@pytest.mark.parametrize("other", [finding("rhythm.late"), finding(id=2)])
def test_another_finding_does_not_wait(other: Finding) -> None:
    assert marked([other], [accepted()]) == [other]


def test_the_latest_acceptance_holds() -> None:
    (one,) = marked([finding()], [accepted(number=1), accepted(number=2)])
    assert one.waits is not None and one.waits.acceptance_id == 2


KINDS = st.sampled_from(["rhythm.overdue", "rhythm.late", "covenant.ends"])
FINDINGS = st.builds(finding, KINDS, st.integers(1, 3), st.sampled_from(Urgency))
ACCEPTED = st.builds(accepted, KINDS, st.integers(1, 3), st.sampled_from(Urgency), st.integers(1, 99))


@given(st.lists(FINDINGS), st.lists(ACCEPTED))
def test_nothing_disappears_and_nothing_waits_unasked(findings: list[Finding], known: list[Accepted]) -> None:
    after = marked(findings, known)
    assert [(one.kind, one.about, one.urgency) for one in after] == [(f.kind, f.about, f.urgency) for f in findings]
    asked = {(one.kind, one.entity_id, one.id) for one in known}
    assert all((f.kind, f.about.id, f.waits.acceptance_id) in asked for f in after if f.waits)
