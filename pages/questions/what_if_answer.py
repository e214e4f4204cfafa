"""The answer to a what-if: one sentence, before and after, and what is lost with the step that prevents it."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from data_model.findings import Concern, Finding, Urgency
from data_model.rules.losses import Loss, Lost
from data_model.rules.what_if import Compared, WhatIf
from pages.acts import opening, register
from pages.acts.action_dialogs import HAND_OVER
from pages.acts.covenant_making_dialogs import PROMISED
from pages.acts.dialog import Dialog
from pages.acts.relation_dialogs import NEW_LINK
from pages.frame import html
from pages.frame.html import table, tag
from pages.frame.md import md
from pages.frame.urgency import chip, worst
from pages.frame.visit import Visit
from pages.questions.tiles import TILES
from words.finding import tell
from words.findings import WORDINGS
from words.language import N_
from words.what_if import HEADINGS, heading, step, summary, told

FIRST = 5
# Where another form prevents it than the one that repairs it.
FORMS = {
    Loss.CUT_OFF: NEW_LINK,
    Loss.LOOSE: NEW_LINK,
    Loss.ACTION: HAND_OVER,
    Loss.PROMISE: PROMISED,
}
CAME, WORSE, WENT = N_("comes in addition"), N_("gets more urgent"), N_("goes away")


def show(visit: Visit, answer: WhatIf) -> None:
    words = visit.words
    st.header(md(heading(answer, words)), anchor=False)
    html.show(tag("p", summary(answer, words), klass="sk-lead"))
    _side_by_side(visit, answer)
    if not answer.differs:
        st.success(
            words("What they do is known to others as well, as far as Schakel knows."), icon=":material/check_circle:"
        )
        return
    for loss in Loss:
        _group(visit, loss, answer.of(loss))
    _changes(visit, answer)


def _side_by_side(visit: Visit, answer: WhatIf) -> None:
    words = visit.words
    before, after = st.columns(2)
    with before:
        _state(visit, words("If everybody stays"), [(one, one.before) for one in answer.questions])
    with after:
        _state(visit, words("If this happens"), [(one, one.after) for one in answer.questions])


def _state(visit: Visit, title: str, found: Sequence[tuple[Compared, Sequence[Finding]]]) -> None:
    words = visit.words
    rows = [(words(TILES[one.question]), chip(worst(findings), words), str(len(findings))) for one, findings in found]
    html.show(table(title, [words("Question"), words("State"), words("Points")], rows))


def _group(visit: Visit, loss: Loss, lost: Sequence[Lost]) -> None:
    if not lost:
        return
    words = visit.words
    st.subheader(f"{words(HEADINGS[loss])} ({len(lost)})", anchor=False)
    for n, one in enumerate(lost[:FIRST]):
        _row(visit, one, f"{loss}-{n}")
    rest = lost[FIRST:]
    if rest and st.toggle(words.plural("Show {n} more", "Show {n} more", len(rest)), key=f"what-if-{loss}-more"):
        for n, one in enumerate(rest, FIRST):
            _row(visit, one, f"{loss}-{n}")


def _row(visit: Visit, lost: Lost, key: str) -> None:
    words = visit.words
    with st.container(key=f"finding-what-if-{key}", border=True):
        html.show(
            tag("div", tag("p", told(lost, words)), tag("p", step(lost, words), klass="sk-step"), klass="sk-finding")
        )
        dialog, concern = _form(lost), _concern(lost, visit)
        if visit.live and dialog is not None and dialog.allowed(visit.viewer, concern):
            with st.container(horizontal=True):
                opening.offer(visit, dialog, concern, f"act-what-if-{key}-{lost.about.id}")


def _form(lost: Lost) -> Dialog | None:
    if lost.loss is Loss.LINK and lost.like != "turnover.single_carried":
        return NEW_LINK
    return FORMS.get(lost.loss) or register.dialog_of(lost.like)


def _concern(lost: Lost, visit: Visit) -> Concern:
    """A mandate is asked for as at its finding, so that the form knows which step it is about."""
    whose: dict[str, Any] = {"about": lost.about, "organisation_id": lost.organisation_id, "person_id": lost.person_id}
    if lost.loss is Loss.MANDATE:
        return Finding(kind=lost.like, urgency=Urgency.ATTENTION, since=visit.day, **whose)
    return Concern(**whose)


def _changes(visit: Visit, answer: WhatIf) -> None:
    words = visit.words
    rows = [
        (tell(finding, WORDINGS, words).title, words(TILES[one.question]), words(how))
        for one in answer.questions
        for how, findings in ((CAME, one.came), (WORSE, one.got_worse), (WENT, one.went))
        for finding in findings
    ]
    if rows:
        st.subheader(words("What changes in what needs attention"), anchor=False)
        title = words("Points that come in addition, get more urgent or go away")
        html.show(table(title, [words("Point"), words("Question"), words("What happens")], rows))
