"""The maps of the demo network: a sketch, and 58 relations with one person on whom the way to Oost depends."""

from data_model.rules.layout import layout
from data_model.tables.map import MapPosition, MapVersion, Relation, RelationCarrier
from demo.organisations import NEWEST
from demo.people import ALSO_AT, LAST_DAY, PEOPLE
from demo.stage import Stage

CONSULTATION, REFERRAL, PROJECT, INFORMAL = "overleg", "doorverwijzing", "gezamenlijk project", "informeel contact"

# from, kind, to
RELATIONS = (
    ("gemeente", CONSULTATION, "wijkteam jgz welzijn schuldhulp nieuwehaven bibliotheek"),
    ("gemeente", PROJECT, "deklimop vuurvlinder werkbank huisvandewijk leergeld voedselbank meedoen"),
    ("wijkteam", REFERRAL, "deklimop vuurvlinder jgz schuldhulp nieuwehaven"),
    ("wijkteam", CONSULTATION, "huisvandewijk welzijn"),
    ("deklimop", CONSULTATION, "vuurvlinder jgz"),
    ("deklimop", PROJECT, "leergeld bibliotheek ouderkring"),
    ("vuurvlinder", REFERRAL, "jgz leergeld meedoen bibliotheek"),
    ("werkbank", REFERRAL, "schuldhulp leergeld"),
    ("jgz", REFERRAL, "dekiem welzijn"),
    ("dekiem", INFORMAL, "welzijn"),
    ("huisvandewijk", INFORMAL, "voedselbank ouderkring opendeur"),
    ("huisvandewijk", PROJECT, "welzijn bibliotheek"),
    ("welzijn", CONSULTATION, "schuldhulp ouderkring rondkomen"),
    ("schuldhulp", REFERRAL, "budgetmaatjes nieuwehaven rondkomen"),
    ("leergeld", CONSULTATION, "meedoen voedselbank"),
    ("voedselbank", INFORMAL, "opendeur budgetmaatjes"),
    ("opendeur", INFORMAL, "budgetmaatjes"),
    ("ouderkring", INFORMAL, "rondkomen"),
    ("gemeente", REFERRAL, "schuldhulp"),
    ("wijkteam", PROJECT, "welzijn"),
    ("deklimop", REFERRAL, "leergeld"),
    ("welzijn", PROJECT, "buurtkamer"),
    ("buurtkamer", INFORMAL, "nour tweederonde"),
    ("nour", INFORMAL, "tweederonde"),
)
BRIDGE, BRIDGE_CARRIER = ("welzijn", "buurtkamer"), "samira"

# One side of a relation of which nobody knows who carries it: side, other organisation.
CARRIER_UNKNOWN = {
    ("dekiem", "welzijn"),
    ("opendeur", "budgetmaatjes"),
    ("opendeur", "voedselbank"),
    ("budgetmaatjes", "voedselbank"),
    ("budgetmaatjes", "opendeur"),
    ("budgetmaatjes", "schuldhulp"),
    ("rondkomen", "ouderkring"),
    ("nour", "tweederonde"),
    ("nour", "buurtkamer"),
    ("tweederonde", "nour"),
    ("werkbank", "gemeente"),
    ("wijkteam", "gemeente"),
}
PROVISIONAL_MADE, MADE, AGREED = -455, -170, -163

# What the first sketch showed otherwise: links that were gone when the map was drawn again, and those found since.
SKETCHED_ONLY = (("opendeur", "wijkteam"), ("bibliotheek", "ouderkring"), ("werkbank", "deklimop"))
FOUND_SINCE = {("nour", "tweederonde"), ("voedselbank", "budgetmaatjes"), ("ouderkring", "rondkomen")}


def fill(stage: Stage) -> None:
    sketch = stage.add(
        MapVersion,
        made_on=stage.on(PROVISIONAL_MADE),
        provisional_on=stage.on(PROVISIONAL_MADE + 14),
        tool="Papier en stiften",
        note="Eerste schets uit de derde bijeenkomst.",
    )
    agreed = stage.add(
        MapVersion,
        made_on=stage.on(MADE),
        provisional_on=stage.on(MADE),
        agreed_on=stage.on(AGREED),
        tested_on=stage.on(AGREED),
        tool="Kumu",
        note="Vastgesteld in de tweede netwerkbijeenkomst.",
    )
    pairs = [(side, kind, other) for side, kind, others in RELATIONS for other in others.split()]
    _sketch(stage, sketch, [(side, kind, other) for side, kind, other in pairs if (side, other) not in FOUND_SINCE])
    for side, kind, other in pairs:
        _relation(stage, agreed, side, kind, other)
    ends = [(stage.ids["organisation"][side], stage.ids["organisation"][other]) for side, _, other in pairs]
    put_places(stage, agreed, list(stage.ids["organisation"].values()), ends)


def _sketch(stage: Stage, version: int, pairs: list[tuple[str, str, str]]) -> None:
    """The links of the trajectory. Who kept them was not written down yet."""
    for side, kind, other in [*pairs, *((side, INFORMAL, other) for side, other in SKETCHED_ONLY)]:
        if NEWEST not in (side, other):
            stage.put(
                Relation,
                map_version_id=version,
                organisation_a_id=stage.organisation(side),
                organisation_b_id=stage.organisation(other),
                kind=kind,
                start_on=stage.on(PROVISIONAL_MADE),
            )


def put_places(stage: Stage, version: int, organisations: list[int], links: list[tuple[int, int]]) -> None:
    """Where everybody stands on a map, worked out as when it is drawn."""
    for id, place in layout(organisations, links, {}).items():
        stage.put(MapPosition, map_version_id=version, organisation_id=id, x=place.x, y=place.y)


def _relation(stage: Stage, version: int, side: str, kind: str, other: str) -> None:
    relation = stage.add(
        Relation,
        map_version_id=version,
        organisation_a_id=stage.organisation(side),
        organisation_b_id=stage.organisation(other),
        kind=kind,
        start_on=stage.on(MADE),
        last_confirmed_on=stage.on(AGREED),
    )
    for organisation, opposite in ((side, other), (other, side)):
        for person in carriers(organisation, opposite):
            stage.put(
                RelationCarrier,
                relation_id=relation,
                organisation_id=stage.organisation(organisation),
                person_id=stage.person(person),
                start_on=stage.on(MADE),
            )


def carriers(organisation: str, opposite: str) -> tuple[str, ...]:
    """Who carried this side when the map was agreed: at most three of those who worked there."""
    if (organisation, opposite) == BRIDGE:
        return (BRIDGE_CARRIER,)
    if (organisation, opposite) in CARRIER_UNKNOWN:
        return ()
    work = [(key, works_at, start) for key, _, works_at, _, start, _ in PEOPLE]
    work += [(key, works_at, start) for key, works_at, _, start in ALSO_AT]
    there = [key for key, works_at, start in work if works_at == organisation and start <= MADE <= LAST_DAY.get(key, 0)]
    return tuple(there[:3])
