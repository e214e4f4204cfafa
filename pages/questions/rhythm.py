"""Do the webbers meet as agreed? The rhythm, the meetings of the past year, and what needs attention."""

import streamlit as st

from data_model.read.meeting_list import PauseLine, pause_list
from data_model.read.rhythm import facts as read_facts
from data_model.rules.rhythm_facts import RhythmFacts
from data_model.rules.rhythm_standing import Standing, State, current_rhythm, standing
from pages.acts import register
from pages.acts.meeting_dialogs import PAUSE
from pages.frame import finding_list, html
from pages.frame.facts import fact_list
from pages.frame.html import table
from pages.frame.state import state_label
from pages.frame.visit import Visit
from pages.questions import rhythm_chart, rhythm_meetings
from words.language import N_

STATES = {
    State.NO_RHYTHM: N_("No rhythm agreed"),
    State.PAUSED: N_("Pause"),
    State.LAPSED: N_("Come to a halt"),
    State.OVERDUE: N_("Overdue"),
    State.LATE: N_("Late"),
    State.PLANNED_TOO_LATE: N_("Planned too late"),
    State.NOT_PLANNED: N_("Not planned yet"),
    State.ON_SCHEDULE: N_("On schedule"),
}


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Do the webbers meet as agreed?"), anchor=False)
    facts, pauses = visit.read(read_facts), visit.read(pause_list)
    now = standing(facts, visit.day, visit.norms)
    html.show(fact_list(_facts(visit, facts, now)))
    register.buttons(visit, (register.MEETING, register.PLANNING, register.RHYTHM, register.REPORT, PAUSE), "rhythm")
    rhythm_meetings.opened(visit)
    st.header(words("This needs attention"), anchor=False)
    finding_list.show(visit, [f for f in visit.findings if f.question == "rhythm"], "rhythm")
    st.header(words("The meetings of the past year"), anchor=False)
    rhythm_chart.show(visit, facts, pauses)
    rhythm_meetings.show(visit)
    st.header(words("Pauses and holidays"), anchor=False)
    _pauses(visit, pauses)


def _facts(visit: Visit, facts: RhythmFacts, now: Standing) -> list[tuple[str, str]]:
    words = visit.words
    rhythm = current_rhythm(facts, visit.day)
    shown: list[tuple[str, str]] = [(words("State"), state_label(words, STATES, now.state))]
    if rhythm:
        unit = f"interval_{rhythm.interval_unit}s"
        shown.append((words("Agreed"), words("every {interval}", interval=words.value(unit, rhythm.interval_value))))
    if now.ever_held and now.anchor:
        shown.append((words("Last webber meeting"), words.day(now.anchor)))
    if now.due:
        shown.append((words("Held at the latest on"), words.day(now.due)))
    shown.append((words("Next meeting"), words.day(now.next_planned) if now.next_planned else words("not planned yet")))
    return shown


def _pauses(visit: Visit, pauses: list[PauseLine]) -> None:
    words = visit.words
    if not pauses:
        st.info(words("There are no pauses. Add a school holiday, and the agreed interval stands still on its days."))
        return
    html.show(
        table(
            words("Days on which the agreed interval stands still"),
            [words("What for"), words("First day"), words("Last day"), words("Length")],
            [
                (
                    pause.label,
                    words.short_day(pause.starts_on),
                    words.short_day(pause.ends_on),
                    words.value("length_days", (pause.ends_on - pause.starts_on).days + 1),
                )
                for pause in pauses
            ],
        )
    )
