"""How does a network stand on a day: what hangs together, who signed, and how much needs somebody? (docs/policy 3.G)"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from data_model.days import add_months
from data_model.findings import Finding, Urgency
from data_model.rules.covenant_facts import CovenantFacts
from data_model.rules.covenant_signed import signature_state
from data_model.rules.covenant_state import GONE
from data_model.rules.covenant_state import state as covenant_state
from data_model.rules.departures import manned
from data_model.rules.graph import components, edges
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TurnoverFacts
from data_model.vocabulary import SignatureState

Pair = tuple[int, int]
Counts = Mapping[str, Mapping[Urgency, int]]  # by question and urgency how many findings


@dataclass(frozen=True)
class Standing:
    """A network on a day: organisations by their number, links as pairs of them. `webbers` gives where each works."""

    stood_on: date
    links: frozenset[Pair]
    drawn: int
    organisations: frozenset[int]
    reachable: frozenset[int]
    signed: frozenset[int]
    webbers: tuple[int, ...]
    people: Mapping[int, int]
    findings: Counts = field(default_factory=dict)


def counted(findings: Iterable[Finding]) -> Counts:
    """Those that wait count too: that somebody accepts a finding does not mend it."""
    found: dict[str, Counter[Urgency]] = {}
    for finding in findings:
        found.setdefault(finding.question, Counter())[finding.urgency] += 1
    return found


def standing(facts: TurnoverFacts, covenants: CovenantFacts, findings: Iterable[Finding], day: date) -> Standing:
    """As it was known on that day. A link works while somebody is there for it on either side."""
    outlook = Outlook(facts.ties, day)
    active = outlook.active(day)
    links = [(relation.a, relation.b) for relation in outlook.unbroken(day)]
    return Standing(
        stood_on=day,
        links=_pairs(active, links),
        drawn=len(_pairs(active, [(relation.a, relation.b) for relation in outlook.drawn(day)])),
        organisations=frozenset(active),
        reachable=_reachable(outlook, active, links, day),
        signed=frozenset(signers(covenants, day)),
        webbers=tuple(sorted(w.organisation_id for w in facts.webbers if manned(w, outlook, day))),
        people={id: len(outlook.people_of(id, day)) for id in active},
        findings=counted(findings),
    )


def _pairs(active: list[int], links: list[Pair]) -> frozenset[Pair]:
    return frozenset((min(pair), max(pair)) for pair in edges(active, links))


def _reachable(outlook: Outlook, active: list[int], links: list[Pair], day: date) -> frozenset[int]:
    """What hangs together with the municipality or, where there is none, the largest part."""
    parts, hubs = components(active, links), outlook.hubs(day)
    kept = [part for part in parts if part & hubs] if hubs else parts[:1]
    return frozenset().union(*kept)


def signers(covenants: CovenantFacts, day: date) -> Iterator[int]:
    """The organisations that signed a covenant that counts, without reservation."""
    for covenant in covenants.covenants:
        if covenant_state(covenants, covenant, day) not in GONE:
            for party in covenant.signing(day):
                if signature_state(party, day) is SignatureState.SIGNED:
                    yield party.organisation_id


def months_until(first: date, last: date, most: int) -> list[date]:
    """The same day of every month from the first on, then the last: at most so many, the latest ones."""
    days, n = [], 0
    while (on := add_months(first, n)) < last:
        days.append(on)
        n += 1
    return [*days, last][-most:] if first <= last else []
