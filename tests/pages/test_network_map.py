"""The page of the map: the weakest place first, a story for what is chosen, and the same in lists."""

from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.read.network_picture import NetworkPicture, network_picture
from data_model.scope import unlimited
from demo.big import fill_big
from pages.frame.visit import Visit
from pages.network import map_choice, network_map
from pages.network.map_chart import CROWDED, FAINT, option
from pages.network.map_choice import CHOICE, DRAWN, Wanted, shown
from tests.pages.conftest import TODAY, Drawn, Place, draw
from tests.pages.test_pages import in_english
from words.language import Words

BRIDGE = ("Buurtkamer Oost", "Stichting Welzijn Voorbeeldstad")


def picture(place: Place, role: Role = Role.COORDINATOR) -> NetworkPicture:
    with reading(place.engine) as session:
        return network_picture(session, place.viewers[role], TODAY)


def named(found: NetworkPicture, *names: str) -> tuple[int, ...]:
    return tuple(next(one.id for one in found.organisations if one.name == name) for name in names)


def page_with(place: Place, role: Role = Role.COORDINATOR, **state: Any) -> Drawn:
    def show(visit: Visit) -> None:
        for key, value in state.items():
            if key not in st.session_state:
                st.session_state[key.replace("_", "-")] = value
        network_map.show(visit)

    return draw(show, place, role)


def said(screen: Drawn) -> str:
    return "\n".join(screen.texts)


def test_the_weakest_place_comes_first(filled: Place) -> None:
    text = said(draw(network_map.show, filled, Role.COORDINATOR))
    assert "Zonder Stichting Welzijn Voorbeeldstad zijn Buurtkamer Oost, Moskeevereniging Nour en" in text
    assert "De zwakste verbinding is Buurtkamer Oost – Stichting Welzijn Voorbeeldstad (loopt gevaar)." in text


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PARTICIPANT])
def test_who_does_not_watch_the_network_hears_no_weak_place(role: Role, filled: Place) -> None:
    text = said(draw(network_map.show, filled, role))
    assert "Op de kaart staan 22 organisaties en 55 verbindingen." in text
    assert "niet meer bereikbaar" not in text and "niet te bereiken" not in text
    assert ("Loopt gevaar" in text) is (role is Role.MANAGER)


def test_an_organisation_that_is_chosen_tells_its_story(filled: Place) -> None:
    found = picture(filled)
    for name in ("Wijkteam Noord", "Dekiem", "Moskeevereniging Nour"):
        for one in (one for one in found.organisations if one.name == name):
            screen = page_with(filled, map_choice=(one.id,))
            assert one.name in {header.value.replace("\\", "") for header in screen.app.header}
            assert "do-map-organisation-new_link" in screen.buttons
            assert in_english(screen) == []


def test_a_link_that_is_chosen_tells_its_story(filled: Place) -> None:
    screen = page_with(filled, map_choice=named(picture(filled), *BRIDGE))
    assert "Stichting Welzijn Voorbeeldstad – Buurtkamer Oost" in said(screen).replace("\\", "")
    assert not screen.app.exception


@pytest.mark.parametrize("role", Role)
def test_the_same_stands_in_tables(role: Role, filled: Place) -> None:
    screen = page_with(filled, role, map_organisations=True, map_ties=True)
    text = said(screen)
    assert not screen.app.exception and in_english(screen) == []
    found = picture(filled, role)
    assert {one.name for one in found.organisations} <= set(text.split("\n"))
    depends = "Zonder deze niet te bereiken" in text and "Wat ervan afhangt" in text
    assert depends is (role in (Role.COORDINATOR, Role.WEBBER))
    assert ("Wie onderhoudt de verbinding" in text) is (role is not Role.PARTICIPANT)


def test_an_address_may_name_an_organisation(filled: Place) -> None:
    (id,) = named(picture(filled), "Wijkteam Noord")

    def show(visit: Visit) -> None:
        st.query_params["nr"] = str(id)
        network_map.show(visit)

    assert "Wijkteam Noord" in {header.value for header in draw(show, filled, Role.COORDINATOR).app.header}


def test_a_choice_that_is_gone_is_forgotten(filled: Place) -> None:
    screen = page_with(filled, map_choice=(9999,))
    assert not screen.app.exception and screen.app.session_state[CHOICE] is None


def test_an_empty_network_teaches_how_to_begin(empty: Place) -> None:
    screen = draw(network_map.show, empty, Role.COORDINATOR)
    assert "Er zijn nog geen organisaties." in said(screen)
    assert "do-map-begin-organisation" in screen.buttons


