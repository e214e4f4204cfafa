"""What the network is called and who answers for its data: by the coordinator, for the own network alone."""

from datetime import timedelta
from typing import Any

import pytest

from data_model.access import Role
from data_model.database import reading, writing
from data_model.read.network_facts import NetworkFacts, network_facts
from data_model.refusal import Forbidden, Refusal
from data_model.tables.network import NetworkPhase
from data_model.tables.person import NetworkRole, Person
from data_model.write.network_details import change_network
from tests.conftest import NOW, Town

TODAY = NOW.date()


def change(town: Town, role: Role = Role.COORDINATOR, /, **other: Any) -> None:
    with writing(town.engine) as session:
        change_network(session, **{"name": "Kinderkracht"} | other, by=town.viewer(role), at=NOW)


def now(town: Town) -> NetworkFacts:
    with reading(town.engine) as session:
        return network_facts(session, town.viewer(), TODAY)


def test_a_network_says_what_it_is_called_and_who_answers(town: Town) -> None:
    told = {"area_name": "Noord", "controller": "Gemeente Voorbeeldstad", "privacy_contact": "privacy@stad.nl"}
    change(town, **told)
    facts = now(town)
    assert (facts.name, facts.area_name, facts.controller, facts.privacy_contact) == ("Kinderkracht", *told.values())
    change(town)
    assert now(town).controller is None


def test_it_shows_its_phase_and_who_coordinates_on_the_day(town: Town) -> None:
    town.add(NetworkPhase, phase="handover", since_on=TODAY - timedelta(30))
    town.add(NetworkPhase, phase="maintenance", since_on=TODAY + timedelta(1))
    noor, bram = (town.add(Person, display_name=name) for name in ("Noor", "Bram"))
    town.add(NetworkRole, person_id=noor, role="coordinator", start_on=TODAY)
    town.add(NetworkRole, person_id=bram, role="deputy_coordinator", start_on=TODAY)
    town.add(
        NetworkRole, person_id=bram, role="coordinator", start_on=TODAY - timedelta(9), end_on=TODAY - timedelta(1)
    )
    facts = now(town)
    assert (facts.phase, facts.phase_since_on) == ("handover", TODAY - timedelta(30))
    assert (facts.coordinators, facts.deputies) == (((noor, "Noor"),), ((bram, "Bram"),))


def test_what_makes_no_sense_is_refused(town: Town) -> None:
    Town(town.engine, "Elders")
    for other, kind in (({"name": " "}, "required"), ({"name": "Elders"}, "network_exists")):
        with pytest.raises(Refusal) as refusal:
            change(town, **other)
        assert (refusal.value.kind, refusal.value.field) == (kind, "network_name")
    assert now(town).name == "Voorbeeldstad"
    seen = now(town).version
    change(town, seen_version=seen)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        change(town, name="Anders", seen_version=seen)


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_the_coordinator_sees_and_changes_it(town: Town, role: Role) -> None:
    with pytest.raises(Forbidden):
        change(town, role)
    with reading(town.engine) as session, pytest.raises(Forbidden):
        network_facts(session, town.viewer(role), TODAY)
