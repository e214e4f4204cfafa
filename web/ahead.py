"""Scripts of Streamlit that a page of Schakel needs first: the browser hears of them with the page itself.

Streamlit fetches what draws a piece of HTML or a chart only once it has to draw one, and each of them asks for others
in turn: that is a second wait on every line. What is not needed for the list can wait, or the list would wait for it.
"""

import re
from functools import cache
from pathlib import Path

from web.static import SOURCE

SCRIPTS = SOURCE / "static" / "js"
DRAWN = ("Html",)  # what the list is made of
DRAWN_ON = {"/netwerkkaart": ("EChartsChart",)}  # a third of all there is to fetch, and asked for last
_ASKED_FOR = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")


def ahead(index: str, path: str = "/") -> str:
    """Links for what is drawn there and the page does not name yet; none for what this Streamlit does not have."""
    return _links(index, DRAWN + DRAWN_ON.get(path, ()))


@cache
def _links(index: str, drawn: tuple[str, ...]) -> str:
    names = {file.name for kind in drawn for file in SCRIPTS.glob(f"{kind}.*.js")}
    found = set(names)
    while names:
        names = {one for name in names for one in _needs(SCRIPTS / name)} - found
        found |= names
    unnamed = (name for name in sorted(found) if name not in index)
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in unnamed)


def _needs(script: Path) -> list[str]:
    return _ASKED_FOR.findall(script.read_text(encoding="utf-8")) if script.is_file() else []
