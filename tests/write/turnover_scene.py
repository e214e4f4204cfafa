"""A small network for the acts on personnel changes: a school, a church and the municipality."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.norms import Norms
from data_model.read.turnover import facts
from data_model.refusal import Refusal
from data_model.rules.turnover import judge
from data_model.tables.log import LogEntry
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, NetworkRole, Person
from data_model.tables.turnover import TurnoverEvent
from data_model.tables.webber import Webber
from tests.conftest import NOW, Town

START = date(2026, 1, 1)
TODAY = NOW.date()
LEAVES = date(2026, 12, 20)
DAY = timedelta(days=1)


class Scene:
    """Amina and Bas at the school, Cor at the church, Noor (coordinator) and Bram at the municipality."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.school, self.church, self.hall = (
            town.add(Organisation, name=name, domain=domain)
            for name, domain in (("De Klimop", "education"), ("Kerk", "faith"), ("Gemeente", "municipality"))
        )
        for organisation in (self.school, self.church, self.hall):
            town.add(Membership, organisation_id=organisation, joined_on=START)
        self.amina, self.bas = self.person("Amina", self.school), self.person("Bas", self.school)
        self.cor = self.person("Cor", self.church)
        self.noor, self.bram = self.person("Noor", self.hall), self.person("Bram", self.hall)
        town.add(NetworkRole, person_id=self.noor, role="coordinator", start_on=START)

    def person(self, name: str, at: int, start: date = START, end: date | None = None) -> int:
        person = self.town.add(Person, display_name=name)
        self.town.add(Affiliation, person_id=person, organisation_id=at, start_on=start, end_on=end)
        return person

    def event(self, person: int | None = None, **other: Any) -> int:
        values = {"kind": "leaves", "organisation_id": self.school, "effective_on": LEAVES, "reported_on": TODAY - DAY}
        return self.town.add(TurnoverEvent, person_id=person or self.amina, **values | other)

    def webber(self, person: int | None = None, **other: Any) -> int:
        values = {"organisation_id": self.school, "proposed_on": START, "confirmed_on": START}
        return self.town.add(Webber, person_id=person, **values | other)

    def do(self, act: Callable[..., Any], by: Viewer | None = None, **values: Any) -> int:
        with writing(self.town.engine) as session:
            return int(act(session, **values, by=by or self.town.viewer(), at=NOW).id)

    def refused(self, why: str, act: Callable[..., Any], by: Viewer | None = None, **values: Any) -> Refusal:
        """The act is refused, and leaves nothing behind but that."""
        before = self.logged("refused"), self.logged()
        with pytest.raises(Refusal) as refusal:
            self.do(act, by, **values)
        assert refusal.value.kind == why
        assert self.logged() == before[1]
        assert self.logged("refused") == [*before[0], act.__name__]
        return refusal.value

    def manager(self, organisation: int) -> Viewer:
        return self.town.viewer(Role.MANAGER, organisation_id=organisation)

    def participant(self, person: int, organisation: int) -> Viewer:
        return self.town.viewer(Role.PARTICIPANT, person_id=person, organisation_id=organisation)

    def stranger(self) -> Viewer:
        return Town(self.town.engine, "Elders").viewer()

    def one(self, table: type[Any], id: int) -> Any:
        with reading(self.town.engine) as session:
            return session.get_one(table, id)

    def all(self, table: type[Any]) -> list[Any]:
        with reading(self.town.engine) as session:
            return list(session.scalars(select(table).order_by(table.id)))

    def logged(self, result: str = "done") -> list[str]:
        return [line.action for line in self.all(LogEntry) if line.result == result]

    def found(self, day: date = TODAY) -> set[tuple[str, int]]:
        """The findings about turnover on a day: kind and what it is about."""
        with reading(self.town.engine) as session:
            known = facts(session, self.town.viewer())
        return {(f.kind.removeprefix("turnover."), f.about.id) for f in judge(known, day, Norms())}
