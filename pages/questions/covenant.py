"""Does the covenant still hold? Its state and term, the four ingredients, the signatures, and what needs attention."""

from collections import Counter

import streamlit as st

from data_model.read.covenant import facts as read_facts
from data_model.rules.covenant_facts import CovenantFact, CovenantFacts
from data_model.rules.covenant_ingredients import Reason, Result, ingredients
from data_model.rules.covenant_signed import signature_state, signed_summary
from data_model.rules.covenant_state import GONE, state
from data_model.rules.covenant_term import evaluation_due, term
from data_model.vocabulary import SignatureState
from pages.acts import register
from pages.frame import finding_list, html
from pages.frame.bars import bars
from pages.frame.chart import chart
from pages.frame.facts import fact_list
from pages.frame.html import table
from pages.frame.md import md
from pages.frame.visit import Visit
from words.covenant_states import COVENANT_STATES, INGREDIENTS, LACKS, SIGNED
from words.states import SIGNATURE_STATES


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Does the covenant still hold?"), anchor=False)
    facts = read_facts(visit.session, visit.viewer)
    living = [one for one in facts.covenants if state(facts, one, visit.day) not in GONE]
    if not living:
        st.info(words("There is no covenant yet. The network draws one up in the fifth session."))
    for covenant in living:
        _standing(visit, facts, covenant)
    register.buttons(visit, (register.SIGNATURE,), "covenant")
    st.header(words("This needs attention"), anchor=False)
    finding_list.show(visit, [f for f in visit.findings if f.question == "covenant"], "covenant")
    for covenant in living:
        st.header(words("Signatures: {covenant}", covenant=md(covenant.title)), anchor=False)
        _signatures(visit, covenant)


def _standing(visit: Visit, facts: CovenantFacts, covenant: CovenantFact) -> None:
    words, day = visit.words, visit.day
    st.header(md(covenant.title), anchor=False)
    signed, runs = signed_summary(covenant, day), term(facts, covenant, day, visit.norms)
    evaluate_by = evaluation_due(covenant, day)
    shown = [
        (words("State"), words(COVENANT_STATES[state(facts, covenant, day)])),
        (words("Until"), words.day(runs.last_day) if runs.last_day else words("no end agreed")),
        (
            words("Signed"),
            words(
                "{state}: {signed} of {required}",
                state=words(SIGNED[signed.state]),
                signed=signed.signed,
                required=signed.required,
            ),
        ),
        (words("Next evaluation"), words.day(evaluate_by) if evaluate_by else words("not planned yet")),
    ]
    html.show(fact_list(shown))
    parts = ingredients(facts, covenant, day, visit.norms)
    html.show(
        table(
            words("{n} of 4 ingredients are there", n=sum(part.present for part in parts)),
            [words("Ingredient"), words("State"), words("What is missing or deserves a look")],
            [
                (
                    words(INGREDIENTS[part.ingredient]),
                    f"✓ {words('There')}" if part.present else f"✗ {words('Not complete')}",
                    _reasons(visit, part),
                )
                for part in parts
            ],
        )
    )


def _reasons(visit: Visit, part: Result) -> str:
    def told(reason: Reason) -> str:
        return visit.words(LACKS[reason.code], names=reason.names)

    return "; ".join(told(reason) for reason in (*part.missing, *part.warnings)) or "–"


def _signatures(visit: Visit, covenant: CovenantFact) -> None:
    words = visit.words
    parties = covenant.signing(visit.day)
    if not parties:
        st.info(words("No organisation has been asked to sign yet."))
        return
    states = {party.name: signature_state(party, visit.day) for party in parties}
    counts = Counter(states.values())
    chart(
        visit,
        bars([(words(SIGNATURE_STATES[one]), counts[one]) for one in SignatureState], words("Organisations")),
        words("{signed} of {all} organisations have signed.", signed=counts[SignatureState.SIGNED], all=len(parties)),
        [words("Organisation"), words("State")],
        [(name, words(SIGNATURE_STATES[one])) for name, one in sorted(states.items())],
        f"signatures-{covenant.id}",
    )
