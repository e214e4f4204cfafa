"""A page without Streamlit: a title, sentences and at most one thing to do. Needs no script, day or night."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from starlette.responses import HTMLResponse

from web.letters import FONT_FACES, PRELOAD

STYLE = (
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
a.quiet { display: inline; padding: 0; background: none; border: 0; text-decoration: underline; }
form { margin: 1.5rem 0 0; }
label { display: block; font-weight: 600; }
input { box-sizing: border-box; width: 100%; font: inherit; margin: .25rem 0 1rem; padding: .7rem .9rem; color: inherit;
  background: light-dark(#fff, #1a2f2d); border: 1.5px solid light-dark(#6d8482, #6f8a87); border-radius: .75rem; }
button { font: inherit; padding: .5rem .9rem; border-radius: .75rem; cursor: pointer; color: inherit; background: none;
  border: 1.5px solid light-dark(#6d8482, #6f8a87); }
button:hover { border-color: currentColor; }
button.first, a.first { padding: .8rem 1.3rem; font-weight: 600; text-align: center; color: light-dark(#fff, #10201f);
  background: light-dark(#0b5c5c, #8fd6d0); border-color: transparent; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid light-dark(#0b5c5c, #8fd6d0);
  outline-offset: 2px; }
"""
)
# Such a page may hold something that opens a door in its address: it is kept nowhere and told to no one. Not
# "no-referrer": then a browser does not say either from which site a form comes.
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex"}


@dataclass(frozen=True)
class Field:
    """One line to fill in. `kind` and `complete` are the type and autocomplete of HTML."""

    name: str
    label: str
    kind: str = "text"
    complete: str = "off"


@dataclass(frozen=True)
class Form:
    """What is sent with one button. `hidden` goes along unseen."""

    address: str
    button: str
    fields: tuple[Field, ...] = ()
    hidden: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Link:
    """A way on to another page of this site."""

    address: str
    text: str


def page(
    title: str,
    *sentences: str,
    form: Form | None = None,
    links: tuple[Link, ...] = (),
    status: int = 200,
    language: str = "nl",
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A whole answer. All that is given is plain text in that language; what it means for HTML is done here."""
    told = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    body = told + (_form(form) if form else "") + _links(links)
    return HTMLResponse(document(title, body, language), status, {**PRIVATE, **(headers or {})})


def document(title: str, body: str, language: str) -> str:
    """The frame around HTML that is safe already."""
    return (
        f'<!DOCTYPE html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>{PRELOAD}<style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def _form(form: Form) -> str:
    lines = "".join(
        f'<label for="{escape(field.name)}">{escape(field.label)}</label>'
        f'<input id="{escape(field.name)}" name="{escape(field.name)}" type="{escape(field.kind)}"'
        f' autocomplete="{escape(field.complete)}" required>'
        for field in form.fields
    )
    unseen = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in (form.hidden or {}).items()
    )
    button = f'<button class="first">{escape(form.button)}</button>'
    return f'<form method="post" action="{escape(form.address)}">{lines}{unseen}{button}</form>'


def _links(links: tuple[Link, ...]) -> str:
    items = "".join(f'<li><a href="{escape(link.address)}">{escape(link.text)}</a></li>' for link in links)
    return f"<ul>{items}</ul>" if items else ""
