"""Does the covenant end, and is it evaluated in time? (docs/policy 3.B C3 and C4)"""

from datetime import date

import pytest

from data_model.findings import Urgency
from data_model.rules.covenant_facts import CovenantFact, EvaluationFact
from data_model.rules.covenant_organisations import Period
from data_model.rules.covenant_term import EvaluationState, TermState, evaluation_due, evaluation_state, term
from tests.rules.covenants import IN_FORCE, NORMS, covenant, found, network

END = date(2027, 6, 30)


def ending(**other: object) -> CovenantFact:
    return covenant(**{"end_on": END, **other})


def state_on(day: str, *covenants: CovenantFact) -> TermState:
    return term(network(*covenants), covenants[0], date.fromisoformat(day), NORMS).state


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-02-28", TermState.NOT_IN_FORCE),
        ("2026-12-31", TermState.RUNNING),
        ("2027-01-01", TermState.ENDS),
        ("2027-03-31", TermState.ENDS),
        ("2027-04-01", TermState.ENDS_WITHOUT_FOLLOW_UP),
        ("2027-06-30", TermState.ENDS_WITHOUT_FOLLOW_UP),
        ("2027-07-01", TermState.EXPIRED),
    ],
)
def test_worked_example_of_a_term_until_30_june_2027(today: str, state: TermState) -> None:
    assert state_on(today, ending()) is state


@pytest.mark.parametrize(
    ("today", "kind", "urgency", "since", "changes_on"),
    [
        ("2027-01-01", "ends", Urgency.ATTENTION, date(2027, 1, 1), date(2027, 4, 1)),
        ("2027-06-30", "ends_without_follow_up", Urgency.HIGH, date(2027, 4, 1), date(2027, 7, 1)),
        ("2027-07-01", "expired", Urgency.HIGH, date(2027, 7, 1), date(2027, 9, 29)),
        ("2027-09-28", "expired", Urgency.HIGH, date(2027, 7, 1), date(2027, 9, 29)),
        ("2027-09-29", "expired", Urgency.CRITICAL, date(2027, 7, 1), None),
    ],
)
def test_the_end_gets_more_urgent(
    today: str, kind: str, urgency: Urgency, since: date, changes_on: date | None
) -> None:
    finding = found(network(ending()), today, kind)
    assert finding and (finding.urgency, finding.since, finding.changes_on) == (urgency, since, changes_on)


def test_a_running_term_asks_nothing() -> None:
    for kind in ("no_term", "renews_soon", "ends", "ends_without_follow_up", "expired"):
        assert not found(network(ending()), "2026-12-31", kind)


def test_a_revision_is_a_follow_up_while_it_lasts() -> None:
    revised = ending(revisions=(Period(date(2027, 3, 1), date(2027, 5, 1)),))
    finding = found(network(revised), "2027-05-01", "ends")
    assert finding and finding.changes_on == date(2027, 7, 1)
    finding = found(network(revised), "2027-05-02", "ends_without_follow_up")
    assert finding and finding.since == date(2027, 5, 2)


def test_a_draft_that_replaces_it_is_a_follow_up_unless_it_was_dropped() -> None:
    draft = covenant(id=2, drafted_on=date(2027, 3, 1), opened_on=None, in_force_on=None, replaces_id=1)
    assert state_on("2027-05-01", ending(), draft) is TermState.ENDS
    dropped = covenant(
        id=2, drafted_on=date(2027, 3, 1), opened_on=None, in_force_on=None, replaces_id=1, ended_on=date(2027, 4, 15)
    )
    assert state_on("2027-05-01", ending(), dropped) is TermState.ENDS_WITHOUT_FOLLOW_UP


def test_a_draft_does_not_renew_what_has_expired() -> None:
    draft = covenant(id=2, drafted_on=date(2027, 3, 1), opened_on=None, in_force_on=None, replaces_id=1)
    assert found(network(ending(), draft), "2027-07-01", "expired")
    signed = covenant(id=2, drafted_on=date(2027, 3, 1), in_force_on=date(2027, 6, 1), replaces_id=1)
    assert not found(network(ending(), signed), "2027-07-01", "expired")


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2027-01-30", TermState.RUNNING),
        ("2027-01-31", TermState.RENEWS_SOON),
        ("2027-04-01", TermState.RENEWS_SOON),
        ("2027-04-02", TermState.RUNNING),
        ("2027-07-01", TermState.RUNNING),
        ("2028-02-01", TermState.RENEWS_SOON),
    ],
)
def test_a_covenant_that_renews_itself_can_be_changed_until_the_notice_day(today: str, state: TermState) -> None:
    assert state_on(today, ending(auto_renew=True, renew_months=12, notice_days=90)) is state


def test_the_last_moment_to_change_is_named() -> None:
    finding = found(network(ending(auto_renew=True, notice_days=90)), "2027-02-15", "renews_soon")
    assert finding and finding.urgency is Urgency.ATTENTION
    assert finding.values["decide_by"] == date(2027, 4, 1)
    assert (finding.since, finding.changes_on) == (date(2027, 1, 31), date(2027, 4, 2))


