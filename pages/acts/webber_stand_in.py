"""Name who stands in for a webber, or end that. The webber task itself goes on."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import people
from data_model.read.turnover_choices import WebberChoice
from data_model.read.webber_choices import stand_ins
from data_model.write.webbers import end_deputy, name_deputy
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit


def name(visit: Visit, task: WebberChoice, concern: Concern | None, key: str) -> None:
    words, own = visit.words, f"{key}-{task.id}"
    others = [p for p in people(visit.session, visit.viewer, visit.day) if p.id != task.person_id]
    colleagues = [p for p in others if p.organisation_id == task.organisation_id]
    person = pick(
        words("Who stands in"),
        colleagues + [p for p in others if p not in colleagues],
        named,
        key=f"{own}-stand-in",
        placeholder=words("Choose a person"),
    )
    end_on = day_field(words("Until which day"), task.away_until, f"{own}-until")
    st.caption(words("Leave the day empty when it is not known. The webber keeps the task."))
    if st.form_submit_button(words("Save"), type="primary"):
        if person is None:
            st.error(words("{field}: fill this in first.", field=words("Who stands in")))
            return
        done = words("The stand-in is saved.")
        called = {"end_on": words("Until which day"), "person_id": words("Who stands in")}
        submit(visit, done, name_deputy, called, webber_id=task.id, person_id=person.id, end_on=end_on)


def end(visit: Visit, task: WebberChoice, concern: Concern | None, key: str) -> None:
    words, own = visit.words, f"{key}-{task.id}"
    known = stand_ins(visit.session, visit.viewer, task.id, visit.day)
    person = pick(
        words("Who stops standing in"), known, named, key=f"{own}-stops", placeholder=words("Choose a person")
    )
    on = day_field(words("Last day of standing in"), visit.today, f"{own}-stops-on") or visit.today
    if st.form_submit_button(words("Save"), type="primary", disabled=not known):
        if person is None:
            st.error(words("{field}: fill this in first.", field=words("Who stops standing in")))
            return
        done = words("It is saved until when this person stands in.")
        called = {"end_on": words("Last day of standing in")}
        submit(visit, done, end_deputy, called, deputy_id=person.id, end_on=on, seen_version=person.version)
    if not known:
        st.caption(words("Nobody stands in for this webber."))
