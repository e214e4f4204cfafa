"""Then beside now in figures, and by name what was lost and what came."""

from collections.abc import Mapping, Sequence

import streamlit as st

from data_model.findings import Urgency
from data_model.read.drift import Changed, Drift, Figures
from data_model.rules.differences import What
from pages.frame import html
from pages.frame.html import Html, table, tag
from pages.frame.links import link_story_link, organisation_link
from pages.frame.urgency import WORD
from pages.frame.visit import Visit
from words.language import Words
from words.trajectory import CAME, FIGURES, FINDINGS, KINDS, LOST

FIRST = 10


def figure(stood: Figures, name: str) -> int:
    """One of `FIGURES`, or how many findings there were of one of `FINDINGS`."""
    return stood.findings[name][0] if name in stood.findings else int(getattr(stood, name))


def names(stood: Figures) -> dict[str, str]:
    """What each figure is called, for who watches these questions."""
    return FIGURES | {question: name for question, name in FINDINGS.items() if question in stood.findings}


def then_and_now(visit: Visit, then: Figures, now: Figures) -> None:
    words = visit.words
    html.show(
        table(
            words("The network then and now"),
            [
                words("What"),
                words.short_day(then.day),
                words("Now") if visit.live else words.short_day(now.day),
                words("Difference"),
            ],
            [
                (words(title), _value(then, name, words), _value(now, name, words), _change(then, now, name, words))
                for name, title in names(now).items()
            ],
        )
    )


def _value(stood: Figures, name: str, words: Words) -> str:
    if name in stood.findings:
        n, worst = stood.findings[name]
        return words("{n}, at most {urgency}", n=n, urgency=_urgency(worst, words)) if worst else str(n)
    whole = {"links": stood.drawn, "reachable": stood.organisations}.get(name)
    return str(figure(stood, name)) if whole is None else words("{n} of {all}", n=figure(stood, name), all=whole)


def _urgency(worst: Urgency, words: Words) -> str:
    return words(WORD[worst]).lower()


def _change(then: Figures, now: Figures, name: str, words: Words) -> Html:
    """The word and the icon tell it; the colour says where somebody should look."""
    more = figure(now, name) - figure(then, name)
    if not more:
        return _state("=", words("the same"), "resting")
    look = "attention" if (more > 0) is (name in now.findings) else "fine"
    told = words("{n} more", n=more) if more > 0 else words("{n} fewer", n=-more)
    return _state("▲" if more > 0 else "▼", told, look)


def _state(icon: str, told: str, look: str) -> Html:
    return tag("span", tag("span", icon, aria_hidden="true"), "\u00a0", told, klass=f"sk-state sk-{look}")


def lost(visit: Visit, course: Drift) -> None:
    words = visit.words
    if course.lost:
        _list(visit, course.lost, LOST, words("What was lost, the latest first"), "lost")
    else:
        st.success(words("Nothing was lost."), icon=":material/check_circle:")


def came(visit: Visit, course: Drift) -> None:
    words = visit.words
    if course.came:
        _list(visit, course.came, CAME, words("What came, the latest first"), "came")
    else:
        st.info(words("Nothing came yet: no new links, organisations or signatures."))


def _list(visit: Visit, changed: Sequence[Changed], told: Mapping[What, str], caption: str, key: str) -> None:
    words, shown = visit.words, changed
    if len(changed) > FIRST and not st.toggle(words("Show all {n}", n=len(changed)), key=f"trajectory-{key}"):
        shown = changed[:FIRST]
    html.show(
        table(
            caption,
            [words("Which"), words("Kind"), words("What changed"), words("Since")],
            [
                (_named(one, words), words(KINDS[one.what]), words(told[one.what]), words.short_day(one.since))
                for one in shown
            ],
        )
    )


def _named(one: Changed, words: Words) -> Html:
    own = [organisation_link(id, name) for id, name in one.organisations]
    if len(own) == 1:
        return own[0]
    story = [" ", link_story_link(one.relation_id, words("About this link"))] if one.relation_id else []
    return tag("div", own[0], " – ", own[1], *([tag("div", *story, klass="sk-quiet")] if story else []))
