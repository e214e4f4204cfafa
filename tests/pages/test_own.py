"""The day of each role and the page of one's own: what is read first, and what can be done from there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.findings import Concern, Subject
from data_model.tables.covenant import Covenant, CovenantParty, ManagementApproval
from data_model.tables.network import Network
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, ConfirmationRound, ContactChannel, ContactConfirmation, Person
from pages.acts.round_dialogs import ROUND, WRONG
from pages.own import mine
from pages.questions import contacts, today
from tests.conftest import NOW, insider
from tests.pages.conftest import TODAY, Drawn, Place, draw
from tests.pages.test_pages import in_english

SOON = TODAY + timedelta(days=14)
OTHER_DAYS = [TODAY - timedelta(days=100), TODAY + timedelta(days=100)]


def put(place: Place, table: type[Any], **values: Any) -> int:
    with writing(place.engine) as session:
        network_id = place.viewers[Role.COORDINATOR].network_id
        record = table(network_id=network_id, created_at=NOW, **values)
        session.add(record)
        session.flush()
        return int(record.id)


@pytest.fixture
def village(sqlite_template: bytes, tmp_path: Path) -> Iterator[Place]:
    """A school with Amina, who takes part, and a manager; nothing agreed yet."""
    path = tmp_path / "schakel.db"
    path.write_bytes(sqlite_template)
    engine = insider(f"sqlite:///{path}")
    with writing(engine) as session:
        network = Network(name="Dorp", trajectory_ended_on=TODAY, created_at=NOW)
        session.add(network)
        session.flush()
        viewers = {role: Viewer(network_id=network.id, role=role) for role in Role}
    place = Place(engine, viewers)
    school = put(place, Organisation, name="De Klimop")
    put(place, Membership, organisation_id=school, joined_on=OTHER_DAYS[0])
    amina = put(place, Person, display_name="Amina")
    put(
        place, Affiliation, person_id=amina, organisation_id=school, start_on=OTHER_DAYS[0], function_title="Leerkracht"
    )
    for role in Role:
        viewers[role] = replace(viewers[role], organisation_id=school, person_id=amina)
    yield place
    engine.dispose()


def covenant(place: Place, end_on: date | None = date(2027, 6, 30), **party: Any) -> int:
    start = {"drafted_on": OTHER_DAYS[0], "in_force_on": OTHER_DAYS[0]}
    id = put(place, Covenant, kind="convenant", title="Samen", end_on=end_on, **start)
    school = place.viewers[Role.MANAGER].organisation_id
    put(place, CovenantParty, covenant_id=id, organisation_id=school, **{"joined_on": OTHER_DAYS[0]} | party)
    return id


def lead(place: Place, day: date = TODAY) -> str:
    """The sentence with which the day of a manager begins."""
    screen = draw(today.show, place, Role.MANAGER, day)
    assert not screen.app.exception
    return next(
        text
        for text in screen.texts
        if text.startswith(("Het convenant geldt", "Het convenant gold", "Er is nog geen convenant."))
    )


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("day", OTHER_DAYS)
def test_on_another_day_there_is_nothing_to_do(role: Role, day: date, filled: Place) -> None:
    for page in (today.show, mine.show):
        screen = draw(page, filled, role, day)
        assert not screen.app.exception and in_english(screen) == []
        assert [key for key in screen.buttons if key.startswith(("do-", "act-", "still-right"))] == []


@pytest.mark.parametrize(
    ("party", "sentence"),
    [
        ({}, "Het convenant geldt tot en met 30 juni 2027. Jouw organisatie moet nog tekenen."),
        ({"signed_on": TODAY}, "Het convenant geldt tot en met 30 juni 2027. Jouw organisatie heeft getekend."),
        ({"declined_on": TODAY}, "Het convenant geldt tot en met 30 juni 2027. Jouw organisatie tekent niet."),
        (
            {"role": "named_only"},
            "Het convenant geldt tot en met 30 juni 2027. Jouw organisatie hoeft niet te tekenen.",
        ),
        (
            {"subject_to_mandate_on": TODAY},
            "Het convenant geldt tot en met 30 juni 2027. Jouw organisatie tekende onder voorbehoud van mandaat.",
        ),
    ],
)
def test_a_manager_reads_in_a_sentence_where_the_covenant_stands(
    village: Place, party: dict[str, Any], sentence: str
) -> None:
    covenant(village, **party)
    assert lead(village) == sentence


def test_the_sentence_follows_the_day(village: Place) -> None:
    assert lead(village) == "Er is nog geen convenant."
    covenant(village, signed_on=TODAY)
    assert (
        lead(village, date(2027, 7, 1))
        == "Het convenant gold tot en met 30 juni 2027. Jouw organisatie heeft getekend."
    )
    assert lead(village, OTHER_DAYS[0] - timedelta(days=1)) == "Er is nog geen convenant."


def test_a_covenant_without_an_end_says_so(village: Place) -> None:
    covenant(village, None, signed_on=TODAY)
    assert lead(village) == "Het convenant geldt, zonder einddatum. Jouw organisatie heeft getekend."


def steps(place: Place) -> list[str]:
    """The buttons that stand with what the organisation still has to do."""
    found = draw(today.show, place, Role.MANAGER).buttons
    return [key.removeprefix("do-own-").rstrip("0123456789") for key in found if key.startswith("do-own-")]


def test_a_manager_finds_a_button_at_each_thing_to_do(village: Place) -> None:
    id = covenant(village)
    assert steps(village) == ["covenant_party-1-signature"]
    school = village.viewers[Role.MANAGER].organisation_id
    put(village, ManagementApproval, covenant_id=id, organisation_id=school, needed="yes", asked_on=TODAY)
    assert steps(village) == ["covenant_party-1-signature", "management_approval-1-approval"]
    with writing(village.engine) as session:
        session.get_one(CovenantParty, 1).signed_on = TODAY
        session.get_one(ManagementApproval, 1).given_on = TODAY
    screen = draw(today.show, village, Role.MANAGER)
    assert "Je hoeft nu niets te doen voor het convenant." in {one.value for one in screen.app.success}


def test_a_manager_reads_no_actions_of_people(filled: Place) -> None:
    texts = draw(today.show, filled, Role.MANAGER).texts | draw(mine.show, filled, Role.MANAGER).texts
    assert "Mijn acties" not in texts
    assert "De gesprekskaart uitproberen in groep 7" not in texts


def test_a_participant_says_in_one_tap_that_the_data_are_right(village: Place) -> None:
    amina = village.viewers[Role.PARTICIPANT].person_id
    put(village, ContactChannel, person_id=amina, kind="work_phone", value="+31 592 123 456", added_on=OTHER_DAYS[0])
    screen = draw(today.show, village, Role.PARTICIPANT)
    assert {"+31 592 123 456", "iedereen in het netwerk"} <= screen.texts
    screen.app.button("still-right-1").click().run()
    with reading(village.engine) as session:
        (said,) = session.scalars(select(ContactConfirmation))
    assert (said.person_id, said.result, said.confirmed_by) == (amina, "correct", "self")


def test_without_contact_data_there_is_nothing_to_confirm(village: Place) -> None:
    buttons = draw(today.show, village, Role.PARTICIPANT).buttons
    assert "do-own-contact" in buttons and not [key for key in buttons if key.startswith("still-right")]


def test_an_action_comes_with_its_own_button(filled: Place) -> None:
    screen = draw(today.show, filled, Role.PARTICIPANT)
    assert "De gesprekskaart uitproberen in groep 7" in screen.texts
    assert len([key for key in screen.buttons if key.startswith("do-own-") and key.endswith("-action")]) == 2


def round_of(place: Place, **other: Any) -> None:
    put(place, ConfirmationRound, **{"started_on": TODAY, "answer_by_on": date(2026, 12, 5)} | other)


def notices(screen: Drawn) -> list[str]:
    return [one.value for one in screen.app.info if one.value.startswith("Bevestigingsronde")]


def test_a_round_is_on_the_day_of_who_did_not_answer_yet(village: Place) -> None:
    assert notices(draw(today.show, village, Role.PARTICIPANT)) == []
    round_of(village)
    for role in (Role.PARTICIPANT, Role.WEBBER):
        assert notices(draw(today.show, village, role)) == [
            "Bevestigingsronde: geef antwoord uiterlijk op 5 december 2026. Kloppen je contactgegevens nog?"
        ]
    late = notices(draw(today.show, village, Role.PARTICIPANT, date(2026, 12, 6)))
    assert late == ["Bevestigingsronde: kloppen je contactgegevens nog? Je antwoord is nog steeds welkom."]
    amina = village.viewers[Role.PARTICIPANT].person_id
    put(village, ContactConfirmation, person_id=amina, confirmed_on=TODAY, confirmed_by="self", result="correct")
    assert notices(draw(today.show, village, Role.PARTICIPANT)) == []


@pytest.mark.parametrize(("role", "named"), [(Role.COORDINATOR, True), (Role.WEBBER, False), (Role.MANAGER, False)])
def test_who_did_not_answer_is_for_the_coordinator(role: Role, named: bool, village: Place) -> None:
    round_of(village)
    screen = draw(contacts.show, village, role)
    assert not screen.app.exception and in_english(screen) == []
    assert "0 van de 1 mensen gaven antwoord sinds 22 november 2026. Antwoorden kan tot en met 5 december 2026." in (
        screen.texts
    )
    assert ("1 persoon gaf nog geen antwoord" in {one.label for one in screen.app.expander}) is named


def test_a_participant_reads_on_the_contacts_page_that_an_answer_is_asked(village: Place) -> None:
    round_of(village)
    screen = draw(contacts.show, village, Role.PARTICIPANT)
    assert notices(screen) and "do-round-wrong" in screen.buttons


@pytest.mark.parametrize("running", [False, True])
def test_the_form_of_a_round_is_whole_and_dutch(running: bool, village: Place) -> None:
    if running:
        round_of(village)
    screen = draw(lambda visit: ROUND.body(visit, None, "form"), village, Role.COORDINATOR)
    assert not screen.app.exception and in_english(screen) == []
    assert [button.label for button in screen.app.button] == ["Sluit de ronde" if running else "Start de ronde"]


@pytest.mark.parametrize("role", [Role.WEBBER, Role.PARTICIPANT])
def test_wrong_data_of_others_are_reported_from_a_form(role: Role, place: Place) -> None:
    screen = draw(lambda visit: WRONG.body(visit, None, "form"), place, role)
    assert not screen.app.exception and in_english(screen) == []
    if role is Role.PARTICIPANT:
        assert not [name for box in screen.app.selectbox for name in box.options if "Marieke de Wit" in name]


def test_who_may_report_what(filled: Place) -> None:
    other = Concern(about=Subject("person", 1), person_id=1, organisation_id=1)
    for role, may in ((Role.COORDINATOR, False), (Role.MANAGER, False), (Role.WEBBER, True), (Role.PARTICIPANT, True)):
        viewer = filled.viewers[role]
        assert WRONG.allowed(viewer) is WRONG.allowed(viewer, other) is may
        own = Concern(about=Subject("person", viewer.person_id or 0), person_id=viewer.person_id)
        assert not WRONG.allowed(viewer, own)


@pytest.mark.parametrize("role", Role)
def test_my_page_tells_an_account_without_a_person_why_it_is_empty(role: Role, empty: Place) -> None:
    screen = draw(mine.show, empty, role)
    assert [one.value[:51] for one in screen.app.info] == ["Je account hoort niet bij een persoon in dit netwer"]


def test_my_page_holds_my_tasks_and_the_way_to_leave(filled: Place) -> None:
    webber = draw(mine.show, filled, Role.WEBBER)
    assert any(text.startswith("Je bent webber: ") for text in webber.texts)
    assert "do-mine-departure" in webber.buttons
    assert any(text.startswith("Schakel bewaart je naam") for text in webber.texts)
    participant = draw(mine.show, filled, Role.PARTICIPANT)
    assert any(text.startswith("Je onderhoudt de verbindingen van Basisschool De Klimop") for text in participant.texts)


def test_a_webber_reads_what_is_expected(filled: Place) -> None:
    screen = draw(today.show, filled, Role.WEBBER)
    assert {
        "Neemt binnen twee werkdagen contact op als je belt.",
        "Je laat weten hoe het is afgelopen.",
    } <= screen.texts
    assert {"Gegeven updates", "Updates die nog worden verwacht"} <= screen.texts
    assert screen.buttons.index("do-own-meeting") == 0
