"""Tokens that open something, and hashes: of those tokens, and of the lines of the log."""

import json
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from data_model.refusal import Refusal

_LINK = "schakel-personal-link-v1"


def new_token() -> str:
    """256 random bits, for whoever holds them."""
    return token_urlsafe(32)


def token_hash(token: str) -> str:
    """SHA-256, hexadecimal. Enough for a random token; not for a password."""
    return sha256(token.encode()).hexdigest()


def chained(previous_hash: str, values: Sequence[str | int | None]) -> str:
    """The hash of a line and all lines before it: change, drop or swap one and those after it no longer fit."""
    return sha256(json.dumps([previous_hash, *values], ensure_ascii=False).encode()).hexdigest()


def new_key() -> str:
    """128 random bits that open nothing until they are signed."""
    return token_urlsafe(16)


def signed(key: str, secret: str) -> str:
    """What stands in the address of a personal link."""
    return str(_signer(secret).dumps(key))


def key_of(token: str, secret: str, lasts: timedelta) -> str:
    """The key in a personal link. `Refusal` when we did not sign it, or longer ago than that."""
    try:
        return str(_signer(secret).loads(token, max_age=int(lasts.total_seconds())))
    except SignatureExpired:
        raise Refusal("link_expired") from None
    except BadData:
        raise Refusal("link_unknown") from None


def _signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=_LINK, signer_kwargs={"digest_method": sha256})
