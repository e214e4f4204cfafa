"""Links inside Schakel: to the page of one organisation or one person, or to one meeting."""

from pages.frame.html import Html, tag

ORGANISATIONS, PEOPLE = "organisaties", "mensen"
MEETINGS = "ritme"
WHICH = "nr"


def organisation_link(id: int, name: str) -> Html:
    return _link(ORGANISATIONS, id, name)


def person_link(id: int, name: str) -> Html:
    return _link(PEOPLE, id, name)


def meeting_link(id: int, name: str) -> Html:
    return _link(MEETINGS, id, name)


def meetings_link(name: str) -> Html:
    return tag("a", name, href=f"/{MEETINGS}", target="_self", klass="sk-link")


def _link(path: str, id: int, name: str) -> Html:
    return tag("a", name, href=f"/{path}?{WHICH}={id}", target="_self", klass="sk-link")
