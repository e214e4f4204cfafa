"""A manager sees what the own organisation promised, and nothing of what single people have to do or did too late."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import QUESTION_ENTITY, Role, Viewer
from data_model.database import reading
from data_model.questions import find
from data_model.read.action_list import action_list
from data_model.read.actions import facts as action_facts
from data_model.read.agreement_list import agreement_list
from data_model.read.meeting_choices import agreements_to_send, joint_agreements
from data_model.read.meeting_updates import meeting_updates
from data_model.read.own_actions import own_actions
from data_model.read.person_ties import running_actions
from data_model.read.settings import norms_of
from data_model.refusal import Forbidden
from data_model.tables.action import Action, ActionUpdate, JointAgreement
from data_model.tables.covenant import AnchoringPromise, Covenant
from data_model.tables.meeting import Attendance
from data_model.tables.person import Affiliation
from pages.menu import PAGES
from tests.pages.conftest import TODAY, Place, draw

DAYS = (TODAY - timedelta(days=100), TODAY, TODAY + timedelta(days=100))


@pytest.fixture
def session(filled: Place) -> Iterator[Session]:
    with reading(filled.engine) as session:
        yield session


@pytest.fixture
def manager(filled: Place) -> Viewer:
    return filled.viewers[Role.MANAGER]


def shown(place: Place, role: Role) -> str:
    """All that is drawn on three days: what one reads, and behind it what goes to the browser."""
    viewer = place.viewers[role]
    drawn = [draw(page.show, place, role, day) for page in PAGES if page.allowed(viewer) for day in DAYS]
    return "\n".join(
        (*(text for page in drawn for text in page.texts), *(repr(e.proto) for d in drawn for e in d.elements))
    )


def test_no_page_of_a_manager_tells_of_an_action(filled: Place, session: Session) -> None:
    steps = session.scalars(select(Action.description)).all()
    said = session.scalars(select(ActionUpdate.text).where(ActionUpdate.text != "")).all()
    agreed = session.scalars(select(JointAgreement.chosen_solution)).all()
    told, full = shown(filled, Role.MANAGER), shown(filled, Role.COORDINATOR)
    assert sum(text in full for text in {*steps, *said, *agreed}) > 20
    assert [text for text in {*steps, *said, *agreed} if text in told] == []
    assert "/acties" not in told


def test_no_read_of_actions_answers_a_manager(session: Session, manager: Viewer) -> None:
    norms = norms_of(session, manager, TODAY)
    for refused in (
        lambda: action_list(session, manager, TODAY),
        lambda: action_facts(session, manager),
        lambda: agreement_list(session, manager, TODAY),
        lambda: agreements_to_send(session, manager, TODAY),
        lambda: joint_agreements(session, manager, TODAY),
        lambda: meeting_updates(session, manager, TODAY, norms),
        lambda: own_actions(session, manager, TODAY, norms),
    ):
        with pytest.raises(Forbidden):
            refused()
    for person_id in session.scalars(select(Affiliation.person_id)):
        assert running_actions(session, manager, person_id, TODAY) is None


def test_findings_tell_a_manager_of_the_own_house_and_of_nobody_being_late(session: Session, manager: Viewer) -> None:
    found = [one for day in DAYS for one in find(session, manager, day)]
    assert {one.question for one in found} >= {"covenant", "turnover"}
    assert "actions" not in {one.question for one in found} and "actions" in QUESTION_ENTITY
    assert "turnover.open_actions" not in {one.kind for one in found}
    about_people = [one for one in found if one.person_id is not None]
    assert about_people and {one.organisation_id for one in about_people} == {manager.organisation_id}
    assert not [one.kind for one in about_people if "late_days" in one.values or "actions" in one.values]


def test_a_coordinator_does_get_what_a_manager_does_not(session: Session, filled: Place) -> None:
    kinds = {one.kind for one in find(session, filled.viewers[Role.COORDINATOR], TODAY)}
    assert "turnover.open_actions" in kinds and any(kind.startswith("actions.") for kind in kinds)


def test_a_manager_sees_the_covenant_and_what_the_own_house_promised(
    filled: Place, session: Session, manager: Viewer
) -> None:
    told = shown(filled, Role.MANAGER)
    own = session.scalars(
        select(AnchoringPromise.text).where(AnchoringPromise.organisation_id == manager.organisation_id)
    ).all()
    titles = session.scalars(select(Covenant.title).where(Covenant.in_force_on.is_not(None))).all()
    assert own and all(text in told for text in (*own, *titles))


def test_nobody_in_particular_is_written_down_as_absent() -> None:
    """Attendance is of organisations; a manager gets that of the own one (see test_matrix)."""
    assert not [column.name for column in Attendance.__mapper__.columns if "person" in column.name]
