"""What happened with an organisation: its time in the network and the reported changes of its people."""

from collections.abc import Iterator
from datetime import date

import streamlit as st

from data_model.days import days_after
from data_model.read.changes import ChangeLine
from data_model.read.organisation_card import OrganisationCard
from data_model.rules.membership_states import Stay
from pages.frame import html
from pages.frame.html import table
from pages.frame.visit import Visit
from words.language import N_
from words.states import HANDOVERS, TURNOVER_KINDS

NOTHING = "–"
INVITED, DECLINED = N_("Invited"), N_("Does not join")
JOINED, PAUSED, RESUMED = N_("Takes part from this day"), N_("Pause from this day"), N_("Takes part again")
LEFT = N_("Last day in the network")


def show(visit: Visit, card: OrganisationCard) -> None:
    words = visit.words
    if card.changes:
        st.header(words("Reported changes"), anchor=False)
        _changes(visit, card.changes)
    st.header(words("History"), anchor=False)
    told = [one for one in sorted(events(card.stays)) if visit.live or one[0] <= visit.day]
    if not told:
        st.info(words("Nothing is written down about its time in the network."))
        return
    html.show(
        table(
            words("The time in the network"),
            [words("Day"), words("What happened")],
            [(words.short_day(on), _what(visit, on, what)) for on, what in told],
        )
    )


def _what(visit: Visit, on: date, what: str) -> str:
    said = visit.words(what)
    return said if on <= visit.day else visit.words("{what} (planned)", what=said)


def events(stays: tuple[Stay, ...]) -> Iterator[tuple[date, str]]:
    """Every day on which something changed. A time that goes on the day after another is one time."""
    ends = {days_after(stay.left_on, 1) for stay in stays if stay.left_on}
    starts = {stay.joined_on for stay in stays}
    for stay in stays:
        joined_on = None if stay.joined_on in ends else stay.joined_on
        left_on = None if stay.left_on and days_after(stay.left_on, 1) in starts else stay.left_on
        days = (
            (stay.invited_on, INVITED),
            (stay.declined_on, DECLINED),
            (joined_on, JOINED),
            (stay.paused_on, PAUSED),
            (stay.resumed_on, RESUMED),
            (left_on, LEFT),
        )
        yield from ((on, what) for on, what in days if on)


def _changes(visit: Visit, changes: tuple[ChangeLine, ...]) -> None:
    words = visit.words
    headers = [words("Who"), words("What changes"), words("From"), words("Successor"), words("Handover")]
    html.show(
        table(
            words("Reported changes, the latest first"),
            headers,
            [
                (
                    line.person or NOTHING,
                    words(TURNOVER_KINDS[line.kind]),
                    words.short_day(line.effective_on),
                    line.successor or NOTHING,
                    words(HANDOVERS[line.handover]),
                )
                for line in changes
            ],
        )
    )
