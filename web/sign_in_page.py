"""The sign-in page: plain HTML that needs no script, readable in light and dark."""

from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import settings
from web import language, plain, provider
from web.inside import inside
from words.language import N_, Words, spoken_with

WITHOUT_ACCOUNT = "/aanmelden/link"
# The address of each persona, who it is and what it shows.
PERSONAS = {
    "coordinator": (N_("Coordinator"), N_("watches over the whole network")),
    "webber": (N_("Webber"), N_("calls the organisations together")),
    "manager": (N_("Manager"), N_("stands behind the covenant for one organisation")),
    "deelnemer": (N_("Participant"), N_("takes part and has actions of their own")),
}


async def sign_in(request: Request) -> Response:
    words, here = Words(spoken_with(language.chosen(request))), settings.current()
    onward = inside(request.query_params.get("naar"))
    ways = _personas(words, onward) if here.demo else _doors(words, onward, with_provider=here.oidc is not None)
    told = f'<p><a class="quiet" href="/privacy">{escape(words("How Schakel handles personal data"))}</a></p>'
    body = ways + told + language.switch(words.language)
    return HTMLResponse(plain.document(words("Sign in to Schakel"), body, words.language))


def _doors(words: Words, onward: str, *, with_provider: bool) -> str:
    """The account of the municipality first: it is the stronger way in."""
    link = _way(WITHOUT_ACCOUNT, onward, words("I have no account of the municipality"), words("Get a link by mail."))
    if not with_provider:
        missing = words(
            "Signing in with an account of the municipality has not been set up here yet. "
            "Ask whoever runs Schakel for you."
        )
        return f"<p>{escape(missing)}</p><ul>{link}</ul>"
    told = escape(words("Do you work for the municipality, or did it give you a guest account? Sign in with that."))
    button = escape(words("Sign in with your municipality account"))
    address = escape(provider.OUT + _tail(onward))
    return f'<p>{told}</p><ul><li><a class="first" href="{address}">{button}</a></li>{link}</ul>'


def _personas(words: Words, onward: str) -> str:
    links = "".join(
        _way(f"/demo/als/{persona}", onward, words(name), words(task)) for persona, (name, task) in PERSONAS.items()
    )
    invented = escape(words("This is a demo: the town and its people are invented. Choose who you want to be."))
    return f"<p>{invented}</p><ul>{links}</ul>"


def _way(address: str, onward: str, name: str, told: str) -> str:
    return f'<li><a href="{escape(address + _tail(onward))}"><strong>{escape(name)}</strong> {escape(told)}</a></li>'


def _tail(onward: str) -> str:
    """`onward` is the path to go to once signed in."""
    return "" if onward == "/" else f"?naar={quote(onward, safe='/')}"
