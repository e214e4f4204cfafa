"""One question in a tile: its worst state, a count in words, and the way to its page."""

from collections.abc import Sequence

from data_model.access import QUESTION_ENTITY, Reach, Verb, reach
from data_model.findings import Finding
from pages.frame.html import Html, tag
from pages.frame.links import page_way
from pages.frame.urgency import chip, worst
from pages.frame.visit import Visit
from words.language import N_

# A tile that does not look at the whole network says so.
WHOSE = {Reach.ORGANISATION: N_("for your organisation"), Reach.OWN: N_("for you")}


def tile(visit: Visit, question: str, title: str, findings: Sequence[Finding], path: str) -> Html:
    words, findings = visit.words, [finding for finding in findings if not finding.waits]
    counted = (
        words.plural("{n} thing needs attention", "{n} things need attention", len(findings))
        if findings
        else words("Nothing needs attention")
    )
    whose = WHOSE.get(reach(visit.viewer, QUESTION_ENTITY[question], Verb.WATCH))
    if whose:
        counted = f"{counted} {words(whose)}"
    way = [page_way(path, visit.addresses[path])] if path in visit.addresses else []
    return tag("div", tag("h2", title), chip(worst(findings), words), tag("p", counted), *way, klass="sk-tile")
