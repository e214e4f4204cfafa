"""The page of the what-if: the choice and its address, the answer with a step each, and what is refused."""

from datetime import date, timedelta

import pytest
import streamlit as st
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from data_model.access import Role
from data_model.database import reading
from data_model.findings import Subject
from data_model.rules.what_if import Compared, WhatIf
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from pages.frame.links import what_if_link
from pages.frame.visit import Visit
from pages.network import organisation, person
from pages.questions import what_if, what_if_answer
from tests.pages.conftest import TODAY, Drawn, Place, draw
from tests.pages.test_pages import in_english

SAMIRA, NOOR = "Samira El Idrissi", "Noor Achterberg"


def number(place: Place, name: str) -> int:
    """Of a person or an organisation."""
    with reading(place.engine) as session:
        people = session.scalars(select(Person.id).where(Person.display_name == name)).all()
        return next(iter(people or session.scalars(select(Organisation.id).where(Organisation.name == name)).all()))


def asked(place: Place, who: str = "", on: str = "", role: Role = Role.COORDINATOR, day: date = TODAY) -> Drawn:
    """The page at an address."""

    def show(visit: Visit) -> None:
        if "asked" not in st.session_state:
            st.session_state["asked"] = True
            st.query_params.update({name: value for name, value in (("wie", who), ("op", on)) if value})
        what_if.show(visit)
        st.text("|".join(f"{name}={st.query_params.get(name, '')}" for name in ("wie", "op")))

    return draw(show, place, role, day)


def said(screen: Drawn) -> str:
    return "\n".join(sorted(screen.texts))


def test_without_a_choice_the_page_says_that_nothing_is_kept(place: Place) -> None:
    screen = asked(place)
    assert not screen.app.exception and in_english(screen) == []
    assert "niet bewaard" in screen.app.info[0].value
    assert screen.app.text[0].value == "wie=|op="


def test_an_answer_stands_in_the_address_and_says_what_is_lost_with_a_step_each(filled: Place) -> None:
    who = f"p{number(filled, SAMIRA)}"
    screen = asked(filled, who)
    assert not screen.app.exception and in_english(screen) == []
    assert screen.app.text[0].value == f"wie={who}|op={TODAY.isoformat()}"
    assert f"Zonder {SAMIRA}" in screen.app.header[0].value.replace("\\", "")
    text = said(screen)
    assert f"Als {SAMIRA} op 22 november 2026 weggaat, valt 1 verbinding weg" in text
    assert "niet meer bereikbaar voor de gemeente" in text and "Als iedereen blijft" in text
    assert [one.value for one in screen.app.subheader][:3] == [
        "Niet meer bereikbaar voor de gemeente (3)",
        "Verbindingen die wegvallen (1)",
        "Acties zonder persoon (2)",
    ]
    shown = {key.rpartition("-")[0].removeprefix("act-what-if-") for key in screen.buttons}
    assert shown >= {"cut_off-0", "link-0", "action-0", "action-1"}
    assert "Vraag wie bij Stichting Welzijn Voorbeeldstad deze verbinding kan overnemen." in text


def test_people_and_organisations_are_chosen_together_on_a_day_to_come(filled: Place) -> None:
    who = f"p{number(filled, NOOR)},o{number(filled, 'Stichting Leergeld Voorbeeldstad')}"
    day = TODAY + timedelta(days=40)
    screen = asked(filled, who, day.isoformat())
    assert not screen.app.exception and in_english(screen) == []
    assert len(screen.app.multiselect[0].value) == 2 and screen.app.date_input[0].value == day
    assert "Stichting Leergeld Voorbeeldstad" in screen.app.header[0].value.replace("\\", "")


def test_choosing_anew_answers_at_once(filled: Place) -> None:
    screen = asked(filled)
    box = screen.app.multiselect[0]
    chosen = next(one for one in box.options if one.startswith(NOOR))
    box.select(chosen)
    app: AppTest = screen.app.run()
    assert f"p{number(filled, NOOR)}" in app.text[0].value and NOOR in app.header[0].value.replace("\\", "")


@pytest.mark.parametrize("who", ["p999999", "x1", "p1;drop", "o-3", "p²", "p1,p2,p3,p4", ",", "p" + "9" * 40])
def test_a_strange_address_gives_a_sentence_or_nothing(who: str, filled: Place) -> None:
    screen = asked(filled, who, on="2026-13-45")
    assert not screen.app.exception and in_english(screen) == []
    assert len(screen.app.warning) == (who != ",")
    assert screen.app.date_input[0].value == TODAY


def test_a_day_that_is_over_is_refused_in_a_sentence(filled: Place) -> None:
    screen = asked(filled, f"p{number(filled, NOOR)}", (TODAY - timedelta(days=1)).isoformat())
    assert not screen.app.exception
    assert "te vroeg" in screen.app.warning[0].value or "op deze dag" in screen.app.warning[0].value


def test_looking_back_the_page_starts_today_and_offers_no_acts(filled: Place) -> None:
    who = f"p{number(filled, SAMIRA)}"
    screen = asked(filled, who, day=TODAY - timedelta(days=30))
    assert screen.app.date_input[0].value == TODAY and "Zonder" in screen.app.header[0].value
    assert [key for key in screen.buttons if key.startswith("act-")] == []


def test_that_nothing_changes_is_said(filled: Place) -> None:
    answer = WhatIf((Subject("person", 1, "Ad"),), TODAY, (Compared("rhythm"),), ())

    def show(visit: Visit) -> None:
        what_if_answer.show(visit, answer)

    screen = draw(show, filled, Role.COORDINATOR)
    assert "Als Ad op 22 november 2026 weggaat, verandert er niets aan wat aandacht vraagt." in screen.texts
    assert screen.app.success and in_english(screen) == []


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER])
def test_others_see_what_is_theirs(role: Role, filled: Place) -> None:
    screen = asked(filled, role=role)
    assert not screen.app.exception
    own = filled.viewers[role]
    options = screen.app.multiselect[0].options
    with reading(filled.engine) as session:
        name = session.scalars(select(Person.display_name).where(Person.id == own.person_id)).first()
    assert (role is Role.MANAGER) or all(not one.startswith(f"{name} ·") for one in options)
    assert len(options) < 10 or role is Role.WEBBER


def test_the_pages_of_people_and_organisations_lead_there_for_who_watches_all(filled: Place) -> None:
    samira, house = number(filled, SAMIRA), number(filled, "Stichting Welzijn Voorbeeldstad")
    assert f'href="/wisselingen?deel=watals&amp;wie=p{samira}"' in what_if_link([samira], [], "Wat als?")
    for show, id, text in (
        (person.show, samira, "Wat als deze persoon weggaat?"),
        (organisation.show, house, "Wat als deze organisatie weggaat?"),
    ):
        for role, seen in ((Role.COORDINATOR, True), (Role.PARTICIPANT, False)):

            def page(visit: Visit, show=show, id=id) -> None:  # type: ignore[no-untyped-def]
                show(visit, id)

            assert (text in draw(page, filled, role).texts) is seen
