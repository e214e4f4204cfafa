"""My rights: what is kept about me and a copy of it, consent to take back, shielding, and what I asked."""

from datetime import date

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.own_contact import OwnContact
from data_model.read.own_everything import own_everything
from data_model.read.privacy_requests import OwnPrivacy, Request, own_privacy
from data_model.rules.privacy import RequestState
from data_model.write.consents import withdraw_consent, withdraw_role_consent
from data_model.write.privacy_requests import withdraw_request
from data_model.write.restriction import lift_restriction, restrict_person
from pages.acts import register
from pages.acts.privacy_dialogs import ASK, ERASE
from pages.frame import html
from pages.frame.html import Html, table, tag
from pages.frame.submit import submit
from pages.frame.visit import Visit
from pages.own import export
from words.own import LEGAL_BASES
from words.privacy import REQUEST_KINDS, REQUEST_STATES
from words.states import CHANNELS

NOTICE = "/privacy"


def show(visit: Visit, own: OwnContact) -> None:
    words, rights = visit.words, own_privacy(visit.session, visit.viewer, visit.day)
    st.header(words("What Schakel keeps about me"), anchor=False)
    html.show(_kept(visit, own), _explained(visit))
    if rights is None:
        return
    if visit.live:
        export.buttons(visit, rights.person_id, "own")
    if st.toggle(words("Show everything here"), key="own-everything"):
        _everything(visit)
    st.header(words("My rights"), anchor=False)
    _shield(visit, rights)
    _consents(visit, rights)
    _requests(visit, rights)
    about = Concern(about=Subject("person", own.person_id, own.name), person_id=own.person_id)
    register.buttons(visit, (ASK, ERASE), "rights", about=about)


def _explained(visit: Visit) -> Html:
    link = tag("a", visit.words("How Schakel handles personal data"), href=NOTICE, target="_self", klass="sk-link")
    return tag("p", link)


def _everything(visit: Visit) -> None:
    everything = own_everything(visit.session, visit.viewer)
    if everything is not None:
        html.show(tag("div", *export.sections(visit, everything, "h3")))


def _kept(visit: Visit, own: OwnContact) -> Html:
    words = visit.words
    basis = words(LEGAL_BASES[own.basis]) if own.basis in LEGAL_BASES else words("on another ground")
    return tag(
        "p",
        words(
            "Schakel keeps your name, where you work and as what, the contact data above, when they were confirmed, "
            "your actions with their updates, your tasks in the network, and the changes that were announced. It does "
            "so {basis}. Old numbers and addresses are written over. Schakel keeps no birth date, home address, photo "
            "or reason why somebody is away, and does not measure what you do.",
            basis=basis,
        ),
    )


def _shield(visit: Visit, rights: OwnPrivacy) -> None:
    words = visit.words
    about = {"person_id": rights.person_id, "seen_version": rights.version}
    # The version is in the key: a click on what changed meanwhile does nothing but show how it is now.
    if rights.restricted_on:
        told = words("Since {day} nobody but you sees your contact data.", day=rights.restricted_on)
        html.show(tag("p", told, klass="sk-step"))
        label, icon = words("Show my contact data again"), ":material/visibility:"
        if visit.live and st.button(label, key=f"lift-{rights.version}", icon=icon):
            submit(visit, words("Others see your contact data again, as you chose."), lift_restriction, **about)
        return
    html.show(tag("p", words("Others see your contact data as you chose above. You can shield them all at once.")))
    label, icon = words("Shield my contact data"), ":material/visibility_off:"
    if visit.live and st.button(label, key=f"shield-{rights.version}", icon=icon):
        submit(visit, words("From now on nobody but you sees your contact data."), restrict_person, **about)


def _consents(visit: Visit, rights: OwnPrivacy) -> None:
    """What rests on a yes of this person alone: a click takes it back, and it is gone."""
    words = visit.words
    for one in rights.private:
        told = words("Private: {what}.", what=words(CHANNELS[one.kind]))
        if _withdrawn(visit, told, one.consent_on, f"consent-{one.id}"):
            submit(visit, words("Your consent is taken back, and it is deleted."), withdraw_consent, channel_id=one.id)
    for role_id, consent_on in rights.experience:
        told = words("You are known as an expert by experience.")
        if _withdrawn(visit, told, consent_on, f"experience-{role_id}"):
            submit(
                visit, words("Your consent is taken back, and it is deleted."), withdraw_role_consent, role_id=role_id
            )


def _withdrawn(visit: Visit, told: str, consent_on: date | None, key: str) -> bool:
    words = visit.words
    given = words("You said yes to this on {day}.", day=consent_on) if consent_on else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-{key}"):
        html.show(tag("p", f"{told} {given}".strip()))
        label = words("Take consent back and delete")
        return visit.live and st.button(label, key=f"withdraw-{key}", icon=":material/delete:")


def _requests(visit: Visit, rights: OwnPrivacy) -> None:
    words = visit.words
    if not rights.requests:
        return
    st.subheader(words("My requests"), anchor=False)
    headers = [words("What is asked"), words("Received on"), words("Answer by"), words("State")]
    html.show(table(words("My requests"), headers, [_row(visit, one) for one in rights.requests]))
    for one in rights.requests:
        if one.reason:
            told = words(
                "{what}, {day}: {reason}", what=words(REQUEST_KINDS[one.kind]), day=one.decided_on, reason=one.reason
            )
            html.show(tag("p", told, klass="sk-quiet"))
        if one.open and visit.live:
            label = words("Take back: {what}", what=words(REQUEST_KINDS[one.kind]))
            if st.button(label, key=f"take-back-{one.id}-{one.version}", icon=":material/undo:"):
                about = {"request_id": one.id, "seen_version": one.version}
                submit(visit, words("The request is taken back."), withdraw_request, **about)


def _row(visit: Visit, one: Request) -> tuple[str, ...]:
    words = visit.words
    waits = one.state in (RequestState.OPEN, RequestState.OVERDUE)
    return (
        words(REQUEST_KINDS[one.kind]),
        words.short_day(one.received_on),
        words.short_day(one.answer_by_on) if waits else "–",
        words(REQUEST_STATES[one.state]),
    )
