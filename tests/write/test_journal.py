"""Every act leaves one line in the log and every refusal too, in one chain, however many write at once."""

import ast
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.logged import table_called, tables
from data_model.read.log_check import verify
from data_model.refusal import Forbidden, Refusal
from data_model.tables.log import LogDetail, LogEntry
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.write import journal
from data_model.write.journal import ACTS
from data_model.write.memberships import join
from data_model.write.networks import open_network
from data_model.write.organisations import add_organisation, change_organisation
from data_model.write.people import change_person
from tests.conftest import NOW, Town

WRITES = sorted((Path(__file__).parents[2] / "data_model" / "write").glob("*.py"))
WRITERS, EACH = 4, 10

# They take `by` and `at` for the act that calls them.
WITHIN_ACTS = {"take_on", "enter", "within", "make", "note", "note_refusal", "place_missing", "queue"}


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """Acts made here are no acts of Schakel."""
    monkeypatch.setattr(journal, "ACTS", {})


def do(town: Town, what: Callable[..., Any], **arguments: Any) -> Any:
    with writing(town.engine) as session:
        return what(session, **{"by": town.viewer(), "at": NOW, **arguments})


def lines(town: Town) -> list[tuple[str, str, str, int | None, str]]:
    with reading(town.engine) as session:
        asked = select(LogEntry.action, LogEntry.result, LogEntry.entity, LogEntry.entity_id, LogDetail.detail)
        rows = session.execute(asked.outerjoin(LogDetail, LogDetail.entry_id == LogEntry.id).order_by(LogEntry.id))
        return [tuple(row) for row in rows]  # type: ignore[misc]


