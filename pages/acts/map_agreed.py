"""Write down that the network agrees on its provisional map."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.turnover_choices import maps_to_agree
from data_model.write.maps import agree_map
from pages.acts.pick import pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    choices = maps_to_agree(visit.session, visit.viewer)
    if not choices:
        st.info(words("There is no provisional map to agree on."))
        return

    def drawn(choice: Choice) -> str:
        return words("Drawn on {day}", day=choice.on)

    with st.form(key, border=False):
        version = pick(
            words("Map"),
            choices,
            drawn,
            key=f"{key}-map",
            placeholder=words("Choose a map"),
            about=concern,
            entity="map_version",
        )
        on = day_field(words("Agreed on"), visit.today) or visit.today
        if st.form_submit_button(words("Save"), type="primary"):
            if version is None:
                st.error(words("{field}: fill this in first.", field=words("Map")))
                return
            about = {"map_version_id": version.id, "seen_version": version.version}
            submit(visit, words("The map is agreed."), agree_map, agreed_on=on, **about)
