"""No read gives anything of another network in the same database, whatever number it is asked for."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, Text, select
from sqlalchemy.orm import Session

from data_model import read
from data_model.access import Entity, Role, Viewer
from data_model.database import reading, writing
from data_model.norms import Norms
from data_model.read.judged import QUESTIONS
from data_model.read.log import Asked
from data_model.refusal import Refusal
from data_model.rules.membership_states import MembershipState
from data_model.scope import ALWAYS, UNLIMITED
from data_model.tables.account import Account
from data_model.tables.attention import Acceptance
from data_model.tables.base import Base, NetworkRecord, Told
from data_model.tables.covenant import Covenant, ManagementApproval
from data_model.tables.log import LogEntry
from data_model.tables.map import MapVersion, Relation
from data_model.tables.meeting import Meeting
from data_model.tables.network import Network, NormOverride
from data_model.tables.organisation import Organisation
from data_model.tables.person import ConfirmationRound, Person
from data_model.tables.turnover import TurnoverEvent
from data_model.tables.webber import Webber
from data_model.write.journal import append
from demo.town import NAME, fill
from tests.conftest import NOW, Town

Read = Callable[..., object]
TODAY = NOW.date()

# The record a number is of: every read that takes one gets all of them.
NUMBERED: Mapping[str, type[NetworkRecord]] = {
    "covenant_id": Covenant,
    "meeting_id": Meeting,
    "organisation_id": Organisation,
    "person_id": Person,
    "webber_id": Webber,
    "event_id": TurnoverEvent,
    "id": Organisation,
    "relation_id": Relation,
    "map_version_id": MapVersion,
    "other_version_id": MapVersion,
}
# What else reads ask for, by name; where a name means two things, by the name of the read as well.
ARGUMENTS: Mapping[str, Any] = {
    "day": TODAY,
    "first": date(2000, 1, 1),
    "last": date(2100, 1, 1),
    "line": 0,
    "norms": Norms(),
    "states": tuple(MembershipState),
    "kind": None,
    "without": frozenset(),
    "person_ids": range(1, 500),
    "links": (),
    "questions": QUESTIONS,
    "name": "Noor Achterberg",
    "asked": Asked(),
    "page": 0,
    "months": 36,
    "people.entity": Entity.CONTACTS,
    "what_if.people": (1,),
    "what_if.organisations": (),
    "names": ("Noor Achterberg",),
    "today": TODAY,
    "written_since.entity": "organisation",
    "region.search": "",
    "region.first": 0,
    "region.most": 50,
}


def reads() -> Iterator[Read]:
    for module in pkgutil.iter_modules(read.__path__):
        found = importlib.import_module(f"{read.__name__}.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            own = function.__module__ == found.__name__ and not name.startswith("_")
            if own and [*inspect.signature(function).parameters][:2] == ["session", "viewer"]:
                yield function


READS = tuple(reads())


def wanted(function: Read) -> list[inspect.Parameter]:
    return list(inspect.signature(function).parameters.values())[2:]


def given(function: Read, name: str) -> Any:
    """Raises `KeyError` for what no line above has."""
    told = f"{function.__name__}.{name}"
    return ARGUMENTS[told if told in ARGUMENTS else name]


def calls(
    function: Read, ids: Mapping[type[NetworkRecord], Sequence[int]]
) -> Iterator[Callable[[Session, Viewer], Any]]:
    """The read with each of these numbers of the record it takes, or once."""
    parameters = wanted(function)
    tables = {NUMBERED[one.name] for one in parameters if one.name in NUMBERED}
    for id in ids[tables.pop()] if tables else (0,):
        rest: list[Any] = []
        for one in parameters:
            value: Any = id if one.name in NUMBERED else given(function, one.name)
            rest += value if one.kind is inspect.Parameter.VAR_POSITIONAL else [value]
        yield lambda session, viewer, rest=rest: function(session, viewer, *rest)  # type: ignore[misc]


class TwoNetworks:
    """The demo network, filled, and an empty one beside it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        with writing(engine) as session:
            fill(session, TODAY)
            self.demo = session.scalars(select(Network.id).where(Network.name == NAME)).one()
            _complete(session, self.demo)
        self.elsewhere = Town(engine, "Elders").id
        with reading(engine) as session:
            self.ids = {t: session.scalars(select(t.id).order_by(t.id)).all() for t in {*NUMBERED.values()}}
            self.texts = {repr(text)[1:-1] for text in texts(session)}

    def viewers(self, network_id: int) -> Iterator[Viewer]:
        """Of each role, also as if they were somebody of the demo network."""
        for role in Role:
            yield Viewer(network_id=network_id, role=role)
            organisation_id, person_id = self.ids[Organisation][0], self.ids[Person][0]
            yield Viewer(network_id=network_id, role=role, organisation_id=organisation_id, person_id=person_id)

    def leaks(self, function: Read, viewer: Viewer) -> set[str]:
        """The texts of the demo network in what the read answers."""
        answers = []
        ids = self.ids if viewer.role is Role.COORDINATOR else {table: few[:2] for table, few in self.ids.items()}
        with reading(self.engine.execution_options(**{UNLIMITED: ALWAYS})) as session:
            for call in calls(function, ids):
                try:
                    answers.append(repr(call(session, viewer)))
                except Refusal:
                    continue
        told = "\n".join(answers)
        return {text for text in self.texts if text in told}


