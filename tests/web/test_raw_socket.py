"""Twenty-odd attempts with a client that keeps to no rule: none sees what is not its own, and none writes anything."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, text, update
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed

from data_model.database import writing
from data_model.days import dutch_day
from data_model.tables.account import Account, Grant, SignIn
from data_model.tables.person import Person
from data_model.tokens import token_hash
from tests.browser.conftest import Site, serve
from tests.conftest import NOW, insider
from tests.web import raw
from web.crowd import MOST_PAGES

# Forms of a webber, by their address.
PLAN = "formulier=do-own-planning&sinds=0"
ACTION = "formulier=do-today-action&sinds=0"
SAVE = "Opslaan"
LONG_AGO = NOW - timedelta(days=300)


@dataclass
class Scene:
    """A running server, its database, and everybody's name in it."""

    url: str
    engine: Engine
    names: tuple[str, ...]

    def named(self, tab: raw.Tab) -> set[str]:
        """Whose name came back."""
        return {name for name in self.names if name in tab.text}

    def written(self) -> list[tuple[object, ...]]:
        """Every act that was done, and what every network holds by version."""
        asked = ("SELECT id, action FROM log_entry WHERE result = 'done'", "SELECT id, data_version FROM network")
        with self.engine.connect() as connection:
            return [tuple(row) for sql in asked for row in connection.execute(text(sql))]

    def change(self, statement: object) -> None:
        with writing(self.engine) as session:
            session.execute(statement)  # type: ignore[call-overload]

    def session_of(self, cookie: str) -> str:
        return token_hash(cookie.partition("=")[2])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(tmp_path_factory.mktemp("raw")) as running:
        yield running


@pytest.fixture(scope="module")
def scene(site: Site) -> Iterator[Scene]:
    engine = insider(site.database_url)
    with engine.connect() as connection:
        names = tuple(connection.scalars(select(Person.display_name)))
    assert len(names) > 20
    yield Scene(site.url, engine, names)
    engine.dispose()


@contextmanager
def without_role(scene: Scene, persona: str) -> Iterator[None]:
    account = select(Account.id).where(Account.persona == persona).scalar_subquery()
    yesterday = dutch_day(NOW) - timedelta(days=300)
    of_persona = Grant.account_id == account
    scene.change(update(Grant).where(of_persona).values(start_on=yesterday, end_on=yesterday))
    yield
    scene.change(update(Grant).where(of_persona).values(end_on=None))


def stranger(scene: Scene, cookie: str) -> int:
    return raw.refused(scene.url)


def made_up_cookie(scene: Scene, cookie: str) -> int:
    return raw.refused(scene.url, "schakel=made-up")


def no_origin(scene: Scene, cookie: str) -> int:
    return raw.refused(scene.url, cookie, origin=None)


def null_origin(scene: Scene, cookie: str) -> int:
    return raw.refused(scene.url, cookie, origin="null")


def foreign_origin(scene: Scene, cookie: str) -> int:
    return raw.refused(scene.url, cookie, origin="https://evil.example")


def origin_of_another_port(scene: Scene, cookie: str) -> int:
    return raw.refused(scene.url, cookie, origin="http://localhost:1")


def wrong_host(scene: Scene, cookie: str) -> int:
    return raw.refused(scene.url, cookie, host="evil.example")


def wrong_host_with_its_origin(scene: Scene, cookie: str) -> int:
    return raw.refused(scene.url, cookie, host="evil.example", origin="http://evil.example")


def another_socket(scene: Scene, cookie: str) -> int:
    return raw.refused(scene.url, cookie, path="/_stcore/agent/mcp")


def cookie_after_signing_out(scene: Scene, cookie: str) -> int:
    raw.ask(f"{scene.url}/afmelden", Cookie=cookie)
    scene.change(update(SignIn).where(SignIn.token_hash == scene.session_of(cookie)).values(revoked_at=NOW))
    return raw.refused(scene.url, cookie)


def cookie_of_an_idle_session(scene: Scene, cookie: str) -> int:
    scene.change(update(SignIn).where(SignIn.token_hash == scene.session_of(cookie)).values(active_at=LONG_AGO))
    return raw.refused(scene.url, cookie)


def cookie_of_an_expired_session(scene: Scene, cookie: str) -> int:
    scene.change(update(SignIn).where(SignIn.token_hash == scene.session_of(cookie)).values(expires_at=LONG_AGO))
    return raw.refused(scene.url, cookie)


def cookie_of_a_blocked_account(scene: Scene, cookie: str) -> int:
    manager = raw.sign_in(scene.url, "manager")
    blocked = update(Account).where(Account.persona == "manager")
    scene.change(blocked.values(blocked_on=LONG_AGO.date()))
    status = raw.refused(scene.url, manager)
    scene.change(blocked.values(blocked_on=None))
    return status


def takeover_as_a_stranger(scene: Scene, cookie: str) -> int:
    with raw.opened(scene.url, cookie) as own:
        return raw.refused(scene.url, tab=own.run().id)


