"""The server as it is, around an app in which an act takes as long as a test likes. `slow_app.py PORT FOLDER`."""

import sys
import time
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

import logs
import settings
from commands.serve import run
from data_model.access import command_line
from data_model.database import writing
from data_model.write.people import change_person
from web.app import lifespan
from web.errors import Errors
from web.routes import health

FOLDER = Path(sys.argv[-1])


async def act(request: Request) -> Response:
    """Changes the name of the one person there is, and waits with committing until it may go on."""
    name, waits = request.path_params["name"], "waits" in request.query_params
    await run_in_threadpool(_act, name, waits)
    return PlainTextResponse(f"saved {name}")


def _act(name: str, waits: bool) -> None:
    with writing(settings.engine()) as session:
        change_person(session, person_id=1, display_name=name, by=command_line(1), at=settings.now())
        if waits:
            (FOLDER / "begun").touch()
            while not (FOLDER / "go on").exists():
                time.sleep(0.01)


app = Starlette(
    routes=[Route("/gezond", health), Route("/act/{name}", act)], middleware=[Middleware(Errors)], lifespan=lifespan
)

if __name__ == "__main__":
    logs.configure()
    run("127.0.0.1", int(sys.argv[1]), "tests.stopping.slow_app:app")
