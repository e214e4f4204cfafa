"""How the lines of the log hold on to each other: change, drop or swap one and those after it no longer fit."""

from datetime import UTC

from data_model.tables.log import LogEntry
from data_model.tokens import chained, token_hash


def line_hash(entry: LogEntry) -> str:
    """Over all a line says but its number. Migration 0003 hashed the lines of before in the same way."""
    said = (
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.account_id,
        entry.network_id,
        entry.action,
        entry.entity,
        entry.entity_id,
        entry.result,
        entry.origin,
        entry.fields,
        entry.command_id,
        entry.detail_hash,
    )
    return chained(entry.previous_hash, said)


def detail_hash(salt: str, detail: str) -> str:
    return token_hash(salt + detail)
