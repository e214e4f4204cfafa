"""Do the webbers meet as agreed? The rhythm, the meetings of the past year, and what needs attention."""

import streamlit as st

from data_model.read.rhythm import facts as read_facts
from data_model.rules.rhythm_facts import RhythmFacts
from data_model.rules.rhythm_standing import Standing, State, current_rhythm, lookback, standing
from pages.acts import register
from pages.frame import finding_list, html
from pages.frame.chart import chart
from pages.frame.facts import fact_list
from pages.frame.visit import Visit
from pages.questions import rhythm_chart
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
    facts = read_facts(visit.session, visit.viewer)
    now = standing(facts, visit.day, visit.norms)
    html.show(fact_list(_facts(visit, facts, now)))
    register.buttons(visit, (register.MEETING, register.PLANNING, register.RHYTHM, register.REPORT), "rhythm")
    st.header(words("This needs attention"), anchor=False)
    finding_list.show(visit, [f for f in visit.findings if f.question == "rhythm"], "rhythm")
    st.header(words("The meetings of the past year"), anchor=False)
    _past_year(visit, facts)


def _facts(visit: Visit, facts: RhythmFacts, now: Standing) -> list[tuple[str, str]]:
    words = visit.words
    rhythm = current_rhythm(facts, visit.day)
    shown = [(words("State"), words(STATES[now.state]))]
    if rhythm:
        unit = f"interval_{rhythm.interval_unit}s"
        shown.append((words("Agreed"), words("every {interval}", interval=words.value(unit, rhythm.interval_value))))
    if now.ever_held and now.anchor:
        shown.append((words("Last webber meeting"), words.day(now.anchor)))
    if now.due:
        shown.append((words("Held at the latest on"), words.day(now.due)))
    shown.append((words("Next meeting"), words.day(now.next_planned) if now.next_planned else words("not planned yet")))
    return shown


def _past_year(visit: Visit, facts: RhythmFacts) -> None:
    words = visit.words
    held, expected = lookback(facts, visit.day, visit.norms)
    if not held:
        st.info(words("No webber meeting was held in the past year. Log one, and it appears here."))
        return
    sentence = (
        words("In the past year {held} of {expected} webber meetings were held.", held=len(held), expected=expected)
        if expected
        else words("In the past year {held} webber meetings were held.", held=len(held))
    )
    rows = rhythm_chart.intervals(held, visit.day)
    chart(
        visit,
        rhythm_chart.draw(rows, current_rhythm(facts, visit.day), words),
        sentence,
        [words("Meeting"), words("Days since the one before")],
        [(words.day(on), words.value("waited_days", waited) if waited else "–") for on, waited in rows],
        "rhythm",
    )
