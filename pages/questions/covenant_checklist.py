"""The four ingredients of a covenant as a checklist: there or not, why, and the form that helps."""

from collections.abc import Mapping

import streamlit as st

from data_model.findings import Concern
from data_model.rules.covenant_facts import CovenantFact, CovenantFacts
from data_model.rules.covenant_ingredients import Ingredient, Lack, Reason, Result, Warn, ingredients
from pages.acts import register
from pages.acts.covenant_dialogs import ANNEX, GOAL, REVIEW
from pages.acts.covenant_making_dialogs import AGREEMENT, GOAL_SET, PARTY, ROUTE
from pages.acts.dialog import Dialog
from pages.acts.turnover_dialogs import WEBBER
from pages.frame import html
from pages.frame.html import Html, tag
from pages.frame.visit import Visit
from words.covenant_states import INGREDIENTS, LACKS

HELP: Mapping[Lack | Warn, Dialog] = {
    Lack.NO_GOAL: GOAL_SET,
    Lack.GOAL_REPLACED: GOAL_SET,
    Lack.NOT_COMMITTED: register.SIGNATURE,
    Lack.TOO_FEW_ORGANISATIONS: PARTY,
    Lack.NOT_NAMED: ANNEX,
    Lack.NO_LONGER_ACTIVE: ANNEX,
    Lack.NO_WEBBER: ANNEX,
    Lack.WEBBER_NOT_CONFIRMED: ANNEX,
    Lack.WEBBER_WITHOUT_PERSON: ANNEX,
    Lack.TOPIC_MISSING: AGREEMENT,
    Lack.APPROVAL_UNKNOWN: ROUTE,
    Warn.GOAL_NOT_CONFIRMED: GOAL,
    Warn.NO_INFORMAL_ORGANISATION: PARTY,
    Warn.WEBBER_WITHOUT_DEPUTY: WEBBER,
    Warn.TOPIC_NOT_KEPT: REVIEW,
}
# What keeps an ingredient up to date while nothing is wrong with it.
EDITS = {
    Ingredient.GOAL: GOAL_SET,
    Ingredient.ORGANISATIONS: PARTY,
    Ingredient.WEBBERS: ANNEX,
    Ingredient.AGREEMENTS: AGREEMENT,
}


def checklist(visit: Visit, facts: CovenantFacts, covenant: CovenantFact) -> None:
    words = visit.words
    parts = ingredients(facts, covenant, visit.day, visit.norms)
    st.subheader(words("{n} of 4 ingredients are there", n=sum(part.present for part in parts)), anchor=False)
    with st.grid(min_column_width=200, border=True, key=f"ingredients-{covenant.id}"):
        for part in parts:
            with st.container():
                html.show(_told(visit, part))
                key = f"covenant-{covenant.id}-{part.ingredient}"
                register.buttons(visit, helping(part), key, Concern(about=covenant.subject))


def helping(part: Result) -> tuple[Dialog, ...]:
    reasons = (*part.missing, *part.warnings)
    return tuple(dict.fromkeys(HELP[one.code] for one in reasons)) or (EDITS[part.ingredient],)


def _told(visit: Visit, part: Result) -> Html:
    words = visit.words
    said = f"✓ {words('There')}" if part.present else f"✗ {words('Not complete')}"
    if part.present and part.warnings:
        said = f"! {words('There, deserves a look')}"
    reasons = [tag("li", _sentence(visit, reason)) for reason in (*part.missing, *part.warnings)]
    return tag(
        "div",
        tag("h4", words(INGREDIENTS[part.ingredient])),
        tag("p", tag("strong", said)),
        *([tag("ul", *reasons)] if reasons else []),
        klass="sk-ingredient",
    )


def _sentence(visit: Visit, reason: Reason) -> str:
    said = visit.words(LACKS[reason.code], names=reason.names)
    return said[:1].upper() + said[1:]
