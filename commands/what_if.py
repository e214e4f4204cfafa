"""A what-if as plain values: by name, with the same sentences as on the page."""

from collections.abc import Iterable
from typing import Any

from data_model.findings import Finding
from data_model.rules.losses import Loss, Lost
from data_model.rules.what_if import Compared, WhatIf
from words.finding import tell
from words.findings import WORDINGS
from words.language import Words
from words.what_if import step, summary, told


def plain(answer: WhatIf, words: Words) -> dict[str, Any]:
    return {
        "who": [subject.name for subject in answer.who],
        "on": answer.on,
        "summary": summary(answer, words),
        "questions": {one.question: _compared(one, words) for one in answer.questions},
        "lost": {loss.value: [_lost(one, words) for one in answer.of(loss)] for loss in Loss},
    }


def _compared(one: Compared, words: Words) -> dict[str, Any]:
    return {
        "before": _counted(one.before),
        "after": _counted(one.after),
        "came": _titles(one.came, words),
        "got_worse": _titles(one.got_worse, words),
        "went": _titles(one.went, words),
    }


def _counted(findings: tuple[Finding, ...]) -> dict[str, Any]:
    worst = max((finding.urgency for finding in findings), default=None)
    return {"findings": len(findings), "worst": worst.name.lower() if worst else None}


def _titles(findings: Iterable[Finding], words: Words) -> list[dict[str, str]]:
    return [{"kind": one.kind, "title": tell(one, WORDINGS, words).title} for one in findings]


def _lost(lost: Lost, words: Words) -> dict[str, Any]:
    return {**lost.values, "told": told(lost, words), "step": step(lost, words)}
