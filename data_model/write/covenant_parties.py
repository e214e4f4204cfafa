"""Acts on the organisations of a covenant: one joins, leaves, or takes another place."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day, happened
from data_model.refusal import Refusal
from data_model.rules.covenant_facts import SIGNING
from data_model.tables.covenant import Covenant, CovenantParty
from data_model.tables.organisation import Organisation
from data_model.write.covenants import open_covenant, within
from data_model.write.journal import act, note
from data_model.write.records import find, make, unchanged

NAMED_ONLY = "named_only"
ROLES = (SIGNING, NAMED_ONLY)


@act
def add_party(
    session: Session, *, covenant_id: int, organisation_id: int, role: str, joined_on: date, by: Viewer, at: datetime
) -> CovenantParty:
    """Write down an organisation in a covenant, to sign it or to be named in it.

    Who joins to sign when the covenant is out for signature, is thereby asked. Refuses an organisation that is in
    it already, and a day in the future or before the covenant was drafted.
    """
    require(by, Entity.COVENANT, Verb.EDIT)
    covenant = open_covenant(session, covenant_id, by, at)
    find(session, Organisation, organisation_id, by)
    _check_role(role)
    within(joined_on, "party_from_on", earliest=covenant.drafted_on, at=at)
    if place(session, covenant.id, organisation_id, joined_on, by):
        raise Refusal("party_already", "organisation_id")
    asked = happened(covenant.opened_on or covenant.in_force_on, joined_on)
    party = enter(session, covenant.id, organisation_id, role, joined_on, asked=asked, by=by, at=at)
    note(session, "add_party", party, ("organisation_id", "role", "joined_on"), by=by, at=at)
    return party


@act
def party_leaves(
    session: Session, *, party_id: int, left_on: date, seen_version: int | None = None, by: Viewer, at: datetime
) -> CovenantParty:
    """Write down the last day of an organisation in a covenant, past or to come. What it signed stays on record.

    Refuses an organisation whose last day is past, and a day before it joined.
    """
    party = _present(session, party_id, seen_version, by, at)
    if left_on < party.joined_on:
        raise Refusal("too_early", "party_until_on", earliest=party.joined_on)
    party.left_on = left_on
    note(session, "party_leaves", party, ("left_on",), by=by, at=at)
    return party


@act
def change_place(
    session: Session,
    *,
    party_id: int,
    role: str,
    from_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> CovenantParty:
    """Give an organisation another place in a covenant: only named, or asked to sign (again).

    The former place ends on the day before, the new one is a new row: what was said before stays on record.
    Refuses an organisation that is only named already, one that is still to sign or signed, and a day in the
    future or not after it joined.
    """
    party = _present(session, party_id, seen_version, by, at)
    _check_role(role)
    covenant = find(session, Covenant, party.covenant_id, by)
    out = party.declined_on is not None or party.withdrawn_on is not None
    if party.role == role and not (role == SIGNING and out):
        raise Refusal("same_place", "place")
    within(from_on, "from_on", earliest=days_after(party.joined_on, 1), at=at)
    party.left_on = days_after(from_on, -1)
    asked = happened(covenant.opened_on or covenant.in_force_on, from_on)
    new = enter(session, covenant.id, party.organisation_id, role, from_on, asked=asked, by=by, at=at)
    note(session, "change_place", new, ("role", "joined_on"), by=by, at=at)
    return new


def place(session: Session, covenant_id: int, organisation_id: int, on: date, by: Viewer) -> CovenantParty | None:
    """The organisation's place in the covenant that lasts until this day or longer."""
    places = session.scalars(
        select(CovenantParty).where(
            CovenantParty.network_id == by.network_id,
            CovenantParty.covenant_id == covenant_id,
            CovenantParty.organisation_id == organisation_id,
        )
    )
    return next((party for party in places if party.left_on is None or party.left_on >= on), None)


def enter(
    session: Session,
    covenant_id: int,
    organisation_id: int,
    role: str,
    on: date,
    *,
    asked: bool,
    by: Viewer,
    at: datetime,
) -> CovenantParty:
    """A new place in a covenant. Only who is in it to sign can be asked to."""
    return make(
        session,
        CovenantParty,
        covenant_id=covenant_id,
        organisation_id=organisation_id,
        role=role,
        joined_on=on,
        requested_on=on if asked and role == SIGNING else None,
        by=by,
        at=at,
    )


def _present(session: Session, party_id: int, seen_version: int | None, by: Viewer, at: datetime) -> CovenantParty:
    """The party, when its last day in a covenant that has not ended is still to come or unknown."""
    require(by, Entity.COVENANT, Verb.EDIT)
    party = find(session, CovenantParty, party_id, by)
    unchanged(party, seen_version)
    covenant = open_covenant(session, party.covenant_id, by, at)
    if place(session, covenant.id, party.organisation_id, dutch_day(at), by) is not party:
        raise Refusal("covenant_closed", "party_id")
    return party


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise Refusal("not_a_choice", "place")
