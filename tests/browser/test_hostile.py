"""Texts that try to be a script, stored wherever text can be: the browser shows them, and runs and fetches nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload
from sqlalchemy import Text, func, select, update

from data_model.access import Role
from data_model.database import writing
from data_model.tables.base import Base, NetworkRecord, Told
from data_model.tables.map import Relation, RelationCarrier
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from data_model.tables.turnover import TurnoverEvent
from tests.browser.conftest import Site, serve
from tests.browser.walker import Walker
from tests.conftest import insider
from tests.exchange.making import contacts
from tests.hostile import PAYLOADS
from tests.pages.test_untranslated import codes

ROLES = {"coordinator": Role.COORDINATOR, "webber": Role.WEBBER, "manager": Role.MANAGER, "deelnemer": Role.PARTICIPANT}
# Shapes that are checked when they come in, so that nothing else can stand there.
SHAPED = {"website", "general_email", "general_phone", "value", "file_kind", "external_id", "kind"}
TOGETHER = 9  # texts in one place, so that all come by on every page
LONGEST = 190
LISTEN = """window.ran = 0; window.hacked = () => { window.ran += 1; };
window.alert = window.confirm = window.prompt = () => { window.ran += 1; };"""
# What Schakel and Streamlit never draw themselves, and every one of these texts would like to be.
WHOLE = "all => all.map(one => one.outerHTML)"
FOREIGN = (
    "main :is(script, iframe, object, embed, video, audio, marquee, math, base, link, meta, style),"
    "main :is([onerror], [onload], [onfocus], [ontoggle], [onbegin], [onstart]),"
    "main :is([href^='javascript:' i], [src*='evil.example'], [href*='evil.example'], [action*='evil.example'])"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(tmp_path_factory.mktemp("hostile")) as site:
        _poison(site.database_url)
        yield site


def _poison(database_url: str) -> None:
    """Each text that people typed becomes hostile, in turns."""
    engine, turn = insider(database_url), 0
    with writing(engine) as session:
        for mapper in Base.registry.mappers:
            table = mapper.class_
            if not issubclass(table, NetworkRecord):
                continue
            for column in (c for c in mapper.columns if isinstance(c.type, Text | Told) and c.name not in SHAPED):
                for id, text in session.execute(select(table.id, column).where(column.is_not(None))).all():
                    if text and text not in codes():
                        some = [PAYLOADS[(turn * TOGETHER + n) % len(PAYLOADS)] for n in range(TOGETHER)]
                        turn += 1
                        session.execute(
                            update(table).where(table.id == id).values({column.name: f"{turn} {' '.join(some)}"})
                        )
    engine.dispose()


def _names(site: Site) -> list[tuple[str, str]]:
    """The page of one organisation and of one person."""
    engine = insider(site.database_url)
    with engine.connect() as connection:
        house = connection.execute(select(Organisation.id, Organisation.name)).first()
        person = connection.execute(select(Person.id, Person.display_name)).first()
    engine.dispose()
    assert house and person
    return [(f"organisaties?nr={house[0]}", house[1]), (f"mensen?nr={person[0]}", person[1])]


def _parts(site: Site) -> list[str]:
    """What has an address of its own on a page: one departure, one place and one link on the map, a what-if."""
    engine = insider(site.database_url)
    with engine.connect() as connection:
        changes = connection.scalars(select(TurnoverEvent.id)).all()
        house, link = connection.scalar(select(Organisation.id)), connection.scalar(select(func.max(Relation.id)))
        person = connection.scalar(select(func.max(RelationCarrier.person_id)))
    engine.dispose()
    parts = (f"netwerkkaart?nr={house}", f"netwerkkaart?link={link}", "wisselingen?deel=kwetsbaar")
    return [*(f"wisselingen?nr={id}" for id in changes), *parts, f"wisselingen?deel=watals&wie=p{person}"]


@pytest.mark.parametrize("persona", ROLES)
def test_no_stored_text_runs_draws_or_asks_anything(browser: Browser, hostile: Site, persona: str) -> None:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900})
    context.add_init_script(LISTEN)
    someone = Walker(context, hostile)
    someone.be(persona)
    pages = [link.get_attribute("href") or "/" for link in someone.page.get_by_test_id("stSidebarNavLink").all()]
    shown = ""
    named = [address for address, _ in _names(hostile)]
    for address in [*(page.rsplit("/", 1)[-1] for page in pages), *named, *_parts(hostile)]:
        someone.look(address, (1440, 900))
        shown += someone.text()
        assert someone.page.locator(FOREIGN).evaluate_all(WHOLE) == [], address
        assert someone.page.evaluate("window.ran") == 0, address
    assert (someone.foreign, someone.errors) == ([], [])
    assert sum(payload in shown for payload in PAYLOADS) == len(PAYLOADS)
    context.close()


def test_a_name_stands_there_as_it_was_typed(browser: Browser, hostile: Site) -> None:
    context = browser.new_context(locale="nl-NL")
    context.add_init_script(LISTEN)
    someone = Walker(context, hostile)
    someone.be("coordinator")
    for address, name in _names(hostile):
        someone.go(address)
        assert someone.page.get_by_role("heading", level=1).inner_text().strip() == " ".join(name.split())
    context.close()


def test_a_file_full_of_them_is_shown_and_taken_in_as_text(browser: Browser, hostile: Site) -> None:
    context = browser.new_context(locale="nl-NL")
    context.add_init_script(LISTEN)
    someone = Walker(context, hostile)
    someone.be("coordinator")
    someone.go("uitwisselen")
    texts = [text for text in PAYLOADS if len(text) < LONGEST]
    rows = [[f"Huis {n}", f"Mens {n}", text, text, text] for n, text in enumerate(texts)]
    file = FilePayload(name="<img src=x onerror=hacked()>.csv", mimeType="text/csv", buffer=contacts(*rows))
    someone.page.locator("input[type=file]").set_input_files(file)
    someone.page.get_by_role("button", name="Haal binnen", exact=True).click()
    someone.page.get_by_text("Het bestand is binnengehaald.").wait_for()
    someone.settle()
    assert someone.page.locator(FOREIGN).count() == 0
    someone.look("mensen", (1440, 900))
    assert len(texts) > 70 and all(text in someone.text() for text in texts)
    assert someone.page.locator(FOREIGN).count() == 0 and someone.page.evaluate("window.ran") == 0
    assert (someone.foreign, someone.errors) == ([], [])
    context.close()
