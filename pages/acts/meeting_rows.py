"""The rows in the log of a meeting: what the group agreed, and who takes on what."""

import streamlit as st

from data_model.read.choices import people
from data_model.write.joint_agreements import AgreementRow, StepRow
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.visit import Visit

MOST_AGREEMENTS, MOST_ACTIONS = 10, 30


def how_many(visit: Visit, key: str) -> tuple[int, int]:
    """How many rows to open. Stands outside the form, so that a row comes at once and what was typed stays."""
    words = visit.words
    asked, wanted = f"{key}-agreements", f"{key}-actions"

    def an_action_each() -> None:
        st.session_state[wanted] = max(st.session_state[wanted], st.session_state[asked])

    left, right = st.columns(2)
    agreements = left.number_input(
        words("Joint agreements to write down"), 0, MOST_AGREEMENTS, key=asked, on_change=an_action_each
    )
    actions = right.number_input(words("Actions to write down"), 0, MOST_ACTIONS, key=wanted)
    return agreements, actions


def agreements(visit: Visit, n: int, key: str) -> list[AgreementRow]:
    words, rows = visit.words, []
    for number in range(1, n + 1):
        with st.expander(words("Joint agreement {row}", row=number), expanded=True, key=f"{key}-agreement-{number}"):
            rows.append(agreement_fields(visit, AgreementRow(), f"{key}-agreement-{number}"))
    return rows


def agreement_fields(visit: Visit, now: AgreementRow, key: str) -> AgreementRow:
    words = visit.words
    question = st.text_input(words("Which question"), now.question or "", key=f"{key}-question")
    solution = st.text_input(words("Chosen solution"), now.chosen_solution or "", key=f"{key}-solution")
    must = st.text_area(words("What must happen"), now.what_must_happen or "", key=f"{key}-must", height=68)
    return AgreementRow(solution, question, must)


def actions(visit: Visit, n: int, agreements: int, key: str) -> list[StepRow]:
    if n == 0:
        return []
    words, rows = visit.words, []
    known = people(visit.session, visit.viewer, visit.day)
    for number in range(1, n + 1):
        own = f"{key}-action-{number}"
        with st.expander(words("Action {row}", row=number), expanded=True, key=own):
            description = st.text_input(words("Which step"), key=f"{own}-step")
            left, right = st.columns(2)
            with left:
                owner = pick(
                    words("Who takes it on"),
                    known,
                    named,
                    key=f"{own}-owner",
                    placeholder=words("Choose a person"),
                )
            with right:
                due_on = day_field(words("Ready by"), key=f"{own}-due")
            agreement = _agreement(visit, number, agreements, own) if agreements else None
        rows.append(
            StepRow(
                description, owner.id if owner else None, owner.organisation_id if owner else None, due_on, agreement
            )
        )
    st.caption(words("Keep it small and concrete. Without a day, the next meeting counts."))
    return rows


def _agreement(visit: Visit, number: int, agreements: int, key: str) -> int | None:
    """Row 1 belongs to agreement 1 until somebody says otherwise."""
    words = visit.words
    return st.selectbox(
        words("For which agreement"),
        list(range(1, agreements + 1)),
        index=number - 1 if number <= agreements else None,
        format_func=lambda row: words("Joint agreement {row}", row=row),
        placeholder=words("None, or choose an agreement"),
        key=f"{key}-agreement",
    )
