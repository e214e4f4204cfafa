"""Tokens that open something: 256 random bits for whoever holds them, a hash for us."""

from hashlib import sha256
from secrets import token_urlsafe


def new_token() -> str:
    return token_urlsafe(32)


def token_hash(token: str) -> str:
    """SHA-256, hexadecimal. Enough for a random token; not for a password."""
    return sha256(token.encode()).hexdigest()
