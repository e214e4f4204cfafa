"""The steps of a departure: what hangs loose in each, with its button right there. What is finished folds."""

from collections.abc import Sequence

import streamlit as st

from data_model.access import Entity, Reach, Verb, allows, reach
from data_model.read.departure import Departure
from data_model.rules.loose_ends import STEP_OF, Step
from data_model.rules.loose_types import EndState, LooseEnd
from data_model.write.succession import close_departure, reopen_departure
from pages.frame import html
from pages.frame.html import Html, tag
from pages.frame.links import what_if_link
from pages.frame.state import ICONS, LOOK_OF
from pages.frame.submit import submit
from pages.frame.visit import Visit
from pages.questions import departure_ends
from words.departure import END_STATES, HELP, NOTHING, STEPS
from words.language import N_

STEPS_TOUCHED = {
    Step.TASKS: N_("Tasks"),
    Step.LINKS: N_("Links"),
    Step.ACTIONS: N_("Actions"),
    Step.MANDATES: N_("Mandates, promises and agreements"),
    Step.ANNEX: N_("Covenants that name this person as webber"),
}


def show(visit: Visit, found: Departure) -> None:
    _touches(visit, found)
    for number, step in enumerate(Step, start=2):
        if step is not Step.ACTIONS or reach(visit.viewer, Entity.ACTIONS, Verb.SEE) is not Reach.NONE:
            _step(visit, found, number, step)
    _close(visit, found, len(Step) + 2)


def _touches(visit: Visit, found: Departure) -> None:
    """Step 1: what this change touches, in a sentence for each consequence, and the way to the whole picture."""
    words = visit.words
    st.subheader(_numbered(1, words("What it touches")), anchor=False)
    counts = [(words(STEPS_TOUCHED[step]), len(_of(found, step))) for step in STEPS_TOUCHED]
    told = [words("{what}: {n}", what=what, n=n) for what, n in counts if n]
    html.show(tag("p", " · ".join(told) or words("Nothing hangs on this change.")))
    person = found.person_id
    watches = reach(visit.viewer, Entity.TURNOVER, Verb.WATCH) is Reach.NETWORK
    if person is not None and watches and person != visit.viewer.person_id:
        said = words("See what the network would look like without {person}", person=found.person)
        html.show(tag("p", what_if_link([person], [], said)))


def _step(visit: Visit, found: Departure, number: int, step: Step) -> None:
    words, ends = visit.words, _of(found, step)
    needed = [end for end in ends if end.needed]
    done = all(end.fixed for end in needed)
    fixed = sum(end.fixed for end in needed)
    state = words("finished") if done else words("{n} of {all} fixed", n=fixed, all=len(needed))
    icon = ":material/check_circle:" if done else ":material/pending:"
    key = f"departure-{found.event_id}-{step}-{'done' if done else 'open'}"
    with st.expander(f"{_numbered(number, words(STEPS[step]))} – {state}", expanded=not done, icon=icon, key=key):
        if not ends:
            html.show(tag("p", words(NOTHING[step], person=found.person)))
            return
        html.show(tag("p", words(HELP[step], person=found.person), klass="sk-quiet"))
        for end in ends:
            if _offered(visit, found, end):
                _end(visit, found, end)
        rest = [end for end in ends if not _offered(visit, found, end)]
        lines = [
            tag("li", _chip(visit, end), " ", departure_ends.told(visit, found, end)) for end in rest if end.needed
        ]
        free = [departure_ends.told(visit, found, end) for end in rest if not end.needed]
        html.show(tag("ul", *lines, *(tag("li", line, klass="sk-quiet") for line in free), klass="sk-ends"))
        departure_ends.for_all(visit, found, step)


def _offered(visit: Visit, found: Departure, end: LooseEnd) -> bool:
    """Whether this viewer can settle it with a form of its own."""
    asks = end.state in (EndState.OPEN, EndState.ARRANGED)
    return visit.live and found.closed_on is None and asks and bool(departure_ends.forms(visit, found, end))


def _end(visit: Visit, found: Departure, end: LooseEnd) -> None:
    """One thing: its state in icon and word, what it is, and the button that settles it."""
    name = f"end-{found.event_id}-{end.kind}-{end.about.entity}-{end.about.id}"
    with st.container(key=name, horizontal=True, vertical_alignment="center"):
        html.show(tag("p", _chip(visit, end), " ", departure_ends.told(visit, found, end)))
        departure_ends.offer(visit, found, end)


def _close(visit: Visit, found: Departure, number: int) -> None:
    words = visit.words
    st.subheader(_numbered(number, words("Finish the departure")), anchor=False)
    may = allows(
        visit.viewer,
        Entity.TURNOVER,
        Verb.EDIT,
        organisation_id=found.organisation_id,
        person_id=found.person_id,
    )
    about = {"event_id": found.event_id, "seen_version": found.version}
    key = f"departure-{found.event_id}"
    if found.closed_on is not None:
        html.show(tag("p", words("This departure is closed. Does something hang loose after all? Open it again.")))
        if visit.live and may and st.button(words("Open again"), key=f"{key}-reopen", icon=":material/undo:"):
            submit(visit, words("The departure is open again."), reopen_departure, **about)
        return
    html.show(tag("p", _still(visit, found)))
    if not (visit.live and may and found.loose == 0):
        return
    if st.button(words("Close this departure"), key=f"{key}-close", type="primary", icon=":material/task_alt:"):
        submit(visit, words("The departure is closed: nothing hangs loose."), close_departure, **about)


def _still(visit: Visit, found: Departure) -> str:
    words = visit.words
    if found.loose == 0:
        return words("Nothing hangs loose any more.")
    told = [words.plural("{n} thing still hangs loose.", "{n} things still hang loose.", found.loose)]
    if found.unseen:
        told.append(words("Of those not yours to see: {n}. The coordinator knows more.", n=found.unseen))
    if any(end.state is EndState.ARRANGED for end in found.needed):
        told.append(words("What is arranged becomes real on {day}.", day=found.effective_on))
    return " ".join(told)


def _of(found: Departure, step: Step) -> Sequence[LooseEnd]:
    return [end for end in found.ends if STEP_OF[end.kind] is step]


def _chip(visit: Visit, end: LooseEnd) -> Html:
    look = LOOK_OF["done" if end.state is EndState.DONE else "planned" if end.fixed else "unconfirmed"]
    icon = tag("span", ICONS[look], aria_hidden="true")
    return tag("span", icon, " ", visit.words(END_STATES[end.state]), klass=f"sk-chip sk-{look}")


def _numbered(number: int, title: str) -> str:
    return f"{number}. {title}"
