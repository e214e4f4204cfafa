"""How urgent something is, in a word, an icon and a colour together."""

from collections.abc import Sequence

from data_model.findings import Finding, Urgency
from pages.frame.html import Html, tag
from words.language import N_, Words

WORD = {Urgency.CRITICAL: N_("Critical"), Urgency.HIGH: N_("High"), Urgency.ATTENTION: N_("Attention")}
ICON = {Urgency.CRITICAL: "▲", Urgency.HIGH: "◆", Urgency.ATTENTION: "●"}
NOTHING = N_("In order")


def chip(urgency: Urgency | None, words: Words) -> Html:
    """The state as a small label; None when nothing is wrong."""
    if urgency is None:
        return tag("span", tag("span", "✓", aria_hidden="true"), " ", words(NOTHING), klass="sk-chip sk-fine")
    return tag(
        "span",
        tag("span", ICON[urgency], aria_hidden="true"),
        " ",
        words(WORD[urgency]),
        klass=f"sk-chip sk-{urgency.name.lower()}",
    )


def worst(findings: Sequence[Finding]) -> Urgency | None:
    return max((finding.urgency for finding in findings), default=None)
