"""The facts about meetings: what was agreed, planned and held, and which organisations were there."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require_any
from data_model.days import dutch_day
from data_model.findings import Subject
from data_model.read.meeting_days import DAY, attendance, day_of
from data_model.rules.rhythm_facts import AgreedRhythm, MeetingFact, PauseDays, RhythmFacts, WebberSeat
from data_model.scope import HERE
from data_model.tables.covenant import WorkingAgreement
from data_model.tables.meeting import Meeting, MeetingReport, Pause, Rhythm
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from data_model.tables.webber import Webber
from data_model.vocabulary import Topic

_NETWORKS = select(Network.id, Network.name, Network.trajectory_ended_on, Network.created_at).where(Network.id == HERE)
_RHYTHMS = select(Rhythm.interval_value, Rhythm.interval_unit, Rhythm.valid_from, Rhythm.valid_to).where(
    Rhythm.network_id == HERE, Rhythm.meeting_kind == "webber"
)
_MEETINGS = (
    select(*DAY, Meeting.families_involved, MeetingReport.shared_on)
    .outerjoin(
        MeetingReport, (MeetingReport.meeting_id == Meeting.id) & (MeetingReport.network_id == Meeting.network_id)
    )
    .where(Meeting.network_id == HERE)
    .order_by(Meeting.planned_on, Meeting.id)
)
_PAUSES = select(Pause.starts_on, Pause.ends_on).where(Pause.network_id == HERE)
_WEBBERS = select(Webber.organisation_id, Webber.confirmed_on, Webber.ended_on).where(
    Webber.network_id == HERE, Webber.confirmed_on.is_not(None)
)
_ORGANISATIONS = select(Organisation.id, Organisation.name).where(Organisation.network_id == HERE)
_WORKING_AGREEMENTS = select(WorkingAgreement.agreed_on, WorkingAgreement.dropped_on).where(
    WorkingAgreement.network_id == HERE, WorkingAgreement.topic == Topic.INVOLVEMENT
)


@scope.read
def facts(session: Session, viewer: Viewer) -> RhythmFacts:
    """Everything about meetings in the viewer's network. The findings drawn from it are filtered by viewer."""
    require_any(viewer, Entity.MEETINGS, Verb.SEE)
    (network,) = scope.rows(session, _NETWORKS)
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
    rows = scope.rows(session, _MEETINGS)
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
    rows = scope.rows(session, _WEBBERS)
    return tuple(WebberSeat(id, confirmed_on, ended_on) for id, confirmed_on, ended_on in rows if confirmed_on)


def _organisations(session: Session) -> tuple[Subject, ...]:
    rows = scope.rows(session, _ORGANISATIONS)
    return tuple(Subject("organisation", *row) for row in rows)


def _involvement(session: Session) -> tuple[tuple[date, date | None], ...]:
    """From when until when an agreement says how children and parents are involved."""
    rows = scope.rows(session, _WORKING_AGREEMENTS)
    return tuple((agreed_on, dropped_on) for agreed_on, dropped_on in rows)
