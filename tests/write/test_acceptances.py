"""Accepting a finding until a day, and taking that back."""

from datetime import date, timedelta
from typing import Any

import pytest

from data_model.access import Role
from data_model.database import reading, writing
from data_model.findings import Finding, Urgency
from data_model.questions import find
from data_model.read.acceptances import acceptances
from data_model.refusal import Forbidden, Refusal
from data_model.tables.organisation import Membership, Organisation
from data_model.write.acceptances import accept_finding, withdraw_acceptance
from tests.conftest import NOW, Town

TODAY = NOW.date()
KIND = "contacts.organisation_unreachable"


@pytest.fixture
def school(town: Town) -> int:
    school = town.add(Organisation, name="De Klimop")
    town.add(Membership, organisation_id=school, joined_on=TODAY - timedelta(400))
    return school


def accept(town: Town, school: int, role: Role = Role.COORDINATOR, **other: Any) -> int:
    about = {"kind": KIND, "entity": "organisation", "entity_id": school, "urgency": Urgency.CRITICAL}
    said = {"until_on": TODAY + timedelta(30), "why": "Zij verhuizen", **about, **other}
    with writing(town.engine) as session:
        return accept_finding(session, **said, by=town.viewer(role), at=NOW).id


def found(town: Town, day: date = TODAY) -> Finding:
    with reading(town.engine) as session:
        return next(finding for finding in find(session, town.viewer(), day) if finding.kind == KIND)


@pytest.mark.parametrize(("days", "waits"), [(-1, False), (0, True), (30, True), (31, False)])
def test_it_waits_from_today_until_its_last_day(days: int, waits: bool, town: Town, school: int) -> None:
    accept(town, school)
    assert bool(found(town, TODAY + timedelta(days)).waits) is waits


def test_it_asks_again_from_the_day_it_is_taken_back(town: Town, school: int) -> None:
    number = accept(town, school)
    with writing(town.engine) as session:
        withdraw_acceptance(session, acceptance_id=number, by=town.viewer(), at=NOW)
    assert found(town).waits is None


@pytest.mark.parametrize(
    ("wrong", "kind", "field"),
    [
        ({"until_on": TODAY}, "too_early", "until_on"),
        ({"until_on": TODAY + timedelta(181)}, "too_late", "until_on"),
        ({"why": "  "}, "required", "why"),
        ({"why": "Zie 123456782"}, "bsn", "why"),
        ({"why": "a" * 10_000}, "too_long", "why"),
        ({"kind": "weather.rain"}, "not_a_choice", "kind"),
        ({"kind": "rhythm.rain"}, "not_a_choice", "kind"),
        ({"entity": "account"}, "not_a_choice", "entity"),
        ({"entity_id": 10**30}, "not_found", None),
        ({"entity": "network", "entity_id": 10**30}, "not_found", None),
        ({"entity": "domain", "entity_id": 10**30}, "not_a_choice", "entity_id"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_wrong_is_refused(wrong: dict[str, Any], kind: str, field: str, town: Town, school: int) -> None:
    with pytest.raises(Refusal) as refusal:
        accept(town, school, **wrong)
    assert (refusal.value.kind, refusal.value.field) == (kind, field)
    assert found(town).waits is None


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_the_coordinator_accepts(role: Role, town: Town, school: int) -> None:
    with pytest.raises(Forbidden):
        accept(town, school, role)
    number = accept(town, school)
    with pytest.raises(Forbidden), writing(town.engine) as session:
        withdraw_acceptance(session, acceptance_id=number, by=town.viewer(role), at=NOW)


def test_a_record_of_another_network_is_not_found(town: Town, school: int) -> None:
    elsewhere = Town(town.engine, "Elders").add(Organisation, name="Elders")
    with pytest.raises(Forbidden):
        accept(town, school, entity_id=elsewhere)


def test_notes_are_read_by_who_watches_what_they_are_about(town: Town, school: int) -> None:
    accept(town, school)
    accept(town, school, kind="turnover.sole_contact")

    def notes(role: Role) -> list[str]:
        with reading(town.engine) as session:
            return [one.kind for one in acceptances(session, town.viewer(role), TODAY)]

    assert notes(Role.COORDINATOR) == [KIND, "turnover.sole_contact"]
    assert notes(Role.PARTICIPANT) == [KIND]
