"""Ask something about one's own data, or write down what somebody asked by letter or telephone."""

import streamlit as st

from data_model.access import Entity, Reach, Verb, reach
from data_model.findings import Concern
from data_model.read.privacy_requests import privacy_people
from data_model.write.privacy_requests import KINDS, make_privacy_request
from pages.acts.pick import named, pick
from pages.frame import html
from pages.frame.day_field import day_field
from pages.frame.html import Html, tag
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.privacy import GOES, REQUEST_KINDS, STAYS

ERASE = "erase"


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    for_all = reach(visit.viewer, Entity.PRIVACY, Verb.EDIT) is Reach.NETWORK
    with st.form(key, border=False):
        person = pick(
            words("Who asks"),
            privacy_people(visit.session, visit.viewer),
            named,
            key=f"{key}-person",
            placeholder=words("Choose a person"),
            about=concern,
            entity="person",
        )
        kind = st.radio(
            words("What is asked"),
            KINDS if for_all else [kind for kind in KINDS if kind != ERASE],
            format_func=lambda kind: words(REQUEST_KINDS[kind]),
            key=f"{key}-kind",
        )
        text = st.text_area(words("In your own words (not required)"), key=f"{key}-text")
        received_on = day_field(words("Received on"), visit.today, f"{key}-received") if for_all else visit.today
        st.caption(words("The answer comes within a month. When it takes longer, you hear that within that month."))
        if st.form_submit_button(words("Send"), type="primary"):
            if person is None:
                st.error(words("{field}: fill this in first.", field=words("Who asks")))
                return
            called = {"kind": words("What is asked"), "text": words("In your own words (not required)")}
            asked = {"person_id": person.id, "kind": kind, "text": text, "received_on": received_on}
            submit(
                visit,
                words("The request is noted. You find it under My requests."),
                make_privacy_request,
                called,
                **asked,
            )


def erase(visit: Visit, concern: Concern | None, key: str) -> None:
    words, own = visit.words, visit.viewer.person_id
    if own is None:
        st.info(words("Your account is not connected to a person in this network, so there is nothing to erase."))
        return
    html.show(
        tag("p", words("This goes:")),
        _listed(visit, GOES),
        tag("p", words("This stays, because others rely on it:")),
        _listed(visit, STAYS),
    )
    with st.form(key, border=False):
        text = st.text_area(words("In your own words (not required)"), key=f"{key}-text")
        sure = st.checkbox(words("I have read what goes and what stays"), key=f"{key}-sure")
        st.caption(words("The coordinator decides within a month. Once it is done, nobody can bring your data back."))
        if st.form_submit_button(words("Ask to erase my data"), type="primary"):
            if not sure:
                named_so = words("I have read what goes and what stays")
                st.error(words("{field}: fill this in first.", field=named_so))
                return
            called = {"kind": words("What is asked"), "text": words("In your own words (not required)")}
            asked = {"person_id": own, "kind": ERASE, "text": text}
            submit(
                visit,
                words("The request is noted. You find it under My requests."),
                make_privacy_request,
                called,
                **asked,
            )


def _listed(visit: Visit, sentences: tuple[str, ...]) -> Html:
    return tag("ul", *(tag("li", visit.words(sentence)) for sentence in sentences))
