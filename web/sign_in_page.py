"""The sign-in page: plain HTML that needs no script, readable in light and dark."""

from html import escape
from urllib.parse import quote

from web.language import switch
from web.letters import PRELOAD
from web.plain import STYLE
from words.language import N_, Words

# The address of each persona, who it is and what it shows.
PERSONAS = {
    "coordinator": (N_("Coordinator"), N_("watches over the whole network")),
    "webber": (N_("Webber"), N_("calls the organisations together")),
    "manager": (N_("Manager"), N_("stands behind the covenant for one organisation")),
    "deelnemer": (N_("Participant"), N_("takes part and has actions of their own")),
}


def sign_in_page(demo: bool, onward: str, language: str = "nl") -> str:
    """`onward` is the path to go to once signed in."""
    words = Words(language)
    title = escape(words("Sign in to Schakel"))
    return (
        f'<!DOCTYPE html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>{PRELOAD}<style>{STYLE}</style></head>"
        f"<body><main><h1>{title}</h1>{_personas(words, onward) if demo else _not_yet(words)}"
        f"{switch(words.language)}</main></body></html>"
    )


def _personas(words: Words, onward: str) -> str:
    tail = "" if onward == "/" else f"?naar={quote(onward, safe='/')}"
    links = "".join(
        f'<li><a href="/demo/als/{persona}{escape(tail)}">'
        f"<strong>{escape(words(name))}</strong> {escape(words(task))}</a></li>"
        for persona, (name, task) in PERSONAS.items()
    )
    invented = escape(words("This is a demo: the town and its people are invented. Choose who you want to be."))
    return f"<p>{invented}</p><ul>{links}</ul>"


def _not_yet(words: Words) -> str:
    return f"<p>{escape(words('Signing in has not been set up here yet. Ask whoever runs Schakel for you.'))}</p>"
