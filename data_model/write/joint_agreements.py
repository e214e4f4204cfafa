"""Acts on what a group agreed in a meeting, and the rows in which its log tells that and who does what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.refusal import Refusal
from data_model.tables.action import JointAgreement
from data_model.tables.meeting import Meeting
from data_model.text import SHORT, clean, free_text
from data_model.write.actions import take_on
from data_model.write.journal import act, note
from data_model.write.records import find, make, unchanged
from data_model.write.rows import row

TEXTS = ("chosen_solution", "question", "what_must_happen")


@dataclass(frozen=True)
class AgreementRow:
    """What was agreed about one question."""

    chosen_solution: str | None = None
    question: str | None = None
    what_must_happen: str | None = None

    @property
    def empty(self) -> bool:
        return not clean(f"{self.chosen_solution or ''}{self.question or ''}{self.what_must_happen or ''}")


@dataclass(frozen=True)
class StepRow:
    """What one person takes on. `agreement` is the row of the agreement it serves, from 1; an empty row is none."""

    description: str | None = None
    owner_person_id: int | None = None
    organisation_id: int | None = None
    due_on: date | None = None
    agreement: int | None = None

    @property
    def empty(self) -> bool:
        return not clean(self.description or "") and self.owner_person_id is None and self.due_on is None


def write_agreements(
    session: Session, meeting: Meeting, rows: Sequence[AgreementRow], by: Viewer, at: datetime
) -> dict[int, JointAgreement]:
    """The agreements of a meeting by the number of their row, without the empty ones."""
    made = {}
    for number, agreed in enumerate(rows, start=1):
        if not agreed.empty:
            with row("agreements", number):
                made[number] = _make(session, meeting, agreed, by, at)
    session.flush()
    return made


def write_steps(
    session: Session,
    meeting: Meeting,
    rows: Sequence[StepRow],
    agreed: Mapping[int, JointAgreement],
    by: Viewer,
    at: datetime,
) -> None:
    """What people took on in a meeting, for its agreements or by itself. Whoever may log the meeting may log this."""
    for number, step in enumerate(rows, start=1):
        if step.empty:
            continue
        with row("actions", number):
            if step.owner_person_id is None or step.organisation_id is None:
                raise Refusal("required", "owner_person_id")
            served = agreed.get(step.agreement or 0)
            take_on(
                session,
                description=step.description,
                owner_person_id=step.owner_person_id,
                organisation_id=step.organisation_id,
                due_on=step.due_on,
                due_from=meeting.held_on,
                joint_agreement_id=served.id if served else None,
                meeting_id=meeting.id,
                by=by,
                at=at,
            )


@act
def add_joint_agreement(
    session: Session,
    *,
    meeting_id: int,
    chosen_solution: str,
    question: str | None = None,
    what_must_happen: str | None = None,
    by: Viewer,
    at: datetime,
) -> JointAgreement:
    """Write down what a meeting agreed, after it was logged. Refuses a meeting that was not held."""
    require(by, Entity.MEETINGS, Verb.EDIT)
    meeting = find(session, Meeting, meeting_id, by)
    if meeting.held_on is None:
        raise Refusal("not_held", "meeting_id")
    agreement = _make(session, meeting, AgreementRow(chosen_solution, question, what_must_happen), by, at)
    note(session, "add_joint_agreement", agreement, TEXTS, by=by, at=at)
    return agreement


@act
def change_joint_agreement(
    session: Session,
    *,
    joint_agreement_id: int,
    chosen_solution: str,
    question: str | None = None,
    what_must_happen: str | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> JointAgreement:
    """Say better what was agreed. That it was sent round stays as it is."""
    require(by, Entity.MEETINGS, Verb.EDIT)
    agreement = find(session, JointAgreement, joint_agreement_id, by)
    unchanged(agreement, seen_version)
    for name, text in _texts(AgreementRow(chosen_solution, question, what_must_happen)).items():
        setattr(agreement, name, text)
    note(session, "change_joint_agreement", agreement, TEXTS, by=by, at=at)
    return agreement


def _make(session: Session, meeting: Meeting, agreed: AgreementRow, by: Viewer, at: datetime) -> JointAgreement:
    return make(session, JointAgreement, meeting_id=meeting.id, **_texts(agreed), by=by, at=at)


def _texts(agreed: AgreementRow) -> dict[str, str | None]:
    return {
        "question": free_text(agreed.question, "question", limit=SHORT),
        "chosen_solution": free_text(agreed.chosen_solution, "chosen_solution", required=True, limit=SHORT),
        "what_must_happen": free_text(agreed.what_must_happen, "what_must_happen"),
    }
