"""Acts on the proposal of a webber: make it, confirm it, or say that it will not be."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day, lasts
from data_model.refusal import Refusal
from data_model.rules import transitions
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.webber import Webber
from data_model.text import SHORT, free_text
from data_model.write.journal import act, note
from data_model.write.presence import check_stays
from data_model.write.records import find, make, unchanged
from data_model.write.webbers import Place, checked_domain, editable, free_place, state


@act
def propose_webber(
    session: Session,
    *,
    organisation_id: int,
    person_id: int | None = None,
    area: str | None = None,
    domain: str | None = None,
    reason: str | None = None,
    by: Viewer,
    at: datetime,
) -> Webber:
    """Propose an organisation, or one of its people, as webber. `reason` ends "If I am stuck, I call ...".

    Refuses an organisation that takes no part, somebody who does not work there or goes, and a proposal made before.
    """
    require(by, Entity.TURNOVER, Verb.EDIT, organisation_id=organisation_id)
    today = dutch_day(at)
    _check_takes_part(session, organisation_id, by, at)
    if person_id is not None:
        check_stays(session, person_id, today, by, organisation_id)
    place = Place(free_text(area, "area", limit=SHORT), checked_domain(domain))
    if free_place(session, organisation_id, person_id, place, today, by) is not None:
        raise Refusal("proposed_already", "person_id")
    own = {"organisation_id": organisation_id, "person_id": person_id, "proposed_on": today}
    why = free_text(reason, "reason_proposed", limit=SHORT)
    webber = make(session, Webber, **own, **place._asdict(), reason_proposed=why, by=by, at=at)
    note(session, "propose_webber", webber, ("organisation_id", "person_id", "proposed_on"), by=by, at=at)
    return webber


@act
def confirm_proposal(
    session: Session,
    *,
    webber_id: int,
    person_id: int | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Webber:
    """Confirm who was proposed, from today. An organisation proposed without a name may get its person now."""
    webber = find(session, Webber, webber_id, by)
    require(by, Entity.TURNOVER, Verb.EDIT, organisation_id=webber.organisation_id)
    unchanged(webber, seen_version)
    today = dutch_day(at)
    transitions.check("webber", state(webber, today), "confirmed")
    if webber.person_id is None:
        webber.person_id = person_id
    if webber.person_id is not None:
        check_stays(session, webber.person_id, today, by, webber.organisation_id)
    free_place(session, webber.organisation_id, webber.person_id, Place(webber.area, webber.domain), today, by)
    webber.confirmed_on = today
    note(session, "confirm_proposal", webber, ("person_id", "confirmed_on"), by=by, at=at)
    return webber


@act
def reject_proposal(
    session: Session, *, webber_id: int, seen_version: int | None = None, by: Viewer, at: datetime
) -> Webber:
    """Write down that the proposal will not be. There is no reason to give, on purpose."""
    webber, today = editable(session, webber_id, by), dutch_day(at)
    unchanged(webber, seen_version)
    transitions.check("webber", state(webber, today), "rejected")
    webber.rejected_on = today
    note(session, "reject_proposal", webber, ("rejected_on",), by=by, at=at)
    return webber


def _check_takes_part(session: Session, organisation_id: int, by: Viewer, at: datetime) -> None:
    find(session, Organisation, organisation_id, by)
    today = dutch_day(at)
    times = session.execute(
        select(Membership.joined_on, Membership.left_on).where(
            Membership.network_id == by.network_id, Membership.organisation_id == organisation_id
        )
    )
    if not any(lasts(joined_on, left_on, today) for joined_on, left_on in times):
        raise Refusal("takes_no_part", "organisation_id")
