"""How each network stood when it was last judged: counts, and nothing about anybody. Worked out anew at will."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import Base


class Standing(Base):
    """A network as a whole, on a day. It is of use as long as the day and the version of the data are these."""

    __tablename__ = "standing"
    __table_args__ = (Index("ix_standing_rank", "critical", "high", "attention", "network_id"),)

    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"), primary_key=True)
    judged_on: Mapped[date] = mapped_column(comment="the day it is about")
    judged_at: Mapped[datetime]
    data_version: Mapped[int] = mapped_column(comment="of the network, before it was judged")
    critical: Mapped[int] = mapped_column(comment="findings that nobody accepted")
    high: Mapped[int]
    attention: Mapped[int]
    critical_before: Mapped[int] = mapped_column(comment="the same a month earlier, from the facts as known now")
    high_before: Mapped[int]
    attention_before: Mapped[int]


class QuestionStanding(Base):
    """The part of one of the five questions in that."""

    __tablename__ = "question_standing"

    network_id: Mapped[int] = mapped_column(ForeignKey("standing.network_id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True, comment="rhythm, covenant, actions, contacts or turnover")
    critical: Mapped[int]
    high: Mapped[int]
    attention: Mapped[int]
    critical_before: Mapped[int]
    high_before: Mapped[int]
    attention_before: Mapped[int]
