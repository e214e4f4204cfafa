"""Which personnel changes break which links? The changes, the organisations that hang on one person, and what to do."""

from collections import Counter

import streamlit as st

from data_model.access import Entity, Reach, Verb, Viewer, reach
from data_model.read.changes import changes
from data_model.read.turnover import facts as read_facts
from data_model.rules.outlook import Outlook
from pages.acts import register
from pages.acts.organisation_dialogs import STOPS
from pages.acts.turnover_dialogs import CHANGE
from pages.frame import finding_list, html, parts
from pages.frame.bars import bars
from pages.frame.chart import chart
from pages.frame.html import table
from pages.frame.links import WHICH, departure_link
from pages.frame.visit import Visit
from pages.questions import departure, links, task_timeline, weak_spots, what_if
from words.language import N_
from words.states import HANDOVERS, TURNOVER_KINDS

MANY = 3
PARTS = {"nu": N_("Now"), "kwetsbaar": N_("Weak spots"), "watals": N_("What if")}


def show(visit: Visit) -> None:
    words = visit.words
    if st.query_params.get(WHICH) is not None and departure.show(visit):
        return
    st.title(words("Which changes of people break links?"), anchor=False)
    st.write(words("Changes of people are normal. Schakel shows which links need a new person, and never asks why."))
    if not watches_all(visit.viewer):
        _now(visit)
        return
    match parts.choose(visit, PARTS, words("Show")):
        case "kwetsbaar":
            weak_spots.show(visit)
        case "watals":
            what_if.show(visit)
        case _:
            _now(visit)


def watches_all(viewer: Viewer) -> bool:
    """Whether somebody sees on whom the whole network depends."""
    return reach(viewer, Entity.TURNOVER, Verb.WATCH) is Reach.NETWORK


def _now(visit: Visit) -> None:
    words = visit.words
    register.buttons(visit, (register.DEPARTURE, CHANGE, STOPS), "turnover")
    st.header(words("This needs attention"), anchor=False)
    finding_list.show(visit, [f for f in visit.findings if f.question == "turnover"], "turnover")
    links.show(visit)
    st.header(words("Reported changes"), anchor=False)
    _changes(visit)
    st.header(words("On how many people each organisation rests"), anchor=False)
    _rests_on(visit)
    task_timeline.show(visit)


def _changes(visit: Visit) -> None:
    words = visit.words
    lines = visit.read(changes, visit.day)
    if not lines:
        st.info(words("No changes are reported. Announce a departure as soon as you know of it."))
        return
    html.show(
        table(
            words("Reported changes, the latest first"),
            [
                words("Who"),
                words("Organisation"),
                words("What changes"),
                words("From"),
                words("Successor"),
                words("Handover"),
            ],
            [
                (
                    departure_link(line.event_id, line.person or line.organisation),
                    line.organisation,
                    words(TURNOVER_KINDS[line.kind]),
                    words.short_day(line.effective_on),
                    line.successor or "–",
                    words(HANDOVERS[line.handover]),
                )
                for line in lines
            ],
        )
    )


def _rests_on(visit: Visit) -> None:
    """Organisations by the number of people who are there for them."""
    words, day = visit.words, visit.day
    outlook = Outlook(visit.read(read_facts).ties, day)
    sizes = [min(len(outlook.people_of(id, day)), MANY) for id in outlook.active(day)]
    if not sizes:
        st.info(words("There are no organisations yet. Import a map or a contact list, and they appear here."))
        return
    counts = Counter(sizes)
    labels = [words("nobody"), words("one person"), words("two people"), words("three or more people")]
    rows = [(label, counts[n]) for n, label in enumerate(labels)]
    chart(
        visit,
        bars(rows, words("Organisations")),
        words("{n} of {all} organisations rest on one person or none.", n=counts[0] + counts[1], all=len(sizes)),
        [words("People"), words("Organisations")],
        [(label, str(n)) for label, n in rows],
        "rests-on",
    )
