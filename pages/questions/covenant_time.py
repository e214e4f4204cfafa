"""The time of a covenant: how it came about, its term, evaluations held and due, notice and annexes."""

from datetime import date

import streamlit as st

from data_model.days import days_after
from data_model.read.covenant_details import Details
from data_model.rules.covenant_facts import CovenantFact, CovenantFacts
from data_model.rules.covenant_state import State
from data_model.rules.covenant_term import evaluation_due, term
from pages.frame.md import md
from pages.frame.timeline import Moment, Span, timeline
from pages.frame.visit import Visit
from words.covenant_acts import EVALUATION_OUTCOMES
from words.covenant_states import COVENANT_STATES


def time(visit: Visit, facts: CovenantFacts, covenant: CovenantFact, more: Details) -> None:
    words = visit.words
    st.header(words("Its time: {covenant}", covenant=md(covenant.title)), anchor=False)
    last = term(facts, covenant, visit.day, visit.norms).last_day
    spans = _spans(visit, covenant, last)
    moments = [*_evaluations(visit, covenant), *_deadlines(visit, facts, covenant), *_annexes(visit, covenant, more)]
    timeline(
        visit,
        spans,
        moments,
        _sentence(visit, covenant, last),
        [words("What"), words("Which"), words("From"), words("Until")],
        [
            *(
                (
                    one.row,
                    one.name,
                    words.short_day(one.begins_on),
                    words.short_day(one.ends_on) if one.ends_on else "–",
                )
                for one in spans
            ),
            *((one.row, one.name, words.short_day(one.on), words.short_day(one.on)) for one in moments),
        ],
        f"time-{covenant.id}",
    )


def _sentence(visit: Visit, covenant: CovenantFact, last: date | None) -> str:
    words, due = visit.words, evaluation_due(covenant, visit.day)
    if covenant.in_force_on is None:
        told = words("It was drafted on {day} and is not in force yet.", day=covenant.drafted_on)
    elif last is None:
        told = words("It is in force since {day} and has no last day.", day=covenant.in_force_on)
    else:
        told = words("It runs from {first} until {last}.", first=covenant.in_force_on, last=last)
    return f"{told} {words('The next evaluation is due on {day}.', day=due)}" if due else told


def _spans(visit: Visit, covenant: CovenantFact, last: date | None) -> list[Span]:
    """Draft, out for signature and in force follow each other; revisions lie in a row of their own."""
    words = visit.words
    row = words("Course")
    turns = [
        (State.DRAFT, covenant.drafted_on),
        (State.OPEN_FOR_SIGNATURE, covenant.opened_on),
        (State.IN_FORCE, covenant.in_force_on),
    ]
    dated = [(state, on) for state, on in turns if on is not None]
    ends = [*(days_after(on, -1) for _, on in dated[1:]), last if covenant.in_force_on else None]
    spans = [
        Span(row, words(COVENANT_STATES[state]), on, end)
        for (state, on), end in zip(dated, ends, strict=True)
        if end is None or end >= on
    ]
    revisions = [one for one in covenant.revisions if one.start_on is not None]
    return spans + [
        Span(words("Revision"), words("Being revised"), one.start_on, one.end_on) for one in revisions if one.start_on
    ]


def _evaluations(visit: Visit, covenant: CovenantFact) -> list[Moment]:
    words, row = visit.words, visit.words("Evaluations")
    held = [
        Moment(row, words(EVALUATION_OUTCOMES.get(one.outcome or "", one.outcome or "")), one.held_on)
        for one in covenant.evaluations
        if one.outcome and one.held_on <= visit.day
    ]
    due = evaluation_due(covenant, visit.day)
    return [*held, *([Moment(row, words("Evaluation due"), due)] if due else [])]


def _deadlines(visit: Visit, facts: CovenantFacts, covenant: CovenantFact) -> list[Moment]:
    words, runs = visit.words, term(facts, covenant, visit.day, visit.norms)
    row = words("Decide by")
    if runs.decide_by:
        return [Moment(row, words("Last day to change it before it renews"), runs.decide_by)]
    if runs.last_day and covenant.notice_days:
        return [Moment(row, words("Notice"), days_after(runs.last_day, -covenant.notice_days))]
    return []


def _annexes(visit: Visit, covenant: CovenantFact, more: Details) -> list[Moment]:
    row = visit.words("Annexes")
    return [Moment(row, one.title, one.agreed_on) for one in more.annexes.get(covenant.id, ())]
