"""One departure from announcement to the day on which nothing hangs loose any more."""

import streamlit as st

from data_model.read.departure import Departure, departure
from data_model.vocabulary import TurnoverKind
from pages.frame import html
from pages.frame.html import tag
from pages.frame.links import CHANGES, organisation_link, person_link
from pages.frame.md import md
from pages.frame.turned_away import turned_away
from pages.frame.visit import Visit
from pages.network.which import asked_for
from pages.questions import departure_steps
from words.states import TURNOVER_KINDS


def show(visit: Visit) -> bool:
    """Whether the address asks for a departure that is there for this viewer; if not, a sentence says so."""
    words = visit.words
    found = departure(visit.session, visit.viewer, asked_for() or 0, visit.day)
    if found is None:
        turned_away(visit, CHANGES)
        st.warning(words("This departure was not found. Choose one in the list."), icon=":material/search_off:")
        return False
    st.title(md(_title(visit, found)), anchor=False)
    whole(visit, found)
    html.show(tag("p", tag("a", words("All reported changes"), href=f"/{CHANGES}", target="_self", klass="sk-link")))
    return True


def whole(visit: Visit, found: Departure) -> None:
    """Everything below the title: who and when, how far it is, and the steps."""
    words = visit.words
    person = found.person_id
    who = person_link(person, found.person) if person is not None else found.person
    said = (" · ", words(TURNOVER_KINDS[found.kind]), " · ", _when(visit, found))
    html.show(tag("p", who, " · ", organisation_link(found.organisation_id, found.organisation), *said))
    if not found.counts:
        st.info(md(words("{person} is there after all. Nothing has to be settled.", person=found.person)))
        return
    _progress(visit, found)
    departure_steps.show(visit, found)


def _title(visit: Visit, found: Departure) -> str:
    words = visit.words
    match found.kind:
        case TurnoverKind.AWAY:
            return words("{person} is away for a time", person=found.person)
        case TurnoverKind.PUTS_DOWN_WEBBER:
            return words("{person} puts down the webber task", person=found.person)
        case TurnoverKind.ORGANISATION_STOPS:
            return words("{organisation} stops", organisation=found.organisation)
        case TurnoverKind.OTHER_FUNCTION:
            return words("{person} takes another function", person=found.person)
        case _:
            return words("{person} leaves", person=found.person)


def _when(visit: Visit, found: Departure) -> str:
    """The first day, and how long that is from the day shown."""
    words, left = visit.words, (found.effective_on - visit.day).days
    told = words("from {day}", day=words.short_day(found.effective_on))
    if left > 0:
        return f"{told} ({words('{left_days} left', left_days=left)})"
    return f"{told} ({words('today')})" if left == 0 else f"{told} ({words('{past_days} ago', past_days=-left)})"


def _progress(visit: Visit, found: Departure) -> None:
    words, ends = visit.words, found.needed
    if found.closed_on:
        st.success(words("Closed on {day}: nothing hung loose.", day=found.closed_on), icon=":material/task_alt:")
    if not ends:
        html.show(tag("p", tag("strong", words("Nothing hangs on this change."))))
        return
    fixed = sum(end.fixed for end in ends)
    told = words.plural("{n} of {all} loose end is fixed.", "{n} of {all} loose ends are fixed.", fixed, all=len(ends))
    html.show(tag("p", tag("strong", told)))
