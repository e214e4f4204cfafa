"""Links at risk on the page about changes, and the forms about links and maps: whole, Dutch and within the rights."""

from dataclasses import replace

import pytest
import streamlit as st

from data_model.access import Role
from data_model.database import reading
from data_model.findings import Concern, Subject
from data_model.read.link_list import LinkLine, link_list
from data_model.rules.link_states import LinkState
from data_model.tables.organisation import Organisation
from pages.acts import register
from pages.acts.dialog import Dialog
from pages.acts.relation_dialogs import END_CARRIER, LINK, MAP_STEP, NEW_LINK, NEW_MAP
from pages.frame.state import LOOK_OF
from pages.frame.visit import Visit
from pages.questions import all_links, links
from tests.pages.conftest import Drawn, Place, draw
from tests.pages.test_pages import DAYS, in_english
from words.relations import LINK_STATES

FORMS = (NEW_LINK, LINK, END_CARRIER, NEW_MAP, MAP_STEP)
SEEING = (Role.COORDINATOR, Role.WEBBER, Role.MANAGER)


def key(dialog: Dialog) -> str:
    return dialog.key


def all_of_them(visit: Visit) -> None:
    links.show(visit)
    all_links.show(visit, link_list(visit.session, visit.viewer, visit.day))


@pytest.mark.parametrize("role", SEEING)
@pytest.mark.parametrize("day", DAYS)
def test_the_links_are_whole_and_dutch_on_any_day(day: str, role: Role, place: Place) -> None:
    screen = draw(all_of_them, place, role, DAYS[day])
    assert not screen.app.exception
    assert in_english(screen) == []


def offered(screen: Drawn) -> set[str]:
    return {name.rpartition("-")[2] for name in screen.buttons if name.startswith("act-links")}


@pytest.mark.parametrize(
    ("role", "acts"),
    [(Role.COORDINATOR, {"carrier", "confirm", "link"}), (Role.WEBBER, {"carrier"}), (Role.MANAGER, {"carrier"})],
)
def test_a_link_offers_what_the_role_can_do_about_it(role: Role, acts: set[str], filled: Place) -> None:
    assert offered(draw(links.show, filled, role)) == acts
    assert offered(draw(links.show, filled, role, DAYS["past"])) == set()


def test_every_state_but_working_asks_something_in_words() -> None:
    assert links.WHY.keys() == set(LinkState) - {LinkState.WORKS}
    assert LINK_STATES.keys() == set(LinkState) <= LOOK_OF.keys()


def test_an_empty_network_is_told_how_to_begin(empty: Place) -> None:
    screen = draw(links.show, empty, Role.COORDINATOR)
    assert screen.app.info and {"do-links-new_map", "do-links-new_link"} <= set(screen.buttons)


def test_the_search_finds_organisations_people_and_kinds(filled: Place) -> None:
    def searched(text: str) -> str:
        app = draw(all_of_them, filled, Role.COORDINATOR).app
        app.text_input(key="links-search").set_value(text).run()
        return "".join(
            node.proto.body for node in app.main if getattr(node, "proto", None) and hasattr(node.proto, "body")
        )

    assert "Samira El Idrissi" in searched("samira")
    assert "Buurtkamer" in searched("  BUURTKAMER ")
    assert "Geen verbinding past bij deze zoekopdracht." in searched("bestaat niet")


def name_of(place: Place, organisation_id: int) -> str:
    with reading(place.engine) as session:
        return session.get_one(Organisation, organisation_id).name


def first(visit: Visit, state: LinkState) -> LinkLine:
    return next(line for line in link_list(visit.session, visit.viewer, visit.day) if line.state is state)


@pytest.mark.parametrize("dialog", [LINK, register.BY_KIND["turnover.single_carried"]], ids=["link", "carrier"])
def test_a_form_starts_with_the_link_of_its_row(dialog: Dialog, filled: Place) -> None:
    about = []

    def form(visit: Visit) -> None:
        line = first(visit, LinkState.AT_RISK)
        about.append(line.relation_id)
        dialog.body(visit, Concern(about=Subject("relation", line.relation_id)), "form")

    chosen = draw(form, filled, Role.COORDINATOR).app.selectbox[0].value
    assert chosen is not None and chosen.id == about[0]


@pytest.mark.parametrize("step", ["confirm", "describe", "end"])
def test_each_thing_that_can_be_known_of_a_link_has_its_form(step: str, filled: Place) -> None:
    def form(visit: Visit) -> None:
        line = first(visit, LinkState.WORKS)
        LINK.body(visit, Concern(about=Subject("relation", line.relation_id)), "form")

    app = draw(form, filled, Role.COORDINATOR).app
    app.radio[0].set_value(step).run()
    assert not app.exception and app.button


def test_a_second_link_between_two_is_asked_twice(filled: Place) -> None:
    def form(visit: Visit) -> None:
        line = first(visit, LinkState.WORKS)
        about = Subject("organisation", line.a.organisation_id)
        st.session_state.setdefault("other", line.b.organisation_id)
        NEW_LINK.body(visit, Concern(about=about), "form")

    app = draw(form, filled, Role.COORDINATOR).app
    assert not app.checkbox
    other = app.session_state["other"]
    choice = next(n for n, one in enumerate(app.selectbox[1].options) if one == name_of(filled, other))
    app.selectbox[1].select_index(choice).run()
    assert [box.label for box in app.checkbox] == ["Ja, er is nog een verbinding tussen deze twee"]
    assert any("Er is al een verbinding" in caption.value for caption in app.caption)


def test_an_organisation_without_links_gets_its_first(filled: Place) -> None:
    finding_of_one_without = register.BY_KIND["turnover.not_connected"]
    assert finding_of_one_without is NEW_LINK

    def form(visit: Visit) -> None:
        line = first(visit, LinkState.WORKS)
        about = Subject("organisation", line.a.organisation_id, line.a.organisation)
        NEW_LINK.body(visit, Concern(about=about, organisation_id=line.a.organisation_id), "form")

    chosen = draw(form, filled, Role.COORDINATOR).app.selectbox[0].value
    assert chosen is not None


def test_a_link_kept_by_one_says_where(filled: Place) -> None:
    def row(visit: Visit) -> None:
        line = first(visit, LinkState.AT_RISK)
        side = replace(line.a, state=line.state)
        assert line.asking.organisation in links.why(replace(line, a=side), visit.words)

    assert not draw(row, filled, Role.COORDINATOR).app.exception
