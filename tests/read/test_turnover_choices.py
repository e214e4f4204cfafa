"""What the forms about personnel changes offer, and to whom."""

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.turnover_choices import changes_to_edit, links, maps_to_agree, webber_tasks
from data_model.refusal import Forbidden
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.turnover import Handover, HandoverItem
from data_model.tables.webber import WebberDeputy
from data_model.vocabulary import HandoverItemKind
from tests.conftest import Town
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY, Scene


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def changes(scene: Scene, viewer: Viewer | None = None) -> list[int]:
    with reading(scene.town.engine) as session:
        return [change.id for change in changes_to_edit(session, viewer or scene.town.viewer())]


def test_a_change_comes_with_its_list(scene: Scene) -> None:
    event = scene.event()
    with reading(scene.town.engine) as session:
        (bare,) = changes_to_edit(session, scene.town.viewer())
    assert (bare.id, bare.name, bare.note, bare.on) == (event, "Amina", "De Klimop", LEAVES)
    assert bare.items == tuple((kind, True, False) for kind in HandoverItemKind) and not bare.settled
    handover = scene.town.add(Handover, turnover_event_id=event, completed_on=TODAY)
    scene.town.add(HandoverItem, handover_id=handover, kind="actions", required=False, done_on=TODAY)
    with reading(scene.town.engine) as session:
        (listed,) = changes_to_edit(session, scene.town.viewer())
    assert listed.settled and listed.items[0] == ("actions", False, True) and len(listed.items) == 6


def test_only_changes_that_count_are_offered_the_latest_first(scene: Scene) -> None:
    first, last = scene.event(), scene.event(scene.bas, effective_on=LEAVES + DAY)
    scene.event(withdrawn_on=TODAY)
    scene.event(kind="joins")
    assert changes(scene) == [last, first]


def test_each_role_is_offered_the_changes_it_may_edit(scene: Scene) -> None:
    own, church = scene.event(), scene.event(scene.cor, organisation_id=scene.church)
    assert changes(scene, scene.manager(scene.church)) == [church]
    assert changes(scene, scene.participant(scene.amina, scene.school)) == [own]
    assert changes(scene, scene.town.viewer(Role.WEBBER)) == [own, church]
    assert changes(scene, scene.stranger()) == changes(scene, scene.town.viewer(Role.PARTICIPANT)) == []


def test_webber_tasks_that_run_come_first_with_their_stand_ins(scene: Scene) -> None:
    ended = scene.webber(scene.amina, ended_on=TODAY - DAY, area="Noord")
    runs = scene.webber(None, domain="education")
    scene.webber(scene.bas, confirmed_on=None)
    for person, end in ((scene.bas, None), (scene.cor, TODAY - DAY)):
        scene.town.add(WebberDeputy, webber_id=runs, person_id=person, start_on=START, end_on=end)
    with reading(scene.town.engine) as session:
        first, second = webber_tasks(session, scene.town.viewer(), TODAY)
        assert webber_tasks(session, scene.manager(scene.church), TODAY) == []
        assert webber_tasks(session, scene.stranger(), TODAY) == []
        own = webber_tasks(session, scene.participant(scene.amina, scene.school), TODAY)
    assert (first.id, first.name, first.domain, first.runs, first.deputy_ids) == (
        runs,
        "De Klimop",
        "education",
        True,
        (scene.bas,),
    )
    assert (second.id, second.name, second.note, second.area, second.runs) == (
        ended,
        "Amina",
        "De Klimop",
        "Noord",
        False,
    )
    assert [task.id for task in own] == [ended]


def test_links_that_fewest_keep_come_first(scene: Scene) -> None:
    drawn = scene.town.add(MapVersion, made_on=START, provisional_on=START)
    known, unknown = (
        scene.town.add(
            Relation, map_version_id=drawn, organisation_a_id=a, organisation_b_id=b, start_on=START, end_on=None
        )
        for a, b in ((scene.school, scene.church), (scene.school, scene.hall))
    )
    for person, side in ((scene.amina, scene.school), (scene.cor, scene.church)):
        scene.town.add(RelationCarrier, relation_id=known, organisation_id=side, person_id=person, start_on=START)
    stranger = scene.stranger()
    with reading(scene.town.engine) as session:
        found = links(session, scene.town.viewer(), TODAY)
        assert [link.id for link in links(session, scene.manager(scene.church), TODAY)] == [known]
        assert links(session, scene.participant(scene.amina, scene.school), TODAY) == []
        assert links(session, stranger, TODAY) == []
    assert [link.id for link in found] == [unknown, known]
    assert found[1].carriers == {(scene.school, scene.amina), (scene.church, scene.cor)}
    assert (found[1].kept_by(scene.school), found[0].kept_by(scene.school)) == (1, 0)


def test_only_the_coordinator_is_offered_maps_to_agree_on(scene: Scene) -> None:
    scene.town.add(MapVersion, made_on=START)
    provisional = scene.town.add(MapVersion, made_on=START, provisional_on=START, tool="Kumu")
    scene.town.add(MapVersion, made_on=START, provisional_on=START, agreed_on=TODAY)
    with reading(scene.town.engine) as session:
        (version,) = maps_to_agree(session, scene.town.viewer())
        assert (version.id, version.name, version.on) == (provisional, "Kumu", START)
        assert maps_to_agree(session, scene.stranger()) == []
        for viewer in (scene.town.viewer(Role.WEBBER), scene.manager(scene.school)):
            with pytest.raises(Forbidden):
                maps_to_agree(session, viewer)
