"""Links inside Schakel: to the page of one organisation or one person, to one meeting, or to one link on the map."""

from collections.abc import Iterable

from pages.frame.html import Html, tag

ORGANISATIONS, PEOPLE = "organisaties", "mensen"
MEETINGS = "ritme"
CHANGES = "wisselingen"
MAP = "netwerkkaart"
WHICH, WHICH_LINK = "nr", "link"
WHAT_IF = "wisselingen?deel=watals"
WHO, AS_OF = "wie", "op"


def organisation_link(id: int, name: str) -> Html:
    return _link(ORGANISATIONS, id, name)


def person_link(id: int, name: str) -> Html:
    return _link(PEOPLE, id, name)


def meeting_link(id: int, name: str) -> Html:
    return _link(MEETINGS, id, name)


def departure_link(id: int, name: str) -> Html:
    """To what still has to be settled of one change."""
    return _link(CHANGES, id, name)


def meetings_link(name: str) -> Html:
    return tag("a", name, href=f"/{MEETINGS}", target="_self", klass="sk-link")


def link_story_link(id: int, name: str) -> Html:
    """To the story of a link between two organisations."""
    return _link(MAP, id, name, WHICH_LINK)


def what_if_link(people: Iterable[int], organisations: Iterable[int], name: str) -> Html:
    """To what would change if these left."""
    who = ",".join((*(f"p{id}" for id in people), *(f"o{id}" for id in organisations)))
    return tag("a", name, href=f"/{WHAT_IF}&{WHO}={who}", target="_self", klass="sk-link")


def page_way(path: str, title: str) -> Html:
    """To a page of ours, on a line of its own."""
    arrow = tag("span", "→", aria_hidden="true")
    return tag("a", arrow, " ", title, href=f"/{path}", target="_self", klass="sk-link sk-way")


def _link(path: str, id: int, name: str, which: str = WHICH) -> Html:
    return tag("a", name, href=f"/{path}?{which}={id}", target="_self", klass="sk-link")
