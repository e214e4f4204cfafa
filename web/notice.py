"""The notice about personal data: open to everybody, with the names of the own network for who is signed in."""

from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import settings
from data_model.database import reading
from data_model.days import dutch_day
from data_model.norms import Norms
from data_model.read.privacy_requests import Answerable, answerable
from data_model.read.settings import norms_of
from data_model.read.viewers import viewer_for
from web import language, plain
from words.language import Words, spoken_with
from words.notice import TITLE, Part, notice

HERE = "/privacy"

_STYLE = """<style>
main { width: min(46rem, 100%); }
main h2 { font-size: 1.2rem; margin: 1.75rem 0 .25rem; }
main ul { list-style: disc; display: block; margin: .25rem 0 0; padding-left: 1.25rem; }
main li { margin: .25rem 0; }
main nav { margin-top: 2rem; display: flex; flex-wrap: wrap; gap: .75rem; }
main form { margin: 0; }
@media print { main nav { display: none; } }
</style>"""


async def show(request: Request) -> Response:
    token, chosen = request.cookies.get(settings.current().cookie), language.chosen(request)
    spoken, norms, who = await run_in_threadpool(_known, token, chosen)
    words = Words(spoken)
    parts = "".join(_part(part) for part in notice(words, norms, who))
    way = f'<a href="/">{escape(words("To Schakel"))}</a>{language.switch(words.language)}'
    body = f"{_STYLE}{parts}<nav>{way}</nav>"
    headers = {"Cache-Control": "no-store"}
    return HTMLResponse(plain.document(words(TITLE), body, words.language), headers=headers)


def _known(token: str | None, chosen: str | None) -> tuple[str, Norms, Answerable | None]:
    """The language, the periods and who answers: those of the network of whoever is signed in."""
    with reading(settings.engine()) as session:
        at = settings.now()
        viewer = viewer_for(session, token, at)
        if viewer is None:
            return spoken_with(chosen), Norms(), None
        spoken = spoken_with(chosen, viewer.language)
        return spoken, norms_of(session, viewer, dutch_day(at)), answerable(session, viewer)


def _part(part: Part) -> str:
    heading, sentences = part
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<h2>{escape(heading)}</h2><ul>{items}</ul>"
