"""A network of any size, the same each time: districts around a municipality, with people who come and go."""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from random import Random

from sqlalchemy.orm import Session

from data_model.access import Role
from data_model.tables.account import Account, Grant
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.network import Municipality, Network
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.turnover import TurnoverEvent
from data_model.tables.webber import Webber, WebberDeputy
from data_model.vocabulary import Domain, TurnoverKind
from demo.map import put_places
from demo.stage import Stage

NAME = "Grootstad"
STARTED, DRAWN, AGREED, NEWEST = -1200, -1150, -1130, -100
IN_A_DISTRICT = 12
# what it is called in a district, its domain, formality; the first of a district is its hub
KINDS = (
    ("Wijkteam", Domain.SOCIAL_WORK, "formal"),
    ("Basisschool", Domain.EDUCATION, "formal"),
    ("Buurthuis", Domain.SOCIAL_WORK, "formal"),
    ("Consultatiebureau", Domain.YOUTH_HEALTH, "formal"),
    ("Voedselkast", Domain.VOLUNTEERS, "informal"),
    ("Kerk", Domain.FAITH, "informal"),
    ("Geldloket", Domain.DEBT_HELP, "formal"),
    ("Oudercafé", Domain.LIVED_EXPERIENCE, "informal"),
    ("Sportclub", Domain.OTHER, "informal"),
    ("Moskee", Domain.FAITH, "informal"),
    ("Kledingbank", Domain.VOLUNTEERS, "informal"),
    ("Kinderopvang", Domain.EDUCATION, "formal"),
)
QUARTERS = ("Haven", "Molen", "Linden", "Kanaal", "Berken", "Eiken", "Toren", "Brug", "Weide", "Polder", "Duin")
SIDES = ("Noord", "Oost", "Zuid", "West", "Midden")
FIRST = ("Anne", "Bas", "Cem", "Dina", "Eelco", "Floor", "Gijs", "Hana", "Ilse", "Joris", "Kadir", "Lies", "Mats")
LAST = ("Aalbers", "Boersma", "Cetin", "Dekkers", "Elzinga", "Feenstra", "Geurts", "Hamdi", "Imming", "Jorna")
PERSONAS = ("coordinator", "webber", "manager", "deelnemer")


@dataclass
class Big:
    """What stands of it so far."""

    stage: Stage
    chance: Random
    organisations: list[int] = field(default_factory=list)
    staff: dict[int, list[int]] = field(default_factory=dict)
    version: int = 0
    webbers: list[int] = field(default_factory=list)

    @property
    def districts(self) -> list[list[int]]:
        rest = self.organisations[1:]
        return [rest[n : n + IN_A_DISTRICT] for n in range(0, len(rest), IN_A_DISTRICT)]


def fill_big(session: Session, organisations: int, people: int, today: date) -> int:
    """Store such a network and give its number. Every organisation has somebody when there are people enough.

    Works in a session without limits (`scope.unlimited`); nothing is committed here.
    """
    stage = Stage(session, today)
    _network(stage)
    _accounts(put_big(stage, Random(organisations), organisations, people))
    session.flush()
    return stage.network_id


def put_big(stage: Stage, chance: Random, organisations: int, people: int, links: int = 0) -> Big:
    """Put such a network on a stage that stands in one, with more links by chance when that many are wanted."""
    big = Big(stage, chance)
    _organisations(big, organisations)
    _people(big, people)
    _map(big, links)
    _turnover(big)
    _webbers(big)
    return big


def _network(stage: Stage) -> None:
    municipality = Municipality(created_at=stage.at, name=NAME)
    stage.session.add(municipality)
    stage.session.flush()
    ended_on = stage.on(AGREED)
    network = Network(
        created_at=stage.at, municipality_id=municipality.id, name=NAME, area_name=NAME, trajectory_ended_on=ended_on
    )
    stage.session.add(network)
    stage.session.flush()
    stage.network_id = network.id


def _organisations(big: Big, many: int) -> None:
    stage = big.stage
    for n in range(many):
        name, domain, formality = _called(n)
        id = stage.add(Organisation, name=name, domain=domain, formality=formality)
        big.organisations.append(id)
        joined = STARTED if n % 7 or n == 0 else big.chance.randint(DRAWN, NEWEST)
        left = big.chance.randint(NEWEST, -10) if n % 29 == 28 else None
        stage.put(Membership, organisation_id=id, joined_on=stage.on(joined), left_on=stage.maybe_on(left))


def _called(n: int) -> tuple[str, Domain, str]:
    if n == 0:
        return f"Gemeente {NAME}", Domain.MUNICIPALITY, "formal"
    district, kind = divmod(n - 1, IN_A_DISTRICT)
    turn, quarter = divmod(district, len(QUARTERS))
    side = f" {SIDES[(turn - 1) % len(SIDES)]}" if turn else ""
    round_trip = f" {(turn - 1) // len(SIDES) + 2}" if turn > len(SIDES) else ""
    name, domain, formality = KINDS[kind]
    return f"{name} {QUARTERS[quarter]}wijk{side}{round_trip}", domain, formality


