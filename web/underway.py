"""What a browser keeps while somebody is at the provider: signed, for ten minutes, and good for one way back."""

from hashlib import sha256
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

import settings

LASTS_SECONDS = 600


def remember(response: Response, kept: dict[str, Any]) -> None:
    here = settings.current()
    response.set_cookie(
        _name(), _signed().dumps(kept), max_age=LASTS_SECONDS, httponly=True, samesite="lax", secure=here.https
    )


def remembered(request: Request) -> dict[str, Any]:
    """Nothing when it is old, of somebody else's making or not there."""
    try:
        kept = _signed().loads(request.cookies.get(_name(), ""), max_age=LASTS_SECONDS)
    except BadData:
        return {}
    return kept if isinstance(kept, dict) else {}


def forget(response: Response) -> None:
    response.delete_cookie(_name(), httponly=True, samesite="lax", secure=settings.current().https)


def _name() -> str:
    return f"{settings.current().cookie}-onderweg"


def _signed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        settings.current().secret or "", salt="schakel-onderweg", signer_kwargs={"digest_method": sha256}
    )
