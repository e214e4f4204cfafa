"""Correct the report of a meeting, or take back that it was held."""

import streamlit as st

from data_model.access import Entity, Verb, allows
from data_model.findings import Concern
from data_model.read.meeting_reports import report_of
from data_model.write.reports import correct_report, unlog_meeting
from pages.acts.meeting import pick_held
from pages.acts.meeting_fields import decisions, families, made_by
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_

CORRECT, UNLOG = "correct", "unlog"
STEPS = {CORRECT: N_("Correct what it says"), UNLOG: N_("It was not held: plan it again")}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    meeting = pick_held(visit, concern, key)
    if meeting is None:
        return
    step = _step(visit, f"{key}-{meeting.id}-step")
    with st.form(f"{key}-{meeting.id}-{step}", border=False, enter_to_submit=False):
        seen = {"meeting_id": meeting.id, "seen_version": meeting.version}
        (_correct if step == CORRECT else _unlog)(visit, seen, f"{key}-{meeting.id}")


def _step(visit: Visit, key: str) -> str:
    """Taking back that it was held is for the coordinator."""
    if not allows(visit.viewer, Entity.OFFICE, Verb.EDIT):
        return CORRECT
    words = visit.words
    return st.radio(words("What happens"), list(STEPS), format_func=lambda step: words(STEPS[step]), key=key)


def _correct(visit: Visit, seen: dict[str, int], key: str) -> None:
    words = visit.words
    report = report_of(visit.session, visit.viewer, seen["meeting_id"], visit.day)
    if report is None:
        return
    said = decisions(visit, report.decisions or "", key)
    answer = families(visit, key, report.families_involved, report.families_how or "")
    maker = made_by(visit, report.made_by_id, key)
    if report.shared_on:
        st.caption(words("The others got this report on {day}. Tell them what you changed.", day=report.shared_on))
    if st.form_submit_button(words("Save"), type="primary"):
        submit(
            visit,
            words("The report is corrected."),
            correct_report,
            decisions=said,
            families_involved=answer.involved,
            families_how=answer.how,
            made_by_person_id=maker,
            **seen,
        )


def _unlog(visit: Visit, seen: dict[str, int], key: str) -> None:
    words = visit.words
    st.write(
        words("Who was there is taken out. What was decided and agreed is kept for when you log the meeting again.")
    )
    sure = st.checkbox(words("Yes, this meeting was not held on that day"), key=f"{key}-sure")
    if st.form_submit_button(words("Plan it again"), type="primary"):
        if not sure:
            st.error(words("Tick the box first."), icon=":material/error:")
            return
        submit(visit, words("The meeting is planned again. Log it, move it or cancel it."), unlog_meeting, **seen)
