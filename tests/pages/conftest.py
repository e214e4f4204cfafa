"""Pages drawn without a browser: what somebody reads and can press, in a filled and in an empty network."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.scope import unlimited
from data_model.tables.network import Network
from demo.town import fill
from pages.frame import visit
from pages.frame.visit import Visit
from tests.conftest import NOW, insider, personas
from words.language import Words

TODAY = NOW.date()
SPOKEN = ("body", "label", "help", "placeholder")
OPENS = re.compile(r'data-opens="([^"]+)"')


@pytest.fixture(autouse=True, scope="session")
def no_components() -> Iterator[None]:
    """At every run Streamlit looks through all installed packages for components. Schakel has none: save that time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        yield


@pytest.fixture(autouse=True, scope="session")
def charts_are_sound() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pages.frame.chart.HELD_AGAINST_SCHEMA", True)
        yield


@pytest.fixture(autouse=True, scope="session")
def what_is_put_there_shows() -> Iterator[None]:
    """Rows that a test writes itself are no act and give their network no new version: what was read is forgotten."""

    def forget(_: Session) -> None:
        visit._KEPT.clear()

    event.listen(Session, "after_commit", forget)
    yield
    event.remove(Session, "after_commit", forget)


@dataclass(frozen=True)
class Place:
    """A database with one network, and somebody of each role in it."""

    engine: Engine
    viewers: dict[Role, Viewer]


def _opened(sqlite_template: bytes, folder: Any) -> Engine:
    path = folder / "schakel.db"
    path.write_bytes(sqlite_template)
    return insider(f"sqlite:///{path}")


@pytest.fixture(scope="session")
def filled(sqlite_template: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The demo network, with its four personas."""
    engine = _opened(sqlite_template, tmp_path_factory.mktemp("filled"))
    with writing(engine) as session, unlimited(session):
        fill(session, TODAY)
    with reading(engine) as session:
        viewers = personas(session)
    yield Place(engine, viewers)
    engine.dispose()


@pytest.fixture(scope="session")
def empty(sqlite_template: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A network that was just opened: nobody and nothing in it."""
    engine = _opened(sqlite_template, tmp_path_factory.mktemp("empty"))
    with writing(engine) as session:
        network = Network(name="Nieuwstad", created_at=NOW)
        session.add(network)
        session.flush()
        viewers = {role: Viewer(network_id=network.id, role=role) for role in Role}
    yield Place(engine, viewers)
    engine.dispose()


@pytest.fixture(params=["filled", "empty"])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue(request.param)
    return found


class Drawn:
    """What came on the screen."""

    def __init__(self, app: AppTest) -> None:
        self.app = app
        self.elements = [node for node in (*app.main, *app.sidebar) if getattr(node, "proto", None) is not None]

    @property
    def title(self) -> str:
        return self.app.title[0].value if self.app.title else ""

    @property
    def buttons(self) -> list[str]:
        """By their keys, and those in a text of ours by the form they open."""
        drawn = [button.key or "" for button in self.app.button]
        written = (one for element in self.elements for one in OPENS.findall(getattr(element.proto, "body", "")))
        return [*drawn, *written]

    @property
    def texts(self) -> set[str]:
        """Every piece of text: of headings, labels, choices and each HTML element."""
        return {text.strip() for element in self.elements for text in _texts(element.proto)} - {""}


def _texts(proto: Any) -> Iterator[str]:
    fields = {field.name: value for field, value in proto.ListFields()}
    for name in SPOKEN:
        if isinstance(fields.get(name), str):
            yield from _inside(fields[name])
    # Pills carry more than a word.
    yield from (one if isinstance(one, str) else one.content for one in fields.get("options", ()))


def _inside(html: str) -> list[str]:
    """The text between the tags, and what is said of cells on a narrow screen."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

    Reader().feed(html)
    return found


def _script(draw: "Callable[[], None]") -> None:
    draw()


def draw(show: Callable[[Visit], None], place: Place, role: Role, day: date = TODAY) -> Drawn:
    """Let a page, or anything else that takes a visit, draw itself."""

    def visit() -> None:
        with reading(place.engine) as session:
            show(
                Visit(
                    engine=place.engine,
                    session=session,
                    viewer=place.viewers[role],
                    network_name="Voorbeeldstad",
                    today=TODAY,
                    day=day,
                    at=NOW,
                    words=Words("nl"),
                )
            )

    return Drawn(AppTest.from_function(_script, default_timeout=30, kwargs={"draw": visit}).run())


@pytest.fixture(autouse=True)
def nothing_breaks(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A page that breaks says so in a sentence and in the log; in a test that must not go unnoticed."""
    yield
    said = [record for record in caplog.get_records("call") if record.name == "schakel"]
    broken = [record.getMessage() for record in said if record.getMessage() != "act_slow"]  # the machine is busy
    if "breaks" not in request.keywords:
        assert broken == []
