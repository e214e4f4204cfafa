"""What people take on themselves after a meeting, and the updates they give."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import NetworkRecord


class JointAgreement(NetworkRecord):
    """What the group agreed in a meeting; the organiser sends it round."""

    __tablename__ = "joint_agreement"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    question: Mapped[str | None] = mapped_column(comment="the question of cooperation it answers")
    chosen_solution: Mapped[str]
    what_must_happen: Mapped[str | None]
    sent_round_on: Mapped[date | None]


class Action(NetworkRecord):
    """One small step of one person towards an agreement."""

    __tablename__ = "action"

    description: Mapped[str]
    created_on: Mapped[date]
    due_on: Mapped[date | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    joint_agreement_id: Mapped[int | None] = mapped_column(
        ForeignKey("joint_agreement.id", ondelete="SET NULL"), index=True
    )
    working_agreement_id: Mapped[int | None] = mapped_column(
        ForeignKey("working_agreement.id", ondelete="SET NULL"), index=True
    )


class ActionOwner(NetworkRecord):
    """Who holds an action, from a day until a day. A transfer ends one row and starts the next."""

    __tablename__ = "action_owner"

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    start_on: Mapped[date]
    end_on: Mapped[date | None] = mapped_column(comment="last day")


class ActionUpdate(NetworkRecord):
    """A short word on how an action goes, with the state it has from then on."""

    __tablename__ = "action_update"

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
    updated_on: Mapped[date]
    text: Mapped[str] = mapped_column(default="")
    new_state: Mapped[str | None] = mapped_column(comment="open, in_progress, done or dropped; empty: unchanged")
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, comment="who gave it"
    )
