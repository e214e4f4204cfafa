"""The door at each click: who was blocked is out, who got another role sees its menu, who clicks stays."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from streamlit.testing.v1 import AppTest

import settings
from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.read.viewers import IDLE, present
from data_model.tables.account import Account, Grant, SignIn
from data_model.tables.organisation import Organisation
from data_model.vocabulary import SignInMethod
from data_model.write.accounts import block_account, change_grant, end_grant
from data_model.write.sign_in import KEPT_EVERY, open_sign_in
from pages.frame import door
from pages.frame.stay import stay
from tests.conftest import NOW, Town, insider
from tests.pages.conftest import Drawn, _script

TODAY = NOW.date()


class Inside:
    """A network with a school, An who coordinates it, and Bas who is its manager."""

    def __init__(self, engine: Engine) -> None:
        self.town = Town(engine)
        self.school = self.town.add(Organisation, name="De Klimop")
        self.an, _ = self.somebody("an", "coordinator")
        self.bas, self.bas_grant = self.somebody("bas", "manager", organisation_id=self.school)

    def somebody(self, name: str, role: str, **place: Any) -> tuple[int, int]:
        with writing(self.town.engine) as session:
            account = Account(email=f"{name}@stad.nl", display_name=name.title(), created_at=NOW)
            session.add(account)
            session.flush()
            id = account.id
        return id, self.town.add(Grant, account_id=id, role=role, start_on=date(2026, 1, 1), **place)

    def enter(self, account_id: int, at: datetime = NOW) -> str:
        with writing(self.town.engine) as session:
            return open_sign_in(session, account_id, at, SignInMethod.PROVIDER)

    def do(self, act: Any, **arguments: Any) -> None:
        by = Viewer(network_id=self.town.id, role=Role.COORDINATOR, account_id=self.an)
        with writing(self.town.engine) as session:
            act(session, **arguments, by=by, at=NOW)


@pytest.fixture
def inside(engine: Engine) -> Inside:
    return Inside(engine)


class Clicks:
    """A browser at the front page: who is shown, and which addresses the menu offers."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.network = Inside(insider(url))
        self.menu: set[str] = set()
        self._patch = monkeypatch
        navigate = door._navigate

        def noted(pages: Any, *rest: Any) -> None:
            found = list(pages)
            self.menu = {page.path for page, _, offered in found if offered}
            navigate(found, *rest)

        monkeypatch.setattr(door, "_navigate", noted)

    def enter(self, account_id: int) -> str:
        return self.network.enter(account_id, settings.now())

    def __call__(self, token: str) -> Drawn:
        self._patch.setattr(door, "_cookie", {settings.current().cookie: token}.get)
        return Drawn(AppTest.from_function(_script, default_timeout=30, kwargs={"draw": door.enter}).run())


@pytest.fixture
def click(sqlite_template: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clicks]:
    path = tmp_path / "schakel.db"
    path.write_bytes(sqlite_template)
    url = f"sqlite:///{path}"
    for name, value in {"DATABASE_URL": url, "SCHAKEL_DEMO": "1", "SCHAKEL_TODAY": str(TODAY)}.items():
        monkeypatch.setenv(name, value)
    settings.current.cache_clear()
    settings.engine.cache_clear()
    clicks = Clicks(url, monkeypatch)
    yield clicks
    clicks.network.town.engine.dispose()
    settings.engine().dispose()
    settings.current.cache_clear()
    settings.engine.cache_clear()


def test_who_was_blocked_or_has_no_role_left_is_out_at_the_next_click(click: Clicks) -> None:
    network = click.network
    token = click.enter(network.bas)
    assert "Aangemeld als Bas, leidinggevende." in click(token).texts
    network.do(block_account, account_id=network.bas)
    assert click(token).title == "Meld je aan bij Schakel" and click.menu == set()
    cor, grant_id = network.somebody("cor", "coordinator")
    token = click.enter(cor)
    assert "Aangemeld als Cor, coördinator." in click(token).texts
    network.do(end_grant, grant_id=grant_id)
    screen = click(token)
    assert screen.title == "Meld je aan bij Schakel" and "De Klimop" not in screen.texts


def test_who_got_another_role_sees_its_menu_at_the_next_click(click: Clicks) -> None:
    token = click.enter(click.network.bas)
    click(token)
    assert "convenant" in click.menu and not click.menu & {"beheer", "acties"}
    click.network.do(change_grant, grant_id=click.network.bas_grant, role="coordinator")
    assert "Aangemeld als Bas, coördinator." in click(token).texts
    assert click.menu >= {"beheer", "acties"}


def test_who_has_one_role_is_offered_no_other(click: Clicks) -> None:
    assert "Je kijkt als" not in click(click.enter(click.network.bas)).texts


def test_who_has_several_roles_sees_in_which_one_they_look(click: Clicks) -> None:
    town = click.network.town
    elsewhere = Town(town.engine, "Elders")
    there = elsewhere.add(Grant, account_id=click.network.bas, role="webber", start_on=date(2025, 1, 1))
    screen = click(click.enter(click.network.bas))
    assert {"Je kijkt als", "Leidinggevende · De Klimop · Voorbeeldstad", "Webber · Elders"} <= screen.texts
    (shown,) = [html for html in bodies(screen) if "sk-places" in html]
    assert '<strong aria-current="true">Leidinggevende' in shown
    assert f'<form method="post" action="/plek/{there}" target="_self"><button type="submit">Webber' in shown
    assert shown.count("<form") - shown.count("/taal/") - shown.count("/afmelden") == 1


def bodies(screen: Drawn) -> list[str]:
    return [str(one.proto.body) for one in screen.elements if hasattr(one.proto, "body")]


def test_a_click_every_four_minutes_keeps_a_session_open_for_hours(inside: Inside) -> None:
    engine, token, written = inside.town.engine, inside.enter(inside.an), list[datetime]()
    for n in range(1, 150):
        at = NOW + timedelta(minutes=4 * n)
        with reading(engine) as session:
            here = present(session, token, at)
        assert here is not None, at
        stay(engine, here, token, at)
        with reading(engine) as session:
            active_at = session.scalars(select(SignIn.active_at)).one()
        if active_at == at:
            written.append(at)
    assert len(written) > 50
    assert min(later - at for at, later in pairwise(written)) >= KEPT_EVERY


def test_without_a_click_it_still_ends(inside: Inside) -> None:
    engine, token = inside.town.engine, inside.enter(inside.an)
    at = NOW + timedelta(minutes=30)
    with reading(engine) as session:
        here = present(session, token, at)
    assert here
    stay(engine, here, token, at)
    with reading(engine) as session:
        assert present(session, token, at + IDLE - timedelta(seconds=1)) is not None
        assert present(session, token, at + IDLE) is None


def test_the_door_keeps_the_session_open(click: Clicks) -> None:
    token = click.enter(click.network.bas)
    engine, long_ago = click.network.town.engine, settings.now() - timedelta(minutes=30)
    with writing(engine) as session:
        session.scalars(select(SignIn)).one().active_at = long_ago
    click(token)
    with reading(engine) as session:
        assert session.scalars(select(SignIn.active_at)).one() > long_ago + timedelta(minutes=29)
