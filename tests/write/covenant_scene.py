"""A network with three organisations, a webber and a goal: enough to make a covenant of."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.norms import Norms
from data_model.read.covenant import facts
from data_model.refusal import Refusal
from data_model.rules.covenant import judge
from data_model.rules.covenant_state import State, state
from data_model.tables.covenant import Covenant, CovenantParty
from data_model.tables.log import LogEntry
from data_model.tables.network import SharedGoal
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.webber import Webber
from data_model.write.covenant_drafts import draw_up_covenant
from data_model.write.covenant_terms import Terms
from tests.conftest import NOW, Town

TODAY = NOW.date()
SINCE = date(2026, 1, 1)
BSN = "BSN 123456782"
LONG = "a" * 10_000


@dataclass
class Scene:
    """The town with the ids of who is in it."""

    town: Town
    school: int
    bank: int
    mosque: int
    teacher: int
    webber: int
    goal: int

    def act(self, act: Any, **arguments: Any) -> Any:
        with writing(self.town.engine) as session:
            return act(session, **{"by": self.town.viewer(), "at": NOW} | arguments)

    def refused(self, kind: str, act: Any, field: str | None = None, /, **arguments: Any) -> None:
        with pytest.raises(Refusal) as refused:
            self.act(act, **arguments)
        assert (refused.value.kind, refused.value.field) == (kind, field)

    def rows(self, table: type[Any]) -> list[Any]:
        with reading(self.town.engine) as session:
            return list(session.scalars(select(table).order_by(table.id)))

    def draft(self, **other: Any) -> int:
        """A complete draft, but for its working agreements."""
        arguments = {
            "kind": "convenant",
            "title": "Elk kind doet mee",
            "drafted_on": TODAY,
            "terms": Terms(),
            "approval_needed": "no",
            "signing": (self.school, self.bank),
            "named_only": (self.mosque,),
            "webbers": (self.webber,),
        }
        self.act(draw_up_covenant, **arguments | other)
        return int(self.rows(Covenant)[-1].id)

    def party(self, covenant: int, organisation: int) -> CovenantParty:
        there: list[CovenantParty] = self.rows(CovenantParty)
        return [one for one in there if (one.covenant_id, one.organisation_id) == (covenant, organisation)][-1]

    def state(self, covenant: int, day: date = TODAY) -> State:
        with reading(self.town.engine) as session:
            known = facts(session, self.town.viewer())
        return state(known, next(one for one in known.covenants if one.id == covenant), day)

    def kinds(self, day: date = TODAY) -> set[str]:
        with reading(self.town.engine) as session:
            found = judge(facts(session, self.town.viewer()), day, Norms())
            return {finding.kind.removeprefix("covenant.") for finding in found}

    def logged(self, result: str = "done") -> list[str]:
        return [line.action for line in self.rows(LogEntry) if line.result == result]

    def manager(self, organisation: int | None = None) -> Viewer:
        return self.town.viewer(Role.MANAGER, organisation_id=organisation or self.school)

    def others(self) -> list[Viewer]:
        """Everybody but who acts for the whole network."""
        webber = self.town.viewer(Role.WEBBER, organisation_id=self.school, person_id=self.teacher)
        participant = self.town.viewer(Role.PARTICIPANT, organisation_id=self.school, person_id=self.teacher)
        return [webber, self.manager(), participant, Town(self.town.engine, "Buurstad").viewer()]


def make(town: Town) -> Scene:
    school, bank = (_member(town, name) for name in ("De Klimop", "Voedselbank"))
    mosque = _member(town, "Moskee Nour", "informal")
    teacher = town.add(Person, display_name="Sam")
    town.add(Affiliation, person_id=teacher, organisation_id=school, start_on=SINCE)
    webber = town.add(Webber, organisation_id=school, person_id=teacher, proposed_on=SINCE, confirmed_on=SINCE)
    goal = town.add(SharedGoal, text="Elk kind doet mee", agreed_on=SINCE)
    return Scene(town, school, bank, mosque, teacher, webber, goal)


def _member(town: Town, name: str, formality: str = "formal") -> int:
    id = town.add(Organisation, name=name, formality=formality)
    town.add(Membership, organisation_id=id, joined_on=SINCE)
    return id


@pytest.fixture
def scene(town: Town) -> Scene:
    return make(town)
