"""The network as a graph by name: the map in use, thought experiments, and who may make them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.map import network_map
from data_model.refusal import Forbidden, Refusal
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.turnover import TurnoverEvent
from tests.conftest import Town

DAY = date(2026, 1, 1)
TODAY = date(2026, 11, 22)


class Drawn:
    """Town hall – school – food bank, with one person an organisation; the church is alone."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.ids: dict[str, int] = {}
        self.people: dict[str, int] = {}
        for name, person in (("Gemeente", "An"), ("School", "Bas"), ("Voedselbank", "Cem"), ("Kerk", "Dirk")):
            self.organisation(name, person)
        self.map = self.version(agreed_on=DAY)
        self.relate("Gemeente", "School", ("An", "Bas"))
        self.relate("School", "Gemeente")
        self.relate("School", "Voedselbank", ("Bas", "Cem"))
        self.relate("Kerk", "Kerk")

    def organisation(self, name: str, person: str, **membership: Any) -> int:
        domain = "municipality" if name == "Gemeente" else "other"
        id = self.town.add(Organisation, name=name, domain=domain)
        self.town.add(Membership, **{"organisation_id": id, "joined_on": DAY} | membership)
        self.people[person] = self.town.add(Person, display_name=person)
        self.town.add(Affiliation, person_id=self.people[person], organisation_id=id, start_on=DAY)
        return self.ids.setdefault(name, id)

    def version(self, **days: date) -> int:
        return self.town.add(MapVersion, made_on=DAY, **days)

    def relate(self, a: str, b: str, carriers: Iterable[str] = (), **other: Any) -> None:
        values: dict[str, Any] = {"map_version_id": self.map, "start_on": DAY}
        relation = self.town.add(
            Relation, organisation_a_id=self.ids[a], organisation_b_id=self.ids[b], **values | other
        )
        for side, person in zip((a, b), carriers, strict=False):
            self.town.add(
                RelationCarrier,
                relation_id=relation,
                organisation_id=self.ids[side],
                person_id=self.people[person],
                start_on=DAY,
            )

    def seen(self, *without: str, by: Viewer | None = None, on: date = TODAY) -> dict[str, Any]:
        with reading(self.town.engine) as session:
            return network_map(session, by or self.town.viewer(), on, frozenset(without))


@pytest.fixture
def drawn(town: Town) -> Drawn:
    return Drawn(town)


def test_the_map_is_a_graph_by_name(drawn: Drawn) -> None:
    assert drawn.seen() == {
        "nodes": ["Gemeente", "Kerk", "School", "Voedselbank"],
        "edges": [["Gemeente", "School"], ["School", "Voedselbank"]],
        "components": [["Gemeente", "School", "Voedselbank"], ["Kerk"]],
        "articulation_points": ["School"],
        "bridges": [["Gemeente", "School"], ["School", "Voedselbank"]],
        "breakpoint_people": ["Bas", "Cem"],
        "betweenness": {"Gemeente": 0, "Kerk": 0, "School": pytest.approx(1 / 3), "Voedselbank": 0},
    }


def test_without_somebody_the_links_only_they_carry_vanish(drawn: Drawn) -> None:
    without_bas = drawn.seen("Bas")
    assert without_bas["edges"] == [["Gemeente", "School"]]  # the parallel link has no known carrier
    assert without_bas["breakpoint_people"] == [] and "School" in without_bas["nodes"]
    assert drawn.seen("An")["edges"] == drawn.seen()["edges"]


