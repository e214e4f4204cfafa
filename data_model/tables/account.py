"""Who may sign in, with which role where, the sessions they have open and the links that open one."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import Base, Record


class Account(Record):
    """Somebody who may sign in. Being a person in a network is a matter of the grant."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("email"), UniqueConstraint("issuer", "subject"))

    email: Mapped[str] = mapped_column(comment="in small letters")
    display_name: Mapped[str]
    language: Mapped[str] = mapped_column(default="nl")
    persona: Mapped[str | None] = mapped_column(unique=True, comment="demo mode only: the address it signs in from")
    blocked_on: Mapped[date | None]
    issuer: Mapped[str | None] = mapped_column(comment="the sign-in provider that knows this account")
    subject: Mapped[str | None] = mapped_column(comment="the lasting name of this account at that provider")


class Grant(Record):
    """A role of an account in one network, on behalf of one organisation where the role asks for it."""

    __tablename__ = "account_grant"
    __table_args__ = (Index("ix_account_grant_account_id_network_id", "account_id", "network_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(comment="coordinator, webber, manager or participant")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    start_on: Mapped[date]
    end_on: Mapped[date | None] = mapped_column(comment="last day")


class SignIn(Base):
    """An open session. Only the hash of its token is kept."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(primary_key=True, comment="SHA-256 of the cookie, hexadecimal")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    grant_id: Mapped[int | None] = mapped_column(
        ForeignKey("account_grant.id", ondelete="SET NULL"),
        index=True,
        comment="the role in which they look; empty: the newest",
    )
    method: Mapped[str] = mapped_column(comment="persona, provider or link")
    created_at: Mapped[datetime]
    active_at: Mapped[datetime] = mapped_column(
        index=True, comment="of the last click, to within minutes; gone with the row"
    )
    expires_at: Mapped[datetime] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None] = mapped_column(index=True)


class PersonalLink(Base):
    """A way in for who has no account at the provider: sent by mail, works once. Its key opens nothing unsigned."""

    __tablename__ = "personal_link"

    key: Mapped[str] = mapped_column(primary_key=True, comment="128 random bits; the mail holds it signed")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    browser_hash: Mapped[str] = mapped_column(comment="SHA-256 of a cookie: only the browser that asked may use it")
    created_at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None] = mapped_column(index=True)
