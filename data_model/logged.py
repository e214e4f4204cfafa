"""What a line of the log is about: the record an act noted, or the one that a refused act was asked to change."""

from collections.abc import Mapping
from datetime import date
from inspect import Signature
from typing import Any

from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.scope import working_for
from data_model.tables.base import Base, NetworkRecord, is_id

# Which field says what a record is called, or else of whom or of what it is. Never a contact value or free text, and
# not the name of an account: another network may have given it.
_NAMES = ("display_name", "name", "title")
_DAYS = ("held_on", "planned_on")
_BELONGS_TO = (
    "person_id",
    "organisation_id",
    "owner_organisation_id",
    "webber_id",
    "turnover_event_id",
    "handover_id",
    "covenant_id",
    "relation_id",
    "meeting_id",
    "agreement_id",
    "goal_id",
)
_BETWEEN = ("organisation_a_id", "organisation_b_id")
_STEPS = 3

# What acts call a record, where that is not the name of its table.
_CALLED = {
    "agreement": "working_agreement",
    "approval": "management_approval",
    "carrier": "relation_carrier",
    "channel": "contact_channel",
    "deputy": "webber_deputy",
    "event": "turnover_event",
    "expectation": "webber_expectation",
    "goal": "shared_goal",
    "grant": "account_grant",
    "item": "handover_item",
    "organisation_a": "organisation",
    "organisation_b": "organisation",
    "party": "covenant_party",
    "promise": "anchoring_promise",
    "replaces": "covenant",
    "request": "privacy_request",
    "role": "network_role",
    "round": "confirmation_round",
}

TABLES: dict[str, type[Any]] = {}


def tables() -> Mapping[str, type[Any]]:
    """Every table by the name that stands in the log."""
    if not TABLES:
        TABLES.update({mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers})
    return TABLES


def about(session: Session, record: object, steps: int = _STEPS) -> dict[str, str]:
    """What a record is called now, or of whom, of what or of which day it is."""
    if name := next((str(name) for field in _NAMES if (name := getattr(record, field, None))), None):
        return {"name": name}
    if steps and (between := [_of(session, record, field, steps) for field in _BETWEEN]) and all(between):
        return {"name": " – ".join(found.get("name", "") for found in between)}
    if days := [day for field in _DAYS if isinstance(day := getattr(record, field, None), date)]:
        return {"on": days[0].isoformat()}
    if not steps:
        return {}
    if entity := getattr(record, "entity", None):
        of: Any = record
        return about_number(session, entity, of.entity_id, of.network_id, steps - 1)
    return next(filter(None, (_of(session, record, field, steps) for field in _BELONGS_TO)), {})


def about_number(session: Session, entity: str, id: int | None, network_id: int, steps: int = _STEPS) -> dict[str, str]:
    """The same of a record of this network that is known by its number; nothing where it is not there."""
    table = tables().get(entity)
    if table is None or id is None or not issubclass(table, NetworkRecord):
        return {}
    record = session.get(table, id)
    return about(session, record, steps) if record and record.network_id == network_id else {}


def about_refused(session: Session, entity: str, id: int | None, by: Viewer | None) -> dict[str, str]:
    """The same, as far as it is a record of the network of whoever was refused."""
    if by is None:
        return {}
    with working_for(session, by):
        return about_number(session, entity, id, by.network_id)


def asked_about(act: Signature, arguments: Mapping[str, Any]) -> tuple[str, int | None]:
    """The record that the first number an act takes is of; else the network."""
    if isinstance(entity := arguments.get("entity"), str) and entity in tables():
        return entity, _number(arguments.get("entity_id"))
    for name in act.parameters:
        if name.endswith("_id") and (entity := table_called(name.removesuffix("_id"))):
            asked = arguments.get(name)
            return ("network", None) if asked is None else (entity, _number(asked))
    return "network", None


def table_called(name: str) -> str:
    """`owner_person` is a person: what stands before says which one. Empty for what is no record."""
    while name and _CALLED.get(name, name) not in tables():
        _, _, name = name.partition("_")
    return _CALLED.get(name, name)


def _of(session: Session, record: object, field: str, steps: int) -> dict[str, str]:
    id, column = getattr(record, field, None), getattr(type(record), field, None)
    if id is None or column is None:
        return {}
    (key,) = column.property.columns[0].foreign_keys
    return about(session, session.get(tables()[key.column.table.name], id), steps - 1)


def _number(value: object) -> int | None:
    return value if is_id(value) else None
