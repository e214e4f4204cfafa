"""What the group agreed in meetings held by a day, and whether the others got it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require_any
from data_model.days import happened
from data_model.tables.action import JointAgreement
from data_model.tables.meeting import Meeting


@dataclass(frozen=True)
class AgreementLine:
    """A joint agreement with the meeting it comes from and the person who sends it round."""

    agreement_id: int
    solution: str
    question: str | None
    what_must_happen: str | None
    sent_round_on: date | None
    meeting_id: int
    meeting_kind: str
    held_on: date
    organiser_id: int | None


@scope.read
def agreement_list(session: Session, viewer: Viewer, day: date) -> list[AgreementLine]:
    """The group shares them, the latest first; managers see no actions and so no agreements on them."""
    require_any(viewer, Entity.ACTIONS, Verb.SEE)
    rows = session.execute(
        select(JointAgreement, Meeting.kind, Meeting.held_on, Meeting.organiser_person_id)
        .join(Meeting, and_(Meeting.id == JointAgreement.meeting_id, Meeting.network_id == JointAgreement.network_id))
        .where(JointAgreement.network_id == viewer.network_id, Meeting.held_on <= day)
        .order_by(Meeting.held_on.desc(), JointAgreement.id)
    )
    return [
        AgreementLine(
            agreement_id=agreed.id,
            solution=agreed.chosen_solution,
            question=agreed.question,
            what_must_happen=agreed.what_must_happen,
            sent_round_on=agreed.sent_round_on if happened(agreed.sent_round_on, day) else None,
            meeting_id=agreed.meeting_id,
            meeting_kind=kind,
            held_on=held_on,
            organiser_id=organiser_id,
        )
        for agreed, kind, held_on, organiser_id in rows
        if held_on is not None
    ]
