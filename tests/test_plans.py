"""What is asked of one network costs the same however many there are: no statement goes through a table in full.

Every read, act and look-up is asked once in a database with many networks, and the plan of each statement is read.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    cast,
    event,
    func,
    insert,
    inspect,
    literal,
    select,
    text,
)

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.questions import find
from data_model.read import outbox, personal_links, viewers
from data_model.refusal import Refusal
from data_model.tables.base import Base, Told
from data_model.vocabulary import SignInMethod
from data_model.write.personal_links import forget_links
from data_model.write.sign_in import keep_open, open_sign_in, revoke, revoke_all
from demo.copies import loading
from demo.many import fill_many, token
from demo.stage import Stage
from tests.conftest import NOW
from tests.elsewhere import MARK, any_value
from tests.read import test_foreign as reads
from tests.write import test_foreign as acts
from tests.write.any_act import Asked, table_of

TODAY = NOW.date()
NETWORKS = 50
ENOUGH = 2000  # rows of a table, so that going through all of them is never the better plan
TRIED = 2
# Tables that stay small: one row an organisation of the state, or none at all.
NETWORK_TABLES = [table.name for table in Base.metadata.sorted_tables if "network_id" in table.c and "id" in table.c]
SMALL = {"municipality", "alembic_version", "network"}
# Of what is old the rows are let go, and of mail that waits little does: looking by age or in this index finds few.
BY_AGE = {"sign_in", "personal_link", "outbox_message"}
WAITING = "ix_outbox_message_waiting"
# The end of the log is looked for from its end, and found at once.
FROM_ITS_END = re.compile(r"FROM log_entry ORDER BY log_entry\.id DESC\s+LIMIT")


class Plans:
    """All statements that were asked of a database, each once, and how it would answer them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.asked: dict[str, Any] = {}  # the first parameters of each

    @contextmanager
    def listening(self) -> Iterator[None]:
        def hear(_: Any, __: Any, statement: str, parameters: Any, ___: Any, many: bool) -> None:
            if re.match(r"\s*(SELECT|UPDATE|DELETE|WITH)", statement):
                self.asked.setdefault(statement, parameters[0] if many else parameters)

        event.listen(self.engine, "before_cursor_execute", hear)
        try:
            yield
        finally:
            event.remove(self.engine, "before_cursor_execute", hear)

    def in_full(self) -> dict[str, list[str]]:
        """By statement the tables that are gone through in full."""
        told = _sqlite if self.engine.dialect.name == "sqlite" else _postgresql
        with self.engine.connect() as connection:
            found = {
                statement: sorted(set(told(connection, statement, parameters)) - SMALL)
                for statement, parameters in self.asked.items()
                if not FROM_ITS_END.search(statement)
            }
        return {statement: tables for statement, tables in found.items() if tables}


def _sqlite(connection: Connection, statement: str, parameters: Any) -> Iterator[str]:
    """A search for anything but an equal value is no better than a scan: it grows with the table."""
    called = {alias: table for table, alias in re.findall(r"\b(\w+) AS \"?(\w+)", statement)}
    for *_, detail in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
        if (found := re.match(r"(SCAN|SEARCH) (\w+)(.*)", detail)) and WAITING not in detail:
            table = str(called.get(found[2], found[2]))
            value = r"\(\w+[=<>]" if table in BY_AGE else r"\(\w+="
            if table in Base.metadata.tables and (found[1] == "SCAN" or not re.search(value, found[3])):
                yield table


def _postgresql(connection: Connection, statement: str, parameters: Any) -> Iterator[str]:
    """As if the tables were larger: going through them costs more than here."""
    connection.exec_driver_sql("SET LOCAL seq_page_cost = 20")
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()
    for node in _nodes(plan[0]["Plan"]):
        table, looked_up = node.get("Relation Name"), node.keys() & {"Index Cond", "Recheck Cond"}
        if table and "Scan" in node["Node Type"] and not looked_up and node.get("Index Name") != WAITING:
            yield table


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for inner in node.get("Plans", ()):
        yield from _nodes(inner)


class Demo(acts.Networks):
    """The demo network among many others, and acts on its own records."""

    def __init__(self, engine: Engine) -> None:
        self.others = fill_many(engine, NETWORKS, TODAY)
        super().__init__(engine, elsewhere=False)
        self.network_id = self.viewers[Role.COORDINATOR].network_id
        with writing(engine) as session:
            reads._complete(session, self.network_id)
        _crowd(engine, self.others)
        self.numbers = {table: self._numbers(table) for table in Base.metadata.sorted_tables if "id" in table.c}

    def own(self, table: str) -> list[int]:  # type: ignore[override]
        return self.numbers[Base.metadata.tables[table]]

    def _numbers(self, table: Table) -> list[int]:
        here = table.c.network_id == self.network_id if "network_id" in table.c else table.c.id > 0
        with self.engine.connect() as connection:
            return list(connection.scalars(select(table.c.id).where(here).order_by(table.c.id.desc()).limit(TRIED)))


