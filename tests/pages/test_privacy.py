"""My data as buttons: what is read there, what a click does, and what others see afterwards."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy import select

from data_model.access import Role
from data_model.database import reading, writing
from data_model.read.kept_about import ACCOUNT, KEPT
from data_model.read.own_everything import LOG, Everything, everything_about
from data_model.scope import unlimited
from data_model.tables.account import Account
from data_model.tables.log import LogEntry
from data_model.tables.person import ContactChannel, NetworkRole, Person
from data_model.tables.privacy import PrivacyRequest
from demo.town import fill
from pages.frame.visit import Visit
from pages.menu import PAGES
from pages.office import privacy as office
from pages.own import export, mine
from pages.questions import today
from tests.conftest import insider
from tests.pages.conftest import TODAY, Drawn, Place, draw
from words.kept import COLUMNS, SECTIONS

BUT_COORDINATOR = [role for role in Role if role is not Role.COORDINATOR]


@pytest.fixture
def town(filled: Place, sqlite_template: bytes, tmp_path: Path) -> Iterator[Place]:
    """A demo network of one's own, to change."""
    path = tmp_path / "schakel.db"
    path.write_bytes(sqlite_template)
    engine = insider(f"sqlite:///{path}")
    with writing(engine) as session, unlimited(session):
        fill(session, TODAY)
    yield Place(engine, filled.viewers)
    engine.dispose()


def as_person(place: Place, role: Role, person_id: int) -> Place:
    return Place(place.engine, place.viewers | {role: replace(place.viewers[role], person_id=person_id)})


def by_name(place: Place, name: str) -> int:
    with reading(place.engine) as session:
        return session.scalars(select(Person.id).where(Person.display_name == name)).one()


def press(screen: Drawn, start: str) -> None:
    next(one for one in screen.app.button if (one.key or "").startswith(start)).click().run()
    assert not screen.app.exception and not screen.app.error


def test_every_table_and_column_that_is_told_has_a_name() -> None:
    told = (*KEPT, *ACCOUNT, LOG)
    assert {kept.table.__tablename__ for kept in told} == SECTIONS.keys()
    columns = {column for kept in told for column in (*kept.whose, *kept.told)} - {"id", "person_id", "account_id"}
    assert {column.removesuffix("_id") for column in columns} == COLUMNS.keys()


@pytest.mark.parametrize("role", Role)
def test_everybody_shields_their_contact_data_with_one_click_and_shows_them_again(role: Role, town: Place) -> None:
    own = town.viewers[role].person_id
    screen = draw(mine.show, town, role)
    press(screen, "shield-")
    with reading(town.engine) as session:
        assert own and session.get_one(Person, own).restricted_on == TODAY
    screen = draw(mine.show, town, role)
    press(screen, "lift-")
    with reading(town.engine) as session:
        assert session.get_one(Person, own).restricted_on is None


def test_what_is_shielded_is_nowhere_to_be_read_but_by_its_owner(town: Place) -> None:
    with writing(town.engine) as session, unlimited(session):
        person = session.scalars(select(Person).where(Person.display_name == "Yvonne Hendriks")).one()
        person.restricted_on = TODAY
        own = person.id
        values = set(session.scalars(select(ContactChannel.value).where(ContactChannel.person_id == own)))
    assert len(values) == 2
    for role in Role:
        place = as_person(town, role, by_name(town, "Cor Veldman"))
        for page in PAGES:
            if page.allowed(place.viewers[role]) and page.path not in ("beheer",):
                texts = "\n".join(draw(page.show, place, role).texts)
                assert [value for value in values if value in texts] == [], (role, page.path)
    texts = "\n".join(draw(mine.show, as_person(town, Role.WEBBER, own), Role.WEBBER).texts)
    assert all(value in texts for value in values)


def test_consent_for_a_private_number_and_for_lived_experience_is_taken_back_with_one_click_each(town: Place) -> None:
    person = by_name(town, "Shanti Ramdin")
    place = as_person(town, Role.PARTICIPANT, person)
    press(draw(mine.show, place, Role.PARTICIPANT), "withdraw-consent-")
    press(draw(mine.show, place, Role.PARTICIPANT), "withdraw-experience-")
    with reading(town.engine) as session:
        kinds = session.scalars(select(ContactChannel.kind).where(ContactChannel.person_id == person)).all()
        assert kinds == ["work_email"]
        assert session.scalars(select(NetworkRole).where(NetworkRole.person_id == person)).all() == []


def test_requests_show_with_the_day_of_the_answer_and_can_be_taken_back(town: Place) -> None:
    cor = as_person(town, Role.PARTICIPANT, by_name(town, "Cor Veldman"))
    screen = draw(mine.show, cor, Role.PARTICIPANT)
    assert {"Mijn verzoeken", "Mijn gegevens inzien", "10 dec 2026", "Wacht op antwoord"} <= screen.texts
    press(screen, "take-back-")
    assert "Ingetrokken" in draw(mine.show, cor, Role.PARTICIPANT).texts


