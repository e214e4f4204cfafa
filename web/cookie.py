"""The cookie of a session: made, read and taken back here, for every way in."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

import settings
from data_model.vocabulary import SignInMethod
from data_model.write.sign_in import LASTS


def give(response: Response, token: str, method: SignInMethod) -> None:
    """For as long as such a session can last. No script can read it, and no form of another site sends it along."""
    here = settings.current()
    response.set_cookie(
        here.cookie,
        token,
        max_age=int(LASTS[method].total_seconds()),
        httponly=True,
        samesite="lax",
        secure=here.https,
    )


def shown(connection: HTTPConnection) -> str | None:
    """The token this browser shows."""
    return connection.cookies.get(settings.current().cookie)


def take_back(response: Response) -> None:
    here = settings.current()
    response.delete_cookie(here.cookie, httponly=True, samesite="lax", secure=here.https)
