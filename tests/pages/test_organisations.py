"""The list of organisations and the page of each: for every role, in Dutch, with the acts that fit."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import streamlit as st

from data_model.access import Role
from data_model.findings import Concern, Subject
from data_model.read.contact_list import contact_list
from data_model.read.organisation_list import organisation_list
from data_model.rules.contacts_states import ContactState
from data_model.rules.membership_states import MembershipState, Stay
from pages.acts import register
from pages.acts.dialog import Dialog
from pages.acts.organisation_dialogs import ADD, ANSWER, CHANGE, INVITE, LEAVE, PAUSE, RESUME, STEPS
from pages.frame.visit import Visit
from pages.network import organisations
from pages.network.organisation_history import events
from pages.questions.contact_chart import MOST, counted, most_to_do
from tests.pages.conftest import TODAY, Drawn, Place, draw
from tests.pages.test_pages import dialogs, in_english

FORMS = (ADD, CHANGE, INVITE, ANSWER, PAUSE, RESUME, LEAVE)
DAY = timedelta(days=1)


def key(dialog: Dialog) -> str:
    return dialog.key


def page_of(number: str, place: Place, role: Role, day: date = TODAY) -> Drawn:
    def show(visit: Visit) -> None:
        st.query_params["nr"] = number
        organisations.show(visit)

    return draw(show, place, role, day)


def numbered(place: Place, name: str) -> str:
    found: list[str] = []

    def show(visit: Visit) -> None:
        lines = organisation_list(visit.session, visit.viewer, visit.day)
        found.extend(str(line.id) for line in lines if line.name == name)

    draw(show, place, Role.COORDINATOR)
    return found[0]


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_the_coordinator_is_offered_these_forms(role: Role, filled: Place) -> None:
    assert not [form.key for form in FORMS if form.allowed(filled.viewers[role])]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["Wijkteam Noord", "Budgetmaatjes Voorbeeldstad", "Moskeevereniging Nour"])
def test_the_page_of_an_organisation_is_whole_and_dutch(name: str, role: Role, filled: Place) -> None:
    for day in (TODAY, TODAY - 200 * DAY, TODAY + 100 * DAY, TODAY - 900 * DAY):
        screen = page_of(numbered(filled, name), filled, role, day)
        assert not screen.app.exception
        assert screen.title.replace("\\", "") == name
        assert in_english(screen) == []
        if day != TODAY:
            assert not [button for button in screen.buttons if button.startswith(("do-", "act-"))]


def test_the_page_offers_what_fits_where_the_organisation_stands(filled: Place) -> None:
    found = set(dialogs(page_of(numbered(filled, "Wijkteam Noord"), filled, Role.COORDINATOR), "do-organisation-"))
    assert {"adjust", "member_pause", "member_leave", "contact", "departure", "carrier", "signature"} <= found
    assert not found & {"member_resume", "answer", "invite"}


def test_an_organisation_that_paused_takes_part_again(filled: Place) -> None:
    screen = page_of(numbered(filled, "Bibliotheek Voorbeeldstad"), filled, Role.PARTICIPANT)
    assert any(text.startswith("Doet weer mee sinds ") for text in screen.texts)
    assert {"Uitgenodigd", "Pauze vanaf deze dag", "Doet weer mee"} <= screen.texts


def test_a_manager_acts_on_the_own_organisation_only(filled: Place) -> None:
    own, other = (
        set(dialogs(page_of(numbered(filled, name), filled, Role.MANAGER), "do-"))
        for name in ("Stichting Welzijn Voorbeeldstad", "Wijkteam Noord")
    )
    mine = filled.viewers[Role.MANAGER].organisation_id
    if str(mine) != numbered(filled, "Stichting Welzijn Voorbeeldstad"):
        own = set(dialogs(page_of(str(mine), filled, Role.MANAGER), "do-"))
    assert {"signature", "departure"} <= own
    assert other == set()


@pytest.mark.parametrize("number", ["999999", "0", "-1", "zes", "1e3", "٣", "9" * 400, ""])
def test_a_number_that_is_nobody_shows_the_list_and_says_so(number: str, place: Place) -> None:
    screen = page_of(number, place, Role.COORDINATOR)
    assert not screen.app.exception
    assert screen.title == "Welke organisaties zitten in het netwerk?"
    assert [warning.value for warning in screen.app.warning] == [
        "Deze organisatie is niet gevonden. Kies er een in de lijst."
    ]


def test_an_empty_network_is_told_how_to_begin(empty: Place) -> None:
    screen = draw(organisations.show, empty, Role.COORDINATOR)
    assert [info.value for info in screen.app.info] == [
        "Er zijn nog geen organisaties. Voeg de eerste toe of importeer een kaart."
    ]
    assert "do-organisations-organisation" in screen.buttons


def test_the_list_is_searched_by_part_of_a_name_and_by_domain(filled: Place) -> None:
    app = draw(organisations.show, filled, Role.WEBBER).app
    app.text_input[0].input("  DE  kl").run()
    assert "Basisschool De Klimop" in Drawn(app).texts and "Wijkteam Noord" not in Drawn(app).texts
    app.text_input[0].input("").run()
    app.selectbox[0].select("faith").run()
    assert {"Diaconie De Open Deur", "Moskeevereniging Nour"} <= Drawn(app).texts
    assert "Basisschool De Klimop" not in Drawn(app).texts
    app.text_input[0].input("bestaat niet").run()
    assert [info.value for info in app.info] == [
        "Geen organisatie past bij deze keuze. Zoek op iets anders of kies alles."
    ]


@pytest.mark.parametrize("state", [None, *MembershipState])
def test_every_state_has_a_step(state: MembershipState | None) -> None:
    assert STEPS[state]


def test_a_finding_that_a_domain_is_missed_opens_the_form() -> None:
    assert register.BY_KIND["turnover.domain_lost"] is ADD


def opened(filled: Place, about: Subject) -> Drawn:
    return draw(lambda visit: ADD.body(visit, Concern(about=about), "form"), filled, Role.COORDINATOR)


def test_the_form_of_a_lost_domain_starts_with_an_invitation_in_that_domain(filled: Place) -> None:
    app = opened(filled, Subject("domain", 2, "education")).app
    assert (app.selectbox[0].value, app.radio[0].value, app.radio[1].value) == ("education", "formal", "invited")


def refused(place: Place, name: str, email: str = "") -> list[str]:
    app = draw(lambda visit: ADD.body(visit, None, "form"), place, Role.COORDINATOR).app
    app.text_input[0].input(name)
    app.text_input[3].input(email)
    app.selectbox[0].select("education")
    app.button[0].click().run()
    assert not app.exception
    assert app.text_input[0].value == name
    return [error.value.replace("\\", "") for error in app.error]


@pytest.mark.parametrize(
    ("name", "email", "said"),
    [
        ("", "", "Naam: Vul dit in."),
        (
            " wijkteam   NOORD ",
            "",
            "Naam: Het netwerk heeft al een organisatie met deze naam. Zoek die op, of kies een andere naam.",
        ),
        ("a" * 10_000, "", "Naam: Dit is te lang: 10.000 tekens. Gebruik er hoogstens 200."),
        ("Stichting 123456782", "", "Naam: Dit lijkt op een burgerservicenummer (BSN)."),
        ("Samen", "info@samen", "Algemeen e-mailadres: Dit is geen e-mailadres."),
    ],
)
def test_what_is_wrong_is_said_with_its_field_and_stays(name: str, email: str, said: str, filled: Place) -> None:
    (told,) = refused(filled, name, email)
    assert told.startswith(said)


def test_an_end_before_the_start_is_said_with_the_first_day_that_fits(filled: Place) -> None:
    app = draw(lambda visit: LEAVE.body(visit, None, "form"), filled, Role.COORDINATOR).app
    app.selectbox[0].select_index(0)
    app.date_input[0].set_value(date(1990, 1, 1))
    app.button[0].click().run()
    (told,) = (error.value.replace("\\", "") for error in app.error)
    assert told.startswith("Laatste dag in het netwerk: Deze dag is te vroeg. Kies een dag vanaf ")


@pytest.mark.parametrize("form", [INVITE, ANSWER, PAUSE, RESUME, LEAVE], ids=key)
def test_a_form_without_an_organisation_asks_for_one(form: Dialog, filled: Place) -> None:
    app = draw(lambda visit: form.body(visit, None, "form"), filled, Role.COORDINATOR).app
    if app.button:
        app.button[0].click().run()
        assert [error.value for error in app.error] == ["Organisatie: kies er eerst één."]


def test_a_time_that_goes_on_after_a_second_pause_is_told_as_one() -> None:
    first = Stay(TODAY - 90 * DAY, TODAY - 31 * DAY, TODAY - 60 * DAY, TODAY - 50 * DAY)
    second = Stay(TODAY - 30 * DAY, None, TODAY - 30 * DAY)
    told = [(on, what) for on, what in events((first, second))]
    assert told == [
        (TODAY - 90 * DAY, "Takes part from this day"),
        (TODAY - 60 * DAY, "Pause from this day"),
        (TODAY - 50 * DAY, "Takes part again"),
        (TODAY - 30 * DAY, "Pause from this day"),
    ]


def in_visit(place: Place, look: Callable[[Visit], None]) -> None:
    assert not draw(look, place, Role.COORDINATOR).app.exception


def test_the_chart_of_contact_data_counts_everybody_for_each_organisation(filled: Place) -> None:
    def look(visit: Visit) -> None:
        cards = contact_list(visit.session, visit.viewer, visit.day)
        counts = counted(cards)
        assert sum(states.total() for _, states in counts) == len(cards)
        assert [name for name, _ in counts] == sorted(name for name, _ in counts)
        left = [states.total() - states[ContactState.FRESH] for _, states in most_to_do(counts)]
        assert left == sorted(left, reverse=True) and len(left) <= MOST

    in_visit(filled, look)
