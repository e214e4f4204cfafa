"""Change which organisations are in a covenant: one joins, leaves, signs again or is only named."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant_making import CovenantChoice, PartyChoice, covenants, drafting, places
from data_model.rules.covenant_facts import SIGNING
from data_model.vocabulary import SignatureState
from data_model.write.covenant_parties import NAMED_ONLY, ROLES, add_party, change_place, party_leaves
from pages.acts.pick import named, pick, pick_covenant
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.covenant_making import ROLES as ROLE_NAMES
from words.language import N_

LEAVES, NAMED, SIGNS, JOINS = "leaves", "named", "signs", "joins"
STEPS = {
    NAMED: N_("It stays in the covenant, only named"),
    SIGNS: N_("It is asked to sign (again)"),
    LEAVES: N_("It leaves the covenant"),
}
OUT = (SignatureState.DECLINED, SignatureState.WITHDRAWN)


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    party = pick(
        words("Organisation in the covenant"),
        places(visit.session, visit.viewer, visit.day),
        named,
        key=f"{key}-choice",
        placeholder=words("An organisation that joins"),
        about=concern if concern and concern.about.entity == "covenant_party" else None,
        entity="covenant_party",
    )
    if party is None:
        _joins(visit, concern, key)
        return
    step = st.radio(
        words("What happens now"),
        steps(party),
        format_func=lambda step: words(STEPS[step]),
        key=f"{key}-{party.id}-step",
    )
    with st.form(f"{key}-{party.id}-{step}", border=False):
        _changes(visit, party, step, f"{key}-{party.id}-{step}")


def steps(party: PartyChoice) -> tuple[str, ...]:
    if party.role == NAMED_ONLY:
        return (SIGNS, LEAVES)
    return (NAMED, SIGNS, LEAVES) if party.state in OUT else (NAMED, LEAVES)


def _changes(visit: Visit, party: PartyChoice, step: str, key: str) -> None:
    words = visit.words
    label = words("Last day in the covenant") if step == LEAVES else words("From which day")
    on = day_field(label, visit.today, f"{key}-on") or visit.today
    st.caption(words("What the organisation said before stays on record."))
    if st.form_submit_button(words("Save"), type="primary"):
        seen = {"party_id": party.id, "seen_version": party.version}
        if step == LEAVES:
            submit(
                visit, words("It is recorded until when the organisation is in it."), party_leaves, left_on=on, **seen
            )
        else:
            role = SIGNING if step == SIGNS else NAMED_ONLY
            submit(visit, words("The organisation has another place now."), change_place, role=role, from_on=on, **seen)


def _joins(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    with st.form(f"{key}-joins", border=False):
        covenant: CovenantChoice | None = pick_covenant(
            visit, covenants(visit.session, visit.viewer, visit.day), concern, key
        )
        organisation = pick(
            words("Organisation"),
            drafting(visit.session, visit.viewer, visit.day).members,
            named,
            key=f"{key}-organisation",
            placeholder=words("Choose an organisation"),
        )
        role = st.radio(
            words("Place in the covenant"), ROLES, format_func=lambda role: words(ROLE_NAMES[role]), key=f"{key}-role"
        )
        on = day_field(words("From which day"), visit.today, f"{key}-on") or visit.today
        if st.form_submit_button(words("Save"), type="primary"):
            if covenant is None or organisation is None:
                missing = words("Covenant") if covenant is None else words("Organisation")
                st.error(words("{field}: fill this in first.", field=missing))
                return
            submit(
                visit,
                words("The organisation is in the covenant now."),
                add_party,
                covenant_id=covenant.id,
                organisation_id=organisation.id,
                role=role,
                joined_on=on,
            )