def _complete(session: Session, demo: int) -> None:
    """What the demo lacks and some reads are about."""
    new = {"network_id": demo, "created_at": NOW}
    house = Organisation(name="Nog Buiten", **new)
    session.add(house)
    session.flush()
    about = {"kind": "rhythm.late", "entity": "network", "entity_id": demo, "urgency": 1}
    until = {"accepted_on": TODAY, "until_on": TODAY}
    covenant_id = session.scalars(select(Covenant.id)).first()
    session.add_all(
        (
            Acceptance(**about, **until, note="Dit mag wachten", **new),
            ConfirmationRound(started_on=TODAY, answer_by_on=TODAY, **new),
            ManagementApproval(covenant_id=covenant_id, organisation_id=house.id, needed="yes", **new),
            Webber(organisation_id=house.id, proposed_on=TODAY, reason_proposed="Zij weten het", **new),
            NormOverride(name="churn_min_leavers", value=6, reason="Wij zijn met veel", set_on=TODAY, **new),
        )
    )
    line = LogEntry(
        at=NOW,
        account_id=session.scalars(select(Account.id)).first(),
        network_id=demo,
        action="change_organisation",
        entity="organisation",
        entity_id=session.scalars(select(Organisation.id).order_by(Organisation.id)).first(),
        result="done",
        origin="page",
        fields="name website",
    )
    append(session, line, {"name": "De regel van het logboek"})


def texts(session: Session) -> Iterator[str]:
    """All that was typed: not the fixed words, and nothing too short to tell apart."""
    for table in Base.metadata.sorted_tables:
        for column in (column for column in table.columns if isinstance(column.type, Text | Told)):
            for text in session.scalars(select(column).where(column.is_not(None)).distinct()):
                if len(text) > 3 and not re.fullmatch(r"[a-z_.]+", text) and text != "Elders":
                    yield text


@pytest.mark.parametrize("function", READS, ids=lambda one: f"{one.__module__.rpartition('.')[2]}.{one.__name__}")
def test_every_read_can_be_asked(function: Read) -> None:
    for one in wanted(function):
        assert one.name in NUMBERED or given(function, one.name) is not Ellipsis, f"say above what {one.name} is"


def test_no_read_gives_anything_of_another_network(engine: Engine) -> None:
    place = TwoNetworks(engine)
    for viewer in place.viewers(place.elsewhere):
        found = {f"{one.__module__}.{one.__name__}": place.leaks(one, viewer) for one in READS}
        assert {name: texts for name, texts in found.items() if texts} == {}


# These answer with days, numbers and fixed words, or have nothing to offer in the demo.
SILENT = {
    "agreements_to_send",
    "baseline",
    "data_version",
    "last_line",
    "meetings_held",
    "meetings_to_log",
    "mentions",
    "log_actions",
    "norms_of",
    "open_round",
    "own_departures",
    "own_privacy",
    "private_channels",
    "region",
    "reports_to_share",
    "standing_on",
    "stays",
    "webber_organisation_ids",
}


def test_what_is_looked_for_is_there_to_find(sqlite_engine: Engine) -> None:
    place = TwoNetworks(sqlite_engine)
    silent = {one.__name__ for one in READS}
    for viewer in place.viewers(place.demo):
        silent -= {one.__name__ for one in READS if one.__name__ in silent and place.leaks(one, viewer)}
    assert silent == SILENT
