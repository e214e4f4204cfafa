"""Voorbeeldstad in values: organisations, people and a map with defaults, for the tests of personnel changes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from data_model.findings import Finding, Subject
from data_model.norms import Norms
from data_model.rules.attention import ranked
from data_model.rules.map_facts import CarrierFact, MapFact, RelationFact
from data_model.rules.membership import MembershipFact
from data_model.rules.tasks import TaskFact, TurnoverFacts, WebberFact
from data_model.rules.ties import (
    AffiliationFact,
    EventFact,
    HandoverFact,
    OrganisationFact,
    PersonFact,
    Ties,
)

NORMS = Norms()
START = date(2026, 1, 1)
REPORTED = date(2026, 11, 1)
LEAVES = date(2026, 12, 1)
HALL, SCHOOL, FOOD_BANK, CHURCH = 1, 2, 3, 4
NAMES = {HALL: "Gemeente", SCHOOL: "De Klimop", FOOD_BANK: "Voedselbank", CHURCH: "Kerk"}
DOMAINS = {HALL: "municipality", SCHOOL: "education", FOOD_BANK: "volunteers", CHURCH: "faith"}
# Two people an organisation: 11 and 12 at the town hall, 21 and 22 at the school ...
EVERYONE = frozenset(10 * organisation + n for organisation in NAMES for n in (1, 2))


def organisation(id: int, domain: str | None = None, **membership: Any) -> OrganisationFact:
    membership = {"joined_on": START} | membership
    return OrganisationFact(
        id, NAMES.get(id, f"Organisatie {id}"), (MembershipFact(**membership),), domain or DOMAINS.get(id, "other")
    )


def works(person: int, at: int | None = None, start: date = START, end: date | None = None) -> AffiliationFact:
    return AffiliationFact(person, at or person // 10, start, end)


def leaves(person: int, on: date = LEAVES, **other: Any) -> EventFact:
    values: dict[str, Any] = {
        "id": person,
        "kind": "leaves",
        "organisation_id": person // 10,
        "person_id": person,
        "effective_on": on,
        "reported_on": min(REPORTED, on),
    }
    return EventFact(**values | other)


def stops(organisation: int, on: date = LEAVES) -> EventFact:
    return EventFact(organisation, "organisation_stops", organisation, None, on, min(REPORTED, on))


def carried(id: int, a: int, b: int, by: Iterable[int] = (), start: date = START) -> RelationFact:
    """A relation carried by people, each on the side of the organisation their number begins with."""
    return RelationFact(id, 1, a, b, start, carriers=tuple(CarrierFact(p // 10, p, start) for p in by))


def webber(person: int | None, at: int | None = None, **other: Any) -> WebberFact:
    own = at or (person or 0) // 10
    values: dict[str, Any] = {"id": 100 + own, "organisation_id": own, "person_id": person, "confirmed_on": START}
    return WebberFact(**values | other)


AGREED = MapFact(1, START, START, START)
HANDED_OVER = HandoverFact(completed_on=REPORTED)
ROLES = (TaskFact(11, START, role="coordinator"), TaskFact(12, START, role="deputy_coordinator"))


def ties(*events: EventFact, without: Iterable[int] = (), **other: Any) -> Ties:
    known = Ties(
        network=Subject("network", 1, "Voorbeeldstad"),
        organisations=tuple(organisation(id) for id in NAMES),
        people=tuple(PersonFact(id, f"Persoon {id}") for id in range(11, 100)),
        affiliations=tuple(works(person) for person in sorted(EVERYONE - set(without))),
        events=events,
        maps=(AGREED,),
    )
    return replace(known, **other)


def town(*events: EventFact, without: Iterable[int] = (), **other: Any) -> TurnoverFacts:
    """Four organisations with two people each and no links, three webbers, a coordinator with a stand-in."""
    tied = {name: other.pop(name) for name in list(other) if name in Ties.__dataclass_fields__}
    facts = TurnoverFacts(
        ties=ties(*events, without=without, **tied),
        trajectory_ended_on=START,
        roles=ROLES,
        webbers=tuple(webber(p, deputies=(TaskFact(p + 1, START),)) for p in (11, 21, 31)),
    )
    return replace(facts, **other)


def findings(facts: TurnoverFacts, today: date = REPORTED) -> list[Finding]:
    from data_model.rules.turnover import judge

    return list(judge(facts, today, NORMS))


def shown(facts: TurnoverFacts, today: date = REPORTED) -> list[tuple[str, int]]:
    """After de-duplication: kind and subject."""
    return [(f.kind.removeprefix("turnover."), f.about.id) for f in ranked(findings(facts, today))]


def found(facts: TurnoverFacts, kind: str, today: date = REPORTED) -> Finding | None:
    of_kind = [f for f in findings(facts, today) if f.kind == f"turnover.{kind}"]
    assert len(of_kind) <= 1
    return of_kind[0] if of_kind else None
