"""The only place where text becomes HTML: everything that comes in is escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal

import streamlit as st

FEW = 4  # columns that fit beside each other on half a screen


class Html(str):
    """A string that is HTML already."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """As Streamlit asks for it: otherwise it looks first whether there is a file with this name."""
        return str(self)


def tag(name: str, *content: str, **attributes: str) -> Html:
    """`tag("p", text, klass="quiet")`: an element around escaped text or `Html`."""
    written = "".join(
        f' {key.rstrip("_").replace("klass", "class").replace("_", "-")}="{escape(value, quote=True)}"'
        for key, value in attributes.items()
    )
    return Html(f"<{name}{written}>{''.join(_safe(part) for part in content)}</{name}>")


def table(caption: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """A table that a screen reader can walk through and that keys can scroll. The first cell of a row is its header."""
    head = tag("tr", *(tag("th", header, scope="col") for header in headers))
    body = (
        tag(
            "tr",
            tag("th", first, scope="row"),
            *(tag("td", cell, data_label=label) for cell, label in zip(rest, headers[1:], strict=True)),
        )
        for first, *rest in rows
    )
    return tag(
        "div",
        tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body)),
        klass="sk-table sk-wide" if len(headers) > FEW else "sk-table",
        role="region",
        aria_label=caption,
        tabindex="0",
    )


def icon(name: str) -> Html:
    """One of Streamlit's signs, as in ":material/help:"; nobody hears it."""
    return tag("span", klass="sk-icon", aria_hidden="true", data_icon=name.rpartition("/")[2].removesuffix(":"))


def row(*buttons: str) -> Html:
    """Buttons beside each other; without any, nothing."""
    return tag("div", *buttons, klass="sk-acts") if buttons else Html()


def show(*content: str, width: Literal["stretch", "content"] = "stretch") -> None:
    st.html(Html("".join(_safe(part) for part in content)), width=width)


def _safe(part: str) -> str:
    return part if isinstance(part, Html) else escape(part, quote=False)
