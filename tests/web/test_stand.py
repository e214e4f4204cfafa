"""How far the network has come, for pages that watch whether somebody wrote."""

from datetime import timedelta

import settings
from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.read.settings import data_version
from data_model.read.viewers import IDLE, present, standing
from data_model.write.network_details import change_network
from tests.web.conftest import Browser, stored
from tests.web.test_places import give


def test_it_changes_with_every_act_and_is_the_state_of_which_pages_are_drawn(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    page.get("/demo/als/coordinator")
    before = page.get("/stand").text
    with reading(settings.engine()) as session:
        here = present(session, page.cookies[settings.current().cookie], settings.now())
        assert here and before == f"{here.viewer.network_id}-{data_version(session, here.viewer)}"
    act(here.viewer)
    number, version = map(int, before.split("-"))
    assert page.get("/stand").text == f"{number}-{version + 1}"


def act(viewer: Viewer) -> None:
    with writing(settings.engine()) as session:
        change_network(session, name="Voorbeeldstad-Zuid", by=viewer, at=settings.now())


def test_it_is_of_the_network_in_which_somebody_looks(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    there = give("webber", "Elders", "manager")
    page.get("/demo/als/webber")
    assert page.get("/stand").text == looks_at(page.cookies[settings.current().cookie]) == "1-1"
    page.post(f"/plek/{there}")
    assert page.get("/stand").text == looks_at(page.cookies[settings.current().cookie]) == "2-1"


def looks_at(token: str | None) -> str:
    with reading(settings.engine()) as session:
        here = present(session, token, settings.now())
        assert here is not None
        return f"{here.viewer.network_id}-{data_version(session, here.viewer)}"


def test_strangers_hear_nothing_and_neither_does_whoever_signed_out(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    assert (page.get("/stand").status_code, page.get("/stand").text) == (200, "")
    page.get("/demo/als/coordinator")
    token = page.cookies[settings.current().cookie]
    page.post("/afmelden")
    page.cookies.set(settings.current().cookie, token)
    assert page.get("/stand").text == ""


def test_asking_keeps_no_session_open(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    page.get("/demo/als/coordinator")
    token = page.cookies[settings.current().cookie]
    before = stored(token)
    later = settings.now() + IDLE - timedelta(minutes=1)
    with reading(settings.engine()) as session:
        assert standing(session, token, later) != ""
        assert standing(session, token, later + timedelta(minutes=2)) == ""
    assert page.get("/stand").headers["cache-control"] == "no-store"
    after = stored(token)
    assert before and after and before.active_at == after.active_at


def test_before_a_role_begins_it_says_nothing(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    page.get("/demo/als/webber")
    with reading(settings.engine()) as session:
        here = present(session, page.cookies[settings.current().cookie], settings.now())
        assert here is not None and here.viewer.role is Role.WEBBER
        years = timedelta(days=365 * 5)
        assert standing(session, page.cookies[settings.current().cookie], settings.now() - years) == ""
