"""Meetings: the agreed rhythm, pauses, what was planned and held, who was there and what was decided."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import NetworkRecord


class Rhythm(NetworkRecord):
    """How often a kind of meeting is held, as the network agreed. There is no default."""

    __tablename__ = "rhythm"

    meeting_kind: Mapped[str] = mapped_column(comment="webber or network")
    interval_value: Mapped[int]
    interval_unit: Mapped[str] = mapped_column(comment="week or month")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None] = mapped_column(comment="last day")


class Pause(NetworkRecord):
    """Days on which the interval does not run, such as a school holiday."""

    __tablename__ = "pause"

    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(comment="last day")
    label: Mapped[str]


class Meeting(NetworkRecord):
    """A meeting on the calendar. The dates say its state on any day."""

    __tablename__ = "meeting"

    kind: Mapped[str] = mapped_column(comment="webber or network")
    announced_on: Mapped[date] = mapped_column(comment="the day the date was set")
    planned_on: Mapped[date]
    held_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]
    moved_on: Mapped[date | None] = mapped_column(comment="the day it was moved to another date")
    moved_to_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    location: Mapped[str | None]
    organiser_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    chair_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    agenda: Mapped[str | None]
    families_involved: Mapped[bool | None] = mapped_column(comment="empty: not answered")
    families_how: Mapped[str | None]


class Attendance(NetworkRecord):
    """An organisation was there or not. Not a list of people."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "organisation_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    present: Mapped[bool]
    by_deputy: Mapped[bool] = mapped_column(default=False)


class MeetingReport(NetworkRecord):
    """The short report of a meeting and the day the others got it."""

    __tablename__ = "meeting_report"
    __table_args__ = (UniqueConstraint("meeting_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    summary: Mapped[str | None]
    decisions: Mapped[str | None]
    made_by_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    drafted_on: Mapped[date]
    shared_on: Mapped[date | None]
