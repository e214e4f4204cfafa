"""The act of changing a covenant by an annex: its webbers and its organisations, in one go."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, happened, lasts
from data_model.refusal import Refusal
from data_model.tables.covenant import CovenantAnnex, CovenantWebber
from data_model.tables.organisation import Organisation
from data_model.tables.webber import Webber
from data_model.text import SHORT, free_text
from data_model.write.covenant_parties import ROLES, enter, place
from data_model.write.covenants import open_covenant, within
from data_model.write.journal import act, note
from data_model.write.records import find, make


@act
def add_annex(
    session: Session,
    *,
    covenant_id: int,
    title: str,
    reason: str,
    agreed_on: date,
    unlist_webbers: Collection[int] = (),
    list_webbers: Collection[int] = (),
    join: Mapping[int, str] | None = None,
    leave: Collection[int] = (),
    by: Viewer,
    at: datetime,
) -> CovenantAnnex:
    """Change a covenant by an annex: its webbers and its organisations, from the day the annex is agreed.

    `join` maps organisations to "signing", who are thereby asked to sign, or "named_only"; `leave` holds
    organisations. Refuses an annex without a reason, a day in the future or before the covenant was drafted, a
    webber who is not confirmed on that day, and any change that somebody else made in the meantime.
    """
    require(by, Entity.COVENANT, Verb.EDIT)
    covenant = open_covenant(session, covenant_id, by, at)
    within(agreed_on, "agreed_on", earliest=covenant.drafted_on, at=at)
    annex = make(
        session,
        CovenantAnnex,
        covenant_id=covenant.id,
        title=free_text(title, "title", required=True, limit=SHORT),
        reason=free_text(reason, "annex_reason", required=True),
        agreed_on=agreed_on,
        by=by,
        at=at,
    )
    _change_webbers(session, annex, unlist_webbers, list_webbers, by, at)
    _change_parties(session, annex, join or {}, leave, by, at)
    fields = ["title", "reason", "agreed_on"]
    fields += ["webbers"] if unlist_webbers or list_webbers else []
    fields += ["parties"] if join or leave else []
    note(session, "add_annex", annex, fields, by=by, at=at)
    return annex


def _change_webbers(
    session: Session, annex: CovenantAnnex, off: Collection[int], on: Collection[int], by: Viewer, at: datetime
) -> None:
    for webber_id in off:
        _unlist(session, annex, webber_id)
    for webber_id in on:
        _list(session, annex, webber_id, by, at)


def _change_parties(
    session: Session,
    annex: CovenantAnnex,
    join: Mapping[int, str],
    leave: Collection[int],
    by: Viewer,
    at: datetime,
) -> None:
    for organisation_id in leave:
        _leave(session, annex, organisation_id, by)
    for organisation_id, role in join.items():
        _join(session, annex, organisation_id, role, by, at)


def _listing(session: Session, annex: CovenantAnnex, webber_id: int) -> CovenantWebber | None:
    return session.scalar(
        select(CovenantWebber).where(
            CovenantWebber.network_id == annex.network_id,
            CovenantWebber.covenant_id == annex.covenant_id,
            CovenantWebber.webber_id == webber_id,
            CovenantWebber.unlisted_on.is_(None),
        )
    )


def _unlist(session: Session, annex: CovenantAnnex, webber_id: int) -> None:
    listing = _listing(session, annex, webber_id)
    if listing is None:
        raise Refusal("changed_meanwhile")
    _not_before(annex, listing.listed_on)
    listing.unlisted_on = annex.agreed_on


def _list(session: Session, annex: CovenantAnnex, webber_id: int, by: Viewer, at: datetime) -> None:
    webber, on = find(session, Webber, webber_id, by), annex.agreed_on
    if not lasts(webber.confirmed_on, webber.ended_on, on) or happened(webber.rejected_on, on):
        raise Refusal("webber_not_confirmed")
    if _listing(session, annex, webber_id):
        raise Refusal("changed_meanwhile")
    make(session, CovenantWebber, covenant_id=annex.covenant_id, webber_id=webber_id, listed_on=on, by=by, at=at)


def _leave(session: Session, annex: CovenantAnnex, organisation_id: int, by: Viewer) -> None:
    """The last day in the covenant is the one before the annex."""
    party = place(session, annex.covenant_id, organisation_id, annex.agreed_on, by)
    if party is None or party.left_on is not None:
        raise Refusal("changed_meanwhile")
    _not_before(annex, days_after(party.joined_on, 1))
    party.left_on = days_after(annex.agreed_on, -1)


def _join(session: Session, annex: CovenantAnnex, organisation_id: int, role: str, by: Viewer, at: datetime) -> None:
    find(session, Organisation, organisation_id, by)
    if role not in ROLES:
        raise Refusal("not_a_choice", "join")
    if place(session, annex.covenant_id, organisation_id, annex.agreed_on, by):
        raise Refusal("changed_meanwhile")
    enter(session, annex.covenant_id, organisation_id, role, annex.agreed_on, asked=True, by=by, at=at)


def _not_before(annex: CovenantAnnex, earliest: date) -> None:
    if annex.agreed_on < earliest:
        raise Refusal("too_early", "agreed_on", earliest=earliest)
