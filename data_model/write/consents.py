"""Acts on the ground on which data are kept: the ground itself, and consent that is taken back (AVG 6, 7 and 9)."""

from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from data_model.access import Entity, Reach, Verb, Viewer, reach
from data_model.days import dutch_day
from data_model.refusal import Forbidden, Refusal
from data_model.tables.person import ContactChannel, NetworkRole, Person
from data_model.vocabulary import NetworkTask
from data_model.write.journal import act, note
from data_model.write.records import find, unchanged
from data_model.write.restriction import own_person

BASES = ("public_task", "consent", "other")


@act
def set_legal_basis(
    session: Session, *, person_id: int, basis: str, seen_version: int | None = None, by: Viewer, at: datetime
) -> Person:
    """Write down on which ground somebody's data are kept, from today. For who answers for the whole network."""
    if reach(by, Entity.PRIVACY, Verb.EDIT) is not Reach.NETWORK:
        raise Forbidden
    person = own_person(session, person_id, by)
    unchanged(person, seen_version)
    if basis not in BASES:
        raise Refusal("not_a_choice", "basis")
    person.legal_basis, person.basis_recorded_on = basis, dutch_day(at)
    note(session, "set_legal_basis", person, ("basis",), by=by, at=at)
    return person


@act
def withdraw_consent(session: Session, *, channel_id: int, by: Viewer, at: datetime) -> Person:
    """Delete a private number or address at once. Refuses one that is kept on another ground than consent."""
    channel = find(session, ContactChannel, channel_id, by)
    person = own_person(session, channel.person_id, by)
    if channel.legal_basis != "consent":
        raise Refusal("no_consent")
    kind = channel.kind
    session.delete(channel)
    flag_modified(person, "display_name")  # channels are rows of their own: this raises the version of the person
    note(session, "withdraw_consent", person, (kind,), by=by, at=at)
    return person


@act
def withdraw_role_consent(session: Session, *, role_id: int, by: Viewer, at: datetime) -> Person:
    """Delete at once that somebody is an expert by experience. Refuses a task that asks no consent."""
    role = find(session, NetworkRole, role_id, by)
    person = own_person(session, role.person_id, by)
    if role.role != NetworkTask.EXPERT_BY_EXPERIENCE:
        raise Refusal("no_consent")
    session.delete(role)
    note(session, "withdraw_role_consent", person, ("consent_on",), by=by, at=at)
    return person
