"""Write down that somebody no longer keeps a link."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.link_choices import keepers_to_end
from data_model.write.carriers import end_carrier
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.relations import FIELDS


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    choices = keepers_to_end(visit.session, visit.viewer, visit.day)
    if not choices:
        st.info(words("It is not known of any link who keeps it."))
        return
    with st.form(key, border=False):
        keeper = pick(
            words(FIELDS["carrier_id"]),
            choices,
            named,
            key=f"{key}-keeper",
            placeholder=words("Choose a person and a link"),
        )
        last_on = day_field(words(FIELDS["last_on"]), visit.today)
        st.caption(words("The person stays with the organisation. Does somebody leave? Announce a departure instead."))
        if st.form_submit_button(words("Save"), type="primary"):
            if keeper is None:
                st.error(words("{field}: fill this in first.", field=words(FIELDS["carrier_id"])))
                return
            about = {"carrier_id": keeper.id, "seen_version": keeper.version}
            submit(visit, words("The last day is saved."), end_carrier, last_on=last_on, **about)
