"""Record what the managers of an organisation said of the covenant."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.covenant_choices import ApprovalChoice, approvals
from data_model.write.signatures import record_approval
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.covenant_acts import APPROVAL_STATES


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    approval = pick(
        words("Organisation"),
        approvals(visit.session, visit.viewer, visit.day),
        named,
        key=f"{key}-choice",
        placeholder=words("Choose an organisation"),
        about=concern,
        entity="management_approval",
    )
    if approval is None:
        return
    with st.form(f"{key}-{approval.id}", border=False):
        if approval.refused:
            st.caption(words("These managers did not agree before. Record it when they agree by now."))
        outcome = st.radio(
            words("What happened"),
            _answers(approval),
            format_func=lambda outcome: words(APPROVAL_STATES[outcome]),
        )
        on = day_field(words("On which day"), visit.today) or visit.today
        function = st.text_input(words("Function of who answered")) if approval.on else None
        if st.form_submit_button(words("Save"), type="primary"):
            submit(
                visit,
                words("What the managers said is recorded."),
                record_approval,
                approval_id=approval.id,
                outcome=outcome,
                on=on,
                by_function=function,
                seen_version=approval.version,
            )


def _answers(approval: ApprovalChoice) -> tuple[str, ...]:
    if approval.refused:
        return ("given",)
    return ("given", "refused") if approval.on else ("asked",)
