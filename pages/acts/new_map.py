"""Start a new version of the map, and say how far a version is."""

from datetime import date

import streamlit as st

from data_model.findings import Concern
from data_model.read.link_choices import MapChoice, map_versions
from data_model.write.maps import make_provisional, note_tested, start_map
from pages.acts.pick import pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_
from words.relations import FIELDS

PROVISIONAL, TESTED = "provisional", "tested"
NEVER_THE_CASE = N_("Only the day and the organisations are kept, never the case.")
STEPS = {PROVISIONAL: N_("It is the provisional map now"), TESTED: N_("It was tried out with a case")}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    used = next((v for v in map_versions(visit.session, visit.viewer, visit.day) if v.in_use), None)
    with st.form(key, border=False):
        made_on = day_field(words(FIELDS["made_on"]), visit.today)
        tool = st.text_input(words(FIELDS["tool"]), placeholder=words("Kumu, or pens and paper"))
        note = st.text_area(words(FIELDS["map_note"]))
        provisional = st.checkbox(words("The network uses it as its provisional map"))
        tested_on = day_field(words(FIELDS["tested_on"]))
        tested_by = st.text_input(words(FIELDS["tested_by"]))
        st.caption(words(NEVER_THE_CASE))
        links = used.links if used else 0
        take_along = bool(links) and st.checkbox(
            words.plural(
                "Take along the {n} link of the map in use", "Take along the {n} links of the map in use", links
            ),
            value=True,
        )
        if st.form_submit_button(words("Save"), type="primary"):
            submit(
                visit,
                words("The new map is there. Draw its links, and agree on it together."),
                start_map,
                made_on=made_on,
                provisional=provisional,
                tested_on=tested_on,
                tested_by=tested_by,
                tool=tool,
                map_note=note,
                with_links=take_along,
            )


def step_form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    versions = map_versions(visit.session, visit.viewer, visit.day)
    if not versions:
        st.info(words("There is no map yet. Start one first."))
        return
    version = pick(
        words(FIELDS["map_version_id"]),
        versions,
        lambda one: words("Drawn on {day}", day=one.on),
        key=f"{key}-map",
        placeholder=words("Choose a map"),
        about=concern,
        entity="map_version",
    )
    if version is None:
        return
    steps = [step for step in STEPS if step == TESTED or version.provisional_on is None]
    step = st.radio(words("What happened"), steps, format_func=lambda step: words(STEPS[step]), key=f"{key}-step")
    with st.form(f"{key}-{version.id}-{step}", border=False):
        on = day_field(words("On which day"), visit.today)
        tested_by = st.text_input(words(FIELDS["tested_by"])) if step == TESTED else None
        if step == TESTED:
            st.caption(words(NEVER_THE_CASE))
        if st.form_submit_button(words("Save"), type="primary"):
            _save(visit, version, step, on, tested_by)


def _save(visit: Visit, version: MapChoice, step: str, on: date | None, tested_by: str | None) -> None:
    words, about = visit.words, {"map_version_id": version.id, "seen_version": version.version}
    if step == PROVISIONAL:
        called = {"provisional_on": words("On which day")}
        submit(visit, words("The map is provisional."), make_provisional, called, provisional_on=on, **about)
    else:
        called = {"tested_on": words("On which day")}
        submit(
            visit,
            words("It is noted when the map was tried out."),
            note_tested,
            called,
            tested_on=on,
            tested_by=tested_by,
            **about,
        )
