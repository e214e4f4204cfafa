"""The picture of the network: who is on it, how it stands, whom it depends on, and who may see what of that."""

from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.map_places import places_to_move
from data_model.read.network_picture import NetworkPicture, Tie, network_picture
from data_model.refusal import Forbidden
from data_model.rules.link_states import LinkState
from data_model.tables.map import MapPosition, MapVersion, Relation, RelationCarrier
from data_model.tables.organisation import Membership, Organisation
from data_model.write.maps import start_map
from tests.conftest import Town
from tests.write.turnover_scene import DAY, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    """The municipality – the school – the church: in a row."""
    scene = Scene(town)
    scene.version = town.add(MapVersion, made_on=START, provisional_on=START)  # type: ignore[attr-defined]
    link(scene, scene.hall, scene.school, kind="overleg")
    link(scene, scene.school, scene.church, kind="project")
    return scene


def link(scene: Scene, a: int, b: int, **values: Any) -> int:
    version: int = scene.version  # type: ignore[attr-defined]
    row = {"map_version_id": version, "organisation_a_id": a, "organisation_b_id": b, "start_on": START}
    return scene.town.add(Relation, **row | values)


def keeps(scene: Scene, relation: int, at: int, person: int) -> None:
    scene.town.add(RelationCarrier, relation_id=relation, organisation_id=at, person_id=person, start_on=START)


def picture(scene: Scene, viewer: Viewer | None = None, day: Any = TODAY) -> NetworkPicture:
    with reading(scene.town.engine) as session:
        return network_picture(session, viewer or scene.town.viewer(), day)


def tie(found: NetworkPicture, a: int, b: int) -> Tie:
    (one,) = [one for one in found.ties if set(one.ends) == {a, b}]
    return one


def depended_on(found: NetworkPicture) -> int:
    """How many organisations and links hold others on."""
    return sum(bool(one.cuts_off) for one in found.organisations) + sum(bool(one.cuts_off) for one in found.ties)


def test_who_takes_part_is_on_it_with_what_it_is(scene: Scene) -> None:
    scene.webber(scene.amina)
    scene.town.add(Organisation, name="Nooit lid")
    gone = scene.town.add(Organisation, name="Weg")
    scene.town.add(Membership, organisation_id=gone, joined_on=START, left_on=TODAY - DAY)
    link(scene, gone, scene.hall)
    found = picture(scene)
    assert [one.name for one in found.organisations] == ["De Klimop", "Gemeente", "Kerk"]
    school = found.by_id[scene.school]
    assert (school.domain, school.formality, school.webber, school.people) == ("education", "formal", True, 2)
    assert len(found.ties) == 2
    assert gone in picture(scene, day=TODAY - DAY).by_id
    assert len(picture(scene, day=TODAY - DAY).ties) == 3


def test_links_that_ended_or_run_in_a_circle_are_not_drawn(scene: Scene) -> None:
    link(scene, scene.hall, scene.church, end_on=TODAY - DAY)
    link(scene, scene.hall, scene.hall)
    assert {one.ends for one in picture(scene).ties} == {(scene.school, scene.hall), (scene.school, scene.church)}


def test_links_between_the_same_two_are_one_with_the_state_that_asks_most(scene: Scene) -> None:
    safe, weak = (link(scene, scene.church, scene.hall, kind=kind) for kind in ("een", "twee"))
    for person, at in ((scene.cor, scene.church), (scene.noor, scene.hall), (scene.bram, scene.hall)):
        keeps(scene, weak, at, person)
    both = tie(picture(scene), scene.church, scene.hall)
    assert [(run.relation_id, run.kind) for run in both.runs] == [(safe, "een"), (weak, "twee")]
    assert both.state is LinkState.SINGLE_CARRIED
    assert [(at, keeper.name) for at, keeper in both.keepers] == [
        (scene.church, "Cor"),
        (scene.hall, "Bram"),
        (scene.hall, "Noor"),
    ]


