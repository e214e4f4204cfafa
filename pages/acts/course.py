"""Bring a covenant a step further: open it for signature, put it in force, revise it, end it."""

from collections.abc import Callable, Mapping

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant_making import CovenantChoice, covenants
from data_model.rules.covenant_state import State
from data_model.write.covenant_steps import (
    end_covenant,
    finish_revision,
    open_for_signature,
    put_in_force,
    start_revision,
)
from pages.acts.pick import pick_covenant
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.covenant_states import COVENANT_STATES
from words.language import N_

OPEN, IN_FORCE, REVISE, REVISED, END = "open", "in_force", "revise", "revised", "end"
STEPS = {
    OPEN: N_("Open it for signature"),
    IN_FORCE: N_("Put it in force"),
    REVISE: N_("Start a revision"),
    REVISED: N_("Finish the revision"),
    END: N_("End the covenant"),
}
FROM: Mapping[State, tuple[str, ...]] = {
    State.DRAFT: (OPEN, END),
    State.OPEN_FOR_SIGNATURE: (IN_FORCE, END),
    State.IN_FORCE: (REVISE, END),
    State.IN_REVISION: (REVISED, END),
}
ACTS: Mapping[str, tuple[Callable[..., object], str, str]] = {
    OPEN: (open_for_signature, "opened_on", N_("The covenant is open for signature. Everyone is asked to sign.")),
    IN_FORCE: (put_in_force, "in_force_on", N_("It is recorded when the covenant comes into force.")),
    REVISE: (start_revision, "started_on", N_("The revision has started. The covenant stays in force.")),
    REVISED: (finish_revision, "finished_on", N_("The revision is finished.")),
    END: (end_covenant, "ended_on", N_("It is recorded when the covenant ends. It stays on record.")),
}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    covenant = pick_covenant(visit, covenants(visit.session, visit.viewer, visit.day), concern, key)
    if covenant is None:
        return
    st.caption(words("It stands like this now: {state}.", state=words(COVENANT_STATES[covenant.state])))
    step = st.radio(
        words("What happens now"),
        steps(covenant),
        format_func=lambda step: words(STEPS[step]),
        key=f"{key}-{covenant.id}-step",
    )
    with st.form(f"{key}-{covenant.id}-{step}", border=False):
        take(visit, covenant, step, f"{key}-{covenant.id}-{step}")


def steps(covenant: CovenantChoice) -> tuple[str, ...]:
    """What may come next. An expired covenant, or one that is replaced, can only be ended."""
    return FROM.get(covenant.state, (END,))


def take(visit: Visit, covenant: CovenantChoice, step: str, key: str) -> None:
    words, (act, when, done) = visit.words, ACTS[step]
    more = {}
    if step == OPEN:
        more["reason"] = st.text_area(words("Why it opens while something is missing"), key=f"{key}-reason")
        st.caption(words("Only when the covenant is not complete yet. All organisations that sign are asked at once."))
    if step == REVISED:
        on = day_field(words("Last day of the revision"), None, f"{key}-on")
        st.caption(words("Leave this empty when the revision was finished yesterday."))
    else:
        on = day_field(words("On which day"), visit.today, f"{key}-on") or visit.today
    if st.form_submit_button(words("Save"), type="primary"):
        submit(visit, words(done), act, covenant_id=covenant.id, seen_version=covenant.version, **{when: on}, **more)