def takeover_with_a_claimed_session(scene: Scene, cookie: str) -> int:
    with raw.opened(scene.url, cookie) as own:
        return raw.refused(scene.url, tab=own.run().id, x_schakel_session=scene.session_of(cookie))


def takeover_with_an_ended_cookie(scene: Scene, cookie: str) -> int:
    with raw.opened(scene.url, cookie) as own:
        tab = own.run().id
    scene.change(update(SignIn).where(SignIn.token_hash == scene.session_of(cookie)).values(revoked_at=NOW))
    return raw.refused(scene.url, cookie, tab=tab)


def one_page_too_many(scene: Scene, cookie: str) -> int:
    with ExitStack() as open_pages:
        for _ in range(MOST_PAGES):
            open_pages.enter_context(raw.opened(scene.url, cookie))
        assert raw.ask(f"{scene.url}/ritme", Cookie=cookie) == 429
        return raw.refused(scene.url, cookie)


OUTSIDE: dict[Callable[[Scene, str], int], int] = {
    stranger: 403,
    made_up_cookie: 403,
    no_origin: 403,
    null_origin: 403,
    foreign_origin: 403,
    origin_of_another_port: 403,
    wrong_host: 403,
    wrong_host_with_its_origin: 403,
    another_socket: 404,
    cookie_after_signing_out: 403,
    cookie_of_an_idle_session: 403,
    cookie_of_an_expired_session: 403,
    cookie_of_a_blocked_account: 403,
    takeover_as_a_stranger: 403,
    takeover_with_a_claimed_session: 403,
    takeover_with_an_ended_cookie: 403,
    one_page_too_many: 429,
}


@pytest.mark.parametrize("attempt", OUTSIDE, ids=lambda attempt: attempt.__name__)
def test_no_websocket_opens_for_whoever_has_no_session_or_comes_from_elsewhere(
    scene: Scene, attempt: Callable[[Scene, str], int]
) -> None:
    before = scene.written()
    assert attempt(scene, raw.sign_in(scene.url, "webber")) == OUTSIDE[attempt]
    assert scene.written() == before


def of_another_user_live(scene: Scene, coordinator: str, participant: str, told: dict[str, str]) -> set[str]:
    with raw.opened(scene.url, coordinator) as own:
        own.run()
        with raw.opened(scene.url, participant, tab=own.id, **told) as other:
            other.run()
            assert other.id != own.id
            seen = scene.named(other)
        assert own.run().came
    return seen


def of_another_user_disconnected(scene: Scene, coordinator: str, participant: str, told: dict[str, str]) -> set[str]:
    with raw.opened(scene.url, coordinator) as own:
        id = own.run().id
    with raw.opened(scene.url, participant, tab=id, **told) as other:
        other.run()
        assert other.id != id
        return scene.named(other)


@pytest.mark.parametrize("claimed", [False, True], ids=["plain", "claiming the other's session"])
@pytest.mark.parametrize(
    "attempt", [of_another_user_live, of_another_user_disconnected], ids=lambda attempt: attempt.__name__
)
def test_a_page_of_somebody_else_is_not_taken_over(
    scene: Scene, claimed: bool, attempt: Callable[[Scene, str, str, dict[str, str]], set[str]]
) -> None:
    before = scene.written()
    coordinator, participant = (raw.sign_in(scene.url, persona) for persona in ("coordinator", "deelnemer"))
    told = {"x_schakel_session": scene.session_of(coordinator)} if claimed else {}
    with raw.opened(scene.url, participant) as tab:
        own = scene.named(tab.run())
    with raw.opened(scene.url, coordinator) as tab:
        assert scene.named(tab.run()) - own, "what could leak"
    assert attempt(scene, coordinator, participant, told) <= own
    assert scene.written() == before


def test_whoever_owns_a_page_gets_it_back(scene: Scene) -> None:
    cookie = raw.sign_in(scene.url, "webber")
    with raw.opened(scene.url, cookie) as tab:
        id = tab.run().id
    with raw.opened(scene.url, cookie, tab=id) as tab:
        assert tab.run().id == id


def fragment(tab: raw.Tab) -> str:
    """The form that is open."""
    return next(part.delta.fragment_id for part in tab.came if part.delta.fragment_id)


def filled(tab: raw.Tab) -> tuple[WidgetState, ...]:
    """A meeting planned as the form allows."""
    organiser = tab.element("selectbox", "Wie organiseert het")
    planned = WidgetState(id=tab.element("date_input", "Op welke dag").id)
    planned.string_array_value.data.append("2027/01/12")
    return (
        planned,
        WidgetState(id=organiser.id, string_value=organiser.options[0]),
        raw.pressed(tab.element("button", SAVE).id),
    )


