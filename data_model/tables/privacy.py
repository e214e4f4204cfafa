"""What people asked about their own data, and who was erased, so that a restored copy forgets them again."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import Base, NetworkRecord


class PrivacyRequest(NetworkRecord):
    """Somebody asks to see, correct, restrict or erase their data, or objects. Answered within a month (AVG 12)."""

    __tablename__ = "privacy_request"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(comment="access, correct, restrict, object or erase")
    text: Mapped[str | None] = mapped_column(comment="what they asked, in their own words")
    received_on: Mapped[date]
    answer_by_on: Mapped[date]
    extended_on: Mapped[date | None] = mapped_column(comment="when they were told it takes two months more")
    decided_on: Mapped[date | None]
    outcome: Mapped[str | None] = mapped_column(comment="granted, refused or withdrawn")
    reason: Mapped[str | None] = mapped_column(comment="needed for a refusal")


class Erasure(Base):
    """A person who was erased. No name: a restored copy finds the same row by its number and network."""

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int]
    person_id: Mapped[int]
    erased_at: Mapped[datetime]
