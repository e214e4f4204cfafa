"""How pages look beyond what a theme can give: one style sheet for screen and paper, fetched once."""

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from settings import ROOT
from web.letters import AT, FOREVER
from words.language import N_, Words

SHEET = "\n".join((ROOT / "pages" / "frame" / name).read_text() for name in ("schakel.css", "print.css"))
SHEET_AT = "/schakel.css"
# Another sheet gets another address, so nobody has to ask whether it changed.
_ADDRESS = f"{SHEET_AT}?v={sha256(SHEET.encode()).hexdigest()[:12]}"
ICON = f'<link rel="icon" type="image/svg+xml" href="{AT}/schakel.svg">'


async def sheet(_: Request) -> Response:
    return Response(SHEET, media_type="text/css", headers={"Cache-Control": FOREVER})


def last(words: Words) -> str:
    """For the end of the page: after what Streamlit itself says of the same things."""
    half_typed = words(N_("Fill in day, month and year. Otherwise it stays as it was."))
    own = f'<style>:root {{ --sk-half-typed: "{half_typed}"; }}</style>'
    return f'<link rel="stylesheet" href="{_ADDRESS}">{own}'