def clicked(found: NetworkPicture, kind: str, *indices: int) -> Any:
    """What is chosen after such a click."""

    def click() -> None:
        import streamlit as st

        from pages.network.map_choice import clicked

        clicked("drawing")
        st.write("done")

    app = AppTest.from_function(click)
    app.session_state[DRAWN] = ([(one.id,) for one in found.organisations], [tie.ends for tie in found.ties])
    group = [{"data_type": kind, "data_indices": list(indices)}] if indices else []
    app.session_state["drawing"] = {"selection": {"selected": group}}
    app.session_state[CHOICE] = "before"
    app.run()
    assert not app.exception
    return app.session_state[CHOICE]


def test_a_click_on_the_map_is_a_choice(filled: Place) -> None:
    found = picture(filled)
    assert clicked(found, "node", 3) == (found.organisations[3].id,)
    assert clicked(found, "edge", 5) == found.ties[5].ends
    assert clicked(found, "node") is None
    assert clicked(found, "node", 999) == clicked(found, "edge", -1) == "before"


def test_what_does_not_fit_a_choice_stays_but_faint(filled: Place) -> None:
    found = picture(filled)
    faith = shown(found, (), 0, Wanted(domain="faith"), keepers=False)
    assert len(faith.organisations) == 22
    assert set(found.names(tuple(faith.bright))) == {"Diaconie De Open Deur", "Moskeevereniging Nour"}
    drawn = option(found, faith, 0, Words())["series"][0]
    faint = [node for node in drawn["data"] if node["itemStyle"]["opacity"] == FAINT]
    assert len(faint) == 20 and len(drawn["links"]) == 55
    webbers = shown(found, (), 0, Wanted(sort="webber"), keepers=False)
    assert webbers.bright == {one.id for one in found.organisations if one.webber}
    text = shown(found, (), 0, Wanted(text="nour"), keepers=False)
    assert found.names(tuple(text.bright)) == ("Moskeevereniging Nour",)
    (at_risk,) = {tie.state for tie in found.ties if tie.ends == tuple(named(found, *BRIDGE))}
    risky = shown(found, (), 0, Wanted(state=at_risk), keepers=False)
    assert risky.bright_ties == {named(found, *BRIDGE)} and risky.bright == set(named(found, *BRIDGE))


def test_a_few_steps_around_the_choice(filled: Place) -> None:
    found = picture(filled)
    (id,) = named(found, "Moskeevereniging Nour")
    near = shown(found, (id,), 1, Wanted(), keepers=False)
    names = {one.name for one in near.organisations}
    assert names == {"Moskeevereniging Nour", "Buurtkamer Oost", "Speelgoedbank De Tweede Ronde"}
    assert all(set(tie.ends) <= {one.id for one in near.organisations} for tie in near.ties)


def test_people_who_keep_links_stand_around_their_organisation(filled: Place) -> None:
    found = picture(filled)
    people = shown(found, (), 0, Wanted(), keepers=True)
    drawn = option(found, people, 1, Words())["series"][0]["data"][22:]
    assert len(drawn) == len(map_choice.people_at(people)) > 20
    assert "Samira El Idrissi" in {node["name"] for node in drawn}


def test_state_is_told_by_colour_and_by_the_kind_of_line(filled: Place) -> None:
    found = picture(filled)
    drawn = option(found, shown(found, (), 0, Wanted(), keepers=False), 0, Words())["series"][0]["links"]
    looks = {(str(line["lineStyle"]["type"]), line["lineStyle"]["color"]) for line in drawn}
    states = {tie.state for tie in found.ties}
    assert len(looks) == len({kind for kind, _ in looks}) == len({colour for _, colour in looks}) == len(states) > 2


@pytest.fixture
def crowded(sqlite_engine: Engine) -> Place:
    with writing(sqlite_engine) as session, unlimited(session):
        here = fill_big(session, 130, 260, TODAY)
    return Place(sqlite_engine, {role: Viewer(network_id=here, role=role) for role in Role})


def test_in_a_crowd_only_names_around_the_choice_are_shown(crowded: Place) -> None:
    found = picture(crowded)
    assert len(found.organisations) > CROWDED
    id = found.organisations[0].id
    for around, names in (((), set()), ((id,), found.around(id, 1))):
        drawn = option(found, shown(found, around, 0, Wanted(), keepers=False), 0, Words())["series"][0]["data"]
        assert {int(node["id"]) for node in drawn if node["label"]["show"]} == names
    assert not draw(network_map.show, crowded, Role.COORDINATOR).app.exception
