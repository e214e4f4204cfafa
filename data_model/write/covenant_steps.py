"""Acts that bring a covenant further: open it for signature, put it in force, revise it, end it."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import days_after, dutch_day, happened, lasts
from data_model.findings import Subject
from data_model.read.covenant import facts as read_facts
from data_model.read.settings import norms_of
from data_model.refusal import Forbidden, Refusal
from data_model.rules import transitions
from data_model.rules.covenant_facts import SIGNING, CovenantFact, CovenantFacts
from data_model.rules.covenant_ingredients import Ingredient, ingredients
from data_model.rules.covenant_organisations import Period
from data_model.rules.covenant_signed import Signed, signed_summary
from data_model.rules.covenant_state import State, state
from data_model.tables.covenant import Covenant, CovenantParty, CovenantRevision
from data_model.text import free_text
from data_model.write.covenants import open_covenant, within
from data_model.write.journal import act, note
from data_model.write.records import make, unchanged


@act
def open_for_signature(
    session: Session,
    *,
    covenant_id: int,
    opened_on: date,
    reason: str | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Covenant:
    """Open a draft for signature: everyone who is in it to sign is asked on that day, unless asked before.

    Refuses a covenant that misses an ingredient unless a reason says why it opens all the same, and a day in the
    future or before the covenant was drafted.
    """
    covenant = _next(session, covenant_id, State.OPEN_FOR_SIGNATURE, seen_version, by, at)
    within(opened_on, "opened_on", earliest=covenant.drafted_on, at=at)
    covenant.opened_on = opened_on
    covenant.open_reason = free_text(reason, "open_reason")
    for party in _unasked(session, covenant, dutch_day(at)):
        party.requested_on = max(opened_on, party.joined_on)
    missing = missing_ingredients(session, covenant.id, dutch_day(at), by)
    if missing and covenant.open_reason is None:
        raise Refusal("ingredients_missing", "open_reason", missing=missing)
    note(session, "open_for_signature", covenant, ("opened_on", "open_reason", "requested_on"), by=by, at=at)
    return covenant


def missing_ingredients(session: Session, covenant_id: int, day: date, by: Viewer) -> tuple[Ingredient, ...]:
    """What the covenant lacks of the four, as the findings would say with what this act wrote so far."""
    facts, covenant = _facts(session, covenant_id, by)
    results = ingredients(facts, covenant, day, norms_of(session, by, day))
    return tuple(one.ingredient for one in results if not one.present)


@act
def put_in_force(
    session: Session,
    *,
    covenant_id: int,
    in_force_on: date,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Covenant:
    """Put a covenant in force, today, earlier or on a day to come.

    Refuses it until every party that is to sign did so, at least subject to mandate, and every manager whose
    approval is needed gave it. Refuses a day before it was opened for signature or after its last day.
    """
    covenant = _next(session, covenant_id, State.IN_FORCE, seen_version, by, at)
    if happened(covenant.in_force_on, dutch_day(at)):
        raise Refusal("in_force_already", "in_force_on", in_force_on=covenant.in_force_on)
    opened_on = covenant.opened_on or covenant.drafted_on
    if in_force_on < opened_on:
        raise Refusal("too_early", "in_force_on", earliest=opened_on)
    if covenant.end_on is not None and in_force_on > covenant.end_on:
        raise Refusal("after_the_end", "in_force_on", end_on=covenant.end_on)
    _, fact = _facts(session, covenant.id, by)
    signed = signed_summary(fact, dutch_day(at))
    if signed.state not in (Signed.SIGNED, Signed.SUBJECT_TO_MANDATE):
        raise Refusal("not_all_signed", None, signed=signed.signed + signed.subject, required=signed.required)
    covenant.in_force_on = in_force_on
    covenant.start_on = covenant.start_on or in_force_on
    note(session, "put_in_force", covenant, ("in_force_on", "start_on"), by=by, at=at)
    return covenant


@act
def start_revision(
    session: Session, *, covenant_id: int, started_on: date, seen_version: int | None = None, by: Viewer, at: datetime
) -> CovenantRevision:
    """Record that the parties started to rewrite a covenant in force, which stays in force meanwhile."""
    covenant = _next(session, covenant_id, State.IN_REVISION, seen_version, by, at)
    within(started_on, "started_on", earliest=covenant.in_force_on or covenant.drafted_on, at=at)
    revision = make(session, CovenantRevision, covenant_id=covenant.id, started_on=started_on, by=by, at=at)
    note(session, "start_revision", revision, ("started_on",), by=by, at=at)
    return revision


@act
def finish_revision(
    session: Session,
    *,
    covenant_id: int,
    finished_on: date | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> CovenantRevision:
    """Record the last day of the running revision: yesterday, or the day it started when that is later."""
    covenant = _next(session, covenant_id, State.IN_FORCE, seen_version, by, at)
    revision = next((one for one in _revisions(session, covenant) if one.finished_on is None), None)
    if revision is None:
        raise Refusal("no_revision")
    on = finished_on or max(revision.started_on, days_after(dutch_day(at), -1))
    within(on, "finished_on", earliest=revision.started_on, at=at)
    revision.finished_on = on
    note(session, "finish_revision", revision, ("finished_on",), by=by, at=at)
    return revision


@act
def end_covenant(
    session: Session, *, covenant_id: int, ended_on: date, seen_version: int | None = None, by: Viewer, at: datetime
) -> Covenant:
    """Record from which day a covenant has ended, today, earlier or to come. It stays on record.

    Refuses a day before the covenant was drafted or came into force.
    """
    covenant = _next(session, covenant_id, State.ENDED, seen_version, by, at)
    earliest = covenant.in_force_on or covenant.drafted_on
    if ended_on < earliest:
        raise Refusal("too_early", "covenant_ended_on", earliest=earliest)
    covenant.ended_on = ended_on
    note(session, "end_covenant", covenant, ("ended_on",), by=by, at=at)
    return covenant


def standing(session: Session, covenant: Covenant, day: date) -> State:
    """Where a covenant stands by its own dates, as the rules derive it."""
    fact = CovenantFact(
        id=covenant.id,
        drafted_on=covenant.drafted_on,
        opened_on=covenant.opened_on,
        in_force_on=covenant.in_force_on,
        end_on=covenant.end_on,
        ended_on=covenant.ended_on,
        auto_renew=covenant.auto_renew,
        renew_months=covenant.renew_months,
        revisions=tuple(Period(one.started_on, one.finished_on) for one in _revisions(session, covenant)),
    )
    network = Subject("network", covenant.network_id)
    return state(CovenantFacts(network=network, trajectory_ended_on=day), fact, day)


def _next(
    session: Session, covenant_id: int, to: State, seen_version: int | None, by: Viewer, at: datetime
) -> Covenant:
    """The covenant, when it may go to this state from where it stands today."""
    require(by, Entity.COVENANT, Verb.EDIT)
    covenant = open_covenant(session, covenant_id, by, at)
    unchanged(covenant, seen_version)
    transitions.check("covenant", standing(session, covenant, dutch_day(at)), to)
    return covenant


def _revisions(session: Session, covenant: Covenant) -> list[CovenantRevision]:
    return list(
        session.scalars(
            select(CovenantRevision).where(
                CovenantRevision.network_id == covenant.network_id, CovenantRevision.covenant_id == covenant.id
            )
        )
    )


def _unasked(session: Session, covenant: Covenant, day: date) -> list[CovenantParty]:
    """The parties that are in the covenant to sign it and were not asked on record."""
    parties = session.scalars(
        select(CovenantParty).where(
            CovenantParty.network_id == covenant.network_id,
            CovenantParty.covenant_id == covenant.id,
            CovenantParty.role == SIGNING,
            CovenantParty.requested_on.is_(None),
        )
    )
    return [party for party in parties if lasts(party.joined_on, party.left_on, day)]


def _facts(session: Session, covenant_id: int, by: Viewer) -> tuple[CovenantFacts, CovenantFact]:
    session.flush()
    facts = read_facts(session, by)
    covenant = next((one for one in facts.covenants if one.id == covenant_id), None)
    if covenant is None:
        raise Forbidden
    return facts, covenant
