"""Why a link could break or is safe, one sentence a reason, each with the form that helps."""

from collections.abc import Iterator, Sequence

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.link_story import LinkStory
from data_model.rules.continuity import STATE_OF, Reason, ReasonKind
from data_model.write.relations import confirm_relation
from pages.acts import opening, register
from pages.acts.dialog import Dialog
from pages.acts.relation_dialogs import LINK, NEW_LINK
from pages.acts.turnover_dialogs import CARRIER
from pages.frame import html
from pages.frame.html import Html, tag
from pages.frame.state import FINE, ICONS, LOOK, LOOK_OF
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.link_story import BOTH_SHARED, why

K = ReasonKind
# What helps with a reason. Without a form: a conversation.
STEPS: dict[ReasonKind, Dialog] = {
    **dict.fromkeys((K.NOBODY, K.BREAKS, K.CARRIER_LEAVES, K.ONE, K.UNKNOWN), CARRIER),
    **dict.fromkeys((K.CONTACT_WRONG, K.CONTACT_OLD), register.CONTACT),
    K.ENDS: LINK,
    K.ONLY_WAY: NEW_LINK,
}


def show(visit: Visit, story: LinkStory, reasons: Sequence[Reason]) -> None:
    words = visit.words
    risks = [reason for reason in reasons if reason.is_risk]
    safe = [reason for reason in reasons if not reason.is_risk]
    if risks:
        st.subheader(words("What makes this link weak"), anchor=False)
    offered: set[tuple[str, int | None, int | None]] = set()
    for n, reason in enumerate(risks):
        with st.container(key=f"reason-{story.relation_id}-{n}", border=True):
            _say(visit, story, reason)
            _step(visit, story, reason, f"act-story-{story.relation_id}-{n}", offered)
    if safe:
        st.subheader(words("What makes this link strong"), anchor=False)
        html.show(*(tag("p", _icon(FINE), " ", said) for said in _strong(visit, story, safe)))


def _strong(visit: Visit, story: LinkStory, safe: list[Reason]) -> Iterator[str]:
    if sum(reason.kind is K.SHARED for reason in safe) == len(story.sides):
        yield visit.words(BOTH_SHARED)
    for reason in safe:
        yield why(reason, _side(story, reason), visit.words).sentence


def _say(visit: Visit, story: LinkStory, reason: Reason) -> None:
    told = why(reason, _side(story, reason), visit.words)
    look = LOOK_OF[STATE_OF[reason.kind]] if reason.kind in STATE_OF else LOOK
    sentence = tag("p", _icon(look), " ", told.sentence)
    html.show(tag("div", sentence, tag("p", told.advice, klass="sk-step"), klass="sk-finding"))


def _icon(look: str) -> Html:
    return tag("span", ICONS[look], klass=f"sk-{look}", aria_hidden="true")


def _step(
    visit: Visit, story: LinkStory, reason: Reason, key: str, offered: set[tuple[str, int | None, int | None]]
) -> None:
    """The form that helps. The same one for the same side is offered once."""
    if not visit.live:
        return
    link = Subject("relation", story.relation_id, story.name)
    if reason.kind is K.UNCONFIRMED:
        _confirm(visit, story, Concern(about=link), key)
        return
    concern = Concern(about=link, organisation_id=reason.side)
    if reason.kind in (K.CONTACT_WRONG, K.CONTACT_OLD):
        concern = Concern(about=reason.cause, organisation_id=reason.side, person_id=reason.person_id)
    dialog = STEPS.get(reason.kind)
    if dialog is None or not dialog.allowed(visit.viewer, concern):
        return
    if (asked := (dialog.key, reason.side, concern.person_id)) not in offered:
        offered.add(asked)
        opening.offer(visit, dialog, concern, f"{key}-{dialog.key}")


def _confirm(visit: Visit, story: LinkStory, concern: Concern, key: str) -> None:
    words = visit.words
    if LINK.allowed(visit.viewer, concern) and st.button(
        words("It still works"), key=f"{key}-confirm", icon=":material/check:"
    ):
        about = {"relation_id": story.relation_id, "seen_version": story.version}
        submit(visit, words("It is noted that the link still works."), confirm_relation, **about)


def _side(story: LinkStory, reason: Reason) -> str:
    return next((name for id, name in story.sides if id == reason.side), "")
