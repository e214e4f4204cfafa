"""No page shows anything of another network, whatever number or form its address asks for."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import select

from data_model.access import Role
from data_model.database import connect, reading
from data_model.findings import Concern, Subject
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from pages.frame.visit import Visit
from pages.menu import PAGES, Page
from tests.conftest import insider
from tests.elsewhere import FOREIGN, MARK, MISSING, fill_elsewhere
from tests.pages.any_form import dialogs
from tests.pages.conftest import Drawn, Place, draw

OPEN = [(page, role) for page in PAGES for role in Role]
BY_NUMBER = {"ritme", "organisaties", "mensen"}


@pytest.fixture(scope="module")
def beside(filled: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The demo network, and another in which every table has a row that says so; and nobody who sees all."""
    with filled.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path_factory.mktemp("beside") / "schakel.db"
    copy.write_bytes(Path(filled.engine.url.database or "").read_bytes())
    inside = insider(f"sqlite:///{copy}")
    fill_elsewhere(inside)
    inside.dispose()
    engine = connect(f"sqlite:///{copy}")
    yield Place(engine, filled.viewers)
    engine.dispose()


def everything(drawn: Drawn) -> str:
    """The whole tree of elements as it goes to the browser, without what differs each time it is drawn."""
    assert not drawn.app.exception
    return re.sub(r"id: \"[^\"]*\"", "", "\n".join(repr(one.proto) for one in drawn.elements))


def asking(show: Callable[[Visit], None], **address: object) -> Callable[[Visit], None]:
    def ask(visit: Visit) -> None:
        for name, value in address.items():
            st.query_params[name] = str(value)
        show(visit)

    return ask


def paths(pair: object) -> str:
    return pair.path or "vandaag" if isinstance(pair, Page) else str(pair)


@pytest.mark.parametrize(("page", "role"), OPEN, ids=paths)
def test_a_foreign_number_gives_the_page_of_a_number_nobody_has(beside: Place, page: Page, role: Role) -> None:
    if not page.allowed(beside.viewers[role]):
        return
    foreign = everything(draw(asking(page.show, nr=FOREIGN, formulier=f"do-{FOREIGN}"), beside, role))
    assert MARK not in foreign
    if page.path in BY_NUMBER:
        missing = everything(draw(asking(page.show, nr=MISSING, formulier=f"do-{MISSING}"), beside, role))
        assert foreign.replace(str(FOREIGN), "") == missing.replace(str(MISSING), "")


@pytest.mark.parametrize("role", Role)
def test_a_form_about_a_foreign_record_offers_nothing_of_it(beside: Place, role: Role) -> None:
    for dialog in dialogs():
        if dialog.key in ("accept", "norm") or not dialog.allowed(beside.viewers[role]):
            continue
        about = Concern(
            about=Subject(dialog.only_about or "organisation", FOREIGN, "iets"),
            organisation_id=FOREIGN,
            person_id=FOREIGN,
        )

        def show(visit: Visit, body: Callable[..., None] = dialog.body, about: Concern = about) -> None:
            body(visit, about, "form")

        assert MARK not in everything(draw(show, beside, role)), dialog.key


@pytest.mark.parametrize(("path", "table"), [("organisaties", Organisation), ("mensen", Person)])
def test_an_own_number_shows_the_record(beside: Place, path: str, table: Any) -> None:
    page = next(page for page in PAGES if page.path == path)
    with reading(insider(str(beside.engine.url))) as session:
        record = session.scalars(select(table).where(table.id != FOREIGN).order_by(table.id)).first()
        assert record is not None
        name = getattr(record, "name", None) or record.display_name
    assert draw(asking(page.show, nr=record.id), beside, Role.COORDINATOR).title == name
