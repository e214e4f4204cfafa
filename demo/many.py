"""A database full of networks, the same each time: a few are made, the others are their copies with other numbers."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from data_model.access import Role
from data_model.log_chain import line_hash
from data_model.tables.account import Account, Grant, SignIn
from data_model.tables.base import NetworkRecord
from data_model.tables.log import LogEntry
from data_model.tables.network import Municipality, Network
from data_model.tables.post import OutboxMessage
from data_model.tokens import token_hash
from data_model.vocabulary import SignInMethod
from demo.big import AGREED, STARTED, put_big
from demo.copies import NUMBER, Copies, Rows, loading, without_indexes
from demo.stage import Stage
from demo.years import put_years

PATTERNS = 4
ORGANISATIONS, PEOPLE, LINKS, YEARS = 60, 150, 400, 2
LINES = 5  # of each in the log


class Sheet(Stage):
    """A stage on paper: the rows of one network by table, numbered from 1."""

    def __init__(self, today: date) -> None:
        self.today, self.network_id = today, 1
        self.at = Stage.morning(today)
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: type[Any], **values: Any) -> int:
        rows = self.rows[table.__tablename__]
        rows.append(values | {"id": len(rows) + 1, "created_at": self.at})
        if issubclass(table, NetworkRecord):
            rows[-1]["network_id"] = self.network_id
        return len(rows)

    def put(self, table: type[Any], **values: Any) -> None:
        self.add(table, **values)


def fill_many(engine: Engine, networks: int, today: date, *, years: int = YEARS) -> range:
    """Store so many networks and give their numbers. In each the coordinator has an open session, see `token`."""
    patterns = [_drawn(today, seed, years) for seed in range(min(PATTERNS, networks))]
    with loading(engine) as connection:
        copies = Copies(connection, networks, patterns)
        with without_indexes(connection):
            copies.make()
        numbers = range(copies.number("network", 1), copies.number("network", 1) + networks)
        account, further = copies.number("account", 1), copies.go["account"]
        coordinators = [(network, account + n * further) for n, network in enumerate(numbers)]
        _come_and_go(connection, coordinators, Stage.morning(today))
    return numbers


def token(network_id: int) -> str:
    """Of the open session of the coordinator of such a network."""
    return f"many-{network_id}"


def _drawn(today: date, seed: int, years: int) -> Rows:
    sheet = Sheet(today)
    sheet.add(Municipality, name=f"Grootstad {NUMBER}")
    about: dict[str, Any] = {"municipality_id": 1, "trajectory_ended_on": sheet.on(AGREED)}
    sheet.add(Network, name=f"Grootstad {NUMBER}", area_name="Grootstad", **about)
    big = put_big(sheet, Random(seed), ORGANISATIONS, PEOPLE, LINKS)
    put_years(big, years)
    for role, at in zip(Role, big.organisations, strict=False):
        account = sheet.add(Account, email=f"{role}.{NUMBER}@grootstad.example.org", display_name=role.title())
        held: dict[str, Any] = {"role": role, "start_on": sheet.on(STARTED), "network_id": 1}
        sheet.add(Grant, account_id=account, organisation_id=at, person_id=big.staff[at][-1], **held)
    return sheet.rows


def _come_and_go(connection: Connection, who: list[tuple[int, int]], at: datetime) -> None:
    """The coordinator of each network had a mail, is signed in, and did something now and then."""
    mails: list[dict[str, Any]] = [{"account_id": id, "network_id": n, "kind": "invitation"} for n, id in who]
    sent = {"attempts": 1, "created_at": at, "due_at": at, "sent_at": at}
    connection.execute(insert(OutboxMessage), [mail | sent for mail in mails])
    opened = {"method": SignInMethod.PERSONA, "created_at": at, "active_at": at, "expires_at": at + timedelta(days=1)}
    sessions: list[dict[str, Any]] = [{"token_hash": token_hash(token(n)), "account_id": id} for n, id in who]
    connection.execute(insert(SignIn), [one | opened for one in sessions])
    connection.execute(insert(LogEntry), list(_lines(connection, who, at)))
    connection.commit()


def _lines(connection: Connection, who: list[tuple[int, int]], at: datetime) -> Iterator[dict[str, Any]]:
    """In one chain with those that are there."""
    previous = connection.scalar(select(LogEntry.hash).order_by(LogEntry.id.desc()).limit(1)) or ""
    for days in range(LINES, 0, -1):
        for network, account in who:
            done: dict[str, Any] = {
                "action": "change_network",
                "result": "done",
                "origin": "page",
                "fields": "area_name",
            }
            about: dict[str, Any] = {"network_id": network, "entity": "network", "entity_id": network}
            line = done | about | {"at": at - timedelta(days=days), "account_id": account, "detail_hash": ""}
            line |= {"previous_hash": previous}
            previous = line_hash(LogEntry(**line))
            yield line | {"hash": previous}
