"""The lists on the page of one person: work, tasks, links, actions, the covenant and changes. Empty ones are named."""

import streamlit as st

from data_model.days import lasts
from data_model.findings import Concern
from data_model.read.person_card import PersonCard
from data_model.read.person_covenant import covenant_lines
from data_model.read.person_ties import (
    LinkKept,
    WebberLine,
    announced_changes,
    links_kept,
    running_actions,
    webber_tasks,
)
from pages.acts import register
from pages.acts.dialog import Dialog
from pages.acts.people_dialogs import TRANSFER
from pages.acts.turnover_dialogs import CHANGE
from pages.frame import html
from pages.frame.html import Html, table, tag
from pages.frame.links import organisation_link
from pages.frame.visit import Visit
from words.people import COVENANT_LINES, TASKS
from words.states import ACTION_STATES, DOMAINS, HANDOVERS, TURNOVER_KINDS

NOTHING = "–"


def work(visit: Visit, card: PersonCard) -> None:
    words = visit.words
    st.header(words("Works for"), anchor=False)
    if not card.places:
        st.write(words("No organisation is written down."))
        return
    headers = [words("Organisation"), words("Function"), words("From"), words("Until")]
    rows = []
    for place in card.places:
        house = organisation_link(place.organisation_id, place.organisation)
        if place.fixed:
            house = tag("div", house, tag("div", words("Regular participant"), klass="sk-quiet"))
        until = words.short_day(place.end_on) if place.end_on else NOTHING
        rows.append([house, place.function or NOTHING, words.short_day(place.start_on), until])
    html.show(table(words("Organisations, the latest first"), headers, rows))


def tasks(visit: Visit, card: PersonCard) -> None:
    words, day = visit.words, visit.day
    st.header(words("Tasks in the network"), anchor=False)
    rows: list[list[str]] = [
        [
            words(TASKS.get(role.role, role.role)),
            NOTHING,
            words.short_day(role.start_on),
            words.short_day(role.end_on) if role.end_on else NOTHING,
        ]
        for role in card.roles
        if lasts(role.start_on, role.end_on, day) or role.start_on > day
    ]
    rows += [_webber(visit, task) for task in webber_tasks(visit.session, visit.viewer, card.person_id, day)]
    if not rows:
        st.write(words("No task in the network is written down."))
        return
    headers = [words("Task"), words("For"), words("From"), words("Until")]
    html.show(table(words("Tasks on this day and to come"), headers, rows))


def _webber(visit: Visit, task: WebberLine) -> list[str]:
    words = visit.words
    domain = words(DOMAINS[task.domain]) if task.domain in DOMAINS else None
    called_for = ", ".join(filter(None, (task.area, domain)))
    house = organisation_link(task.organisation_id, task.organisation)
    return [
        words("Stands in for {name} as webber", name=task.holder) if task.holder else words("Webber"),
        tag("div", house, tag("div", called_for, klass="sk-quiet")) if called_for else house,
        words.short_day(task.start_on) if task.start_on else NOTHING,
        words.short_day(task.end_on) if task.end_on else NOTHING,
    ]


def rest(visit: Visit, card: PersonCard, about: Concern) -> None:
    """What there is, each with its heading and its act, and in one sentence what there is not."""
    words = visit.words
    found: tuple[tuple[str, Html | None, tuple[Dialog, ...]], ...] = (
        (words("Links on the map"), _links(visit, card), ()),
        (words("Running actions"), _actions(visit, card), (TRANSFER,)),
        (words("Covenant"), _covenant(visit, card), ()),
        (words("Reported changes"), _changes(visit, card), (CHANGE,)),
    )
    for n, (title, drawn, dialogs) in enumerate(found):
        if drawn:
            st.header(title, anchor=False)
            html.show(drawn)
            register.buttons(visit, dialogs, f"person-{n}", about)
    empty = [title for title, drawn, _ in found if drawn == ""]
    if empty:
        st.caption(words("Nothing is written down here about: {titles}.", titles=tuple(empty)))


def _drawn(title: str, headers: list[str], rows: list[list[str]] | None) -> Html | None:
    """None: not for this viewer. Empty: there is nothing."""
    if rows is None:
        return None
    return table(title, headers, rows) if rows else Html("")


def _links(visit: Visit, card: PersonCard) -> Html | None:
    words = visit.words
    links = links_kept(visit.session, visit.viewer, card.person_id, visit.day)
    rows = None if links is None else [_link(link) for link in links]
    headers = [words("With"), words("What kind of link"), words("On behalf of")]
    return _drawn(words("Links this person keeps"), headers, rows)


def _link(link: LinkKept) -> list[str]:
    here = organisation_link(link.organisation_id, link.organisation)
    return [organisation_link(link.other_id, link.other), link.kind or NOTHING, here]


def _actions(visit: Visit, card: PersonCard) -> Html | None:
    words = visit.words
    actions = running_actions(visit.session, visit.viewer, card.person_id, visit.day)
    rows = (
        None
        if actions is None
        else [
            [
                action.description,
                action.organisation or NOTHING,
                words.short_day(action.due_on) if action.due_on else NOTHING,
                words(ACTION_STATES[action.state]),
            ]
            for action in actions
        ]
    )
    headers = [words("Action"), words("Organisation"), words("Ready by"), words("State")]
    return _drawn(words("Actions this person holds"), headers, rows)


def _covenant(visit: Visit, card: PersonCard) -> Html | None:
    words = visit.words
    rows = [
        [
            words(COVENANT_LINES[line.kind]),
            line.text,
            organisation_link(line.organisation_id, line.organisation or NOTHING) if line.organisation_id else NOTHING,
            words.short_day(line.on),
        ]
        for line in covenant_lines(visit.session, visit.viewer, card.person_id, visit.day)
    ]
    headers = [words("What"), words("About"), words("Organisation"), words("From")]
    return _drawn(words("Signatures, agreements and promises"), headers, rows)


def _changes(visit: Visit, card: PersonCard) -> Html | None:
    words = visit.words
    changes = announced_changes(visit.session, visit.viewer, card.person_id, visit.day)
    rows = (
        None
        if changes is None
        else [
            [
                words(TURNOVER_KINDS[line.kind]),
                line.organisation,
                words.short_day(line.effective_on),
                line.successor or NOTHING,
                words(HANDOVERS[line.handover]),
            ]
            for line in changes
        ]
    )
    headers = [words("What changes"), words("Organisation"), words("From"), words("Successor"), words("Handover")]
    return _drawn(words("Changes, the latest first"), headers, rows)
