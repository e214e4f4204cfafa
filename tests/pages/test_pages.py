"""Every page, for every role, in a full and in an empty network, on any day: Dutch, whole and within the rights."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from babel.messages.pofile import read_po

from data_model.access import Role
from data_model.findings import Act
from data_model.questions import KINDS
from data_model.refusal import Forbidden
from pages.frame.door import drawn
from pages.frame.visit import Visit
from pages.menu import PAGES, Page
from tests.pages.conftest import TODAY, Drawn, Place, draw
from words.language import LOCALES, Words

DAYS = {"today": TODAY, "past": TODAY - timedelta(days=100), "future": TODAY + timedelta(days=100)}
ANY_TEXT = re.compile(r"\{\w+\}")
PLENTY = 8
CLOSED = [
    *(("regio", role) for role in Role),  # open to who watches over several networks: tests/pages/test_region.py
    ("acties", Role.MANAGER),
    ("wisselingen", Role.PARTICIPANT),
    ("traject", Role.PARTICIPANT),
    ("logboek", Role.WEBBER),
    ("logboek", Role.MANAGER),
    ("logboek", Role.PARTICIPANT),
    ("uitwisselen", Role.WEBBER),
    ("uitwisselen", Role.MANAGER),
    ("uitwisselen", Role.PARTICIPANT),
    ("beheer", Role.WEBBER),
    ("beheer", Role.MANAGER),
    ("beheer", Role.PARTICIPANT),
]
DAILY = {
    Role.COORDINATOR: {"meeting", "action", "contact", "signature", "departure", "accept", "limit"},
    Role.WEBBER: {"meeting", "planning", "action", "contact", "departure"},
    Role.MANAGER: {"contact", "signature", "departure", "promise", "handover", "informing"},
    Role.PARTICIPANT: {"action", "contact", "departure", "step"},
}
COVENANT = {
    "agreement",
    "annex",
    "approval",
    "course",
    "draft",
    "evaluation",
    "goal",
    "informing",
    "management",
    "party",
    "promise",
    "promised",
    "purpose",
    "review",
    "route",
    "sequel",
    "signing",
    "term",
    "webber",
}
RIGHTS = {"privacy_ask", "privacy_erase"}
ON_A_PAGE = {
    Role.COORDINATOR: COVENANT
    | RIGHTS
    | {"privacy_decide", "privacy_extend"}
    | {
        "organisation",
        "propose",
        "proposal",
        "task",
        "round",
        "new_link",
        "new_map",
        "organisation_stops",
        "map",
        "map_step",
        "move_on_map",
        "planning",
        "rhythm",
        "report",
        "pause",
        "step",
        "change",
        "account",
        "access",
        "limit",
        "default",
        "network",
    },
    Role.WEBBER: RIGHTS
    | {"propose", "proposal", "task", "webber", "wrong"}
    | {"planning", "rhythm", "report", "pause", "step", "change"},
    Role.MANAGER: RIGHTS | {"propose", "change", "approval", "informing", "management", "promise", "promised"},
    Role.PARTICIPANT: RIGHTS | {"wrong", "step"},
}


def path(page: Page) -> str:
    return page.path or "vandaag"


@cache
def english() -> re.Pattern[str]:
    """Every sentence of the catalogues that Dutch says differently, with anything in its gaps."""
    found = set()
    for catalogue in (LOCALES / "nl").glob("*.po"):
        with catalogue.open("rb") as file:
            for message in read_po(file, locale="nl"):
                ids = [message.id] if isinstance(message.id, str) else list(message.id)
                strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
                for id in ids:
                    solid = max(ANY_TEXT.split(id), key=len)
                    if id and id not in strings and (solid == id or len(solid) >= PLENTY):
                        found.add(".+".join(re.escape(part) for part in ANY_TEXT.split(id)))
    return re.compile("|".join(sorted(found)))


def in_english(screen: Drawn) -> list[str]:
    return sorted(text for text in screen.texts if english().fullmatch(text))


def closed(page: Page, role: Role) -> bool:
    return (page.path, role) in CLOSED


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", PAGES, ids=path)
def test_every_page_is_whole_and_dutch_on_any_day(page: Page, role: Role, place: Place) -> None:
    for name, day in DAYS.items():
        screen = draw(lambda visit: drawn(page, visit)[0](), place, role, day)
        assert not screen.app.exception, name
        assert screen.title, name
        assert (screen.title == "Deze pagina is niet voor jou") is closed(page, role), name
        assert in_english(screen) == [], name


def test_english_would_be_noticed(filled: Place) -> None:
    def untranslated(visit: Visit) -> None:
        PAGES[0].show(replace(visit, words=Words("en")))

    assert "Are actions followed up?" in in_english(draw(untranslated, filled, Role.COORDINATOR))


@pytest.mark.parametrize(("path", "role"), [pair for pair in CLOSED if pair[0] != "uitwisselen"])
def test_a_page_guards_itself_when_the_door_is_passed(path: str, role: Role, filled: Place) -> None:
    page = next(page for page in PAGES if page.path == path)

    def inside(visit: Visit) -> None:
        with pytest.raises(Forbidden):
            page.show(visit)

    assert not draw(inside, filled, role).app.exception


def dialogs(screen: Drawn, start: str) -> Iterator[str]:
    return (key.rpartition("-")[2] for key in screen.buttons if key.startswith(start))


@pytest.mark.parametrize("role", Role)
def test_vandaag_offers_the_acts_of_the_role_and_no_others(role: Role, filled: Place, empty: Place) -> None:
    assert set(dialogs(draw(PAGES[0].show, filled, role), "do-")) == DAILY[role]
    assert set(dialogs(draw(PAGES[0].show, empty, role), "do-")) <= DAILY[role]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", PAGES, ids=path)
def test_a_page_offers_only_the_acts_of_the_role(page: Page, role: Role, place: Place) -> None:
    if not closed(page, role):
        assert set(dialogs(draw(page.show, place, role), "do-")) <= DAILY[role] | ON_A_PAGE[role]


@pytest.mark.parametrize("page", PAGES, ids=path)
@pytest.mark.parametrize("day", ["past", "future"])
def test_another_day_than_today_offers_nothing_to_do(page: Page, day: str, filled: Place) -> None:
    screen = draw(page.show, filled, Role.COORDINATOR, DAYS[day])
    assert [key for key in screen.buttons if key.startswith(("do-", "act-"))] == []


def acting(screen: Drawn) -> set[str]:
    return {key.removeprefix("act-actions-") for key in screen.buttons if key.startswith("act-")}


def test_a_webber_is_offered_updates_of_their_own_actions_only(filled: Place) -> None:
    own: set[str] = set()
    others: set[str] = set()

    def actions(visit: Visit) -> None:
        for finding in visit.findings:
            if finding.question == "actions" and KINDS[finding.kind].act is Act.UPDATE_ACTION:
                mine = finding.person_id == visit.viewer.person_id is not None
                (own if mine else others).add(f"{finding.kind.replace('.', '-')}-{finding.about[0]}-{finding.about.id}")
        next(page for page in PAGES if page.path == "acties").show(visit)

    offered = acting(draw(actions, filled, Role.WEBBER))
    assert others and offered & (own | others) == own
    assert acting(draw(actions, filled, Role.COORDINATOR)) >= others