def test_who_has_no_person_reads_a_sentence_and_no_buttons(empty: Place) -> None:
    for role in Role:
        screen = draw(mine.show, empty, role)
        assert screen.app.info[0].value.startswith("Je account hoort")
        assert not [key for key in screen.buttons if key.startswith(("do-", "shield", "copy", "withdraw"))]


@pytest.mark.parametrize("days", [-100, 100])
def test_on_another_day_no_right_is_a_button(days: int, filled: Place) -> None:
    for role in Role:
        screen = draw(mine.show, filled, role, TODAY + timedelta(days=days))
        assert not [key for key in screen.buttons if key.startswith(("do-", "shield", "lift", "withdraw", "take-"))]
        assert not screen.app.get("download_button")


def test_everything_can_be_read_on_the_page_itself(filled: Place) -> None:
    screen = draw(mine.show, filled, Role.PARTICIPANT)
    assert "Wie je bent" not in screen.texts
    next(one for one in screen.app.toggle if one.key == "own-everything").set_value(True).run()
    texts = Drawn(screen.app).texts
    assert {"Wie je bent", "Waar je werkt", "Hoe je te bereiken bent", "Jouw acties"} <= texts


def test_nothing_is_made_before_the_click(filled: Place) -> None:
    before = _lines(filled)
    screen = draw(mine.show, filled, Role.PARTICIPANT)
    files = screen.app.get("download_button")
    assert len(files) == 2
    assert all(not file.proto.url and file.proto.deferred_file_id for file in files)
    assert _lines(filled) == before


def _lines(place: Place) -> int:
    with reading(place.engine) as session:
        return len(session.scalars(select(LogEntry.id)).all())


def made(place: Place, role: Role) -> tuple[Everything, bytes, str]:
    """What the two files hold."""
    found: list[tuple[Everything, bytes, str]] = []

    def both(visit: Visit) -> None:
        assert visit.viewer.person_id
        everything = everything_about(visit.session, visit.viewer, visit.viewer.person_id)
        found.append((everything, export.as_json(visit, everything), export.as_document(visit, everything).decode()))

    assert not draw(both, place, role).app.exception
    return found[0]


@pytest.mark.parametrize("role", Role)
def test_both_files_tell_all_and_neither_tells_how_others_are_reached(role: Role, filled: Place) -> None:
    everything, data, document = made(filled, role)
    told = json.loads(data)
    assert told["records"].keys() == {section.table for section in everything.sections}
    own = {row["value"] for row in told["records"]["contact_channel"]}
    with reading(filled.engine) as session:
        values = set(session.scalars(select(ContactChannel.value)))
        mails = set(session.scalars(select(Account.email).where(Account.id != filled.viewers[role].account_id)))
    text = data.decode()
    assert own <= values and all(value in text and value in document for value in own)
    assert [value for value in (values | mails) - own if value in text or value in document] == []


def test_the_document_has_a_heading_for_each_table_and_no_code_or_script(filled: Place) -> None:
    everything, _, document = made(filled, Role.COORDINATOR)
    headings: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, _: object) -> None:
            assert tag not in ("script", "img", "link", "iframe")
            headings.extend([tag] if tag == "h2" else [])

    Reader().feed(document)
    assert len(headings) == len(everything.sections) > 8
    assert document.startswith('<!DOCTYPE html><html lang="nl">') and "public_task" not in document


def test_the_coordinator_reads_what_waits_and_hears_on_vandaag_when_it_is_late(town: Place) -> None:
    texts = draw(office.section, town, Role.COORDINATOR).texts
    assert {"Cor Veldman", "wil de eigen gegevens inzien", "Antwoord uiterlijk 10 december 2026."} <= texts
    late = "De termijn voor 1 verzoek over persoonsgegevens is voorbij."
    assert late not in draw(today.show, town, Role.COORDINATOR).texts
    with writing(town.engine) as session, unlimited(session):
        for request in session.scalars(select(PrivacyRequest).where(PrivacyRequest.kind == "access")):
            request.received_on, request.answer_by_on = TODAY - timedelta(days=40), TODAY - timedelta(days=1)
    assert late in draw(today.show, town, Role.COORDINATOR).texts
    assert (
        "Het antwoord had er uiterlijk 21 november 2026 moeten zijn."
        in draw(office.section, town, Role.COORDINATOR).texts
    )
    for role in BUT_COORDINATOR:
        assert late not in draw(today.show, town, role).texts


def test_an_empty_list_of_requests_says_where_they_come_from(empty: Place) -> None:
    texts = draw(office.section, empty, Role.COORDINATOR).texts
    assert any(text.startswith("Er wacht geen verzoek op antwoord.") for text in texts)
