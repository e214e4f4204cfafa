"""The story of a link and the versions of the map: whole, Dutch, and with no more than the role may do."""

import pytest

from data_model.access import Role
from data_model.database import reading
from data_model.read.link_list import link_list
from data_model.rules.continuity import SAFE, Reason, ReasonKind
from data_model.rules.map_difference import MapState
from pages.frame.md import md
from pages.frame.state import LOOK_OF
from pages.frame.visit import Visit
from pages.network import link_story, network_map, versions
from tests.pages.conftest import TODAY, Drawn, Place, draw
from tests.pages.test_pages import DAYS, in_english
from words.language import Words
from words.link_story import MAP_STATES, REASONS, why


def of(place: Place, organisations: tuple[str, str]) -> int:
    with reading(place.engine) as session:
        lines = link_list(session, place.viewers[Role.COORDINATOR], TODAY)
    return next(line.relation_id for line in lines if {end.organisation for end in line.ends} == {*organisations})


def weakest(place: Place) -> int:
    with reading(place.engine) as session:
        return link_list(session, place.viewers[Role.COORDINATOR], TODAY)[0].relation_id


def told(place: Place, role: Role, link: int, day: str = "today") -> Drawn:
    def story(visit: Visit) -> None:
        link_story.show(visit, link)

    return draw(story, place, role, DAYS[day])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("day", DAYS)
def test_a_story_is_whole_and_dutch_on_any_day(day: str, role: Role, filled: Place) -> None:
    screen = told(filled, role, weakest(filled), day)
    assert not screen.app.exception
    assert in_english(screen) == []
    acting = [key for key in screen.buttons if key.startswith(("act-", "do-"))]
    assert day == "today" or not acting


def test_a_story_says_why_with_the_form_that_helps(filled: Place) -> None:
    screen = told(filled, Role.COORDINATOR, weakest(filled))
    kinds = {key.rpartition("-")[2] for key in screen.buttons if key.startswith("act-story")}
    assert kinds and kinds <= {"carrier", "contact", "confirm", "link", "new_link"}
    assert {"do-story-carrier", "do-story-link", "do-story-end_carrier"} <= set(screen.buttons)
    assert "Wat deze verbinding kwetsbaar maakt" in {item.value for item in screen.app.subheader}


def test_a_participant_sees_that_the_link_exists_and_no_more(filled: Place) -> None:
    screen = told(filled, Role.PARTICIPANT, weakest(filled))
    assert not screen.app.subheader and not screen.buttons
    assert screen.app.header


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("day", DAYS)
def test_the_versions_are_whole_and_dutch_on_any_day(day: str, role: Role, place: Place) -> None:
    screen = draw(versions.show, place, role, DAYS[day])
    assert not screen.app.exception
    assert in_english(screen) == []


def test_the_map_opens_at_the_link_in_the_address(filled: Place) -> None:
    app = draw(network_map.show, filled, Role.COORDINATOR).app
    assert "Wat deze verbinding kwetsbaar maakt" not in {item.value for item in app.subheader}
    app.query_params["link"] = str(weakest(filled))
    app.run()
    assert "Wat deze verbinding kwetsbaar maakt" in {item.value for item in app.subheader}
    for wrong in ("0", "999999999", "x"):
        app.query_params["link"] = wrong
        assert not app.run().exception


def test_two_versions_can_be_compared_and_one_not_with_itself(filled: Place) -> None:
    app = draw(versions.show, filled, Role.PARTICIPANT).app
    assert any(md("verbindingen erbij: 5,") in text.value for text in app.markdown)
    app.selectbox(key="version-two").select_index(0).run()
    assert [info.value for info in app.info] == ["Kies twee verschillende versies."]


def test_every_reason_and_state_has_its_words_and_what_is_well_asks_nothing() -> None:
    assert REASONS.keys() == {*ReasonKind}
    assert {kind for kind, said in REASONS.items() if not said.advice} == SAFE
    assert MAP_STATES.keys() == {*MapState} <= LOOK_OF.keys()


@pytest.mark.parametrize("kind", ReasonKind)
@pytest.mark.parametrize("full", [True, False])
def test_a_reason_is_told_also_where_a_day_or_name_is_not_known(kind: ReasonKind, full: bool) -> None:
    more = {"on": TODAY, "names": ("Samira",), "person_id": 1, "times": 2} if full else {}
    said = why(Reason(kind, ("relation", 1), 1, **more), "De Klimop", Words("nl"))  # type: ignore[arg-type]
    assert said.sentence.endswith(".") and "{" not in said.sentence


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "0 dagen"), (1, "1 dag"), (59, "59 dagen"), (61, "2 maanden"), (365, "12 maanden"), (730, "2 jaar")],
)
def test_age_is_told_in_the_largest_whole_unit(days: int, said: str) -> None:
    assert versions.age(days, Words("nl")) == said
