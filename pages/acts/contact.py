"""Confirm that somebody's contact data are still right, correct them, or report them wrong."""

import streamlit as st

from data_model.access import Entity
from data_model.findings import Finding
from data_model.read.choices import Choice, people
from data_model.read.contacts import ContactCard, contact_list
from data_model.write.contacts import confirm_contact, correct_contact
from pages.acts.pick import named, pick
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_

CHANNELS = {"work_phone": N_("Work phone"), "work_email": N_("Work e-mail"), "mobile": N_("Mobile phone")}
VISIBILITY = {
    "network": N_("everyone in the network"),
    "webbers": N_("webbers and the coordinator"),
    "coordinator": N_("the coordinator only"),
    "withheld": N_("nobody"),
}


def form(visit: Visit, finding: Finding | None) -> None:
    words = visit.words
    person = pick(
        words("Whose contact data"),
        people(visit.session, visit.viewer, visit.day, Entity.CONTACTS),
        named,
        key="contact-choice",
        placeholder=words("Choose a person"),
        about=finding,
        entity="person",
    )
    if person is None:
        return
    card = next(
        (card for card in contact_list(visit.session, visit.viewer, visit.day) if card.person_id == person.id), None
    )
    channels = dict(card.channels) if card else {}
    with st.container(horizontal=True):
        if st.button(words("Still right"), type="primary", icon=":material/check:"):
            submit(visit, words("Confirmed. Thank you."), confirm_contact, person_id=person.id, result="correct")
        if st.button(words("This is wrong"), icon=":material/report:"):
            submit(
                visit,
                words("Reported. The data count as out of date now."),
                confirm_contact,
                person_id=person.id,
                result="wrong",
            )
