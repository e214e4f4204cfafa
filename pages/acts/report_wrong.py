"""Report that contact data of somebody else are not right."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.contact_list import contact_list
from data_model.write.contact_reports import report_wrong
from pages.acts.pick import named, pick
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    seen = [card for card in contact_list(visit.session, visit.viewer, visit.day) if card.channels]
    choices = [
        Choice(one.person_id, one.name, one.organisation, organisation_id=one.organisation_id, version=one.version)
        for one in seen
        if one.person_id != visit.viewer.person_id
    ]
    if not choices:
        st.info(words("You see no contact data of others yet."))
        return
    with st.form(key, border=False):
        person = pick(
            words("Whose contact data"),
            choices,
            named,
            key=f"{key}-choice",
            placeholder=words("Choose a person"),
            about=concern,
            entity="person",
        )
        st.caption(words("The data count as out of date until they are confirmed or corrected."))
        if st.form_submit_button(words("Report as wrong"), type="primary"):
            if person is None:
                st.error(words("{field}: fill this in first.", field=words("Whose contact data")))
                return
            submit(
                visit,
                words("Reported. The data count as out of date now."),
                report_wrong,
                person_id=person.id,
                seen_version=person.version,
            )
