"""What an organisation signed, promised and takes care of."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.organisation_card import OrganisationCard
from pages.acts import register
from pages.acts.covenant_dialogs import PROMISE
from pages.frame import html
from pages.frame.html import table
from pages.frame.state import state_label
from pages.frame.visit import Visit
from words.covenant_acts import APPROVAL_STATES, PROMISE_STATES
from words.covenant_states import COVENANT_STATES
from words.organisations import OUTCOMES
from words.states import SIGNATURE_STATES

NOTHING = "–"


def show(visit: Visit, card: OrganisationCard, about: Concern) -> None:
    words, standing = visit.words, card.standing
    st.header(words("Covenant"), anchor=False)
    if not standing.covenants:
        st.info(words("This organisation is in no covenant that holds or is being drawn up."))
    else:
        _covenants(visit, card)
        register.buttons(visit, (register.SIGNATURE,), "organisation-covenant", about)
    if standing.agreements:
        _agreements(visit, card)
    if standing.promises:
        _promises(visit, card)
        register.buttons(visit, (PROMISE,), "organisation-promises", about)


def _covenants(visit: Visit, card: OrganisationCard) -> None:
    words = visit.words
    html.show(
        table(
            words("Where this organisation stands in the covenant"),
            [words("Covenant"), words("State"), words("Signature"), words("Managers")],
            [
                (
                    line.title,
                    state_label(words, COVENANT_STATES, line.state),
                    state_label(words, SIGNATURE_STATES, line.signature) if line.signature else words("Only named"),
                    state_label(words, APPROVAL_STATES, line.approval) if line.approval else NOTHING,
                )
                for line in card.standing.covenants
            ],
        )
    )


def _agreements(visit: Visit, card: OrganisationCard) -> None:
    words = visit.words
    st.subheader(words("Agreements it takes care of"), anchor=False)
    html.show(
        table(
            words("Working agreements of this organisation"),
            [words("Agreement"), words("Topic"), words("How it works out"), words("Discuss by")],
            [
                (
                    line.text,
                    words.value("", line.topic),
                    words(OUTCOMES[line.outcome]),
                    words.short_day(line.review_by) if line.review_by else NOTHING,
                )
                for line in card.standing.agreements
            ],
        )
    )


def _promises(visit: Visit, card: OrganisationCard) -> None:
    words = visit.words
    st.subheader(words("What it promised to arrange"), anchor=False)
    html.show(
        table(
            words("Promises of this organisation"),
            [words("Promise"), words("How far"), words("Promised on")],
            [
                (line.text, state_label(words, PROMISE_STATES, line.state), words.short_day(line.promised_on))
                for line in card.standing.promises
            ],
        )
    )
