"""Who follows in a task of somebody who goes: named before the day, taken over from the day on."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from data_model.access import Entity, Verb, allows
from data_model.days import days_after
from data_model.findings import Concern, Subject
from data_model.read.choices import Choice
from data_model.read.departure import Departure, departure
from data_model.rules.loose_types import EndKind, LooseEnd
from data_model.vocabulary import NetworkTask
from data_model.write.succession import introduce_successor, name_task_successor, take_over_task
from pages.acts.pick import named, pick
from pages.frame.md import md
from pages.frame.submit import submit
from pages.frame.visit import Visit


@dataclass(frozen=True, kw_only=True)
class OneTask(Concern):
    """A task of somebody who goes by this change."""

    event_id: int


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words, found = visit.words, None
    if isinstance(concern, OneTask):
        found = departure(visit.session, visit.viewer, concern.event_id, visit.day)
    end = _task(found, concern)
    if found is None or end is None:
        st.info(words("This task is not there any more, or was taken over already."))
        return
    real = visit.today >= found.effective_on and may_take_over(visit, found, end)
    with st.form(key, border=False):
        person = pick(
            words("Who takes it over") if real else words("Who follows"),
            candidates(found, end),
            named,
            key=f"{key}-choice",
            placeholder=words("Choose a person"),
            about=_proposed(found, end),
            entity="person",
        )
        told = words("On {day} the successor can take the task over.", day=found.effective_on)
        if real:
            who, until = found.person, _last(found)
            told = words("From today this person holds the task. {person} held it until {day}.", person=who, day=until)
        st.caption(md(told))
        if st.form_submit_button(words("Save"), type="primary"):
            if person is None:
                st.error(words("{field}: fill this in first.", field=words("Who follows")))
                return
            about = {"event_id": found.event_id, "entity": end.about.entity, "entity_id": end.about.id}
            done = words("The task is taken over.") if real else words("It is saved who follows.")
            submit(visit, done, take_over_task if real else name_task_successor, **about, person_id=person.id)


def introduce(visit: Visit, concern: Concern | None, key: str) -> None:
    """The links that rest on who goes, all ticked, and one person who will keep them too."""
    words = visit.words
    found = departure(visit.session, visit.viewer, concern.about.id, visit.day) if concern else None
    links = open_links(found)
    if found is None or not links:
        st.info(words("No link rests on this person alone any more."))
        return
    with st.form(key, border=False):
        person = pick(
            words("Who gets to know them"),
            found.colleagues,
            named,
            key=f"{key}-choice",
            placeholder=words("Choose a person"),
            about=_as_person(found.successor_id),
            entity="person",
        )
        st.write(words("With whom"))
        ticked = [
            end.about.id for end in links if st.checkbox(md(end.about.name), value=True, key=f"{key}-{end.about.id}")
        ]
        st.caption(words("From then on this person is written down as keeper of these links too."))
        if st.form_submit_button(words("Save"), type="primary"):
            if person is None:
                st.error(words("{field}: fill this in first.", field=words("Who gets to know them")))
                return
            done = words.plural(
                "{name} is introduced on {n} link.", "{name} is introduced on {n} links.", len(ticked), name=person.name
            )
            own = {"event_id": found.event_id, "relation_ids": ticked, "person_id": person.id}
            submit(visit, done, introduce_successor, **own)


def open_links(found: Departure | None) -> list[LooseEnd]:
    return [end for end in found.ends if end.kind is EndKind.LINK and not end.fixed] if found else []


def may_take_over(visit: Visit, found: Departure, end: LooseEnd) -> bool:
    """Nobody makes themselves webber: that is for who acts for the organisation, and tasks of the network for all."""
    if end.kind is EndKind.ROLE:
        return allows(visit.viewer, Entity.REGISTER, Verb.EDIT)
    return allows(visit.viewer, Entity.TURNOVER, Verb.EDIT, organisation_id=found.organisation_id)


def candidates(found: Departure, end: LooseEnd) -> tuple[Choice, ...]:
    of_house = end.kind is EndKind.WEBBER or end.part == NetworkTask.MANAGER
    return found.colleagues if of_house else found.everybody


def _task(found: Departure | None, concern: Concern | None) -> LooseEnd | None:
    if found is None or concern is None:
        return None
    about = concern.about.entity, concern.about.id
    return next((end for end in found.ends if (end.about.entity, end.about.id) == about), None)


def _proposed(found: Departure, end: LooseEnd) -> Concern | None:
    return _as_person(min(end.people, default=found.successor_id))


def _as_person(person_id: int | None) -> Concern | None:
    return Concern(about=Subject("person", person_id), person_id=person_id) if person_id else None


def _last(found: Departure) -> date:
    return days_after(found.effective_on, -1)