def test_two_people_may_be_thought_away_together(drawn: Drawn) -> None:
    drawn.relate("Kerk", "Gemeente", ("Dirk", "An"))
    town = drawn.town
    eva = town.add(Person, display_name="Eva")
    drawn.people["Eva"] = eva
    town.add(Affiliation, person_id=eva, organisation_id=drawn.ids["Kerk"], start_on=DAY)
    with reading(town.engine) as session:
        relation = (
            session.query(Relation.id)
            .where(Relation.organisation_b_id == drawn.ids["Gemeente"])
            .order_by(Relation.id.desc())
        )
        last = relation.first()
    assert last
    town.add(RelationCarrier, relation_id=last.id, organisation_id=drawn.ids["Kerk"], person_id=eva, start_on=DAY)
    assert ["Gemeente", "Kerk"] in drawn.seen("Dirk")["edges"]
    assert ["Gemeente", "Kerk"] not in drawn.seen("Dirk", "Eva")["edges"]


def test_a_name_nobody_has_is_refused(drawn: Drawn) -> None:
    with pytest.raises(Refusal, match="unknown_person") as refused:
        drawn.seen("Zeno")
    assert refused.value.values == {"name": "Zeno"}


def test_a_day_has_its_own_organisations_relations_and_people(drawn: Drawn) -> None:
    drawn.organisation("Vertrokken", "Fay", left_on=TODAY - timedelta(days=1))
    drawn.relate("Vertrokken", "Kerk", end_on=date(2026, 6, 30))
    assert ["Kerk", "Vertrokken"] in drawn.seen(on=date(2026, 6, 30))["edges"]
    assert "Vertrokken" in drawn.seen(on=date(2026, 7, 1))["nodes"]
    assert ["Kerk", "Vertrokken"] not in drawn.seen(on=date(2026, 7, 1))["edges"]
    assert "Vertrokken" not in drawn.seen()["nodes"]
    assert drawn.seen(on=date(2025, 12, 31))["nodes"] == []


def test_a_link_breaks_on_the_day_its_carrier_is_gone(drawn: Drawn) -> None:
    drawn.town.add(
        TurnoverEvent,
        kind="leaves",
        organisation_id=drawn.ids["Voedselbank"],
        person_id=drawn.people["Cem"],
        effective_on=TODAY,
        reported_on=DAY,
    )
    assert len(drawn.seen(on=date(2026, 11, 21))["edges"]) == 2
    assert drawn.seen()["edges"] == [["Gemeente", "School"]]


def test_the_agreed_map_is_in_use_until_another_is_agreed(drawn: Drawn) -> None:
    newer = drawn.version(provisional_on=TODAY)
    drawn.map = newer
    drawn.relate("Kerk", "Gemeente")
    assert len(drawn.seen()["edges"]) == 2
    drawn.map = drawn.version(agreed_on=TODAY)
    drawn.relate("Kerk", "School")
    assert drawn.seen()["edges"] == [["Kerk", "School"]]


def test_organisations_of_one_name_are_told_apart(drawn: Drawn) -> None:
    second = drawn.organisation("Nieuw", "Gus")
    with_twin = drawn.town.add(Organisation, name="Nieuw")
    drawn.town.add(Membership, organisation_id=with_twin, joined_on=DAY)
    assert {f"Nieuw ({second})", f"Nieuw ({with_twin})"} <= set(drawn.seen()["nodes"])


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PARTICIPANT])
def test_others_see_the_map_but_not_on_whom_it_depends(drawn: Drawn, role: Role) -> None:
    viewer = drawn.town.viewer(role, organisation_id=drawn.ids["School"], person_id=drawn.people["Bas"])
    seen = drawn.seen(by=viewer)
    assert seen["breakpoint_people"] == [] and len(seen["edges"]) == 2
    with pytest.raises(Forbidden):
        drawn.seen("Bas", by=viewer)


def test_a_webber_does_not_see_being_a_breakpoint(drawn: Drawn) -> None:
    viewer = drawn.town.viewer(Role.WEBBER, person_id=drawn.people["Bas"])
    assert drawn.seen(by=viewer)["breakpoint_people"] == ["Cem"]


def test_another_network_stays_out_of_sight(drawn: Drawn) -> None:
    elsewhere = Town(drawn.town.engine, "Elders")
    assert drawn.seen(by=elsewhere.viewer())["nodes"] == []