def _crowd(engine: Engine, networks: range) -> None:
    """Rows of other networks in every table that has few, whatever they say."""
    with loading(engine) as connection:
        for table in Base.metadata.sorted_tables:
            rows = connection.scalar(select(func.count()).select_from(table)) or 0
            if table.name not in SMALL and rows < ENOUGH:
                numbers = select(literal(0).label("n")).cte("numbers", recursive=True)
                n = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < ENOUGH - 1)).c.n
                connection.execute(insert(table).from_select(table.columns.keys(), select(*_any(table, n, networks))))
        connection.commit()


def _any(table: Table, n: ColumnElement[Any], networks: range) -> Iterator[ColumnElement[Any]]:
    """The columns of the row with this number."""
    keys = {column.name for one in table.constraints if isinstance(one, UniqueConstraint) for column in one.columns}
    for column in table.columns:
        if column.name == "network_id" and not column.primary_key and column.name not in keys:
            yield n % len(networks) + networks[0]
        elif column.foreign_keys or column.primary_key or (column.name in keys and isinstance(column.type, Told)):
            yield n + 100_000 if isinstance(column.type, Integer) else literal(MARK).concat(cast(n, Text))
        else:
            yield literal(any_value(column), column.type)


def ask_everything(demo: Demo) -> None:
    for viewer in demo.viewers.values():
        _read(demo, viewer)
    _act(demo)
    _come_in(demo)


def _read(demo: Demo, viewer: Viewer) -> None:
    ids = {table: demo.own(table.__tablename__)[:2] for table in set(reads.NUMBERED.values())}
    with reading(demo.engine) as session:
        for call in (call for one in reads.READS for call in reads.calls(one, ids)):
            with suppress(Refusal):
                call(session, viewer)
        find(session, viewer, TODAY)


def _act(demo: Demo) -> None:
    by = demo.viewers[Role.COORDINATOR]
    for asked in acts.ASKED:
        table = table_of(asked)
        for turn, number in enumerate(demo.own(table if table in Base.metadata.tables else "organisation")):
            demo.answer(asked, number, by, turn)
    for name in acts.NUMBERLESS - {"open_network", "open_log"}:  # those are of nobody in a network
        with suppress(pytest.fail.Exception):  # an argument of which nobody said what it is
            demo.answer(Asked(name, ""), 0, by, 0)


def _come_in(demo: Demo) -> None:
    """Before somebody is known to be in a network, and what is sent to whom."""
    network, at = demo.others[NETWORKS // 2], Stage.morning(TODAY)
    with writing(demo.engine) as session:
        found = viewers.present(session, token(network), at)
        assert found and found.viewer.network_id == network and found.viewer.account_id
        account = found.viewer.account_id
        viewers.language_of(session, token(network), at)
        viewers.persona_account(session, "coordinator")
        personal_links.account_for(session, f"coordinator.{network}@grootstad.example.org", TODAY)
        personal_links.may_come_in(session, account, TODAY)
        outbox.due(session, at)
        outbox.how_many_wait(session)
        opened = open_sign_in(session, account, at, SignInMethod.LINK)
        keep_open(session, opened, at)
        revoke(session, opened, at)
        revoke_all(session, account, at)
        forget_links(session, at)
        session.rollback()


@pytest.fixture
def plans(engine: Engine) -> Plans:
    found = Plans(engine)
    demo = Demo(engine)
    with found.listening():
        ask_everything(demo)
    for table in NETWORK_TABLES:  # what undoing an addition does
        found.asked[f"DELETE FROM {table} WHERE id = 1"] = ()
    return found


@pytest.mark.tampers
def test_only_for_want_of_an_index_something_is_gone_through_in_full(plans: Plans) -> None:
    assert len(plans.asked) > 400
    assert plans.in_full() == {}
    with plans.engine.begin() as connection:
        for index in ("ix_attendance_network_id", "ix_log_entry_network_id_id", "ix_log_entry_network_id_at"):
            connection.execute(text(f"DROP INDEX {index}"))
    seen = {table for tables in plans.in_full().values() for table in tables}
    assert {"attendance", "log_entry"} <= seen


def test_every_key_to_a_row_that_can_go_leads_an_index(sqlite_engine: Engine) -> None:
    """Or letting one row go is looking through all others for who points to it."""
    inspector = inspect(sqlite_engine)
    for table in Base.metadata.sorted_tables:
        led = {index["column_names"][0] for index in inspector.get_indexes(table.name)}
        led |= {key["column_names"][0] for key in inspector.get_unique_constraints(table.name)}
        led |= set(inspector.get_pk_constraint(table.name)["constrained_columns"][:1])
        assert {key.parent.name for key in table.foreign_keys} <= led, table.name
