"""How a network stands since its trajectory, as plain values."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.read.drift import Changed, Figures, drift


def course(session: Session, viewer: Viewer, day: date, months: int) -> dict[str, Any]:
    """Under `baseline` what was kept, under `drift` the months until the day, and what was lost and came."""
    found = drift(session, viewer, day, months)
    return {
        "baseline": _figures(found.baseline) if found.baseline else None,
        "drift": {
            "trajectory_ended_on": found.ended_on,
            "months": [_figures(one) for one in found.months],
            "lost": _named(found.lost),
            "came": _named(found.came),
        },
    }


def _figures(stood: Figures) -> dict[str, Any]:
    counts = ("links", "drawn", "organisations", "reachable", "signed", "webbers")
    findings = {
        question: {"count": n, "worst": worst.name.lower() if worst else None}
        for question, (n, worst) in stood.findings.items()
    }
    return {"day": stood.day, **{name: getattr(stood, name) for name in counts}, "findings": findings}


def _named(changed: Iterable[Changed]) -> list[dict[str, Any]]:
    return [
        {"what": str(one.what), "organisations": [name for _, name in one.organisations], "since": one.since}
        for one in changed
    ]
