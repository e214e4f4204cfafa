"""The pages around a personal link: what to fill in, what to press, and what to do when it does not open."""

from starlette.responses import HTMLResponse

from web.plain import Field, Form, Link, page
from words.language import N_, Words

ASK = "/aanmelden/link"
# The kind of a refusal: the status, the title, and what is the matter.
CLOSED = {
    "link_unknown": (
        400,
        N_("This link is not whole"),
        N_("Part of the address may be missing. Copy the whole link from the e-mail, or ask for a new one."),
    ),
    "link_expired": (
        410,
        N_("This link has expired"),
        N_("A link works for a quarter of an hour. Ask for a new one; it arrives within a few minutes."),
    ),
    "link_used": (
        410,
        N_("This link has been used"),
        N_("A link works once. Are you not signed in any more? Ask for a new one."),
    ),
    "link_other_browser": (
        403,
        N_("This is another browser"),
        N_("Open the link in the browser in which you asked for it, or ask for a new one here."),
    ),
    "not_found": (
        403,
        N_("You cannot sign in with this link"),
        N_("Ask the coordinator of your network whether you still have access to Schakel."),
    ),
}


def which_address(words: Words) -> HTMLResponse:
    return page(
        words("Sign in with a link"),
        words("Fill in your e-mail address. You get a link that works for a quarter of an hour, in this browser."),
        form=Form(
            ASK,
            words("Send me a link"),
            (Field("adres", words("E-mail address"), kind="email", complete="email"),),
        ),
        links=(Link("/aanmelden", words("Other ways to sign in")),),
        language=words.language,
    )


def check_your_mail(words: Words) -> HTMLResponse:
    """The answer to everybody: it does not tell whether the address is known."""
    return page(
        words("Look in your e-mail"),
        words("If this address is known here, you get an e-mail with a link within a few minutes."),
        words("Open the link in this browser. It works once, for a quarter of an hour."),
        words("No e-mail? Look among the unwanted e-mail, or ask the coordinator of your network."),
        links=(Link(ASK, words("Ask for another link")),),
        language=words.language,
    )


def open_link(words: Words, token: str) -> HTMLResponse:
    return page(
        words("Sign in to Schakel"),
        words("Press the button to sign in. You are then signed in here for two hours at most."),
        form=Form(f"/u/{token}", words("Sign me in")),
        language=words.language,
    )


def closed(words: Words, kind: str) -> HTMLResponse:
    status, title, matter = CLOSED.get(kind, CLOSED["not_found"])
    return page(
        words(title),
        words(matter),
        links=(Link(ASK, words("Ask for a new link")),),
        status=status,
        language=words.language,
    )


def too_often(words: Words, seconds: int) -> HTMLResponse:
    return page(
        words("Just a moment"),
        words.plural(
            "This was tried very often just now. Try again in {n} second.",
            "This was tried very often just now. Try again in {n} seconds.",
            seconds,
        ),
        links=(Link(ASK, words("Ask for a new link")),),
        status=429,
        language=words.language,
        headers={"Retry-After": str(seconds)},
    )