def _people(big: Big, many: int) -> None:
    """Round the organisations, so some rest on one person; a third came later than the start."""
    stage = big.stage
    for n in range(many):
        at = big.organisations[n % len(big.organisations)]
        names = f"{FIRST[n % len(FIRST)]} {LAST[n // len(FIRST) % len(LAST)]}"
        again = n // (len(FIRST) * len(LAST))
        person = stage.add(Person, display_name=f"{names} {again + 1}" if again else names)
        start = big.chance.randint(DRAWN, NEWEST) if n % 3 == 2 else STARTED
        stage.put(
            Affiliation,
            person_id=person,
            organisation_id=at,
            function_title="Medewerker",
            fixed_participant=True,
            start_on=stage.on(start),
        )
        big.staff.setdefault(at, []).append(person)


def _map(big: Big, links: int) -> None:
    stage = big.stage
    big.version = stage.add(
        MapVersion,
        made_on=stage.on(DRAWN),
        provisional_on=stage.on(DRAWN),
        agreed_on=stage.on(AGREED),
        tested_on=stage.on(AGREED),
        tool="Kumu",
    )
    pairs = _pairs(big)
    for a, b, kind in pairs:
        _link(big, a, b, kind)
    for _ in range(links - len(pairs)):
        a, b = big.chance.sample(big.organisations, 2)
        _link(big, a, b, "informeel contact", kept=1)
    put_places(stage, big.version, big.organisations, [(a, b) for a, b, _ in pairs])


def _pairs(big: Big) -> list[tuple[int, int, str]]:
    """Hubs hang on the municipality and on the next hub, most others on their hub, some on a neighbour alone."""
    chance, found = big.chance, []
    hubs = [district[0] for district in big.districts]
    found += [(big.organisations[0], hub, "overleg") for hub in hubs]
    found += [(one, other, "doorverwijzing") for one, other in pairwise(hubs)]
    for district in big.districts:
        for n, own in enumerate(district[1:], start=1):
            if chance.random() < 0.03:
                continue
            near = district[0] if n == 1 or chance.random() < 0.75 else district[n - 1]
            found.append((near, own, chance.choice(("doorverwijzing", "informeel contact"))))
            if chance.random() < 0.6 and (other := chance.choice(district)) not in (own, near):
                found.append((own, other, "gezamenlijk project"))
            if chance.random() < 0.08:
                found.append((own, chance.choice(hubs), "overleg"))
    return [(a, b, kind) for a, b, kind in found if a != b]


def _link(big: Big, a: int, b: int, kind: str, kept: int = 2) -> None:
    """`kept`: by how many on a side at most."""
    stage, chance = big.stage, big.chance
    start = stage.on(chance.randint(DRAWN, NEWEST) if chance.random() < 0.2 else DRAWN)
    confirmed = start if chance.random() < 0.5 else stage.on(-chance.randint(5, 90))
    relation = stage.add(
        Relation,
        map_version_id=big.version,
        organisation_a_id=a,
        organisation_b_id=b,
        kind=kind,
        start_on=start,
        last_confirmed_on=max(start, confirmed),
    )
    for side in (a, b):
        there = big.staff.get(side, [])
        for person in there[: min(kept, chance.choice((0, 1, 1, 2, 2)))]:
            stage.put(RelationCarrier, relation_id=relation, organisation_id=side, person_id=person, start_on=start)


def _turnover(big: Big) -> None:
    """Somebody leaves now and then, a few of them still to come."""
    stage = big.stage
    for n, at in enumerate(big.organisations[1:]):
        staff = big.staff.get(at, [])
        if n % 6 == 5 and staff:
            effective = -30 * (n % 34) + 40
            stage.put(
                TurnoverEvent,
                kind=TurnoverKind.LEAVES,
                organisation_id=at,
                person_id=staff[0],
                effective_on=stage.on(effective),
                reported_on=stage.on(min(effective - 45, -1)),
                successor_person_id=staff[1] if len(staff) > 1 else None,
            )


def _webbers(big: Big) -> None:
    for hub in (district[0] for district in big.districts[:8]):
        if staff := big.staff.get(hub):
            confirmed = big.stage.on(AGREED)
            webber = big.stage.add(
                Webber, organisation_id=hub, person_id=staff[0], proposed_on=confirmed, confirmed_on=confirmed
            )
            big.webbers.append(webber)
            if len(staff) > 1:
                big.stage.put(WebberDeputy, webber_id=webber, person_id=staff[1], start_on=confirmed)


def _accounts(big: Big) -> None:
    """The four personas, so that one can look around in it as in the demo."""
    stage = big.stage
    for n, (persona, role) in enumerate(zip(PERSONAS, Role, strict=True)):
        at = big.organisations[min(n, len(big.organisations) - 1)]
        staff = big.staff.get(at, [])
        account = Account(
            created_at=stage.at, email=f"{persona}@grootstad.example.org", display_name=persona, persona=persona
        )
        stage.session.add(account)
        stage.session.flush()
        grant = Grant(
            created_at=stage.at,
            account_id=account.id,
            network_id=stage.network_id,
            role=role,
            organisation_id=at,
            person_id=staff[-1] if staff else None,
            start_on=stage.on(STARTED),
        )
        stage.session.add(grant)
