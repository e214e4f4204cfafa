"""Every act answers to a record of another network as to one that is not there, and writes nothing but that."""

import inspect
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest
from sqlalchemy import Engine, select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.base import Base
from data_model.tables.log import LogDetail, LogEntry
from demo.town import fill
from tests.conftest import NOW, personas
from tests.elsewhere import FOREIGN, MARK, MISSING, dump, fill_elsewhere
from tests.write.any_act import HOUSE, NUMBERED, TODAY, VALUES, Asked, numbers, parameters, table_of

LOG = ("log_entry", "log_detail")
TRIED = 14  # own records with which an argument is tried, until one leads to where the foreign number is looked at

# What is given as well so that an act looks at an argument.
TOGETHER: Mapping[str, Mapping[str, Any]] = {
    "set_goal.former_id": {"seen_version": 1},
    "change_grant.organisation_id": {"role": "manager"},
    "invite_account.organisation_id": {"role": "manager"},
}
# Acts in which no number of a record can be named.
NUMBERLESS = {
    "add_organisation",
    "add_pause",
    "agree_rhythm",
    "apply_import",
    "apply_retention",
    "bind_account",
    "change_network",
    "choose_language",
    "open_log",
    "open_network",
    "restore_norm",
    "set_norm",
    "start_confirmation_round",
    "start_map",
    "undo",
    "end_trajectory",
    "keep_baseline",
}


ASKED = [asked for name in sorted(HOUSE) for asked in numbers(name)]


class Networks:
    """The demo network, filled, and one elsewhere with a row in every table."""

    def __init__(self, engine: Engine, *, elsewhere: bool = True) -> None:
        self.engine = engine
        with writing(engine) as session:
            fill(session, TODAY)
            self.viewers = personas(session)
        if elsewhere:
            fill_elsewhere(engine)

    @cache  # noqa: B019 (as long as the test)
    def own(self, table: str) -> list[int]:
        """Numbers of the demo network, the newest first."""
        rows = Base.metadata.tables[table]
        with reading(self.engine) as session:
            found = session.scalars(select(rows.c.id).where(rows.c.id != FOREIGN).order_by(rows.c.id.desc()))
            return list(found)[:TRIED]

    def answer(self, asked: Asked, number: int, by: Viewer, turn: int) -> Refusal | None:
        """What the act says to this number, with own records for all other arguments. None: it did it."""
        named = {name: one for name, one in parameters(asked.act).items() if one.kind is one.KEYWORD_ONLY}
        given: dict[str, Any] = {"by": by, "at": NOW, **TOGETHER.get(str(asked), {})}
        for name, one in named.items():
            if name == asked.argument:
                given[name] = NUMBERED[name](number) if name in NUMBERED else number
            elif name not in given and (one.default is one.empty or name == "next_on"):
                given[name] = self._other(Asked(asked.act, name), one, turn)
        try:
            with writing(self.engine) as session:
                HOUSE[asked.act](session, **given)
                session.rollback()
        except Refusal as refusal:
            return refusal
        return None

    def _other(self, asked: Asked, one: inspect.Parameter, turn: int) -> Any:
        if asked.argument.endswith("_id"):
            own = self.own(table_of(asked))
            return own[(turn + (asked.argument == "organisation_b_id")) % len(own)] if own else MISSING
        if asked.argument == "attendance":
            return {self.own("organisation")[0]: "present"}
        if str(asked) in VALUES or asked.argument in VALUES:
            return VALUES.get(str(asked), VALUES.get(asked.argument))
        return TODAY if one.annotation in (date, date | None) else pytest.fail(f"say above what {asked} is")


def alike(one: Refusal | None, other: Refusal | None) -> bool:
    if one is None or other is None:
        return False
    return (type(one), one.kind, one.field, one.values) == (type(other), other.kind, other.field, other.values)


def turns(asked: Asked) -> Iterator[int]:
    """Several only where another record is looked at first."""
    others = [one for one in numbers(asked.act) if one != asked and one.argument.endswith("_id")]
    required = [one for one in others if parameters(asked.act)[one.argument].default is inspect.Parameter.empty]
    yield from range(TRIED if required else 1)


# With these the act stops before it looks the number up, whatever the number is: the number is compared with those
# that may be there, or the demo has no record with which it gets so far.
UNREACHED = {
    "add_annex.leave",
    "add_annex.unlist_webbers",
    "add_carrier.organisation_id",
    "confirm_proposal.person_id",
    "set_goal.former_id",
}


def test_each_act_names_a_record_or_is_known_not_to() -> None:
    assert len(HOUSE) > 100
    assert {name for name in HOUSE if not numbers(name)} == NUMBERLESS
    assert {
        str(one) for one in ASKED if table_of(one) not in Base.metadata.tables and one.argument.endswith("_id")
    } == set()


def check(networks: Networks, role: Role, tries: int) -> set[Asked]:
    """Ask each act for a foreign number and for a missing one. Gives the arguments that were looked up."""
    engine, by = networks.engine, networks.viewers[role]
    before, refused, different, reached = dump(engine, LOG), lines(engine), [], set()
    calls = 0
    for asked in ASKED:
        for turn in range(min(tries, len(list(turns(asked))))):
            calls += 2
            foreign, missing = (networks.answer(asked, number, by, turn) for number in (FOREIGN, MISSING))
            if not alike(foreign, missing):
                different.append(f"{asked} answers {foreign!r} and {missing!r}")
            if isinstance(foreign, Forbidden):
                reached.add(asked)
                break
    assert different == []
    assert dump(engine, LOG) == before
    assert lines(engine) == refused + calls
    return reached


def lines(engine: Engine) -> int:
    """How many there are of acts that were refused. None says anything of elsewhere."""
    with reading(engine) as session:
        assert all(
            MARK not in detail
            for detail in session.scalars(select(LogDetail.detail).where(LogDetail.entry_id != FOREIGN))
        )
        found = session.scalars(select(LogEntry.result).where(LogEntry.id != FOREIGN)).all()
        return found.count("refused")


@pytest.mark.tampers
def test_a_foreign_number_is_answered_as_a_missing_one(engine: Engine) -> None:
    reached = check(Networks(engine), Role.COORDINATOR, TRIED)
    assert {str(one) for one in {*ASKED} - reached} == UNREACHED


@pytest.mark.tampers
def test_so_it_is_for_every_other_role(sqlite_engine: Engine) -> None:
    networks = Networks(sqlite_engine)
    for role in {*Role} - {Role.COORDINATOR}:
        check(networks, role, 1)
