"""Answers about a network as plain values: its findings and its map."""

from datetime import date
from typing import Any

from sqlalchemy import Engine

from commands import weak
from commands.database import viewers
from commands.drift import course
from commands.what_if import plain
from data_model.database import reading
from data_model.findings import Finding
from data_model.questions import KINDS, QUESTIONS, find
from data_model.read.map import network_map
from data_model.read.settings import norms_of
from data_model.read.weak_spots import weakness
from data_model.read.what_if import what_if_named
from data_model.refusal import Refusal
from words.finding import tell
from words.findings import WORDINGS
from words.language import Words


def findings(
    engine: Engine, network: str | None, day: date, question: str | None, words: Words
) -> list[dict[str, Any]]:
    """All findings on a day, of one network or of all, in the order of the attention list."""
    asked = tuple(q for q in QUESTIONS if question in (None, q.name))
    with reading(engine) as session:
        return [
            _plain(finding, words)
            for _, viewer in viewers(engine, network)
            for finding in find(session, viewer, day, asked)
        ]


def _plain(finding: Finding, words: Words) -> dict[str, Any]:
    title, reason, advice = tell(finding, WORDINGS, words)
    return {
        "question": finding.question,
        "kind": finding.kind,
        "rule": KINDS[finding.kind].rule,
        "urgency": finding.urgency.name.lower(),
        "about": finding.about._asdict(),
        "since": finding.since,
        "changes_on": finding.changes_on,
        "values": dict(finding.values),
        "title": title,
        "reason": reason,
        "advice": advice,
        "waits_until": finding.waits.until_on if finding.waits else None,
    }


def the_map(
    engine: Engine, network: str | None, day: date, without: list[str], today: date, words: Words, months: int
) -> dict[str, Any]:
    """The map of the one network, or of the named one, and its last months; and what would change without somebody."""
    chosen = viewers(engine, network)
    if len(chosen) > 1:
        raise Refusal("which_network", names=tuple(name for name, _ in chosen))
    _, viewer = chosen[0]
    with reading(engine) as session:
        answer = network_map(session, viewer, day, frozenset(without))
        answer |= course(session, viewer, day, months)
        answer |= weak.plain(weakness(session, viewer, day, norms_of(session, viewer, day), frozenset(without)))
        if without:
            answer["what_if"] = plain(what_if_named(session, viewer, frozenset(without), day, today), words)
    return answer
