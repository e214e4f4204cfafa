"""The facts about meetings: what was agreed, planned and held, and which organisations were there."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require_any
from data_model.days import dutch_day
from data_model.findings import Subject
from data_model.read.meeting_days import attendance, day_of
from data_model.read.statements import MEETINGS, NETWORK, ORGANISATIONS, WEBBERS, WORKING_AGREEMENTS
from data_model.rules.rhythm_facts import AgreedRhythm, MeetingFact, PauseDays, RhythmFacts, WebberSeat
from data_model.scope import HERE
from data_model.tables.meeting import Pause, Rhythm
from data_model.vocabulary import Topic

_RHYTHMS = select(Rhythm.interval_value, Rhythm.interval_unit, Rhythm.valid_from, Rhythm.valid_to).where(
    Rhythm.network_id == HERE, Rhythm.meeting_kind == "webber"
)
_PAUSES = select(Pause.starts_on, Pause.ends_on).where(Pause.network_id == HERE)


@scope.read
def facts(session: Session, viewer: Viewer) -> RhythmFacts:
    """Everything about meetings in the viewer's network. The findings drawn from it are filtered by viewer."""
    require_any(viewer, Entity.MEETINGS, Verb.SEE)
    (network,) = scope.rows(session, NETWORK)
    return RhythmFacts(
        network=Subject("network", network.id, network.name),
        trajectory_ended_on=network.trajectory_ended_on or dutch_day(network.created_at),
        rhythms=_rhythms(session),
        pauses=_pauses(session),
        meetings=_meetings(session),
        webbers=_webbers(session),
        organisations=_organisations(session),
        involvement_agreements=_involvement(session),
    )


def _rhythms(session: Session) -> tuple[AgreedRhythm, ...]:
    rows = scope.rows(session, _RHYTHMS)
    return tuple(AgreedRhythm(*row) for row in rows)


def _meetings(session: Session) -> tuple[MeetingFact, ...]:
    there = attendance(session)
    rows = scope.rows(session, MEETINGS)
    return tuple(
        MeetingFact(
            **day_of(row),
            present=frozenset(there[row.id, True]),
            absent=frozenset(there[row.id, False]),
            families_answered=row.families_involved is not None,
            report_shared_on=row.shared_on,
        )
        for row in rows
    )


def _pauses(session: Session) -> tuple[PauseDays, ...]:
    rows = scope.rows(session, _PAUSES)
    return tuple(PauseDays(*row) for row in rows)


def _webbers(session: Session) -> tuple[WebberSeat, ...]:
    rows = scope.rows(session, WEBBERS)
    return tuple(WebberSeat(w.organisation_id, w.confirmed_on, w.ended_on) for w in rows if w.confirmed_on)


def _organisations(session: Session) -> tuple[Subject, ...]:
    rows = scope.rows(session, ORGANISATIONS)
    return tuple(Subject("organisation", row.id, row.name) for row in rows)


def _involvement(session: Session) -> tuple[tuple[date, date | None], ...]:
    """From when until when an agreement says how children and parents are involved."""
    rows = scope.rows(session, WORKING_AGREEMENTS)
    return tuple((row.agreed_on, row.dropped_on) for row in rows if row.topic == Topic.INVOLVEMENT)
