"""Write down a pause, such as a school holiday; change it, end it or call it off."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.meeting_list import PauseLine, pause_list, pauses_to_change
from data_model.write.pauses import add_pause, change_pause, drop_pause
from pages.acts.pick import pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_

CHANGE, DROP = "change", "drop"
STEPS = {CHANGE: N_("Change or end it"), DROP: N_("Call it off")}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    pauses = {pause.id: pause for pause in pause_list(visit.session, visit.viewer)}
    chosen = pick(
        words("Pause"),
        pauses_to_change(visit.session, visit.viewer),
        lambda choice: f"{choice.name} · {words.day(choice.on)}" if choice.on else choice.name,
        key=f"{key}-pause",
        placeholder=words("A new pause"),
        about=concern,
        entity="pause",
    )
    pause = pauses[chosen.id] if chosen else None
    own = f"{key}-{chosen.id if chosen else 0}"
    step = _step(visit, pause, own)
    with st.form(f"{own}-{step}", border=False, enter_to_submit=False):
        if chosen and step == DROP:
            _drop(visit, chosen)
        else:
            _days(visit, chosen, pause, own)


def _step(visit: Visit, pause: PauseLine | None, key: str) -> str:
    """Only a pause that has not begun can be called off; one that runs ends with its last day."""
    if pause is None or pause.starts_on <= visit.today:
        return CHANGE
    words = visit.words
    return st.radio(
        words("What happens"),
        list(STEPS),
        format_func=lambda step: words(STEPS[step]),
        horizontal=True,
        key=f"{key}-step",
    )


def _days(visit: Visit, chosen: Choice | None, pause: PauseLine | None, key: str) -> None:
    words = visit.words
    label = st.text_input(
        words("What for"),
        pause.label if pause else "",
        placeholder=words("For instance: Christmas holiday"),
        key=f"{key}-label",
    )
    left, right = st.columns(2)
    with left:
        starts_on = day_field(words("First day"), pause.starts_on if pause else None, f"{key}-starts")
    with right:
        ends_on = day_field(words("Last day"), pause.ends_on if pause else None, f"{key}-ends")
    st.caption(words("On these days the agreed interval stands still. The next meeting may be that much later."))
    if not st.form_submit_button(words("Save"), type="primary"):
        return
    if starts_on is None or ends_on is None:
        missing = "First day" if starts_on is None else "Last day"
        st.error(words("{field}: fill this in first.", field=words(missing)))
        return
    days = {"starts_on": starts_on, "ends_on": ends_on, "label": label}
    if chosen:
        seen = {"pause_id": chosen.id, "seen_version": chosen.version}
        submit(visit, words("The pause is changed."), change_pause, **seen, **days)
    else:
        submit(visit, words("The pause is added."), add_pause, **days)


def _drop(visit: Visit, chosen: Choice) -> None:
    words = visit.words
    st.write(words("No day of it has counted yet, so it goes without a trace in the rhythm."))
    if st.form_submit_button(words("Call it off"), type="primary"):
        seen = {"pause_id": chosen.id, "seen_version": chosen.version}
        submit(visit, words("The pause is called off."), drop_pause, **seen)
