"""How a network stood on one day, written down: numbers of organisations and counts, no names and no people."""

import json
from datetime import date

from data_model.findings import Urgency
from data_model.rules.drift import Standing


def written(standing: Standing) -> str:
    """The day itself is kept beside it."""
    state = {
        "links": sorted(standing.links),
        "drawn": standing.drawn,
        "organisations": sorted(standing.organisations),
        "reachable": sorted(standing.reachable),
        "signed": sorted(standing.signed),
        "webbers": standing.webbers,
        "people": dict(standing.people),
        "findings": {
            question: {urgency.name.lower(): n for urgency, n in sorted(counts.items())}
            for question, counts in standing.findings.items()
        },
    }
    return json.dumps(state, sort_keys=True)


def read_back(state: str, stood_on: date) -> Standing:
    told = json.loads(state)
    return Standing(
        stood_on=stood_on,
        links=frozenset((a, b) for a, b in told["links"]),
        drawn=told["drawn"],
        organisations=frozenset(told["organisations"]),
        reachable=frozenset(told["reachable"]),
        signed=frozenset(told["signed"]),
        webbers=tuple(told["webbers"]),
        people={int(id): n for id, n in told["people"].items()},
        findings={
            question: {Urgency[urgency.upper()]: n for urgency, n in counts.items()}
            for question, counts in told["findings"].items()
        },
    )
