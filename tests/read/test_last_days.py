"""That somebody will go is for who sees changes of people there, on every page that shows a last day."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.read.organisation_people import colleagues, task_lines
from data_model.read.own_people import own_people
from data_model.read.person_card import person_card
from data_model.read.person_ties import webber_tasks
from data_model.read.task_history import task_history
from data_model.read.webber_list import webber_list
from data_model.tables.person import Affiliation, NetworkRole
from tests.conftest import Town
from tests.write.turnover_scene import DAY, LEAVES, START, TODAY, Scene


class Going(Scene):
    """Amina of the school goes: her work, her webber task and her task for the network end on the same day."""

    def __init__(self, town: Town, last_on: date = LEAVES) -> None:
        super().__init__(town)
        with writing(town.engine) as session:
            session.scalars(select(Affiliation).where(Affiliation.person_id == self.amina)).one().end_on = last_on
        self.webber(self.amina, ended_on=last_on)
        town.add(NetworkRole, person_id=self.amina, role="project_team", start_on=START, end_on=last_on)


Told = Iterator[date | None]


def at_the_organisation(session: Session, viewer: Viewer, scene: Going) -> Told:
    return (one.last_on for one in colleagues(session, viewer, scene.school, TODAY, ()) if one.person_id == scene.amina)


def among_its_tasks(session: Session, viewer: Viewer, scene: Going) -> Told:
    return (task.ended_on for task in task_lines(session, viewer, scene.school, TODAY))


def in_the_own_house(session: Session, viewer: Viewer, scene: Going) -> Told:
    return (face.last_on for face in own_people(session, viewer, TODAY).faces if face.person_id == scene.amina)


def on_whom_to_call(session: Session, viewer: Viewer, scene: Going) -> Told:
    return (card.ends_on for card in webber_list(session, viewer, TODAY))


def on_the_card(session: Session, viewer: Viewer, scene: Going) -> Told:
    return (place.end_on for place in person_card(session, viewer, scene.amina, TODAY).places)


def among_the_ties(session: Session, viewer: Viewer, scene: Going) -> Told:
    return (task.end_on for task in webber_tasks(session, viewer, scene.amina, TODAY))


READS = (at_the_organisation, among_its_tasks, in_the_own_house, on_whom_to_call, on_the_card, among_the_ties)


@pytest.fixture
def scene(town: Town) -> Going:
    return Going(town)


def told(scene: Going, read: Callable[[Session, Viewer, Going], Told], viewer: Viewer) -> list[date | None]:
    with reading(scene.town.engine) as session:
        return list(read(session, viewer, scene))


@pytest.mark.parametrize("read", READS)
def test_a_last_day_to_come_is_shown_to_who_sees_changes_there(scene: Going, read: Callable[..., Told]) -> None:
    for role in (Role.COORDINATOR, Role.WEBBER, Role.MANAGER):
        assert told(scene, read, scene.town.viewer(role, organisation_id=scene.school)) == [LEAVES]
    assert told(scene, read, scene.participant(scene.amina, scene.school)) == [LEAVES]
    assert told(scene, read, scene.participant(scene.bas, scene.school)) == [None]


@pytest.mark.parametrize("read", (at_the_organisation, among_its_tasks, on_whom_to_call, among_the_ties))
def test_managers_of_other_organisations_do_not_see_it(scene: Going, read: Callable[..., Told]) -> None:
    assert told(scene, read, scene.manager(scene.church)) == [None]


def test_until_when_somebody_holds_a_task_for_the_network_is_for_who_sees_all_changes(scene: Going) -> None:
    def ends(viewer: Viewer) -> list[date | None]:
        with reading(scene.town.engine) as session:
            return [role.end_on for role in person_card(session, viewer, scene.amina, TODAY).roles]

    assert ends(scene.town.viewer(Role.WEBBER)) == ends(scene.participant(scene.amina, scene.school)) == [LEAVES]
    assert ends(scene.participant(scene.bas, scene.school)) == ends(scene.manager(scene.school)) == [None]


def test_what_ended_before_is_no_secret(town: Town) -> None:
    scene = Going(town, TODAY - DAY)
    viewer = scene.participant(scene.bas, scene.school)
    assert told(scene, among_its_tasks, viewer) == told(scene, on_the_card, viewer) == [TODAY - DAY]


def test_a_manager_does_not_see_in_the_timeline_that_the_coordinator_will_go(scene: Going) -> None:
    scene.event(scene.noor, organisation_id=scene.hall)
    with writing(scene.town.engine) as session:
        session.scalars(select(Affiliation).where(Affiliation.person_id == scene.noor)).one().end_on = LEAVES

    def last_on(viewer: Viewer) -> date | None:
        with reading(scene.town.engine) as session:
            found = task_history(session, viewer, START, LEAVES, TODAY)
        return next(one.last_on for one in found if one.person == "Noor")

    assert last_on(scene.town.viewer()) == last_on(scene.manager(scene.hall)) == LEAVES
    assert last_on(scene.manager(scene.school)) is None


def test_the_timeline_knows_no_change_before_it_was_reported(scene: Going) -> None:
    scene.webber(scene.bas, area="Noord")
    scene.event(scene.bas, kind="puts_down_webber", reported_on=TODAY)

    def last_on(day: date) -> date | None:
        with reading(scene.town.engine) as session:
            found = task_history(session, scene.town.viewer(), START, LEAVES, day)
        return next(one.last_on for one in found if one.person == "Bas")

    assert (last_on(TODAY - DAY), last_on(TODAY)) == (None, LEAVES - DAY)
