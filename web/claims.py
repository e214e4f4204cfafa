"""What the provider says of somebody: who it is, and whether that was said just now."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from data_model.write.provider import Identity, NotAdmitted

OLDEST = timedelta(hours=12)
# Two clocks are never quite the same.
APART = timedelta(minutes=2)


def identity(claims: Mapping[str, Any], now: datetime) -> Identity:
    """Whoever the verified claims of an ID token are about. Raises `NotAdmitted`."""
    issuer, subject, email = (claims.get(name) for name in ("iss", "sub", "email"))
    if not (isinstance(issuer, str) and isinstance(subject, str) and issuer and subject):
        raise NotAdmitted("nameless")
    if not now - OLDEST <= _said_at(claims.get("iat")) <= now + APART:
        raise NotAdmitted("stale")
    known = isinstance(email, str) and _verified(claims)
    return Identity(issuer, subject, email.strip().lower() if known and email else "")


def _verified(claims: Mapping[str, Any]) -> bool:
    """Entra ID has its own claim for this, and leaves out the one of the standard."""
    if "email_verified" in claims:
        return claims["email_verified"] is True
    return claims.get("xms_edov") in (True, "1", "true")


def _said_at(seconds: object) -> datetime:
    """Long ago when it is no moment."""
    try:
        return datetime.fromtimestamp(float(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.min.replace(tzinfo=UTC)
