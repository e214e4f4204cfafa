"""The weak spots as cards: what would be lost, the step that helps, and the form for it."""

from collections.abc import Callable, Sequence

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.rules.weak_spots import Reason, WeakSpot, Why
from pages.acts import opening
from pages.acts.dialog import Dialog
from pages.acts.relation_dialogs import NEW_LINK
from pages.acts.turnover_dialogs import CARRIER, NEW_CONTACT, STAND_IN, WEBBER
from pages.frame import html
from pages.frame.html import Html, tag
from pages.frame.links import link_story_link, organisation_link, person_link, what_if_link
from pages.frame.visit import Visit
from words.weak_spots import APART, KINDS, MANY, REACHED, REASONS, STEPS

FIRST = 6
ALL = ""


def show(visit: Visit, spots: Sequence[WeakSpot]) -> None:
    """The heaviest first; the rest opens on demand."""
    words = visit.words
    if not spots:
        st.success(words("Nothing hangs on one person, organisation or link alone."), icon=":material/check_circle:")
        return
    kinds = [kind for kind in KINDS if any(spot.about.entity == kind for spot in spots)]
    shown = list(spots)
    if len(kinds) > 1:
        chosen = st.segmented_control(
            words("Weak spots"),
            [ALL, *kinds],
            default=ALL,
            required=True,
            format_func=lambda kind: words(MANY[kind]) if kind else words("All"),
            key="weak-kind",
            label_visibility="collapsed",
        )
        shown = [spot for spot in spots if chosen in (ALL, spot.about.entity)]
    for spot in shown[:FIRST]:
        _card(visit, spot)
    rest = shown[FIRST:]
    if rest and st.toggle(words.plural("Show {n} more", "Show {n} more", len(rest)), key="weak-more"):
        for spot in rest:
            _card(visit, spot)


def _card(visit: Visit, spot: WeakSpot) -> None:
    words, key = visit.words, f"{spot.about.entity}-{spot.about.id}"
    kind = tag("span", words(KINDS[spot.about.entity]), klass="sk-chip")
    told = [tag("p", sentence(visit, spot, reason)) for reason in spot.reasons]
    steps = dict.fromkeys(words(_step(spot, reason)) for reason in spot.reasons if not _said(spot, reason))
    with st.container(key=f"weak-{key}", border=True):
        html.show(
            tag(
                "div",
                tag("div", kind, tag("h3", _name(visit, spot)), klass="sk-head"),
                *told,
                tag("p", " ".join(steps), klass="sk-step"),
                klass="sk-finding",
            )
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            _acts(visit, spot, key)
            _what_if(visit, spot)


def sentence(visit: Visit, spot: WeakSpot, reason: Reason) -> str:
    """What would be lost."""
    words, name = visit.words, spot.about.name
    said = (REACHED if spot.reached else APART) if reason.why is Why.CUTS_OFF else REASONS[reason.why]
    if not reason.about:
        return words(said.one, **reason.values)
    about = tuple(one.name for one in reason.about)
    if reason.why in (Why.HOLDS_TASK, Why.TASK_FREE):
        about = tasks_named(visit, reason.about)
    if spot.about.entity == "relation":
        name = words("the link {name}", name=name)
    return words.plural(said.one, said.many, len(about), name=name, about=about)


def _said(spot: WeakSpot, reason: Reason) -> bool:
    """Whether the step of a heavier reason helps here too."""
    return reason.why is Why.KEEPS_LINKS and any(other.why is Why.CUTS_OFF for other in spot.reasons)


def _step(spot: WeakSpot, reason: Reason) -> str:
    return STEPS[spot.about.entity] if reason.why is Why.CUTS_OFF else REASONS[reason.why].step


def _name(visit: Visit, spot: WeakSpot) -> str:
    about = spot.about
    match about.entity:
        case "person":
            return person_link(about.id, about.name)
        case "organisation":
            return organisation_link(about.id, about.name)
        case "webber":
            name = tasks_named(visit, (about,))[0]
            return name[:1].upper() + name[1:]
        case "relation":
            return link_story_link(about.id, about.name)
        case "network":
            return visit.words("Webbers")
    return about.name


def _acts(visit: Visit, spot: WeakSpot, key: str) -> None:
    """The forms for what would be lost, the heaviest first."""
    if not visit.live:
        return
    offered: set[str] = set()
    for reason in spot.reasons:
        dialog, concern = _form(spot, reason)
        if dialog.key not in offered and dialog.allowed(visit.viewer, concern):
            opening.offer(visit, dialog, concern, f"act-weak-{key}-{dialog.key}", "secondary" if offered else "primary")
            offered.add(dialog.key)


def _form(spot: WeakSpot, reason: Reason) -> tuple[Dialog, Concern]:
    first = reason.about[0] if reason.about else spot.about
    own = Concern(about=spot.about, organisation_id=spot.organisation_id)
    about_it = Concern(
        about=first, organisation_id=first.id if first.entity == "organisation" else spot.organisation_id
    )
    match reason.why:
        case Why.CUTS_OFF if spot.about.entity == "person":
            return CARRIER, own
        case Why.CUTS_OFF:
            return NEW_LINK, about_it
        case Why.KEEPS_LINKS:
            return CARRIER, own
        case Why.ONLY_CONTACT:
            return NEW_CONTACT, about_it
        case _ if first.entity == "network" and reason.why is Why.HOLDS_TASK:
            return STAND_IN, Concern(about=first)
    return WEBBER, about_it


def _what_if(visit: Visit, spot: WeakSpot) -> None:
    about = spot.about
    people, organisations = ((about.id,) if about.entity == entity else () for entity in ("person", "organisation"))
    if people or organisations:
        html.show(what_if_link(people, organisations, visit.words("What if {name} is not there?", name=about.name)))


def tasks_named(visit: Visit, tasks: Sequence[Subject]) -> tuple[str, ...]:
    """webber for the Voedselbank, coordinator"""
    words = visit.words
    return tuple(
        words("coordinator") if task.entity == "network" else words("webber for {organisation}", organisation=task.name)
        for task in tasks
    )


def listed(visit: Visit, subjects: Sequence[Subject], link: Callable[[int, str], Html]) -> list[str]:
    """Links with commas between them."""
    found: list[str] = []
    for subject in subjects:
        found += [", ", link(subject.id, subject.name)]
    return found[1:]
