"""Does the covenant still hold? How it stands, its four ingredients, who signed, its time, and what was agreed."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant import facts as read_facts
from data_model.read.covenant_details import Details, details
from data_model.rules.covenant_facts import CovenantFact, CovenantFacts
from data_model.rules.covenant_signed import signed_summary
from data_model.rules.covenant_state import GONE, State, state
from data_model.rules.covenant_term import evaluation_due, term
from pages.acts import register
from pages.acts.covenant_dialogs import EVALUATION
from pages.acts.covenant_making_dialogs import COURSE, DRAFT, FOLLOW_UP, TERM
from pages.frame import finding_list, html
from pages.frame.facts import fact_list
from pages.frame.md import md
from pages.frame.visit import Visit
from pages.questions.covenant_agreed import agreements, approvals, promises
from pages.questions.covenant_checklist import checklist
from pages.questions.covenant_signatures import signatures
from pages.questions.covenant_time import time
from words.covenant_making import COVENANT_KINDS
from words.covenant_states import COVENANT_STATES, SIGNED


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Does the covenant still hold?"), anchor=False)
    facts, more = visit.read(read_facts), visit.read(details)
    living = [one for one in facts.covenants if state(facts, one, visit.day) not in GONE]
    if not living:
        st.info(
            words(
                "There is no covenant yet. The network draws one up in the fifth session: the goal, the organisations, "
                "the webbers and the working agreements. A lighter maintenance contract will do as well."
            )
        )
    for covenant in living:
        _standing(visit, facts, covenant, more)
    register.buttons(visit, (register.SIGNATURE, DRAFT), "covenant")
    st.header(words("This needs attention"), anchor=False)
    finding_list.show(visit, [f for f in visit.findings if f.question == "covenant"], "covenant")
    for covenant in living:
        signatures(visit, covenant)
        time(visit, facts, covenant, more)
        agreements(visit, facts, covenant, more)
        approvals(visit, covenant, more)
    promises(visit, facts, more)
    _former(visit, facts)


def _standing(visit: Visit, facts: CovenantFacts, covenant: CovenantFact, more: Details) -> None:
    st.header(md(covenant.title), anchor=False)
    html.show(fact_list(_told(visit, facts, covenant, more)))
    sequel = FOLLOW_UP if covenant.in_force_on else TERM
    register.buttons(visit, (COURSE, sequel, EVALUATION), f"covenant-{covenant.id}", Concern(about=covenant.subject))
    checklist(visit, facts, covenant)


def _told(visit: Visit, facts: CovenantFacts, covenant: CovenantFact, more: Details) -> list[tuple[str, str]]:
    words, day, paper = visit.words, visit.day, more.papers[covenant.id]
    signed, runs = signed_summary(covenant, day), term(facts, covenant, day, visit.norms)
    evaluate_by = evaluation_due(covenant, day)
    count = words(
        "{state}: {signed} of {required}",
        state=words(SIGNED[signed.state]),
        signed=signed.signed,
        required=signed.required,
    )
    return [
        (words("State"), words(COVENANT_STATES[state(facts, covenant, day)])),
        (words("Until"), words.day(runs.last_day) if runs.last_day else words("no end agreed")),
        (words("Signed"), count),
        (words("Next evaluation"), words.day(evaluate_by) if evaluate_by else words("not planned yet")),
        (words("Shared goal"), covenant.goal.text if covenant.goal else words("not written down yet")),
        (words("What it is"), words(COVENANT_KINDS[paper.kind]) if paper.kind in COVENANT_KINDS else paper.kind),
        (words("Where the text is kept"), paper.document_ref or words("not written down yet")),
    ]


def _former(visit: Visit, facts: CovenantFacts) -> None:
    """Covenants that ended or were replaced rest, and stay on record."""
    words = visit.words
    gone = [one for one in facts.covenants if state(facts, one, visit.day) in (State.ENDED, State.REPLACED)]
    if gone:
        st.header(words("Former covenants"), anchor=False)
        html.show(
            html.table(
                words("Covenants that ended or were replaced"),
                [words("Covenant"), words("State"), words("In force since"), words("Ended on")],
                [
                    (
                        one.title,
                        words(COVENANT_STATES[state(facts, one, visit.day)]),
                        words.short_day(one.in_force_on) if one.in_force_on else "–",
                        words.short_day(one.ended_on) if one.ended_on else "–",
                    )
                    for one in gone
                ],
            )
        )
