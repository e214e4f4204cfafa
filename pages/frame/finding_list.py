"""The list of findings: what it is, why, when it gets worse, who can act, and the way to the act."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.findings import Actor, Finding, Subject
from data_model.questions import KINDS
from pages.acts import opening, register
from pages.frame import html, why
from pages.frame.apart import apart
from pages.frame.html import Html, tag
from pages.frame.links import CHANGES, ORGANISATIONS, WHICH
from pages.frame.md import md
from pages.frame.urgency import chip
from pages.frame.visit import Visit
from words.finding import tell
from words.findings import WORDINGS
from words.language import N_, Words

Cards = dict[tuple[date, str, Subject], Html]

FIRST = 8
HOME, ORGANISATION = "today", "organisation"
ADDRESSES = {
    "rhythm": "ritme",
    "covenant": "convenant",
    "actions": "acties",
    "contacts": "contacten",
    "turnover": CHANGES,
}

ACTORS = {
    Actor.COORDINATOR: N_("the coordinator"),
    Actor.WEBBER: N_("the webbers"),
    Actor.ORGANISER: N_("the organiser"),
    Actor.OWNER: N_("the owner of the action"),
    Actor.ORGANISATION: N_("the organisation"),
    Actor.MANAGER: N_("the manager"),
    Actor.PERSON: N_("the person"),
}


def show(visit: Visit, findings: Sequence[Finding], key: str) -> None:
    """All findings in their order; the long tail and those that wait open on demand."""
    apart(visit, lambda now: _show(now, findings, key))


def _show(visit: Visit, findings: Sequence[Finding], key: str) -> None:
    now = [finding for finding in findings if not finding.waits]
    if not now:
        st.success(visit.words("Nothing needs attention here."), icon=":material/check_circle:")
    cards: Cards = visit.kept(dict, "finding cards")
    for finding in now[:FIRST]:
        _row(visit, finding, key, cards)
    rest, later = now[FIRST:], [finding for finding in findings if finding.waits]
    if rest and st.toggle(visit.words.plural("Show {n} more", "Show {n} more", len(rest)), key=f"{key}-more"):
        for finding in rest:
            _row(visit, finding, key, cards)
    if later and st.toggle(
        visit.words.plural("Show {n} that waits", "Show {n} that wait", len(later)), key=f"{key}-later"
    ):
        for finding in later:
            _row(visit, finding, key, cards)


def _row(visit: Visit, finding: Finding, key: str, cards: Cards) -> None:
    name = _id(finding)
    with st.container(horizontal=True, vertical_alignment="center", key=f"finding-{key}-{name}", border=True):
        html.show(_card(visit, finding, cards))
        _act_button(visit, finding, key)
        why.offer(visit, finding, f"why-{key}-{name}")
        _way_to_departure(visit, finding)


def _card(visit: Visit, finding: Finding, cards: Cards) -> Html:
    """Put into words once: the same finding on the same day reads the same until somebody writes."""
    which = visit.day, finding.kind, finding.about
    if which not in cards:
        cards[which] = _in_words(visit.words, finding)
    return cards[which]


def _in_words(words: Words, finding: Finding) -> Html:
    told = tell(finding, WORDINGS, words)
    facts = [words("Who can act: {who}.", who=words(ACTORS[KINDS[finding.kind].actor]))]
    if finding.waits:
        facts.append(why.waiting(finding, words))
    if finding.changes_on:
        facts.insert(0, words("Gets worse on {day}.", day=finding.changes_on))
    return tag(
        "div",
        tag("div", chip(finding.urgency, words), tag("h3", told.title), klass="sk-head"),
        tag("p", told.reason),
        tag("p", told.advice, klass="sk-step"),
        tag("p", " ".join(facts), klass="sk-quiet"),
        klass="sk-finding",
    )


def _act_button(visit: Visit, finding: Finding, key: str) -> None:
    dialog = register.dialog_for(finding)
    if visit.live and dialog is not None and dialog.allowed(visit.viewer, finding):
        opening.offer(visit, dialog, finding, f"act-{key}-{_id(finding)}", "primary")
    else:
        _way_there(visit, finding, key)


def _way_there(visit: Visit, finding: Finding, key: str) -> None:
    """Where no form helps, or not this viewer: the organisation it is about, or the page of the question."""
    about, page = finding.about, visit.addresses.get(ADDRESSES[finding.question])
    organisations = visit.addresses.get(ORGANISATIONS)
    if about.entity == "organisation" and organisations and key != ORGANISATION:
        label = md(visit.words("Look at {page}", page=about.name))
        nr = {WHICH: str(about.id)}
        st.page_link(organisations, label=label, icon=":material/arrow_forward:", query_params=nr)
    elif key == HOME and page:
        st.page_link(page, label=visit.words("Look at {page}", page=page.title), icon=":material/arrow_forward:")


def _way_to_departure(visit: Visit, finding: Finding) -> None:
    """From what is about one change to all that has to be settled of it."""
    page = visit.addresses.get(CHANGES)
    if page and finding.about.entity == "turnover_event":
        label, nr = visit.words("Go to this change, step by step"), {WHICH: str(finding.about.id)}
        st.page_link(page, label=label, icon=":material/checklist:", query_params=nr)


def _id(finding: Finding) -> str:
    return f"{finding.kind.replace('.', '-')}-{finding.about.entity}-{finding.about.id}"
