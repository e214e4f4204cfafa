"""What the group agreed in its meetings, each with the actions that came of it."""

from collections.abc import Sequence

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.action_list import ActionLine
from data_model.read.agreement_list import AgreementLine, agreement_list
from pages.acts import opening, register
from pages.frame import html
from pages.frame.html import Html, tag
from pages.frame.visit import Visit
from words.language import N_, Words
from words.states import ACTION_STATES

FIRST = 4
AGREED_IN = {
    "webber": N_("Agreed in the webber meeting of {day}."),
    "network": N_("Agreed in the network meeting of {day}."),
}


def show(visit: Visit, lines: Sequence[ActionLine]) -> None:
    words = visit.words
    st.header(words("Joint agreements and their actions"), anchor=False)
    agreements = visit.read(agreement_list, visit.day)
    if not agreements:
        st.info(words("There are no joint agreements yet. Write them down when you log a meeting."))
        return
    for agreed in agreements[:FIRST]:
        _agreement(visit, agreed, lines)
    rest = agreements[FIRST:]
    if rest and st.toggle(words.plural("Show {n} more", "Show {n} more", len(rest)), key="agreements-more"):
        for agreed in rest:
            _agreement(visit, agreed, lines)


def _agreement(visit: Visit, agreed: AgreementLine, lines: Sequence[ActionLine]) -> None:
    words = visit.words
    with st.container(border=True, key=f"agreement-{agreed.agreement_id}"):
        html.show(
            tag(
                "div",
                tag("h3", agreed.solution),
                *(tag("p", text) for text in (agreed.question, agreed.what_must_happen) if text),
                _steps([line for line in lines if line.agreement_id == agreed.agreement_id], words),
                tag("p", _told(agreed, words), klass="sk-quiet"),
                klass="sk-finding",
            )
        )
        _acts(visit, agreed)


def _steps(steps: Sequence[ActionLine], words: Words) -> Html:
    if not steps:
        return tag("p", words("No action came of this yet."), klass="sk-step")
    return tag(
        "ul",
        *(
            tag("li", f"{line.description} – {line.owner or words('nobody')} ({words(ACTION_STATES[line.state])})")
            for line in steps
        ),
    )


def _told(agreed: AgreementLine, words: Words) -> str:
    sent = (
        words("Sent round on {day}.", day=agreed.sent_round_on)
        if agreed.sent_round_on
        else words("Not sent round yet.")
    )
    return f"{words(AGREED_IN[agreed.meeting_kind], day=agreed.held_on)} {sent}"


def _acts(visit: Visit, agreed: AgreementLine) -> None:
    """An own action for everybody who can have one; sending round for whoever organised the meeting."""
    about = Concern(
        about=Subject("joint_agreement", agreed.agreement_id, agreed.solution), person_id=visit.viewer.person_id
    )
    meeting = Concern(about=Subject("meeting", agreed.meeting_id), person_id=agreed.organiser_id)
    if not visit.live:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if register.NEW_ACTION.allowed(visit.viewer, about):
            opening.offer(visit, register.NEW_ACTION, about, f"act-agreement-{agreed.agreement_id}-step")
        if not agreed.sent_round_on and register.AGREEMENTS.allowed(visit.viewer, meeting):
            opening.offer(visit, register.AGREEMENTS, meeting, f"act-agreement-{agreed.agreement_id}-agreements")
