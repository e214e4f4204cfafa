"""Write down what a held meeting agreed, or say it better."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.meeting_reports import Agreement, report_of
from data_model.write.joint_agreements import AgreementRow, add_joint_agreement, change_joint_agreement
from pages.acts.meeting import pick_held
from pages.acts.meeting_rows import agreement_fields
from pages.acts.pick import named, pick
from pages.frame.submit import submit
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    meeting = pick_held(visit, concern, key)
    if meeting is None:
        return
    report = report_of(visit.session, visit.viewer, meeting.id, visit.day)
    agreed = {one.id: one for one in report.agreements} if report else {}
    chosen = pick(
        words("For which agreement"),
        [Choice(one.id, one.chosen_solution, version=one.version) for one in agreed.values()],
        named,
        key=f"{key}-{meeting.id}-agreement",
        placeholder=words("A new agreement"),
    )
    _fields(visit, meeting, chosen, agreed[chosen.id] if chosen else None, key)


def _fields(visit: Visit, meeting: Choice, chosen: Choice | None, now: Agreement | None, key: str) -> None:
    words, own = visit.words, f"{key}-{meeting.id}-{chosen.id if chosen else 0}"
    with st.form(own, border=False, enter_to_submit=False):
        typed = agreement_fields(
            visit,
            AgreementRow(now.chosen_solution, now.question, now.what_must_happen) if now else AgreementRow(),
            own,
        )
        if now and now.sent_round_on:
            st.caption(words("It was sent round on {day}. Tell the others what you changed.", day=now.sent_round_on))
        if not st.form_submit_button(words("Save"), type="primary"):
            return
        said = {
            "chosen_solution": typed.chosen_solution,
            "question": typed.question,
            "what_must_happen": typed.what_must_happen,
        }
        if chosen:
            seen = {"joint_agreement_id": chosen.id, "seen_version": chosen.version}
            submit(visit, words("The agreement is changed."), change_joint_agreement, **seen, **said)
        else:
            submit(visit, words("The agreement is added."), add_joint_agreement, meeting_id=meeting.id, **said)
