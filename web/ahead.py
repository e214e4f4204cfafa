"""Scripts of Streamlit that every page of Schakel needs: the browser hears of them with the page itself.

Streamlit fetches what draws a button, a piece of HTML or the day in the side bar only once it has to draw one, and each
of them asks for others in turn: that is a second wait on every line.
"""

import re
from functools import cache
from pathlib import Path

from web.static import SOURCE

SCRIPTS = SOURCE / "static" / "js"
DRAWN = ("Html", "DateInput", "Button", "Checkbox")  # what is on Vandaag, whoever looks
_ASKED_FOR = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")


@cache
def ahead(index: str) -> str:
    """Links for what these need and the page does not name yet; none for what this Streamlit does not have."""
    names = {file.name for kind in DRAWN for file in SCRIPTS.glob(f"{kind}.*.js")}
    found = set(names)
    while names:
        names = {one for name in names for one in _needs(SCRIPTS / name)} - found
        found |= names
    unnamed = (name for name in sorted(found) if name not in index)
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in unnamed)


def _needs(script: Path) -> list[str]:
    return _ASKED_FOR.findall(script.read_text(encoding="utf-8")) if script.is_file() else []
