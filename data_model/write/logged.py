"""What a line of the log is about: the record an act noted, or the one that a refused act was asked to change."""

from collections.abc import Mapping
from datetime import date
from inspect import Signature
from typing import Any

from sqlalchemy.orm import Session

from data_model.tables.account import Account
from data_model.tables.base import Base, Record
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.write.records import HIGHEST_ID

# Which field says what a record is called, or else whose it is. Never a contact value.
NAMES = ("display_name", "name", "title")
WHOSE: Mapping[str, type[Record]] = {"person_id": Person, "account_id": Account, "organisation_id": Organisation}
DAYS = ("held_on", "planned_on")

# What acts call a record, where that is not the name of its table.
CALLED = {
    "agreement": "working_agreement",
    "approval": "management_approval",
    "carrier": "relation_carrier",
    "deputy": "webber_deputy",
    "event": "turnover_event",
    "expectation": "webber_expectation",
    "goal": "shared_goal",
    "grant": "account_grant",
    "item": "handover_item",
    "organisation_a": "organisation",
    "party": "covenant_party",
    "promise": "anchoring_promise",
    "replaces": "covenant",
    "request": "privacy_request",
    "role": "network_role",
    "round": "confirmation_round",
}


def about(session: Session, record: Record) -> dict[str, str]:
    """What a record is called on the day of the act, or of whom or what day it is."""
    if name := _name(record):
        return {"name": name}
    for field, table in WHOSE.items():
        if (id := getattr(record, field, None)) and (name := _name(session.get(table, id))):
            return {"name": name}
    days = [day for field in DAYS if isinstance(day := getattr(record, field, None), date)]
    return {"on": days[0].isoformat()} if days else {}


def asked_about(act: Signature, arguments: Mapping[str, Any]) -> tuple[str, int | None]:
    """The record that the first number an act takes is of; else the network."""
    if isinstance(entity := arguments.get("entity"), str) and entity in Base.metadata.tables:
        return entity, _number(arguments.get("entity_id"))
    for name in act.parameters:
        if name.endswith("_id") and (table := table_called(name.removesuffix("_id"))):
            number = _number(arguments.get(name))
            return (table, number) if arguments.get(name) is not None else ("network", None)
    return "network", None


def table_called(name: str) -> str | None:
    """`owner_person` is a person: what stands before says which one."""
    while name:
        known = CALLED.get(name, name)
        if known in Base.metadata.tables:
            return known
        _, _, name = name.partition("_")
    return None


def _name(record: object) -> str | None:
    return next((str(name) for field in NAMES if (name := getattr(record, field, None))), None)


def _number(value: object) -> int | None:
    return value if type(value) is int and 0 < value <= HIGHEST_ID else None
