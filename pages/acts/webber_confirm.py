"""Confirm a new webber while the former task ends, or only end a task."""

from dataclasses import replace
from datetime import date

import streamlit as st

from data_model.access import Entity
from data_model.days import days_after
from data_model.findings import Concern, Finding, Subject
from data_model.read.choices import people
from data_model.read.turnover_choices import WebberChoice
from data_model.write.webbers import confirm_webber, end_webber
from pages.acts.pick import named, pick
from pages.acts.webber_place import area_field, domain_field
from pages.frame.day_field import day_field
from pages.frame.md import md
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, task: WebberChoice | None, concern: Concern | None, key: str) -> None:
    words, own = visit.words, f"{key}-{task.id if task else 0}"
    person = pick(
        words("Who becomes webber"),
        people(visit.session, visit.viewer, visit.day, Entity.TURNOVER),
        named,
        key=f"{own}-webber",
        placeholder=words("Choose a person"),
        about=_deputy(task, concern),
        entity="person",
    )
    area = area_field(visit, own, task.area if task else None)
    domain = domain_field(visit, own, task.domain if task else None)
    ends_on = _last_day(visit, task, concern)
    former = task if task is not None and not (task.runs and task.away) else None
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
            former_id=former.id if former else None,
            former_ends_on=ends_on,
            seen_version=former.version if former else None,
        )


def end(visit: Visit, task: WebberChoice, concern: Concern | None, key: str) -> None:
    words = visit.words
    on = day_field(words("Last day of the task"), task.on or visit.today, f"{key}-{task.id}-end") or visit.today
    st.caption(words("After this day nobody is called for it, until you confirm a new webber."))
    if st.form_submit_button(words("Save"), type="primary"):
        done = words("The webber task ends on {day}.", day=on)
        called = {"ended_on": words("Last day of the task")}
        submit(visit, done, end_webber, called, webber_id=task.id, ended_on=on, seen_version=task.version)


def _last_day(visit: Visit, task: WebberChoice | None, concern: Concern | None) -> date | None:
    """Asked only where a task still runs and ends by this; without an answer it ended yesterday."""
    if task is None or not task.runs:
        return None
    if task.away:
        st.caption(
            md(visit.words("{name} is away for a time and keeps the task. The new webber is added.", name=task.name))
        )
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
