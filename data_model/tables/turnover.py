"""Personnel changes and the handovers that should follow. There is no field for a reason, on purpose."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import NetworkRecord


class TurnoverEvent(NetworkRecord):
    """Somebody leaves, changes, is away, puts a task down or joins; or an organisation stops."""

    __tablename__ = "turnover_event"

    kind: Mapped[str] = mapped_column(comment="a value of data_model.vocabulary.TurnoverKind")
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    effective_on: Mapped[date] = mapped_column(comment="the first day without (or with) this person")
    until_on: Mapped[date | None] = mapped_column(comment="last day away, when the absence is temporary")
    reported_on: Mapped[date]
    successor_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    no_successor_on: Mapped[date | None] = mapped_column(comment="the organisation said there will be none")
    withdrawn_on: Mapped[date | None] = mapped_column(comment="the announcement was taken back")
    closed_on: Mapped[date | None] = mapped_column(comment="nothing hung loose any more")
    into_organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True, comment="the organisation it merges into"
    )


class Succession(NetworkRecord):
    """Who follows the one who goes in a task: as webber, as stand-in of a webber or in a task for the network."""

    __tablename__ = "succession"
    __table_args__ = (UniqueConstraint("turnover_event_id", "entity", "entity_id"),)

    turnover_event_id: Mapped[int] = mapped_column(ForeignKey("turnover_event.id", ondelete="CASCADE"))
    entity: Mapped[str] = mapped_column(comment="webber, webber_deputy or network_role: the row of who goes")
    entity_id: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)


class Handover(NetworkRecord):
    """The transfer inside the organisation that belongs to one event."""

    __tablename__ = "handover"

    turnover_event_id: Mapped[int] = mapped_column(ForeignKey("turnover_event.id", ondelete="CASCADE"), index=True)
    planned_on: Mapped[date | None] = mapped_column(comment="the day it was planned")
    started_on: Mapped[date | None]
    due_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    not_possible_on: Mapped[date | None]
    note: Mapped[str | None]


class HandoverItem(NetworkRecord):
    """One thing to hand over."""

    __tablename__ = "handover_item"

    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(
        comment="contact_data, relations, actions, webber_tasks, covenant_knowledge or system_access"
    )
    required: Mapped[bool] = mapped_column(default=True)
    done_on: Mapped[date | None]
