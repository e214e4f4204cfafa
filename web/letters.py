"""The letters of Schakel, from this server: open to everybody, and kept by a browser for a year."""

import os
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).with_name("assets")
AT = "/assets"
# The version is in the name: another file gets another address, so nobody has to ask whether it changed.
LETTERS = f"{AT}/atkinson-hyperlegible-next-5.3.0-latin.woff2"
MORE_LETTERS = f"{AT}/atkinson-hyperlegible-next-5.3.0-latin-ext.woff2"
FOREVER = "public, max-age=31536000, immutable"

PRELOAD = f'<link rel="preload" href="{LETTERS}" as="font" type="font/woff2" crossorigin>'
# Streamlit's own letters are 170 kB, and would be fetched for the moment before it knows the theme.
INSTEAD = (
    f'''<style>@font-face {{ font-family: "Source Sans"; font-weight: 100 900; src: url("{LETTERS}"); }}</style>'''
)
# The second file is only fetched for a name that has such a letter: U+0100 and on.
FONT_FACES = f"""
@font-face {{ font-family: "Atkinson Hyperlegible Next"; font-weight: 200 800; font-display: swap;
  src: url("{LETTERS}") format("woff2"); }}
@font-face {{ font-family: "Atkinson Hyperlegible Next"; font-weight: 200 800; font-display: swap;
  src: url("{MORE_LETTERS}") format("woff2"); unicode-range: U+0100-02BA, U+1E00-1E9F, U+20A0-20AB, U+20AD-20C0; }}
"""


class Letters(StaticFiles):
    """The files beside their licence, with the word that they never change."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = FOREVER
        return response
