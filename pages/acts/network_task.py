"""Give somebody a task for the network, or write down its last day."""

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.choices import people
from data_model.read.people_choices import TaskChoice, tasks_to_end
from data_model.vocabulary import NetworkTask
from data_model.write.network_roles import STARTED, end_network_role, start_network_role
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.people import NETWORK_TASKS


def start(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    role = st.radio(
        words("Task in the network"),
        STARTED,
        index=STARTED.index(NetworkTask.PROJECT_TEAM),
        format_func=lambda role: words(NETWORK_TASKS[role]),
        key=f"{key}-role",
    )
    with st.form(f"{key}-{role}", border=False):
        person = pick(
            words("Who"),
            people(visit.session, visit.viewer, visit.day),
            named,
            key=f"{key}-person",
            placeholder=words("Choose a person"),
            about=concern,
            entity="person",
        )
        start_on = day_field(words("From which day"), visit.today, f"{key}-from")
        consent_on = None
        if role is NetworkTask.EXPERT_BY_EXPERIENCE:
            consent_on = day_field(words("Consent given on"), key=f"{key}-consent")
            st.caption(words("An expert by experience agrees to be named here. Without consent nothing is kept."))
        if st.form_submit_button(words("Save"), type="primary"):
            if person is None:
                st.error(words("{field}: fill this in first.", field=words("Who")))
                return
            task = {"role": role, "start_on": start_on, "consent_on": consent_on}
            submit(visit, words("The task is saved."), start_network_role, person_id=person.id, **task)


def end(visit: Visit, concern: Concern | None, key: str) -> None:
    words, whose = visit.words, concern.person_id if concern else None

    def told(task: TaskChoice) -> str:
        return f"{words(NETWORK_TASKS[NetworkTask(task.role)])} · {task.name}"

    tasks = [t for t in tasks_to_end(visit.session, visit.viewer, visit.day) if whose in (None, t.person_id)]
    if not tasks:
        st.info(words("There is no task in the network to end."))
        return
    only = Concern(about=Subject("network_role", tasks[0].id)) if len(tasks) == 1 else None
    task = pick(
        words("Task in the network"),
        tasks,
        told,
        key=f"{key}-task",
        placeholder=words("Choose a task"),
        about=only,
        entity="network_role",
    )
    if task is None:
        return
    with st.form(f"{key}-{task.id}", border=False):
        end_on = day_field(words("Last day"), task.on or visit.today, f"{key}-{task.id}-last") or visit.today
        if st.form_submit_button(words("Save"), type="primary"):
            about = {"role_id": task.id, "seen_version": task.version}
            submit(visit, words("The last day is saved."), end_network_role, end_on=end_on, **about)
