"""What was done: one line for each act and each refusal, chained so that none can be changed unseen; and imports."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import Base, NetworkRecord


class LogEntry(Base):
    """One act: what, on what, with which result, from where, by whom, when. Never a contact value.

    Each line holds the hash of the one before. What may be erased stands apart, with only its hash in the line.
    """

    __tablename__ = "log_entry"
    __table_args__ = (
        Index("ix_log_entry_network_id_id", "network_id", "id"),
        Index("ix_log_entry_network_id_at", "network_id", "at"),
        Index("ix_log_entry_entity_entity_id", "entity", "entity_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[int | None] = mapped_column(index=True, comment="empty: the command line")
    network_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(comment="the name of the act")
    entity: Mapped[str]
    entity_id: Mapped[int | None]
    result: Mapped[str] = mapped_column(default="done", comment="done or refused")
    origin: Mapped[str] = mapped_column(default="page", comment="page or command")
    fields: Mapped[str] = mapped_column(default="", comment="names of the fields that changed, not their values")
    command_id: Mapped[str | None] = mapped_column(unique=True, comment="makes a second try of the same act harmless")
    detail_hash: Mapped[str] = mapped_column(default="", comment="SHA-256 of the detail; empty: there was none")
    previous_hash: Mapped[str] = mapped_column(comment="of the line before; empty in the first")
    hash: Mapped[str] = mapped_column(unique=True, comment="SHA-256 of this line and the hash before it, hexadecimal")


class LogDetail(Base):
    """What a line was about, in words. It can be erased without breaking the chain."""

    __tablename__ = "log_detail"

    entry_id: Mapped[int] = mapped_column(ForeignKey("log_entry.id", ondelete="CASCADE"), primary_key=True)
    salt: Mapped[str] = mapped_column(comment="random, so that the hash in the line tells nothing once this is gone")
    detail: Mapped[str] = mapped_column(Text, comment="JSON: the name of the record, the reason of a refusal")


class ImportRun(NetworkRecord):
    """A file that was applied."""

    __tablename__ = "import_run"

    file_name: Mapped[str]
    file_kind: Mapped[str]
    new_count: Mapped[int]
    changed_count: Mapped[int]
    same_count: Mapped[int]
    refused_count: Mapped[int]
    map_version_id: Mapped[int | None] = mapped_column(ForeignKey("map_version.id", ondelete="SET NULL"), index=True)
