"""The best next introductions: who could meet whom, what that takes away, and the form that comes after it."""

from collections.abc import Sequence

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.weak_spots import Proposal, Weakness
from pages.acts import opening
from pages.acts.relation_dialogs import NEW_LINK
from pages.acts.turnover_dialogs import CARRIER
from pages.frame import html
from pages.frame.html import tag
from pages.frame.visit import Visit


def show(visit: Visit, seen: Weakness) -> None:
    words = visit.words
    if not seen.colleagues and not seen.meetings:
        st.info(words("No introduction would take a weak spot away: nothing needs it, or nobody is free for it."))
        return
    st.write(words("Each next one counts as if those above it were made. Nobody is proposed who is announced to go."))
    _list(visit, words("Organisations that could get to know each other"), seen.meetings)
    _list(visit, words("Colleagues who could get to know a partner"), seen.colleagues)


def _list(visit: Visit, title: str, proposals: Sequence[Proposal]) -> None:
    if not proposals:
        return
    st.subheader(title, anchor=False)
    for proposal in proposals:
        key = "-".join(str(one.id) for one in (*proposal.ends, proposal.relation) if one)
        with st.container(key=f"meet-{key}", border=True):
            html.show(
                tag(
                    "div",
                    tag("p", tag("strong", meets(visit, proposal))),
                    tag("p", gains(visit, proposal)),
                    klass="sk-finding",
                )
            )
            _act(visit, proposal, key)


def meets(visit: Visit, proposal: Proposal) -> str:
    """Who would get to know whom."""
    words = visit.words
    if proposal.relation and proposal.keeper:
        house, person = proposal.people[0]
        partner = next(end for end in proposal.ends if end != house)
        return words(
            "If {person} gets to know {organisation} too, this link no longer rests on {keeper} alone.",
            person=person.name,
            organisation=partner.name,
            keeper=proposal.keeper.name,
        )
    here, there = (_who(visit, proposal, end) for end in proposal.ends)
    return words("Let {one} and {other} get to know each other.", one=here, other=there)


def _who(visit: Visit, proposal: Proposal, end: Subject) -> str:
    people = tuple(person.name for house, person in proposal.people if house == end)
    return visit.words("{people} of {organisation}", people=people, organisation=end.name)


def gains(visit: Visit, proposal: Proposal) -> str:
    words = visit.words
    told = []
    if names := tuple(one.name for one in proposal.freed_organisations):
        told.append(
            words.plural(
                "{organisations} then no longer hangs on one other organisation.",
                "{n} organisations then no longer hang on one other organisation: {organisations}.",
                len(names),
                organisations=names,
            )
        )
    if names := tuple(one.name for one in proposal.freed_people):
        told.append(words("Nobody is cut off any more without {people}.", people=names))
    told.append(words.plural("One weak spot fewer.", "{n} weak spots fewer.", proposal.drop))
    return " ".join(told)


def _act(visit: Visit, proposal: Proposal, key: str) -> None:
    """A second keeper is filled in; for a new link the first organisation."""
    if not visit.live:
        return
    house, person = proposal.people[0]
    if proposal.relation:
        dialog, concern = CARRIER, Concern(about=proposal.relation, organisation_id=house.id, person_id=person.id)
    else:
        dialog, concern = NEW_LINK, Concern(about=proposal.ends[0], organisation_id=proposal.ends[0].id)
    if dialog.allowed(visit.viewer, concern):
        opening.offer(visit, dialog, concern, f"act-meet-{key}-{dialog.key}")
