"""Who signed a covenant, who still has to, and who is only named."""

from collections import Counter

import streamlit as st

from data_model.findings import Concern
from data_model.rules.covenant_facts import CovenantFact, PartyFact
from data_model.rules.covenant_signed import signature_state
from data_model.vocabulary import SignatureState
from pages.acts import register
from pages.acts.covenant_making_dialogs import PARTY, SIGNING_DAY
from pages.frame.bars import bars
from pages.frame.chart import chart
from pages.frame.html import Html
from pages.frame.links import organisation_link
from pages.frame.md import md
from pages.frame.state import state_label
from pages.frame.visit import Visit
from words.states import SIGNATURE_STATES


def signatures(visit: Visit, covenant: CovenantFact) -> None:
    words = visit.words
    st.header(words("Signatures: {covenant}", covenant=md(covenant.title)), anchor=False)
    parties = covenant.signing(visit.day)
    if parties:
        _chart(visit, covenant, parties)
    else:
        st.info(words("No organisation has been asked to sign yet. Put organisations in the covenant first."))
    named_only = [one.name for one in covenant.parties if one.takes_part(visit.day) and one not in parties]
    if named_only:
        st.write(md(words("Only named, without signing: {names}.", names=tuple(named_only))))
    register.buttons(visit, (SIGNING_DAY, PARTY), f"signed-{covenant.id}", Concern(about=covenant.subject))


def _chart(visit: Visit, covenant: CovenantFact, parties: list[PartyFact]) -> None:
    words = visit.words
    states = {party.id: signature_state(party, visit.day) for party in parties}
    counts = Counter(states.values())
    chart(
        visit,
        bars([(words(SIGNATURE_STATES[one]), counts[one]) for one in SignatureState], words("Organisations")),
        words("{signed} of {all} organisations have signed.", signed=counts[SignatureState.SIGNED], all=len(parties)),
        [words("Organisation"), words("State"), words("In the covenant since")],
        [
            (
                whose(visit, party.organisation_id, party.name),
                state_label(words, SIGNATURE_STATES, states[party.id]),
                words.short_day(party.joined_on),
            )
            for party in sorted(
                parties, key=lambda one: (one.organisation_id != visit.viewer.organisation_id, one.name)
            )
        ],
        f"signatures-{covenant.id}",
    )


def whose(visit: Visit, organisation_id: int, name: str) -> Html:
    """A link to the organisation; the viewer's own is marked in words."""
    own = organisation_id == visit.viewer.organisation_id
    said = visit.words("{name} (your organisation)", name=name) if own else name
    return organisation_link(organisation_id, said)
