"""By which name this site is asked for, and from whose pages it takes orders."""

from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

import settings

# Demo mode listens on this computer alone, on whatever port is free.
LOCAL = ("localhost", "127.0.0.1", "[::1]")
PORTS = {"http": 80, "https": 443}
READ_ONLY = ("GET", "HEAD")
# Says nothing but that the database answers, to machines that know this one by its number only.
ANY_HOST = ("/gezond",)


def foreign(scope: Scope) -> str | None:
    """Why something may not be asked here: under this name, or from that page. None: it may."""
    headers = Headers(scope=scope)
    names, origins = own(scope)
    if [host for host in headers.getlist("host") if host.lower() in names] != headers.getlist("host") or (
        "host" not in headers
    ):
        return None if scope["path"] in ANY_HOST and scope["type"] == "http" else "host"
    asked_by = headers.getlist("origin")
    if any(origin.lower() not in origins for origin in asked_by):
        return "origin"
    if scope["type"] == "websocket":
        return None if asked_by else "no_origin"
    if scope["method"] in READ_ONLY or asked_by or headers.get("sec-fetch-site") in ("same-origin", "none"):
        return None
    return "no_origin"


def own(scope: Scope) -> tuple[frozenset[str], frozenset[str]]:
    """The names of this site, with and without a port, and its origins. Behind a proxy `SCHAKEL_URL` is what counts."""
    here, server = settings.current(), scope.get("server")
    return _own(here.url, server[1] if here.demo and server else None)


@lru_cache(maxsize=8)
def _own(url: str, local_port: int | None) -> tuple[frozenset[str], frozenset[str]]:
    sites = [url, *(f"http://{name}:{local_port}" for name in LOCAL if local_port)]
    origins = frozenset(origin for site in sites for origin in _spelled(site))
    return frozenset(origin.partition("//")[2] for origin in origins), origins


def _spelled(site: str) -> list[str]:
    """An origin as a browser may write it: the usual port of a scheme can be left out."""
    parts = urlsplit(site.lower())
    name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = parts.port or PORTS[parts.scheme]
    whole = f"{parts.scheme}://{name}:{port}"
    return [whole, f"{parts.scheme}://{name}"] if port == PORTS[parts.scheme] else [whole]
