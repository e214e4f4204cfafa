"""The organisations in a network and since when they take part."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import NetworkRecord


class Organisation(NetworkRecord):
    """Formal or informal. The general contact is the fallback when a person leaves."""

    __tablename__ = "organisation"

    name: Mapped[str]
    formality: Mapped[str] = mapped_column(default="formal", comment="formal or informal")
    domain: Mapped[str] = mapped_column(default="other", comment="a value of data_model.vocabulary.Domain")
    website: Mapped[str | None]
    general_phone: Mapped[str | None]
    general_email: Mapped[str | None]
    external_id: Mapped[str | None] = mapped_column(comment="the ID this organisation had in an imported file")


class Membership(NetworkRecord):
    """An organisation's time in the network. `left_on` is the last day; coming back is a new row."""

    __tablename__ = "membership"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    invited_on: Mapped[date | None]
    declined_on: Mapped[date | None]
    joined_on: Mapped[date | None]
    paused_on: Mapped[date | None]
    resumed_on: Mapped[date | None]
    left_on: Mapped[date | None]
