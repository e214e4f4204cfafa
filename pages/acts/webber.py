"""Name a stand-in for a webber, or confirm a new webber while the former task ends."""

from dataclasses import replace
from datetime import date

import streamlit as st

from data_model.access import Entity
from data_model.days import days_after
from data_model.findings import Concern, Finding, Subject
from data_model.read.choices import people
from data_model.read.turnover_choices import WebberChoice, webber_tasks
from data_model.vocabulary import Domain
from data_model.write.webbers import confirm_webber, name_deputy
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_
from words.states import DOMAINS

STAND_IN, WEBBER = "stand_in", "webber"
STEPS = {STAND_IN: N_("Name a stand-in"), WEBBER: N_("Confirm a new webber")}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    task = pick(
        words("Webber task"),
        webber_tasks(visit.session, visit.viewer, visit.day),
        named,
        key=f"{key}-task",
        placeholder=words("A new webber task"),
        about=concern if concern and concern.about.entity == "webber" else None,
        entity="webber",
    )
    step = WEBBER
    if task is not None and task.runs:
        other = isinstance(concern, Finding) and concern.kind != "turnover.webber_without_deputy"
        asked = WEBBER if other else STAND_IN
        step = st.radio(
            words("What do you want to do"),
            list(STEPS),
            index=list(STEPS).index(asked),
            format_func=lambda step: words(STEPS[step]),
            key=f"{key}-step",
        )
    with st.form(f"{key}-{task.id if task else 0}-{step}", border=False):
        if task is not None and step == STAND_IN:
            _stand_in(visit, task, key)
        else:
            _webber(visit, task, concern, key)


def _stand_in(visit: Visit, task: WebberChoice, key: str) -> None:
    words = visit.words
    others = [p for p in people(visit.session, visit.viewer, visit.day) if p.id != task.person_id]
    colleagues = [p for p in others if p.organisation_id == task.organisation_id]
    person = pick(
        words("Who stands in"),
        colleagues + [p for p in others if p not in colleagues],
        named,
        key=f"{key}-{task.id}-stand-in",
        placeholder=words("Choose a person"),
    )
    if st.form_submit_button(words("Save"), type="primary"):
        if person is None:
            st.error(words("{field}: fill this in first.", field=words("Who stands in")))
            return
        submit(visit, words("The stand-in is saved."), name_deputy, webber_id=task.id, person_id=person.id)


def _webber(visit: Visit, task: WebberChoice | None, concern: Concern | None, key: str) -> None:
    words, id = visit.words, task.id if task else 0
    person = pick(
        words("Who becomes webber"),
        people(visit.session, visit.viewer, visit.day, Entity.TURNOVER),
        named,
        key=f"{key}-{id}-webber",
        placeholder=words("Choose a person"),
        about=_deputy(task, concern),
        entity="person",
    )
    area = st.text_input(words("Part of town"), value=(task.area or "") if task else "", key=f"{key}-{id}-area")
    domains: list[str | None] = [None, *Domain]
    domain = st.selectbox(
        words("Domain"),
        domains,
        index=domains.index(task.domain) if task and task.domain in domains else 0,
        format_func=lambda domain: words(DOMAINS[domain]) if domain else words("All domains"),
        key=f"{key}-{id}-domain",
    )
    ends_on = _last_day(visit, task, concern)
    if st.form_submit_button(words("Save"), type="primary"):
        if person is None:
            st.error(words("{field}: fill this in first.", field=words("Who becomes webber")))
            return
        submit(
            visit,
            words("The webber is confirmed."),
            confirm_webber,
            organisation_id=person.organisation_id,
            person_id=person.id,
            area=area,
            domain=domain,
            former_id=task.id if task else None,
            former_ends_on=ends_on,
            seen_version=task.version if task else None,
        )


def _last_day(visit: Visit, task: WebberChoice | None, concern: Concern | None) -> date | None:
    """Asked only where a task still runs; without an answer it ended yesterday."""
    if task is None or not task.runs:
        return None
    gone_on = concern.changes_on if isinstance(concern, Finding) else None
    asked = day_field(visit.words("Last day of the former webber"), task.on or (gone_on and days_after(gone_on, -1)))
    st.caption(visit.words("Leave this empty when the former webber has stopped already."))
    return asked


def _deputy(task: WebberChoice | None, concern: Concern | None) -> Concern | None:
    """The stand-in is the one to ask first."""
    if concern is None or task is None or len(task.deputy_ids) != 1:
        return None
    return replace(concern, about=Subject("person", task.deputy_ids[0]))
