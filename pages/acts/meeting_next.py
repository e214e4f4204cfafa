"""The next meeting, in the log of the one that was held: its day, who organises it, and what was agreed about it."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from data_model.days import days_after
from data_model.read.choices import people
from data_model.read.rhythm import facts as read_facts
from data_model.rules.meeting_days import next_meeting
from data_model.rules.rhythm_standing import current_rhythm, due_after
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.visit import Visit


@dataclass(frozen=True)
class Following:
    """The day of the next meeting and who organises it, when that was agreed."""

    on: date | None
    organiser_id: int | None


def fields(visit: Visit, kind: str, held_on: date | None, key: str) -> Following:
    words = visit.words
    left, right = st.columns(2)
    with left:
        on = day_field(words("Next meeting"), key=f"{key}-next")
    with right:
        organiser = pick(
            words("Who organises the next meeting"),
            people(visit.session, visit.viewer, visit.day),
            named,
            key=f"{key}-organiser",
            placeholder=words("Choose a person"),
        )
    if said := _agreed(visit, kind, held_on or visit.today):
        st.caption(said)
    return Following(on, organiser.id if organiser else None)


def _agreed(visit: Visit, kind: str, held_on: date) -> str:
    """What stands on the calendar already, or else by when the rhythm asks for the next one."""
    words = visit.words
    facts = read_facts(visit.session, visit.viewer)
    if coming := next_meeting(facts.meetings, max(visit.day, days_after(held_on, 1)), kind):
        return words("On the calendar already: {day}.", day=coming.planned_on)
    rhythm = current_rhythm(facts, held_on)
    if kind != "webber" or rhythm is None:
        return ""
    return words("The agreed rhythm asks for one by {day}.", day=due_after(held_on, rhythm, facts.pauses))
