"""The list of findings: what it is, why, when it gets worse, who can act, and the way to the act."""

from collections.abc import Iterator, Sequence

import streamlit as st

from data_model.findings import Actor, Finding
from data_model.questions import KINDS
from pages.acts import finding_dialogs, opening, register
from pages.acts.dialog import Dialog
from pages.frame import html, opened, why
from pages.frame.apart import apart
from pages.frame.html import Html, tag
from pages.frame.links import CHANGES, ORGANISATIONS, WHICH, page_way
from pages.frame.urgency import chip
from pages.frame.visit import Visit
from words.finding import tell, waiting
from words.findings import WORDINGS
from words.language import N_, Words

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


def show(visit: Visit, findings: Sequence[Finding], key: str, *above: Html) -> None:
    """All findings in their order, in one text after `above`; the long tail and those that wait open on demand."""
    now = [finding for finding in findings if not finding.waits]
    if first := now[:FIRST]:
        html.show(*above, _rows(visit, first, key))
    else:
        if above:
            html.show(*above)
        st.success(visit.words("Nothing needs attention here."), icon=":material/check_circle:")
    rest, later = now[FIRST:], [finding for finding in findings if finding.waits]
    if rest or later:
        apart(visit, lambda then: _more(then, rest, later, key))
    if opened.name():
        _opened(visit, findings, key)


def _more(visit: Visit, rest: Sequence[Finding], later: Sequence[Finding], key: str) -> None:
    words = visit.words
    if rest and st.toggle(words.plural("Show {n} more", "Show {n} more", len(rest)), key=f"{key}-more"):
        html.show(_rows(visit, rest, key))
    if later and st.toggle(words.plural("Show {n} that waits", "Show {n} that wait", len(later)), key=f"{key}-later"):
        html.show(_rows(visit, later, key))


def _rows(visit: Visit, findings: Sequence[Finding], key: str) -> Html:
    def drawn() -> Html:
        return tag("div", *(_row(visit, finding, key) for finding in findings), klass="sk-findings")

    about = tuple(_id(finding) for finding in findings)
    return visit.kept(drawn, "findings", key, about, visit.day, visit.live)


def _row(visit: Visit, finding: Finding, key: str) -> Html:
    words, name = visit.words, f"{key}-{_id(finding)}"
    acts = [opening.opener(words, dialog, form, "primary") for form, dialog in _helping(visit, finding, name)]
    besides = (opening.opener(words, dialog, form) for form, dialog in _besides(visit, finding, name))
    ways = _ways(visit, finding, key, acts=bool(acts))
    buttons = html.row(*acts, why.explanation(visit, finding, *besides))
    return tag("div", _card(words, finding), *ways, buttons, klass="sk-card", data_finding=name)


def _helping(visit: Visit, finding: Finding, name: str) -> list[tuple[str, Dialog]]:
    """The form that helps and what it is called in the address, when this viewer may use it now."""
    dialog = register.dialog_for(finding)
    return [(f"act-{name}", dialog)] if visit.live and dialog and dialog.allowed(visit.viewer, finding) else []


def _besides(visit: Visit, finding: Finding, name: str) -> list[tuple[str, Dialog]]:
    """The same of what this viewer may do now about the finding itself."""
    mine = (one for one in finding_dialogs.about(finding) if visit.live and one.allowed(visit.viewer, finding))
    return [(f"do-{name}-{one.key}", one) for one in mine]


def _opened(visit: Visit, findings: Sequence[Finding], key: str) -> None:
    """What the address says is open over the page."""
    for finding in findings:
        name = f"{key}-{_id(finding)}"
        for form, dialog in (*_helping(visit, finding, name), *_besides(visit, finding, name)):
            opening.show(visit, dialog, finding, form)


def _card(words: Words, finding: Finding) -> Html:
    told = tell(finding, WORDINGS, words)
    facts = [words("Who can act: {who}.", who=words(ACTORS[KINDS[finding.kind].actor]))]
    if finding.waits:
        facts.append(waiting(finding, words))
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


def _ways(visit: Visit, finding: Finding, key: str, *, acts: bool) -> Iterator[Html]:
    """Where no form helps, or not this viewer: the organisation it is about, or the page of the question.

    And from what is about one change to all that has to be settled of it.
    """
    words, about, path = visit.words, finding.about, ADDRESSES[finding.question]
    if not acts and about.entity == "organisation" and ORGANISATIONS in visit.addresses and key != ORGANISATION:
        yield page_way(f"{ORGANISATIONS}?{WHICH}={about.id}", words("Look at {page}", page=about.name))
    elif not acts and key == HOME and path in visit.addresses:
        yield page_way(path, words("Look at {page}", page=visit.addresses[path]))
    if about.entity == "turnover_event" and CHANGES in visit.addresses:
        yield page_way(f"{CHANGES}?{WHICH}={about.id}", words("Go to this change, step by step"))


def _id(finding: Finding) -> str:
    return f"{finding.kind.replace('.', '-')}-{finding.about.entity}-{finding.about.id}"
