"""Sinds het traject: how the network stood when its trajectory ended, how it stands now, and what came between."""

import streamlit as st

from data_model.access import Entity, Reach, Verb, allows, reach
from data_model.read.choices import Choice
from data_model.read.drift import Drift, Figures, drift
from data_model.read.network_facts import network_facts
from data_model.write.baseline import end_trajectory, keep_baseline
from pages.frame import html, opened
from pages.frame.day_field import day_field
from pages.frame.html import tag
from pages.frame.submit import submit
from pages.frame.visit import Visit
from pages.network import trajectory_chart, trajectory_table


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Since the trajectory"), anchor=False)
    course = visit.read(drift, visit.day)
    if course.ended_on is None:
        _no_end(visit)
    elif course.now is None:
        st.info(words("The trajectory ended on {day}. Choose a later day to see what came of it.", day=course.ended_on))
    else:
        _since(visit, course, course.baseline or course.months[0], course.now)


def _since(visit: Visit, course: Drift, then: Figures, now: Figures) -> None:
    words = visit.words
    html.show(tag("p", _sentence(visit, then, now), klass="sk-lead"))
    if course.baseline is None:
        _no_baseline(visit)
    if reach(visit.viewer, Entity.TURNOVER, Verb.SEE) is Reach.ORGANISATION:
        st.write(words("Of the points of attention and of the links by name you see those of your own organisation."))
    st.header(words("Then and now"), anchor=False)
    trajectory_table.then_and_now(visit, then, now)
    st.header(words("Month by month"), anchor=False)
    trajectory_chart.show(visit, course, then)
    st.header(words("What was lost"), anchor=False)
    trajectory_table.lost(visit, course)
    st.header(words("What came"), anchor=False)
    trajectory_table.came(visit, course)


def _sentence(visit: Visit, then: Figures, now: Figures) -> str:
    words = visit.words
    if not then.drawn and not now.drawn:
        return words("There are no links on the map yet, so none could be lost.")
    told = words("On {day} {n} of {all} links worked", day=then.day, n=then.links, all=then.drawn)
    if visit.live:
        return words("{told}, now {n} of {all}.", told=told, n=now.links, all=now.drawn)
    return words("{told}, on {day} {n} of {all}.", told=told, day=now.day, n=now.links, all=now.drawn)


def _no_end(visit: Visit) -> None:
    words = visit.words
    st.info(
        words(
            "It is not known when the trajectory ended. From that day on Schakel shows what the network kept, what it "
            "lost and what came."
        )
    )
    if not _keeps(visit):
        st.write(words("The coordinator can fill in that day here."))
        return
    key, now = "trajectory-end", network_facts(visit.session, visit.viewer, visit.day)
    seen = opened.seen(key, [Choice(visit.viewer.network_id, now.name, version=now.version)])
    with st.form(key, border=False):
        ended_on = day_field(words("Last day of the trajectory"), key=f"{key}-day")
        if st.form_submit_button(words("Save"), type="primary"):
            about = {"seen_version": seen[visit.viewer.network_id]}
            done = words("The last day of the trajectory is saved.")
            submit(visit, done, end_trajectory, trajectory_ended_on=ended_on, **about)


def _no_baseline(visit: Visit) -> None:
    words = visit.words
    st.info(
        words(
            "No baseline is kept yet: this is what is known now of that day. With a baseline, what is corrected later "
            "does not change it."
        )
    )
    if _keeps(visit) and st.button(words("Keep the baseline"), key="keep-baseline", icon=":material/flag:"):
        submit(visit, words("The baseline is kept."), keep_baseline)


def _keeps(visit: Visit) -> bool:
    return visit.live and allows(visit.viewer, Entity.OFFICE, Verb.EDIT)
