"""Walk through a handover: six things, from the first tick to the last; or say that handing over is not possible."""

from dataclasses import replace

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.turnover_choices import ChangeChoice, changes_to_edit
from data_model.vocabulary import HandoverItemKind
from data_model.write.handovers import handover_not_possible, record_handover
from pages.acts.pick import pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.turnover_acts import HANDOVER_ITEMS


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    change = pick_change(
        visit, [c for c in changes_to_edit(visit.session, visit.viewer) if not c.settled], concern, key
    )
    if change is None:
        return
    possible = st.radio(
        words("How does it stand with the handover"),
        (True, False),
        format_func=lambda possible: (
            words("This is handed over") if possible else words("Handing over is not possible")
        ),
        key=f"{key}-{change.id}-possible",
    )
    if not possible:
        _not_possible(visit, change, key)
        return
    with st.form(f"{key}-{change.id}", border=False):
        ticked = [kind for kind, required, done in change.items if _box(visit, key, change, kind, required, done)]
        on = day_field(words("On which day"), visit.today) or visit.today
        st.caption(words("With the last tick the handover is completed."))
        if st.form_submit_button(words("Save"), type="primary"):
            submit(
                visit,
                words("The handover is saved."),
                record_handover,
                event_id=change.id,
                ticked=ticked,
                done_on=on,
                seen_version=change.version,
            )


def _not_possible(visit: Visit, change: ChangeChoice, key: str) -> None:
    words = visit.words
    with st.form(f"{key}-{change.id}-not", border=False):
        st.write(words("For instance because somebody is gone already. Nobody has to say why."))
        st.caption(words("What was ticked stays. Schakel stops asking for this handover."))
        if st.form_submit_button(words("Save"), type="primary"):
            done = words("It is saved that handing over is not possible.")
            submit(visit, done, handover_not_possible, event_id=change.id, seen_version=change.version)


def pick_change(visit: Visit, changes: list[ChangeChoice], concern: Concern | None, key: str) -> ChangeChoice | None:
    """Which announced change it is about: that of the concern, or of the person the concern is about."""
    words = visit.words

    def told(change: ChangeChoice) -> str:
        parts = (change.name, change.note, words.short_day(change.on) if change.on else "")
        return " · ".join(filter(None, parts))

    if not changes:
        st.info(words("There are no announced changes that ask for this."))
        return None
    return pick(
        words("Which change"),
        changes,
        told,
        key=f"{key}-change",
        placeholder=words("Choose a change"),
        about=_about(changes, concern),
        entity="turnover_event",
    )


def _about(changes: list[ChangeChoice], concern: Concern | None) -> Concern | None:
    if concern is None or concern.about.entity == "turnover_event":
        return concern
    own = (c for c in changes if (c.person_id, c.organisation_id) == (concern.person_id, concern.organisation_id))
    change = next(own, None)
    return replace(concern, about=Subject("turnover_event", change.id)) if change else None


def _box(visit: Visit, key: str, change: ChangeChoice, kind: str, required: bool, done: bool) -> bool:
    label = visit.words(HANDOVER_ITEMS[HandoverItemKind(kind)])
    if not required:
        label = visit.words("{thing} (may be left out)", thing=label)
    return st.checkbox(label, value=done, key=f"{key}-{change.id}-{kind}")
