"""Links inside Schakel: to the page of one organisation or one person."""

from pages.frame.html import Html, tag

ORGANISATIONS, PEOPLE = "organisaties", "mensen"
WHICH = "nr"


def organisation_link(id: int, name: str) -> Html:
    return _link(ORGANISATIONS, id, name)


def person_link(id: int, name: str) -> Html:
    return _link(PEOPLE, id, name)


def _link(path: str, id: int, name: str) -> Html:
    return tag("a", name, href=f"/{path}?{WHICH}={id}", target="_self", klass="sk-link")
