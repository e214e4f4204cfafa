"""Acts on findings: accept one until a day with a note, and take that back."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day
from data_model.findings import Urgency
from data_model.refusal import Refusal
from data_model.rules.kinds import KINDS
from data_model.tables.attention import Acceptance
from data_model.tables.base import Base, NetworkRecord
from data_model.text import SHORT, free_text
from data_model.vocabulary import Domain
from data_model.write import journal
from data_model.write.records import find, make

# Half a year: after that somebody looks at it again.
LONGEST_DAYS = 180


@journal.act
def accept_finding(
    session: Session,
    *,
    kind: str,
    entity: str,
    entity_id: int,
    urgency: Urgency,
    until_on: date,
    why: str,
    by: Viewer,
    at: datetime,
) -> Acceptance:
    """Let a finding wait until a day, the last one included. It comes back earlier when it gets more urgent.

    Refuses a day that is not to come or more than half a year away, and no note.
    """
    require(by, Entity.OFFICE, Verb.EDIT)
    if kind not in KINDS:
        raise Refusal("not_a_choice", "kind")
    _check_about(session, entity, entity_id, by)
    today = dutch_day(at)
    if until_on <= today:
        raise Refusal("too_early", "until_on", earliest=days_after(today, 1))
    if until_on > (latest := days_after(today, LONGEST_DAYS)):
        raise Refusal("too_late", "until_on", latest=latest)
    note = free_text(why, "why", required=True, limit=SHORT)
    about = {"kind": kind, "entity": entity, "entity_id": entity_id, "urgency": int(urgency)}
    acceptance = make(session, Acceptance, **about, accepted_on=today, until_on=until_on, note=note, by=by, at=at)
    journal.note(session, "accept_finding", acceptance, ("until_on", "note"), by=by, at=at)
    return acceptance


def _check_about(session: Session, entity: str, entity_id: int, by: Viewer) -> None:
    """Refuse what is not of this network. A domain of work is no record: its number is its place in the list."""
    tables = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    if entity == "network":
        require(by, Entity.OFFICE, Verb.EDIT, network_id=entity_id)
    elif entity == "domain":
        if entity_id not in range(len(Domain) + 1):
            raise Refusal("not_a_choice", "entity_id")
    elif entity in tables and issubclass(tables[entity], NetworkRecord):
        find(session, tables[entity], entity_id, by)
    else:
        raise Refusal("not_a_choice", "entity")


@journal.act
def withdraw_acceptance(session: Session, *, acceptance_id: int, by: Viewer, at: datetime) -> Acceptance:
    """Let a finding ask for attention again from today."""
    require(by, Entity.OFFICE, Verb.EDIT)
    acceptance = find(session, Acceptance, acceptance_id, by)
    if acceptance.withdrawn_on is None:
        acceptance.withdrawn_on = dutch_day(at)
    journal.note(session, "withdraw_acceptance", acceptance, ("withdrawn_on",), by=by, at=at)
    return acceptance
