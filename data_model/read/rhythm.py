"""The facts about meetings: what was agreed, planned and held, and which organisations were there."""

from collections import defaultdict

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require_any
from data_model.findings import Subject
from data_model.rules.rhythm_facts import AgreedRhythm, MeetingFact, PauseDays, RhythmFacts, WebberSeat
from data_model.tables.covenant import WorkingAgreement
from data_model.tables.meeting import Attendance, Meeting, MeetingReport, Pause, Rhythm
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from data_model.tables.webber import Webber
from data_model.vocabulary import Topic


def facts(session: Session, viewer: Viewer) -> RhythmFacts:
    """Everything about meetings in the viewer's network. The findings drawn from it are filtered by viewer."""
    require_any(viewer, Entity.MEETINGS, Verb.SEE)
    here = viewer.network_id
    network = session.execute(
        select(Network.id, Network.name, Network.trajectory_ended_on, Network.created_at).where(Network.id == here)
    ).one()
    return RhythmFacts(
        network=Subject("network", network.id, network.name),
        trajectory_ended_on=network.trajectory_ended_on or network.created_at.date(),
        rhythms=_rhythms(session, here),
        pauses=tuple(
            PauseDays(starts_on, ends_on)
            for starts_on, ends_on in session.execute(
                select(Pause.starts_on, Pause.ends_on).where(Pause.network_id == here)
            )
        ),
        meetings=_meetings(session, here),
        webbers=tuple(
            WebberSeat(organisation_id, confirmed_on, ended_on)
            for organisation_id, confirmed_on, ended_on in session.execute(
                select(Webber.organisation_id, Webber.confirmed_on, Webber.ended_on).where(
                    Webber.network_id == here, Webber.confirmed_on.is_not(None)
                )
            )
            if confirmed_on
        ),
        organisations=tuple(
            Subject("organisation", id, name)
            for id, name in session.execute(
                select(Organisation.id, Organisation.name).where(Organisation.network_id == here)
            )
        ),
        involvement_agreements=tuple(
            (agreed_on, dropped_on)
            for agreed_on, dropped_on in session.execute(
                select(WorkingAgreement.agreed_on, WorkingAgreement.dropped_on).where(
                    WorkingAgreement.network_id == here, WorkingAgreement.topic == Topic.INVOLVEMENT
                )
            )
        ),
    )


def _rhythms(session: Session, here: int) -> tuple[AgreedRhythm, ...]:
    rows = session.execute(
        select(Rhythm.interval_value, Rhythm.interval_unit, Rhythm.valid_from, Rhythm.valid_to).where(
            Rhythm.network_id == here, Rhythm.meeting_kind == "webber"
        )
    )
    return tuple(AgreedRhythm(*row) for row in rows)


def _meetings(session: Session, here: int) -> tuple[MeetingFact, ...]:
    present: dict[int, set[int]] = defaultdict(set)
    absent: dict[int, set[int]] = defaultdict(set)
    for meeting_id, organisation_id, was_there in session.execute(
        select(Attendance.meeting_id, Attendance.organisation_id, or_(Attendance.present, Attendance.by_deputy)).where(
            Attendance.network_id == here
        )
    ):
        (present if was_there else absent)[meeting_id].add(organisation_id)
    rows = session.execute(
        select(Meeting, MeetingReport.shared_on)
        .outerjoin(
            MeetingReport, (MeetingReport.meeting_id == Meeting.id) & (MeetingReport.network_id == Meeting.network_id)
        )
        .where(Meeting.network_id == here)
        .order_by(Meeting.planned_on, Meeting.id)
    )
    return tuple(
        MeetingFact(
            id=meeting.id,
            kind=meeting.kind,
            announced_on=meeting.announced_on,
            planned_on=meeting.planned_on,
            held_on=meeting.held_on,
            cancelled_on=meeting.cancelled_on,
            moved_on=meeting.moved_on,
            present=frozenset(present[meeting.id]),
            absent=frozenset(absent[meeting.id]),
            families_answered=meeting.families_involved is not None,
            report_shared_on=shared_on,
        )
        for meeting, shared_on in rows
    )
