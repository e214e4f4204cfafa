"""Looking in another of one's own roles, and in nobody else's."""

import pytest
from sqlalchemy import select

import settings
from data_model.database import writing
from data_model.read.viewers import present
from data_model.tables.account import Account, Grant, SignIn
from data_model.tables.network import Network
from tests.conftest import NOW
from tests.web.conftest import Browser


def give(persona: str, network: str, role: str) -> int:
    """Another role for a persona; the number of it."""
    with writing(settings.engine()) as session:
        known = session.scalar(select(Network).where(Network.name == network))
        place = known or Network(name=network, created_at=NOW)
        session.add(place)
        session.flush()
        account_id = session.scalars(select(Account.id).where(Account.persona == persona)).one()
        start_on = NOW.date().replace(year=2024)
        grant = Grant(account_id=account_id, network_id=place.id, role=role, start_on=start_on, created_at=NOW)
        session.add(grant)
        session.flush()
        return grant.id


def looks_as(token: str | None) -> tuple[str, str] | None:
    """Role and network in which the session looks."""
    with writing(settings.engine()) as session:
        here = present(session, token, settings.now())
        if here is None:
            return None
        network = next(held.network_name for held in here.roles if held.network_id == here.viewer.network_id)
        return here.viewer.role, network


def test_a_press_brings_somebody_to_the_front_page_of_another_own_role(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    there = give("webber", "Elders", "manager")
    page.get("/demo/als/webber")
    token = page.cookies[settings.current().cookie]
    assert looks_as(token) == ("webber", "Voorbeeldstad")
    answer = page.post(f"/plek/{there}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert looks_as(token) == ("manager", "Elders")


def test_a_role_of_somebody_else_or_of_nobody_is_not_found(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    foreign = give("coordinator", "Elders", "manager")
    page.get("/demo/als/webber")
    for grant_id in (foreign, 999, 2**70):
        assert page.post(f"/plek/{grant_id}").status_code == 404
    assert looks_as(page.cookies[settings.current().cookie]) == ("webber", "Voorbeeldstad")


def test_a_link_changes_no_role(browser: Browser) -> None:
    page = browser(SCHAKEL_DEMO="1")
    there = give("webber", "Elders", "manager")
    page.get("/demo/als/webber")
    page.get(f"/plek/{there}")
    assert looks_as(page.cookies[settings.current().cookie]) == ("webber", "Voorbeeldstad")


@pytest.mark.parametrize("cookie", [None, "made-up"])
def test_whoever_is_not_signed_in_goes_to_the_front_page(browser: Browser, cookie: str | None) -> None:
    page = browser(SCHAKEL_DEMO="1")
    there = give("webber", "Elders", "manager")
    if cookie:
        page.cookies.set(settings.current().cookie, cookie)
    answer = page.post(f"/plek/{there}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    with writing(settings.engine()) as session:
        assert session.scalars(select(SignIn)).all() == []
