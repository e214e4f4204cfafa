"""A covenant that holds, to change in tests."""

from dataclasses import replace
from datetime import date

from data_model.findings import Finding, Subject
from data_model.norms import Norms
from data_model.rules.covenant import judge
from data_model.rules.covenant_facts import (
    AgreementFact,
    CovenantFact,
    CovenantFacts,
    GoalFact,
    PartyFact,
    WebberFact,
)
from data_model.rules.covenant_organisations import OrganisationFact, Period, StaffFact
from data_model.rules.membership import MembershipFact
from data_model.vocabulary import REQUIRED_TOPICS

NORMS = Norms()
SESSION_5 = date(2026, 1, 1)
IN_FORCE = date(2026, 3, 1)
SCHOOL, FOOD_BANK, CHURCH = 1, 2, 3
NAMES = {SCHOOL: "De Klimop", FOOD_BANK: "Voedselbank", CHURCH: "Kerk"}


def party(organisation_id: int, **other: object) -> PartyFact:
    signed = PartyFact(
        id=10 + organisation_id,
        organisation_id=organisation_id,
        name=NAMES.get(organisation_id, ""),
        joined_on=SESSION_5,
        requested_on=date(2026, 2, 1),
        signed_on=date(2026, 2, 15),
    )
    return replace(signed, **other)  # type: ignore[arg-type]


def organisation(id: int, **other: object) -> OrganisationFact:
    fact = OrganisationFact(
        id,
        NAMES.get(id, f"Organisatie {id}"),
        informal=id == FOOD_BANK,
        memberships=(MembershipFact(date(2025, 1, 1)),),
        staff=(StaffFact(date(2025, 1, 1), None, 100 + id),),
    )
    return replace(fact, **other)  # type: ignore[arg-type]


def webber(organisation_id: int = SCHOOL, **other: object) -> WebberFact:
    fact = WebberFact(
        id=20 + organisation_id,
        organisation_id=organisation_id,
        listed_on=SESSION_5,
        person_id=100 + organisation_id,
        confirmed_on=SESSION_5,
        deputies=(Period(SESSION_5),),
    )
    return replace(fact, **other)  # type: ignore[arg-type]


def agreement(topic: str = "referral", **other: object) -> AgreementFact:
    fact = AgreementFact(
        id=30 + [*REQUIRED_TOPICS].index(topic),  # type: ignore[arg-type]
        topic=topic,  # type: ignore[arg-type]
        agreed_on=SESSION_5,
        text=f"Afspraak over {topic}",
        owner_organisation_id=SCHOOL,
    )
    return replace(fact, **other)  # type: ignore[arg-type]


AGREEMENTS = tuple(agreement(topic) for topic in REQUIRED_TOPICS)


def covenant(**other: object) -> CovenantFact:
    """In force since 1 March 2026 until the end of 2035, complete, signed by both, evaluated by 1 March 2027."""
    fact = CovenantFact(
        id=1,
        title="Convenant",
        drafted_on=SESSION_5,
        opened_on=date(2026, 2, 1),
        in_force_on=IN_FORCE,
        end_on=date(2035, 12, 31),
        goal=GoalFact("Geen kind buitenspel", SESSION_5),
        parties=(party(SCHOOL), party(FOOD_BANK)),
        webbers=(webber(),),
        agreements=AGREEMENTS,
    )
    return replace(fact, **other)  # type: ignore[arg-type]


def network(*covenants: CovenantFact, **other: object) -> CovenantFacts:
    facts = CovenantFacts(
        network=Subject("network", 1, "Voorbeeldstad"),
        trajectory_ended_on=SESSION_5,
        covenants=covenants or (covenant(),),
        organisations=(organisation(SCHOOL), organisation(FOOD_BANK)),
    )
    return replace(facts, **other)  # type: ignore[arg-type]


def all_found(facts: CovenantFacts, today: str | date, kind: str) -> list[Finding]:
    day = date.fromisoformat(today) if isinstance(today, str) else today
    return [finding for finding in judge(facts, day, NORMS) if finding.kind == f"covenant.{kind}"]


def found(facts: CovenantFacts, today: str | date, kind: str) -> Finding | None:
    return next(iter(all_found(facts, today, kind)), None)
