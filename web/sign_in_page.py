"""The sign-in page: plain HTML that needs no script, readable in light and dark."""

from html import escape
from urllib.parse import quote

from web.language import switch
from web.letters import FONT_FACES, PRELOAD
from words.language import N_, Words

# The address of each persona, who it is and what it shows.
PERSONAS = {
    "coordinator": (N_("Coordinator"), N_("watches over the whole network")),
    "webber": (N_("Webber"), N_("calls the organisations together")),
    "manager": (N_("Manager"), N_("stands behind the covenant for one organisation")),
    "deelnemer": (N_("Participant"), N_("takes part and has actions of their own")),
}

_STYLE = (
    FONT_FACES
    + """
:root { color-scheme: light dark; font-family: "Atkinson Hyperlegible Next", system-ui, sans-serif; line-height: 1.5; }
body { margin: 0; display: grid; min-height: 100vh; place-items: center;
  color: light-dark(#16302f, #e8f1f0); background: light-dark(#eef4f3, #10201f); }
main { box-sizing: border-box; width: min(30rem, 100%); padding: 2rem 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .75rem; }
ul { list-style: none; margin: 1.5rem 0 0; padding: 0; display: grid; gap: .75rem; }
a { display: block; padding: .9rem 1.1rem; border-radius: .75rem; text-decoration: none; color: inherit;
  background: light-dark(#fff, #1a2f2d); border: 1.5px solid light-dark(#6d8482, #6f8a87); }
a strong { display: block; color: light-dark(#0b5c5c, #8fd6d0); }
a:hover { border-color: currentColor; }
form { margin: 1.5rem 0 0; }
button { font: inherit; padding: .5rem .9rem; border-radius: .75rem; cursor: pointer; color: inherit; background: none;
  border: 1.5px solid light-dark(#6d8482, #6f8a87); }
button:hover { border-color: currentColor; }
a:focus-visible, button:focus-visible { outline: 3px solid light-dark(#0b5c5c, #8fd6d0); outline-offset: 2px; }
"""
)


def sign_in_page(demo: bool, onward: str, language: str = "nl") -> str:
    """`onward` is the path to go to once signed in."""
    words = Words(language)
    title = escape(words("Sign in to Schakel"))
    return (
        f'<!DOCTYPE html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>{PRELOAD}<style>{_STYLE}</style></head>"
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