def test_the_notice_of_the_next_term_is_a_new_finding() -> None:
    rewritten = (Period(date(2027, 3, 1), date(2027, 3, 31)),)
    covenant = ending(auto_renew=True, renew_months=12, notice_days=90, revisions=rewritten)
    finding = found(network(covenant), "2028-02-15", "renews_soon")
    assert finding and finding.since == date(2028, 2, 1)


@pytest.mark.parametrize(
    ("day", "months", "last_day"),
    [
        ("2027-06-30", 12, END),
        ("2027-07-01", 12, date(2028, 6, 30)),
        ("2028-06-30", 12, date(2028, 6, 30)),
        ("2031-01-01", 12, date(2031, 6, 30)),
        ("2027-07-01", None, date(2028, 6, 30)),
        ("2027-07-31", 1, date(2027, 8, 30)),
    ],
)
def test_a_silent_renewal_moves_the_last_day(day: str, months: int | None, last_day: date) -> None:
    assert ending(auto_renew=True, renew_months=months).last_day(date.fromisoformat(day)) == last_day


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"first_evaluation_on": date(2027, 1, 1)}, False),
        ({"evaluations": (EvaluationFact(date(2026, 4, 1), "continue", date(2027, 1, 1)),)}, False),
        ({"evaluations": (EvaluationFact(date(2026, 4, 1), "continue", None),)}, True),
        ({"in_force_on": None}, False),
    ],
)
def test_neither_a_term_nor_an_evaluation_date(change: dict[str, object], expected: bool) -> None:
    finding = found(network(covenant(**{"end_on": None, **change})), "2026-05-01", "no_term")
    assert (finding is not None) is expected
    assert not finding or (finding.since, finding.urgency) == (IN_FORCE, Urgency.ATTENTION)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-02-28", EvaluationState.NOT_IN_FORCE),
        ("2026-12-30", EvaluationState.PLANNED),
        ("2026-12-31", EvaluationState.SOON),
        ("2027-03-01", EvaluationState.SOON),
        ("2027-03-02", EvaluationState.DUE),
        ("2027-03-31", EvaluationState.DUE),
        ("2027-04-01", EvaluationState.OVERDUE),
    ],
)
def test_the_first_evaluation_is_due_a_year_after_the_start(today: str, state: EvaluationState) -> None:
    assert evaluation_state(covenant(), date.fromisoformat(today), NORMS) is state


@pytest.mark.parametrize(
    ("today", "kind", "urgency", "since", "changes_on"),
    [
        ("2027-03-02", "evaluation_due", Urgency.ATTENTION, date(2027, 3, 2), date(2027, 4, 1)),
        ("2027-03-31", "evaluation_due", Urgency.ATTENTION, date(2027, 3, 2), date(2027, 4, 1)),
        ("2027-04-01", "evaluation_overdue", Urgency.HIGH, date(2027, 4, 1), None),
    ],
)
def test_an_evaluation_that_waits_gets_more_urgent(
    today: str, kind: str, urgency: Urgency, since: date, changes_on: date | None
) -> None:
    finding = found(network(), today, kind)
    assert finding and (finding.urgency, finding.since, finding.changes_on) == (urgency, since, changes_on)


def test_due_today_is_not_late() -> None:
    assert not found(network(), "2027-03-01", "evaluation_due")


@pytest.mark.parametrize(
    ("change", "due"),
    [
        ({}, date(2027, 3, 1)),
        ({"evaluation_interval_months": 6}, date(2026, 9, 1)),
        ({"first_evaluation_on": date(2026, 10, 1)}, date(2026, 10, 1)),
        ({"evaluations": (EvaluationFact(date(2026, 12, 1), "continue", date(2028, 1, 15)),)}, date(2028, 1, 15)),
        ({"evaluations": (EvaluationFact(date(2026, 12, 1), None, date(2028, 1, 15)),)}, date(2027, 3, 1)),
        ({"evaluations": (EvaluationFact(date(2026, 12, 1), "continue", None),)}, date(2027, 3, 1)),
        ({"evaluations": (EvaluationFact(date(2027, 2, 2), "continue", date(2028, 1, 15)),)}, date(2027, 3, 1)),
    ],
)
def test_only_a_whole_evaluation_sets_the_next_day(change: dict[str, object], due: date) -> None:
    assert evaluation_due(covenant(**change), date(2027, 2, 1)) == due


def test_an_evaluation_that_counts_takes_the_finding_away() -> None:
    done = covenant(evaluations=(EvaluationFact(date(2027, 4, 10), "adapt_with_annex", date(2028, 4, 10)),))
    assert found(network(done), "2027-04-09", "evaluation_overdue")
    assert not found(network(done), "2027-04-10", "evaluation_overdue")
