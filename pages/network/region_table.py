"""Networks in a table: the state, counts for each question, how it went since a month ago, and the way there."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from data_model.days import dutch_day
from data_model.findings import Urgency
from data_model.read.region import NetworkLine, Region, Stand
from data_model.rules.counts import Counts, Trend
from pages.frame.html import Html, table, tag
from pages.frame.places import way
from pages.frame.urgency import ICON, WORD, chip
from pages.frame.visit import Visit
from words.language import N_, Words

QUESTIONS = {
    "rhythm": N_("Meetings"),
    "covenant": N_("Covenant"),
    "actions": N_("Actions"),
    "contacts": N_("Contacts"),
    "turnover": N_("Changes"),
}
TRENDS = {Trend.BETTER: N_("better"), Trend.SAME: N_("no change"), Trend.WORSE: N_("worse")}
ARROWS = {Trend.BETTER: "↗", Trend.SAME: "→", Trend.WORSE: "↘"}
NUMBERS = {
    Urgency.CRITICAL: N_("{n} critical"),
    Urgency.HIGH: N_("{n} high"),
    Urgency.ATTENTION: N_("{n} attention"),
}
NOTHING = "–"


def legend(words: Words) -> tuple[Html, ...]:
    """What the signs mean; they also say it themselves to who does not see them."""
    signs = (f"{ICON[urgency]} {words(WORD[urgency]).lower()}" for urgency in WORD)
    return (tag("p", words("Signs: {signs}.", signs=tuple(signs)), klass="sk-quiet"),)


def of(visit: Visit, seen: Region, first: int) -> Html:
    words = visit.words

    @cache
    def at(moment: datetime) -> str:
        return words("{day} at {time}", day=words.day(dutch_day(moment)), time=words.time(moment))

    where = {"first": first + 1, "last": first + len(seen.lines), "all": seen.found}
    return table(
        words("Networks {first} to {last} of {all}, the one that needs you most on top", **where),
        [
            words("Go to network"),
            words("State"),
            *(words(title) for title in QUESTIONS.values()),
            words("Since a month ago"),
            words("Updated on"),
        ],
        [_row(words, line, at) for line in seen.lines],
    )


def told(words: Words, counts: Counts) -> str:
    """3 critical, 2 high and 12 attention"""
    return words.listed([words(NUMBERS[urgency], n=n) for urgency, n in _by_urgency(counts)])


def _row(words: Words, line: NetworkLine, at: Callable[[datetime], str]) -> list[str]:
    there = tag("div", way(line.grant_id, line.name), klass="sk-go")
    if line.whole is None or line.judged_at is None:
        return [there, words("Not looked at yet"), *[NOTHING] * (len(QUESTIONS) + 1), NOTHING]
    return [
        there,
        chip(line.whole.counts.worst, words),
        *(_numbers(words, line.questions.get(name)) for name in QUESTIONS),
        _trend(words, line.whole.trend),
        at(line.judged_at),
    ]


def _numbers(words: Words, stand: Stand | None) -> Html | str:
    if stand is None or not any(stand.counts):
        return NOTHING
    shown = (
        tag("span", f"{ICON[urgency]}\u00a0{n} ", klass=f"sk-{urgency.name.lower()}", aria_hidden="true")
        for urgency, n in _by_urgency(stand.counts)
    )
    said = ", ".join(f"{n} {words(WORD[urgency]).lower()}" for urgency, n in _by_urgency(stand.counts))
    return tag("span", *shown, role="img", aria_label=said)


def _trend(words: Words, trend: Trend) -> Html:
    return tag("span", tag("span", ARROWS[trend], aria_hidden="true"), "\u00a0", words(TRENDS[trend]))


def _by_urgency(counts: Counts) -> list[tuple[Urgency, int]]:
    return [(urgency, n) for urgency, n in zip(sorted(Urgency, reverse=True), counts, strict=True) if n]
