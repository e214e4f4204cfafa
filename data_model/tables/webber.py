"""The webbers: the connecting points of the network, a person or an organisation, with their stand-ins."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import NetworkRecord


class Webber(NetworkRecord):
    """A webber task. The person never changes on a confirmed row: end it and start another."""

    __tablename__ = "webber"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    area: Mapped[str | None] = mapped_column(comment="the part of town this webber is called for")
    domain: Mapped[str | None] = mapped_column(comment="the domain this webber is called for")
    proposed_on: Mapped[date]
    confirmed_on: Mapped[date | None]
    rejected_on: Mapped[date | None]
    ended_on: Mapped[date | None] = mapped_column(comment="last day")
    reason_proposed: Mapped[str | None]


class WebberDeputy(NetworkRecord):
    """Who stands in for a webber, from a day until a day."""

    __tablename__ = "webber_deputy"

    webber_id: Mapped[int] = mapped_column(ForeignKey("webber.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    start_on: Mapped[date]
    end_on: Mapped[date | None] = mapped_column(comment="last day")


class WebberExpectation(NetworkRecord):
    """What others need from a webber, or what a webber may expect of others."""

    __tablename__ = "webber_expectation"

    webber_id: Mapped[int] = mapped_column(ForeignKey("webber.id", ondelete="CASCADE"), index=True)
    direction: Mapped[str] = mapped_column(comment="needs_from_webber or webber_may_expect")
    text: Mapped[str]
    agreed_on: Mapped[date]
    ended_on: Mapped[date | None]
