"""Confirm that somebody's contact data are still right, correct them, or report them wrong."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.access import Entity
from data_model.findings import Concern
from data_model.read.choices import Choice, people
from data_model.read.contact_list import ContactCard, contact_list
from data_model.read.privacy_requests import private_channels
from data_model.write.contacts import confirm_contact, correct_contact
from pages.acts import new_contact
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.states import CHANNELS, VISIBILITIES


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words, known = visit.words, people(visit.session, visit.viewer, visit.day, Entity.CONTACTS)
    if _nobody_at(concern, known):
        st.info(words("Nobody is written down for this organisation. Add a contact person."))
        new_contact.form(visit, concern, key)
        return
    person = pick(
        words("Whose contact data"),
        known,
        named,
        key=f"{key}-choice",
        placeholder=words("Choose a person"),
        about=concern,
        entity="person",
    )
    if person is None:
        return
    cards = contact_list(visit.session, visit.viewer, visit.day)
    card = next((card for card in cards if card.person_id == person.id), None)
    _confirm(visit, person, key)
    _correct(visit, person, card, key)


def _consents(visit: Visit, person: Choice) -> dict[str, date | None]:
    return private_channels(visit.session, visit.viewer, person.id, visit.day)


def _nobody_at(concern: Concern | None, known: Sequence[Choice]) -> bool:
    """Whether it is about an organisation where nobody is left whose data can be checked."""
    if concern is None or concern.about.entity != "organisation":
        return False
    return all(choice.organisation_id != concern.about.id for choice in known)


def _confirm(visit: Visit, person: Choice, key: str) -> None:
    words = visit.words
    with st.container(horizontal=True):
        if st.button(words("Still right"), type="primary", icon=":material/check:", key=f"{key}-still-right"):
            submit(
                visit,
                words("Confirmed. Thank you."),
                confirm_contact,
                person_id=person.id,
                result="correct",
                seen_version=person.version,
            )
        if st.button(words("This is wrong"), icon=":material/report:", key=f"{key}-is-wrong"):
            submit(
                visit,
                words("Reported. The data count as out of date now."),
                confirm_contact,
                person_id=person.id,
                result="wrong",
                seen_version=person.version,
            )


def _correct(visit: Visit, person: Choice, card: ContactCard | None, key: str) -> None:
    words = visit.words
    values, sharing = dict(card.channels if card else ()), dict(card.sharing if card else ())
    if card and card.shielded:
        st.info(words("Contact data of this person are shielded at their own request."))
    own, consents = person.id == visit.viewer.person_id, _consents(visit, person)
    with st.form(f"{key}-{person.id}", border=False):
        typed, private = {}, []
        for kind, label in CHANNELS.items():
            left, right = st.columns([3, 2])
            value = left.text_input(words(label), value=values.get(kind, ""), key=f"{key}-{kind}-{person.id}")
            options = list(VISIBILITIES)
            seen_by = right.selectbox(
                words("Who may see it"),
                options,
                index=options.index(sharing.get(kind, "network")),
                format_func=lambda choice: words(VISIBILITIES[choice]),
                key=f"{key}-{kind}-sharing-{person.id}",
            )
            told = words("{channel}: private, not of work", channel=words(label))
            if st.checkbox(told, value=kind in consents, key=f"{key}-{kind}-private-{person.id}"):
                private.append(kind)
            if value.strip() or kind in values:
                typed[kind] = (value, seen_by)
        consent_on = None if own else day_field(words("Consent given on"), key=f"{key}-{person.id}-consent")
        st.caption(
            words(
                "What is private is kept only with the consent of this person, and begins with the webbers at most. "
                "Taking the consent back deletes it at once."
            )
        )
        if st.form_submit_button(words("Save changes")):
            submit(
                visit,
                words("The contact data are changed and count as confirmed."),
                correct_contact,
                person_id=person.id,
                channels=typed,
                private=private,
                consent_on=consent_on,
                seen_version=person.version,
            )