def outcome(scene: Scene, tab: raw.Tab, widgets: tuple[WidgetState, ...], whole: bool = False) -> bool:
    """Whether pressing the button wrote anything."""
    before = scene.written()
    tab.run(tab.query, widgets, **({} if whole else {"fragment_id": fragment(tab)}))
    return scene.written() != before


@pytest.mark.parametrize("whole", [False, True], ids=["form", "page"])
def test_a_button_drawn_before_a_role_was_taken_away_does_nothing(scene: Scene, whole: bool) -> None:
    with raw.opened(scene.url, raw.sign_in(scene.url, "webber")) as tab:
        tab.run(PLAN)
        with without_role(scene, "webber"):
            assert not outcome(scene, tab, filled(tab), whole)
            assert scene.named(tab) == set()


MADE_UP = {
    "a name": {"string_value": "Iemand · Een ander netwerk"},
    "a number": {"int_value": 999},
    "numbers": {"string_value": "999"},
    "the right one as bytes": {"bytes_value": b"1"},
}


@pytest.mark.parametrize("case", MADE_UP)
def test_an_option_that_is_not_in_the_list_is_not_taken(scene: Scene, case: str) -> None:
    with raw.opened(scene.url, raw.sign_in(scene.url, "webber")) as tab:
        told = tab.run(ACTION).element("text_area", "Hoe gaat het ermee?")
        chosen = WidgetState(id=tab.element("selectbox", "Actie").id, **MADE_UP[case])  # type: ignore[arg-type]
        save = raw.pressed(tab.element("button", SAVE).id)
        assert not outcome(scene, tab, (chosen, WidgetState(id=told.id, string_value="Goed"), save))


def test_a_button_of_another_role_does_nothing(scene: Scene) -> None:
    with raw.opened(scene.url, raw.sign_in(scene.url, "webber")) as tab:
        widgets = filled(tab.run(PLAN))
    with raw.opened(scene.url, raw.sign_in(scene.url, "deelnemer")) as tab:
        own = scene.named(tab.run())
        before = scene.written()
        assert scene.named(tab.run("", widgets)) <= own and scene.written() == before


def test_that_same_button_works_for_whoever_may(scene: Scene) -> None:
    with raw.opened(scene.url, raw.sign_in(scene.url, "webber")) as tab:
        assert outcome(scene, tab.run(PLAN), filled(tab))


def test_a_form_of_another_role_does_not_open_by_its_address(scene: Scene) -> None:
    with raw.opened(scene.url, raw.sign_in(scene.url, "deelnemer")) as tab:
        own = scene.named(tab.run())
        assert scene.named(tab.run(PLAN)) <= own
        with pytest.raises(AssertionError, match="no button Opslaan"):
            tab.element("button", SAVE)


@pytest.mark.parametrize("address", ["wisselingen", "uitwisselen", "beheer"])
def test_a_page_of_another_role_stays_closed_by_its_name_and_by_its_hash(scene: Scene, address: str) -> None:
    with scene.engine.connect() as connection:
        herself = connection.scalar(select(Account.display_name).where(Account.persona == "deelnemer"))
    with raw.opened(scene.url, raw.sign_in(scene.url, "deelnemer")) as tab:
        pages = next(part.navigation for part in tab.run().came if part.WhichOneof("type") == "navigation")
        hash = next(page.page_script_hash for page in pages.app_pages if page.url_pathname == address)
        for way in ({"page_name": address}, {"page_script_hash": hash}):
            tab.run(**way)
            assert "Deze pagina is niet voor jou" in tab.text
            assert scene.named(tab) <= {herself}


@pytest.mark.parametrize("address", ["organisaties", "mensen"])
@pytest.mark.parametrize("number", ["999999", "-1", "1 OR 1=1", "1e3"])
def test_a_number_of_no_record_here_shows_no_record(scene: Scene, address: str, number: str) -> None:
    with raw.opened(scene.url, raw.sign_in(scene.url, "deelnemer")) as tab:
        own = scene.named(tab.run(page_name=address))
        assert scene.named(tab.run(f"nr={number}", page_name=address)) <= own


@pytest.mark.parametrize("megabytes", [2, 25])
def test_a_message_that_is_too_long_ends_the_connection(scene: Scene, megabytes: int) -> None:
    with raw.opened(scene.url, raw.sign_in(scene.url, "webber")) as tab, pytest.raises(ConnectionClosed) as ended:
        tab.run("x" * megabytes * 1024 * 1024 + "x")
    assert ended.value.rcvd is None or ended.value.rcvd.code == 1009
    assert raw.ask(f"{scene.url}/gezond") == 200


@pytest.mark.parametrize("message", [b"\xff\xfe no protobuf", "tekst"], ids=["noise", "text"])
def test_what_is_no_message_ends_the_connection(scene: Scene, message: bytes | str) -> None:
    with raw.opened(scene.url, raw.sign_in(scene.url, "webber")) as tab, pytest.raises(ConnectionClosed):
        tab.wire.send(message)
        for _ in range(100):
            tab.wire.recv(timeout=raw.PATIENCE)
