"""The story of one link: its reasons and keepers, to whom they are told, and on which day."""

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.link_story import LinkStory, link_story
from data_model.refusal import Forbidden
from data_model.rules.continuity import ReasonKind
from data_model.rules.link_states import LinkState
from data_model.tables.map import RelationCarrier
from data_model.tables.person import ContactConfirmation
from tests.conftest import Town
from tests.read.test_link_list import Drawn, lines
from tests.rules.test_continuity import state_told
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY

K = ReasonKind


@pytest.fixture
def scene(town: Town) -> Drawn:
    return Drawn(town)


def story(scene: Drawn, link: int, viewer: Viewer | None = None, day: object = TODAY) -> LinkStory:
    with reading(scene.town.engine) as session:
        return link_story(session, viewer or scene.town.viewer(), link, day)  # type: ignore[arg-type]


def kinds(told: LinkStory) -> list[tuple[str, int | None]]:
    return [(reason.kind, reason.side) for reason in told.reasons or ()]


def test_a_story_agrees_with_the_list_and_tells_why(scene: Drawn) -> None:
    safe, bare = story(scene, scene.safe), story(scene, scene.bare)
    assert (safe.name, safe.state) == ("De Klimop – Kerk", LinkState.WORKS)
    assert {(K.SHARED, scene.school), (K.SHARED, scene.church)} <= {*kinds(safe)}
    assert (K.UNKNOWN, scene.hall) in kinds(bare)
    for link in (scene.safe, scene.bare):
        told = story(scene, link)
        assert told.reasons and state_told(told.reasons) is told.state is lines(scene)[link].state


def test_the_reasons_know_of_departures_contact_data_and_the_only_way(scene: Drawn) -> None:
    scene.event(scene.cor, organisation_id=scene.church)
    wrong = {"person_id": scene.dirk, "confirmed_by": "self", "confirmed_on": TODAY}
    scene.town.add(ContactConfirmation, result="wrong", **wrong)
    told = kinds(story(scene, scene.safe))
    church = {(K.CARRIER_LEAVES, scene.church), (K.ONE, scene.church), (K.CONTACT_WRONG, scene.church)}
    assert church | {(K.ONLY_WAY, None)} <= {*told}


def test_a_manager_is_told_of_the_own_side_and_not_on_whom_the_network_depends(scene: Drawn) -> None:
    for person in scene.both:
        scene.event(person, organisation_id=scene.church)
    school = story(scene, scene.safe, scene.manager(scene.school))
    assert school.state is LinkState.WORKS
    assert {side for _, side in kinds(school)} <= {scene.school, None} and (K.ONLY_WAY, None) not in kinds(school)
    assert [one.name for one in school.kept or ()] == ["Amina", "Bas"]
    church = story(scene, scene.safe, scene.manager(scene.church))
    assert church.state is LinkState.AT_RISK
    assert [one.name for one in church.kept or ()] == ["Cor", "Dirk"]


def test_others_know_that_a_link_exists_and_no_more(scene: Drawn) -> None:
    told = story(scene, scene.bare, scene.manager(scene.church))
    same = story(scene, scene.bare, scene.participant(scene.cor, scene.church))
    for one in (told, same):
        assert (one.name, one.kind, one.drawn) == ("De Klimop – Gemeente", "project", True)
        assert (one.state, one.reasons, one.kept, one.description, one.last_confirmed_on) == (None,) * 5


def test_a_webber_is_not_named_as_the_one_on_whom_a_link_rests(scene: Drawn) -> None:
    link = scene.link(scene.church, scene.hall, {scene.church: (scene.cor,), scene.hall: (scene.noor,)})
    cor = scene.town.viewer(Role.WEBBER, organisation_id=scene.church, person_id=scene.cor)
    alone = {r.side: r for r in story(scene, link, cor).reasons or () if r.kind is K.ONE}
    assert (alone[scene.church].person_id, alone[scene.church].names) == (None, ())
    assert alone[scene.church].cause == ("relation", link, "")
    assert alone[scene.hall].names == ("Noor",)
    assert {r.names for r in story(scene, link).reasons or () if r.kind is K.ONE} == {("Cor",), ("Noor",)}


def test_a_story_of_elsewhere_or_of_nothing_is_not_found(scene: Drawn) -> None:
    for link, viewer in ((scene.safe, scene.stranger()), (10_000, scene.town.viewer())):
        with pytest.raises(Forbidden):
            story(scene, link, viewer)


def test_who_kept_it_is_told_until_their_last_day(scene: Drawn) -> None:
    event = scene.event(scene.cor, organisation_id=scene.church)
    eva = scene.person("Eva", scene.church, end=TODAY - DAY)
    for person, end in ((eva, None), (scene.noor, TODAY - 9 * DAY)):
        side = scene.hall if person == scene.noor else scene.church
        own = {"organisation_id": side, "person_id": person, "start_on": START, "end_on": end}
        scene.town.add(RelationCarrier, relation_id=scene.bare if person == scene.noor else scene.safe, **own)
    until = {one.name: one.last_on for one in story(scene, scene.safe).kept or ()}
    assert event and until == {"Amina": None, "Bas": None, "Cor": LEAVES - DAY, "Dirk": None, "Eva": TODAY - DAY}
    hall = {one.name: one.last_on for one in story(scene, scene.bare).kept or ()}
    assert hall["Noor"] == TODAY - 9 * DAY


def test_a_link_of_another_day_is_not_drawn_then_but_known(scene: Drawn) -> None:
    gone = scene.link(scene.church, scene.hall, {}, end_on=TODAY - DAY)
    told = story(scene, gone)
    assert (told.drawn, told.state, told.reasons) == (False, None, ())
    assert story(scene, gone, day=TODAY - DAY).state is LinkState.CARRIER_UNKNOWN
    assert not story(scene, scene.safe, day=START - DAY).drawn
