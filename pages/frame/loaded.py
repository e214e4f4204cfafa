"""The pages, loaded when they are first needed: after the start, by the server itself or for whoever is first."""

from threading import Lock

_LOADING = Lock()


def addresses() -> list[str]:
    """Of all pages. One thread at a time: two that load the same can find it half made."""
    with _LOADING:
        from pages.frame import door as door
        from pages.menu import PAGES
    return [page.path for page in PAGES]


def enter() -> None:
    """Draw the page that was asked for."""
    addresses()
    from pages.frame import door

    door.enter()
