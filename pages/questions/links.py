"""Links at risk: how the links on the map stand, and what to do about those that ask something."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.link_list import LinkLine, link_list
from data_model.rules.link_states import LinkState
from data_model.write.relations import confirm_relation
from pages.acts import opening, register
from pages.acts.relation_dialogs import LINK, NEW_LINK, NEW_MAP
from pages.acts.turnover_dialogs import CARRIER
from pages.frame import html
from pages.frame.bars import bars
from pages.frame.chart import chart
from pages.frame.html import Html, tag
from pages.frame.links import link_story_link
from pages.frame.state import ICONS, LOOK_OF
from pages.frame.submit import submit
from pages.frame.visit import Visit
from pages.questions import all_links
from words.language import N_, Words
from words.relations import LINK_STATES

FIRST = 5
WHY = {
    LinkState.BROKEN: N_("Nobody at {sides} keeps this link any more. Say who does now, or that it ended."),
    LinkState.AT_RISK: N_("From {day} nobody at {sides} keeps this link any more. Say who takes it over."),
    LinkState.SINGLE_CARRIED: N_("At {sides} this link rests on one person, now or soon. A second one makes it safe."),
    LinkState.CARRIER_UNKNOWN: N_("It is not known who keeps this link at {sides}. Ask, and write it down."),
}


def show(visit: Visit) -> None:
    words = visit.words
    st.header(words("Links at risk"), anchor=False)
    lines = visit.read(link_list, visit.day)
    if not lines:
        st.info(words("There are no links on the map yet. Start a map and draw the first link, or import a map."))
        register.buttons(visit, (NEW_MAP, NEW_LINK), "links")
        return
    _by_state(visit, lines)
    _asking(visit, [line for line in lines if line.state is not LinkState.WORKS])
    if st.toggle(words("Show all links"), key="links-all"):
        all_links.show(visit, lines)


def _by_state(visit: Visit, lines: Sequence[LinkLine]) -> None:
    words, counts = visit.words, Counter(line.state for line in lines)
    rows = [(words(LINK_STATES[state]), counts[state]) for state in LinkState]
    chart(
        visit,
        bars(rows, words("Links")),
        words(
            "{n} of {all} links work with at least two people on each side.", n=counts[LinkState.WORKS], all=len(lines)
        ),
        [words("State"), words("Links")],
        [(name, str(n)) for name, n in rows],
        "links",
    )


def _asking(visit: Visit, lines: Sequence[LinkLine]) -> None:
    """The links that need somebody, the most pressing first; the rest opens on demand."""
    if not lines:
        st.success(visit.words("All links work."), icon=":material/check_circle:")
        return
    for line in lines[:FIRST]:
        _row(visit, line)
    rest = lines[FIRST:]
    if rest and st.toggle(visit.words.plural("Show {n} more", "Show {n} more", len(rest)), key="links-more"):
        for line in rest:
            _row(visit, line)


def _row(visit: Visit, line: LinkLine) -> None:
    with st.container(key=f"link-{line.relation_id}", border=True):
        html.show(
            tag(
                "div",
                tag(
                    "div",
                    chip(line.state, visit.words),
                    tag("h3", link_story_link(line.relation_id, line.name)),
                    klass="sk-head",
                ),
                tag("p", why(line, visit.words)),
                tag("p", told(line, visit.words), klass="sk-quiet"),
                klass="sk-finding",
            )
        )
        _acts(visit, line)


def _acts(visit: Visit, line: LinkLine) -> None:
    """The side of which most is asked comes first in the form."""
    about = Subject("relation", line.relation_id, line.name)
    concern = Concern(about=about, organisation_id=line.asking.organisation_id)
    if not visit.live or not CARRIER.allowed(visit.viewer, concern):
        return
    words, key = visit.words, f"act-links-{line.relation_id}"
    with st.container(horizontal=True, vertical_alignment="center"):
        opening.offer(visit, CARRIER, concern, f"{key}-carrier", "primary")
        if LINK.allowed(visit.viewer, concern):
            if st.button(words("It still works"), key=f"{key}-confirm", icon=":material/check:"):
                about_it = {"relation_id": line.relation_id, "seen_version": line.version}
                submit(visit, words("It is noted that the link still works."), confirm_relation, **about_it)
            opening.offer(visit, LINK, concern, f"{key}-link")


def chip(state: LinkState, words: Words) -> Html:
    look = LOOK_OF[state]
    icon = tag("span", ICONS[look], aria_hidden="true")
    return tag("span", icon, " ", words(LINK_STATES[state]), klass=f"sk-chip sk-{look}")


def why(line: LinkLine, words: Words) -> str:
    """What is asked, and at which of the two organisations."""
    sides = tuple(end.organisation for end in line.ends if end.state is line.state)
    return words(WHY[line.state], sides=sides, day=line.breaks_on) if line.state in WHY else ""


def told(line: LinkLine, words: Words) -> str:
    confirmed = words("Confirmed on {day}.", day=line.last_confirmed_on) if line.last_confirmed_on else ""
    kind = f"{line.kind[:1].upper()}{line.kind[1:]}." if line.kind else ""
    return " ".join(part for part in (kind, confirmed or words("Never confirmed.")) if part)
