"""Vandaag: for each role what matters most and can be done from here, and what needs attention."""

from collections.abc import Callable, Iterator

import streamlit as st

from data_model.access import Role
from pages.acts import register
from pages.acts.dialog import Dialog
from pages.frame import finding_list, html
from pages.frame.html import Html, tag
from pages.frame.md import md
from pages.frame.visit import Visit
from pages.office import privacy
from pages.own import manager, participant, webber
from pages.questions import tiles

OWN: dict[Role, Callable[[Visit], None]] = {
    Role.WEBBER: webber.show,
    Role.MANAGER: manager.show,
    Role.PARTICIPANT: participant.show,
}
# What is offered besides the acts that stand with what they are about.
ACTS: dict[Role, tuple[Dialog, ...]] = {
    Role.COORDINATOR: register.DAILY,
    Role.WEBBER: (register.ACTION, register.CONTACT, register.DEPARTURE),
    Role.MANAGER: (register.CONTACT, register.SIGNATURE, register.DEPARTURE),
    Role.PARTICIPANT: (register.NEW_ACTION, register.DEPARTURE),
}


def show(visit: Visit) -> None:
    words, role = visit.words, visit.viewer.role
    st.title(words("Today in {network}", network=md(visit.network_name)), anchor=False)
    privacy.notice(visit)
    day = tag("p", words.day(visit.day), klass="sk-quiet")
    if role in OWN:
        html.show(day)
        OWN[role](visit)
    head = visit.kept(lambda: Html("".join(_head(visit))), "head of today", visit.day, visit.live)
    finding_list.show(visit, visit.findings, finding_list.HOME, *([] if role in OWN else [day]), head)
    register.forms(visit, ACTS[role], finding_list.HOME)
    st.caption(
        words("This dashboard shows whether the network is maintained. It says nothing about the effect for children.")
    )


def _head(visit: Visit) -> Iterator[Html]:
    """All between what is one's own and the list, as one text."""
    words, role = visit.words, visit.viewer.role
    if role is not Role.PARTICIPANT:
        if role in OWN:
            yield tag("h2", words("At a glance"))
        yield tiles.drawn(visit)
    yield register.row(visit, ACTS[role], finding_list.HOME)
    yield tag("h2", words("This needs attention"))
