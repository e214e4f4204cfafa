"""What goes out by mail. The text is made when it is sent, so nothing that opens a door waits here."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import Base

_WAITS = text("sent_at IS NULL AND gave_up_at IS NULL")


class OutboxMessage(Base):
    """One mail to one account: waiting, sent, or given up."""

    __tablename__ = "outbox_message"
    __table_args__ = (Index("ix_outbox_message_waiting", "due_at", sqlite_where=_WAITS, postgresql_where=_WAITS),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    network_id: Mapped[int | None] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"), index=True)
    link_key: Mapped[str | None] = mapped_column(ForeignKey("personal_link.key", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(comment="sign_in_link or invitation")
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(comment="not to be tried before")
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    gave_up_at: Mapped[datetime | None] = mapped_column(index=True)
