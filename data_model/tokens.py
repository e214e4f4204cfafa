"""Tokens that open something, and hashes: of those tokens, and of the lines of the log."""

import json
from collections.abc import Sequence
from hashlib import sha256
from secrets import token_urlsafe


def new_token() -> str:
    """256 random bits, for whoever holds them."""
    return token_urlsafe(32)


def token_hash(token: str) -> str:
    """SHA-256, hexadecimal. Enough for a random token; not for a password."""
    return sha256(token.encode()).hexdigest()


def chained(previous_hash: str, values: Sequence[str | int | None]) -> str:
    """The hash of a line and all lines before it: change, drop or swap one and those after it no longer fit."""
    return sha256(json.dumps([previous_hash, *values], ensure_ascii=False).encode()).hexdigest()
