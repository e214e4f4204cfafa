"""The viewer's own contact data, with one button to say that they are still right and one to change them."""

from dataclasses import replace

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.own_contact import OwnContact
from data_model.write.contacts import confirm_contact
from pages.acts import opening, register
from pages.frame import html
from pages.frame.html import table, tag
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_
from words.states import CHANNELS, VISIBILITIES

CHANGE = replace(register.CONTACT, label=N_("Change my data"), icon=":material/edit:")


def about(visit: Visit, own: OwnContact) -> Concern:
    """The viewer as a record to act on."""
    return Concern(
        about=Subject("person", own.person_id, own.name),
        organisation_id=visit.viewer.organisation_id,
        person_id=own.person_id,
    )


def show(visit: Visit, own: OwnContact) -> None:
    words = visit.words
    if own.channels:
        html.show(
            table(
                words("What is kept, and who may see it"),
                [words("Channel"), words("Number or address"), words("Who may see it")],
                [(words(CHANNELS[kind]), value, words(VISIBILITIES[seen])) for kind, value, seen in own.channels],
            )
        )
    else:
        st.info(words("There is no phone number or e-mail address of you yet. Add one, so that others can reach you."))
    html.show(tag("p", _confirmed(visit, own), klass="sk-step"))
    if visit.live:
        _buttons(visit, own)


def _confirmed(visit: Visit, own: OwnContact) -> str:
    words = visit.words
    if own.wrong_since:
        return words("On {day} somebody said that these data are not right. Are they?", day=own.wrong_since)
    if own.confirmed_on:
        return words("You or a colleague last said on {day} that these data are right.", day=own.confirmed_on)
    return words("Nobody has said yet that these data are right.")


def _buttons(visit: Visit, own: OwnContact) -> None:
    words, concern = visit.words, about(visit, own)
    if not CHANGE.allowed(visit.viewer, concern):
        return
    with st.container(horizontal=True, key="own-contact"):
        # The version is in the key: a click on what changed meanwhile does nothing but show the new data.
        key = f"still-right-{own.version}"
        if own.channels and st.button(words("Still right"), key=key, type="primary", icon=":material/check:"):
            submit(
                visit,
                words("Confirmed. Thank you."),
                confirm_contact,
                person_id=own.person_id,
                result="correct",
                seen_version=own.version,
            )
        opening.offer(visit, CHANGE, concern, "do-own-contact")