def public() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function that acts or helps an act: it takes the session, who and when."""
    for path in WRITES:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                named = [argument.arg for argument in node.args.kwonlyargs]
                if node.args.args and node.args.args[0].arg == "session" and named[-1:] == ["at"]:
                    yield path.stem, node


PUBLIC = [(module, node) for module, node in public() if node.name not in WITHIN_ACTS]


def test_there_are_acts_to_check() -> None:
    assert len(PUBLIC) > 100


@pytest.mark.parametrize(("module", "node"), PUBLIC, ids=lambda part: getattr(part, "name", part))
def test_every_act_leaves_a_line_under_its_own_name(module: str, node: ast.FunctionDef) -> None:
    function = getattr(import_module(f"data_model.write.{module}"), node.name)
    assert ACTS.get(node.name) is function
    noted = [
        call.args[1]
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] == "note"
    ]
    assert noted and {name.value for name in noted if isinstance(name, ast.Constant)} <= {node.name}


def test_whatever_an_act_calls_a_record_is_known_to_the_log() -> None:
    for path in WRITES:
        import_module(f"data_model.write.{path.stem}")
    asked = {name.removesuffix("_id") for act in ACTS.values() for name in signature(act).parameters}
    numbers = {name for act in ACTS.values() for name in signature(act).parameters if name.endswith("_id")}
    known = {name for name in asked if f"{name}_id" in numbers and table_called(name) in tables()}
    assert {name.removesuffix("_id") for name in numbers} - known <= {"entity", "former", "next_organiser"}


def test_a_line_says_who_did_what_on_what_when_from_where_with_which_result(town: Town) -> None:
    by = Viewer(network_id=town.id, role=Role.COORDINATOR, account_id=None, origin="page")
    do(town, add_organisation, name="Welzijn", by=by)
    with reading(town.engine) as session:
        house = session.scalars(select(Organisation.id)).one()
        line = session.scalars(select(LogEntry)).one()
        assert (line.action, line.entity, line.entity_id) == ("add_organisation", "organisation", house)
        assert (line.result, line.origin, line.account_id, line.at) == ("done", "page", None, NOW)
        assert "Welzijn" not in "".join(map(str, vars(line).values()))
    assert lines(town)[0][4] == '{"name": "Welzijn"}'


def test_a_refused_act_leaves_one_line_that_names_the_record_and_the_reason(town: Town) -> None:
    town.add(Organisation, name="Al bekend")
    house = town.add(Organisation, name="Welzijn")
    with pytest.raises(Refusal):
        do(town, change_organisation, name="Al bekend", formality="formal", domain="other", organisation_id=house)
    assert [line[:4] for line in lines(town)] == [("change_organisation", "refused", "organisation", house)]
    assert '"name": "Welzijn"' in lines(town)[0][4] and '"refused": ' in lines(town)[0][4]


def test_a_refused_act_on_a_record_of_others_tells_nothing_of_it(town: Town) -> None:
    other = Town(town.engine, "Elders")
    person = other.add(Person, display_name="Iemand van Elders")
    with pytest.raises(Forbidden):
        do(town, change_person, person_id=person, display_name="X")
    assert lines(town) == [("change_person", "refused", "person", person, '{"refused": "not_found"}')]


@pytest.mark.parametrize("asked", [0, -1, 2**40, "1; DROP TABLE person", None])
def test_a_nonsense_number_is_refused_with_a_line_without_a_number(town: Town, asked: Any) -> None:
    with pytest.raises(Refusal):
        do(town, change_person, person_id=asked, display_name="X")
    ((action, result, _, number, _),) = lines(town)
    assert (action, result, number) == ("change_person", "refused", None)


def test_two_refusals_in_one_transaction_leave_two_lines(town: Town) -> None:
    with writing(town.engine) as session:
        for _ in range(2):
            with pytest.raises(Forbidden):
                change_person(session, person_id=99, display_name="X", by=town.viewer(), at=NOW)
    assert [line[1] for line in lines(town)] == ["refused", "refused"]


def test_nothing_stays_of_a_refused_act_even_when_the_transaction_goes_on(town: Town, trial: None) -> None:
    @journal.act
    def half(session: Session, *, by: Viewer, at: datetime) -> None:
        made = Organisation(network_id=by.network_id, name="Half", created_at=at)
        session.add(made)
        session.flush()
        journal.note(session, "half", made, by=by, at=at)
        raise Refusal("required")

    with writing(town.engine) as session:
        add_organisation(session, name="Heel", by=town.viewer(), at=NOW)
        with pytest.raises(Refusal):
            half(session, by=town.viewer(), at=NOW)
    assert [line[:2] for line in lines(town)] == [("add_organisation", "done"), ("half", "refused")]
    with reading(town.engine) as session:
        assert session.scalars(select(Organisation.name)).all() == ["Heel"]


def test_a_row_that_somebody_else_wrote_meanwhile_leaves_a_line_too(town: Town, trial: None) -> None:
    house = town.add(Organisation, name="Welzijn")

    @journal.act
    def late(session: Session, *, organisation_id: int, by: Viewer, at: datetime) -> None:
        found = session.get(Organisation, organisation_id)
        assert found
        session.connection().exec_driver_sql(f"UPDATE organisation SET version = 9 WHERE id = {organisation_id}")
        found.name = "Anders"
        journal.note(session, "late", found, by=by, at=at)

    with pytest.raises((Refusal, StaleDataError)):
        do(town, late, organisation_id=house)
    told = '{"refused": "changed_meanwhile", "name": "Welzijn"}'
    assert lines(town) == [("late", "refused", "organisation", house, told)]


@pytest.mark.parametrize("times", [0, 2])
def test_an_act_that_leaves_no_line_or_two_is_not_done(town: Town, trial: None, times: int) -> None:
    @journal.act
    def wrong(session: Session, *, by: Viewer, at: datetime) -> None:
        made = Organisation(network_id=by.network_id, name="Nooit", created_at=at)
        session.add(made)
        for _ in range(times):
            journal.note(session, "wrong", made, by=by, at=at)

    with pytest.raises(RuntimeError, match="wrong"):
        do(town, wrong)
    assert lines(town) == []
    with reading(town.engine) as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == 0


def test_an_act_within_an_act_is_not_done(town: Town, trial: None) -> None:
    @journal.act
    def outer(session: Session, *, by: Viewer, at: datetime) -> None:
        add_organisation(session, name="Binnen", by=by, at=at)

    with pytest.raises(RuntimeError, match="within"):
        do(town, outer)
    assert lines(town) == []


def test_no_two_acts_have_one_name(trial: None) -> None:
    def twice(session: Session, *, by: Viewer, at: datetime) -> None: ...

    journal.act(twice)
    with pytest.raises(RuntimeError, match="twice"):
        journal.act(twice)


def test_opening_a_network_leaves_a_line_done_or_refused(engine: Engine) -> None:
    with writing(engine) as session:
        opened = open_network(session, name="Nieuwstad", at=NOW).id
    with pytest.raises(Refusal), writing(engine) as session:
        open_network(session, name="Nieuwstad", at=NOW)
    with reading(engine) as session:
        asked = select(LogEntry.action, LogEntry.result, LogEntry.network_id, LogEntry.origin).order_by(LogEntry.id)
        assert [tuple(row) for row in session.execute(asked)] == [
            ("open_network", "done", opened, "command"),
            ("open_network", "refused", None, "command"),
        ]
        assert verify(session).sound


def test_outside_an_act_nothing_is_noted(town: Town) -> None:
    with pytest.raises(KeyError), writing(town.engine) as session:
        network = session.get(Network, town.id)
        assert network
        journal.note(session, "add_organisation", network, by=town.viewer(), at=NOW)


def test_the_chain_has_no_forks_when_many_write_in_two_networks_at_once(town: Town) -> None:
    other = Town(town.engine, "Elders")

    def write(which: int) -> None:
        here = (town, other)[which % 2]
        for number in range(EACH):
            name = f"Huis {which} {number}"
            with writing(here.engine) as session:
                add_organisation(session, name=name, by=here.viewer(), at=NOW)
            with pytest.raises(Refusal), writing(here.engine) as session:
                add_organisation(session, name=name, by=here.viewer(), at=NOW)

    with ThreadPoolExecutor(WRITERS) as pool:
        assert list(pool.map(write, range(WRITERS))) == [None] * WRITERS
    with reading(town.engine) as session:
        found = verify(session)
        assert (found.count, found.wrong) == (WRITERS * EACH * 2, None)
        before = session.scalars(select(LogEntry.previous_hash)).all()
        assert len(set(before)) == len(before)


def test_two_who_add_the_same_at_once_are_not_both_done(town: Town) -> None:
    house = town.add(Organisation, name="Welzijn")

    def add(_: int) -> bool:
        try:
            do(town, join, organisation_id=house, joined_on=NOW.date())
        except Refusal:
            return False
        return True

    with ThreadPoolExecutor(WRITERS) as pool:
        assert sorted(pool.map(add, range(WRITERS))) == [False] * (WRITERS - 1) + [True]
    assert sorted(line[1] for line in lines(town)) == ["done", *["refused"] * (WRITERS - 1)]


def test_moments_are_logged_in_one_time_zone(town: Town) -> None:
    with pytest.raises(AssertionError), writing(town.engine) as session:
        add_organisation(session, name="X", by=town.viewer(), at=NOW.replace(tzinfo=None))