def test_it_says_who_is_cut_off_without_an_organisation_and_without_a_link(scene: Scene) -> None:
    found = picture(scene)
    assert found.names(found.by_id[scene.school].cuts_off) == ("Kerk",)
    assert found.by_id[scene.hall].cuts_off == found.by_id[scene.church].cuts_off == ()
    assert found.names(tie(found, scene.hall, scene.school).cuts_off) == ("De Klimop", "Kerk")
    assert found.names(tie(found, scene.school, scene.church).cuts_off) == ("Kerk",)
    link(scene, scene.hall, scene.church)
    round_trip = picture(scene)
    assert depended_on(round_trip) == 0


def test_a_broken_link_holds_nothing_together(scene: Scene) -> None:
    broken = link(scene, scene.hall, scene.church)
    keeps(scene, broken, scene.church, scene.cor)
    scene.event(scene.cor, organisation_id=scene.church, effective_on=TODAY - DAY)
    found = picture(scene)
    assert tie(found, scene.hall, scene.church).state is LinkState.BROKEN
    assert found.names(found.by_id[scene.school].cuts_off) == ("Kerk",)


def test_steps_around_an_organisation(scene: Scene) -> None:
    found = picture(scene)
    assert found.around(scene.church, 1) == {scene.church, scene.school}
    assert found.around(scene.church, 2) == {scene.church, scene.school, scene.hall}


def test_a_participant_sees_the_map_without_states_keepers_and_dependence(scene: Scene) -> None:
    keeps(scene, link(scene, scene.church, scene.hall), scene.church, scene.cor)
    found = picture(scene, scene.participant(scene.cor, scene.church))
    assert len(found.ties) == 3 and not found.watches
    assert not any(one.state or one.keepers or one.cuts_off for one in found.ties)
    assert not any(one.cuts_off for one in found.organisations)


def test_a_manager_sees_how_the_own_side_stands(scene: Scene) -> None:
    relation = link(scene, scene.church, scene.hall)
    keeps(scene, relation, scene.church, scene.cor)
    keeps(scene, relation, scene.hall, scene.noor)
    found = picture(scene, scene.manager(scene.church))
    own = tie(found, scene.church, scene.hall)
    assert own.state is LinkState.SINGLE_CARRIED
    assert [keeper.name for _, keeper in own.keepers] == ["Cor"]
    assert tie(found, scene.hall, scene.school).state is None
    assert not found.watches and depended_on(found) == 0


def test_a_webber_sees_it_all_and_a_stranger_nothing(scene: Scene) -> None:
    found = picture(scene, scene.town.viewer(Role.WEBBER, organisation_id=scene.school, person_id=scene.amina))
    assert found.watches and all(one.state for one in found.ties)
    elsewhere = picture(scene, scene.stranger())
    assert elsewhere == NetworkPicture(None, (), (), 0, True)


def test_everybody_stands_where_it_was_kept_and_the_rest_beside_it(scene: Scene) -> None:
    version: int = scene.version  # type: ignore[attr-defined]
    for id, x in ((scene.school, 0.25), (scene.hall, 0.75)):
        scene.town.add(MapPosition, map_version_id=version, organisation_id=id, x=x, y=0.5)
    found = picture(scene)
    assert (found.by_id[scene.school].place.x, found.by_id[scene.hall].place.x) == (0.25, 0.75)
    assert found.by_id[scene.church].place == picture(scene).by_id[scene.church].place
    assert len(scene.all(MapPosition)) == 2


def test_it_tells_which_map_it_is_as_known_that_day(scene: Scene) -> None:
    draft = scene.do(start_map, made_on=TODAY)
    known = picture(scene).map
    assert known is not None and known.id != draft
    assert (known.made_on, known.provisional_on, known.agreed_on) == (START, START, None)
    assert known.age_days == (TODAY - START).days
    assert picture(scene, day=START - DAY).map is None


def test_who_moves_organisations_is_offered_their_places(scene: Scene) -> None:
    version = scene.do(start_map)
    with reading(scene.town.engine) as session:
        offered = places_to_move(session, scene.town.viewer(), version, TODAY)
        assert places_to_move(session, scene.stranger(), version, TODAY) == []
        with pytest.raises(Forbidden):
            places_to_move(session, scene.manager(scene.church), version, TODAY)
    kept = {one.organisation_id: (one.x, one.y, one.version) for one in scene.all(MapPosition)}
    assert {one.id: (one.x, one.y, one.version) for one in offered} == kept
