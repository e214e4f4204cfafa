"""What people said about a finding: that they know it and accept it for a time."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import NetworkRecord


class Acceptance(NetworkRecord):
    """Somebody knows a finding and accepts it until a day, unless it gets more urgent than it was then."""

    __tablename__ = "acceptance"

    kind: Mapped[str] = mapped_column(comment="the kind of finding, such as rhythm.overdue")
    entity: Mapped[str] = mapped_column(comment="what the finding is about")
    entity_id: Mapped[int]
    urgency: Mapped[int] = mapped_column(comment="of the finding when it was accepted")
    accepted_on: Mapped[date]
    until_on: Mapped[date] = mapped_column(comment="last day")
    withdrawn_on: Mapped[date | None]
    note: Mapped[str]
