"""What the coordinator settles for one person: shielded contact data, and the ground on which data are kept."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.privacy_requests import person_privacy, privacy_people
from data_model.write.consents import BASES, set_legal_basis
from data_model.write.restriction import lift_restriction, restrict_person
from pages.acts.pick import named, pick
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.privacy import BASES as BASE_WORDS


def restrict(visit: Visit, concern: Concern | None, key: str) -> None:
    words, person = visit.words, _person(visit, concern, key)
    if person is None:
        return
    now = person_privacy(visit.session, visit.viewer, person.id)
    about = {"person_id": person.id, "seen_version": person.version}
    with st.form(f"{key}-{person.id}", border=False):
        if now.restricted_on:
            st.write(words("Since {day} nobody else sees these contact data.", day=now.restricted_on))
            if st.form_submit_button(words("Show the contact data again"), type="primary"):
                submit(visit, words("The contact data are shown again."), lift_restriction, **about)
        else:
            st.write(words("Only when this person asks for it. From now on nobody else sees the contact data."))
            if st.form_submit_button(words("Shield the contact data"), type="primary"):
                submit(visit, words("Nobody else sees the contact data now."), restrict_person, **about)


def ground(visit: Visit, concern: Concern | None, key: str) -> None:
    words, person = visit.words, _person(visit, concern, key)
    if person is None:
        return
    now = person_privacy(visit.session, visit.viewer, person.id)
    with st.form(f"{key}-{person.id}", border=False):
        basis = st.radio(
            words("Ground"),
            BASES,
            index=BASES.index(now.basis) if now.basis in BASES else None,
            format_func=lambda basis: words(BASE_WORDS[basis]),
            key=f"{key}-{person.id}-basis",
        )
        st.caption(
            words(
                "A municipality mostly works on its public task. Consent fits volunteers and private numbers. "
                "A private number has its own consent, with its own day."
            )
        )
        if st.form_submit_button(words("Save"), type="primary"):
            about = {"person_id": person.id, "seen_version": person.version}
            submit(visit, words("The ground is saved."), set_legal_basis, basis=basis, **about)


def _person(visit: Visit, concern: Concern | None, key: str) -> Choice | None:
    words = visit.words
    return pick(
        words("Who"),
        privacy_people(visit.session, visit.viewer),
        named,
        key=f"{key}-choice",
        placeholder=words("Choose a person"),
        about=concern,
        entity="person",
    )
