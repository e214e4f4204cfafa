"""Who is not let in: one plain page that tells nothing about who exists, and one word for whoever runs Schakel."""

from starlette.requests import Request
from starlette.responses import Response

from logs import failed
from web import language, plain
from web.errors import REASON
from words.language import Words, spoken_with

# The way in was right, and the account is not: another try does not help.
ABOUT_THE_ACCOUNT = {"blocked", "unknown", "unverified", "bound", "ambiguous", "no_role"}


def refused(request: Request, reason: str) -> Response:
    """`reason` goes to the log alone: who reads the page may be anybody."""
    request.scope[REASON] = reason
    words = Words(spoken_with(language.chosen(request)))
    told = _about_account(words) if reason in ABOUT_THE_ACCOUNT else _about_way(words)
    return _page(words("You are not signed in to Schakel"), *told, status=403, words=words)


def unreachable(request: Request, problem: Exception) -> Response:
    words = Words(spoken_with(language.chosen(request)))
    return _page(
        words("Signing in does not work yet"),
        words("Schakel cannot reach the sign-in of the municipality. Try again in a moment."),
        words("Does it stay? Tell who runs Schakel this code: {code}", code=failed(problem)),
        status=503,
        words=words,
    )


def _about_account(words: Words) -> tuple[str, ...]:
    return (
        words("Signing in with your account worked, but that account has no access to Schakel."),
        words("Ask the coordinator of your network to invite the e-mail address of this account."),
    )


def _about_way(words: Words) -> tuple[str, ...]:
    return (
        words("Signing in was not finished. That happens when it takes long, or when the page is opened again."),
        words("Start again from the sign-in page, in the same browser."),
    )


def _page(title: str, *sentences: str, status: int, words: Words) -> Response:
    again = plain.Link("/aanmelden", words("Sign in again"))
    return plain.page(title, *sentences, links=(again,), status=status, language=words.language)
