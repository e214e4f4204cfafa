"""Who may sign in, with which role where, and the sessions they have open."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import Base, Record


class Account(Record):
    """Somebody who may sign in. Being a person in a network is a matter of the grant."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("email"),)

    email: Mapped[str]
    display_name: Mapped[str]
    language: Mapped[str] = mapped_column(default="nl")
    persona: Mapped[str | None] = mapped_column(unique=True, comment="demo mode only: the address it signs in from")
    blocked_on: Mapped[date | None]


class Grant(Record):
    """A role of an account in one network, on behalf of one organisation where the role asks for it."""

    __tablename__ = "account_grant"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(comment="coordinator, webber, manager or participant")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    start_on: Mapped[date]
    end_on: Mapped[date | None] = mapped_column(comment="last day")


class SignIn(Base):
    """An open session. Only the hash of its token is kept."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(primary_key=True, comment="SHA-256 of the cookie, hexadecimal")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
