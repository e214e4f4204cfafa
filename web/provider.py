"""Signing in with the account of the municipality (OpenID Connect): to the provider, and back to the page asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

import settings
from data_model.database import once
from data_model.refusal import Refusal
from data_model.vocabulary import SignInMethod
from data_model.write.provider import Identity, NotAdmitted, come_in
from data_model.write.sign_in import revoke
from web import cookie, not_admitted, underway
from web.claims import identity
from web.inside import inside

if TYPE_CHECKING:  # what speaks to a provider is loaded where there is one: it takes as long as a start may
    from authlib.integrations.starlette_client import StarletteOAuth2App

OUT, BACK = "/aanmelden/gemeente", "/aanmelden/terug"
# Signed with a key that only the provider has: no "none", and no secret that Schakel knows as well.
SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
PATIENCE_SECONDS = 5


class Unreachable(Exception):
    """The provider does not answer, or not as a provider should."""


async def go(request: Request) -> Response:
    kept: dict[str, Any] = {}
    try:
        client = await described()
    except Unreachable as problem:
        return not_admitted.unreachable(request, problem)
    response: Response = await client.authorize_redirect(_keeping(request, kept), settings.current().url + BACK)
    underway.remember(response, {**kept, "naar": inside(request.query_params.get("naar"))})
    return response


async def back(request: Request) -> Response:
    kept = underway.remembered(request)
    response = await _let_in(request, kept)
    underway.forget(response)
    return response


async def described() -> StarletteOAuth2App:
    """The provider as it describes itself, asked once: at the first sign-in, not at the start. Raises `Unreachable`."""
    import httpx2

    oidc = settings.current().oidc
    if oidc is None:
        raise HTTPException(404)
    client = _client(*oidc)
    try:
        metadata = await client.load_server_metadata()
        if not metadata["issuer"] or not metadata["authorization_endpoint"] or not metadata["token_endpoint"]:
            raise Unreachable
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, KeyError, TypeError):
        raise Unreachable from None
    metadata["id_token_signing_alg_values_supported"] = SIGNED_WITH
    return client


@cache
def _client(metadata_url: str, client_id: str, client_secret: str) -> StarletteOAuth2App:
    from authlib.integrations.starlette_client import OAuth

    return OAuth().register(
        "gemeente",
        server_metadata_url=metadata_url,
        client_id=client_id,
        client_secret=client_secret,
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "timeout": PATIENCE_SECONDS},
    )


async def _let_in(request: Request, kept: dict[str, Any]) -> Response:
    try:
        found = identity(await _claims(_keeping(request, kept)), settings.now())
        token = await run_in_threadpool(_open, found, cookie.shown(request))
    except Unreachable as problem:
        return not_admitted.unreachable(request, problem)
    except NotAdmitted as problem:
        return not_admitted.refused(request, problem.reason)
    response = RedirectResponse(inside(str(kept.get("naar", "/"))), status_code=303)
    cookie.give(response, token, SignInMethod.PROVIDER)
    return response


async def _claims(request: Request) -> dict[str, Any]:
    """What the provider says in a token that was made for this browser, this client and this moment."""
    import httpx2
    from authlib.common.errors import AuthlibBaseError
    from authlib.integrations.base_client.errors import MismatchingStateError
    from joserfc.errors import JoseError

    client = await described()
    options = {
        "iss": {"essential": True, "value": client.server_metadata["issuer"]},
        "aud": {"essential": True, "value": client.client_id},
    }
    try:
        token = await client.authorize_access_token(request, claims_options=options)
        return dict(token["userinfo"])
    except (httpx2.HTTPError, httpx2.InvalidURL):
        raise Unreachable from None
    except MismatchingStateError:
        raise NotAdmitted("state") from None
    except JoseError as problem:
        raise NotAdmitted(problem.error) from None
    except (AuthlibBaseError, ValueError, KeyError, TypeError, RuntimeError):
        raise NotAdmitted("provider") from None


def _keeping(request: Request, kept: dict[str, Any]) -> Request:
    """The request with a session of its own, in which Authlib keeps state, nonce and verifier."""
    return Request({**request.scope, "session": kept}, request.receive)


def _open(found: Identity, before: str | None) -> str:
    """A session that this browser still had ends: two people never share one."""
    at = settings.now()

    def enter(session: Session) -> str:
        if before:
            revoke(session, before, at)
        return come_in(session, found, at)

    try:
        return once(settings.engine(), enter)
    except Refusal as refusal:
        raise NotAdmitted(refusal.kind) from None
