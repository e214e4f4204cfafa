"""The forms on the covenant: who is offered which, from which finding, and that saving them does it."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.findings import Finding, Subject, Urgency
from data_model.questions import KINDS
from data_model.tables.covenant import Covenant, ManagementApproval
from data_model.tables.network import GoalConfirmation, SharedGoal
from data_model.tables.organisation import Organisation
from pages.acts import register
from pages.acts.covenant_dialogs import ANNEX, APPROVAL, BY_KIND, EVALUATION, GOAL, INFORMING, PROMISE, REVIEW
from pages.acts.covenant_making_dialogs import DRAFT, FOLLOW_UP, MISSING, PARTY, SIGNING_DAY, TERM
from pages.acts.dialog import Dialog
from tests.conftest import NOW, Town
from tests.pages.conftest import Place, draw

OWN, OTHER = 1, 2
DRAFTED = date(2025, 9, 1)


def viewer(role: Role) -> Viewer:
    return Viewer(network_id=1, role=role, organisation_id=OWN)


def finding(kind: str, entity: str = "covenant", id: int = 1, organisation_id: int | None = None) -> Finding:
    return Finding(
        kind=f"covenant.{kind}",
        about=Subject(entity, id),
        urgency=Urgency.ATTENTION,
        since=DRAFTED,
        organisation_id=organisation_id,
    )


def lacking(*reasons: str) -> Finding:
    return Finding(
        kind="covenant.incomplete",
        about=Subject("covenant", 1),
        urgency=Urgency.ATTENTION,
        since=DRAFTED,
        values={"reasons": reasons},
    )


@pytest.mark.parametrize(
    ("kind", "dialog"),
    [
        ("evaluation_due", EVALUATION),
        ("evaluation_overdue", EVALUATION),
        ("update_needed", ANNEX),
        ("incomplete", MISSING),
        ("goal_not_confirmed", GOAL),
        ("agreement_not_reviewed", REVIEW),
        ("agreement_not_kept", REVIEW),
        ("topic_not_kept", REVIEW),
        ("promise_not_discussed", PROMISE),
        ("manager_not_informed", INFORMING),
        ("approval_missing", APPROVAL),
        ("approval_refused", APPROVAL),
        ("none", DRAFT),
        ("no_informal_organisation", PARTY),
        ("party_declined", PARTY),
        ("party_withdrew", PARTY),
        ("not_signed", SIGNING_DAY),
        ("no_term", TERM),
        ("renews_soon", TERM),
        ("ends", FOLLOW_UP),
        ("ends_without_follow_up", FOLLOW_UP),
        ("expired", FOLLOW_UP),
    ],
)
def test_a_finding_opens_what_helps(kind: str, dialog: Dialog) -> None:
    assert register.dialog_for(finding(kind)) is dialog


def test_each_finding_about_the_covenant_has_a_form_that_helps() -> None:
    kinds = [kind for kind in KINDS if kind.startswith("covenant.")]
    assert [kind for kind in kinds if register.dialog_for(finding(kind.partition(".")[2])) is None] == []


def test_no_form_is_kept_for_a_finding_that_is_gone() -> None:
    assert BY_KIND.keys() <= KINDS.keys()


@pytest.mark.parametrize("dialog", [EVALUATION, ANNEX, GOAL, REVIEW], ids=lambda dialog: dialog.key)
def test_what_the_network_decides_is_for_the_coordinator(dialog: Dialog) -> None:
    about = finding("agreement_not_kept", organisation_id=OWN)
    allowed = {role for role in Role if dialog.allowed(viewer(role), about)}
    assert allowed == {role for role in Role if dialog.allowed(viewer(role))} == {Role.COORDINATOR}


@pytest.mark.parametrize("dialog", [APPROVAL, PROMISE, INFORMING], ids=lambda dialog: dialog.key)
def test_a_manager_speaks_for_the_own_organisation(dialog: Dialog) -> None:
    own, other = (finding("approval_missing", organisation_id=id) for id in (OWN, OTHER))
    assert {role for role in Role if dialog.allowed(viewer(role), own)} == {Role.COORDINATOR, Role.MANAGER}
    assert {role for role in Role if dialog.allowed(viewer(role), other)} == {Role.COORDINATOR}


@pytest.mark.parametrize(
    ("reasons", "offered"),
    [(("no_goal", "topic_missing"), False), (("topic_missing", "not_named"), True), (("webber_not_confirmed",), True)],
)
def test_an_annex_is_offered_where_it_settles_something(reasons: tuple[str, ...], offered: bool) -> None:
    assert ANNEX.allowed(viewer(Role.COORDINATOR), lacking(*reasons)) is offered


@pytest.fixture
def small(sqlite_engine: Engine) -> Place:
    """A covenant with a goal, and managers who were not asked yet."""
    town = Town(sqlite_engine)
    goal = town.add(SharedGoal, text="Elk kind doet mee", agreed_on=DRAFTED)
    covenant = town.add(Covenant, kind="convenant", title="Convenant", drafted_on=DRAFTED, goal_id=goal)
    school = town.add(Organisation, name="De Klimop")
    town.add(ManagementApproval, covenant_id=covenant, organisation_id=school, needed="yes", inform_every_months=6)
    manager = town.viewer(Role.MANAGER, organisation_id=school)
    return Place(sqlite_engine, {Role.COORDINATOR: town.viewer(), Role.MANAGER: manager})


def save(place: Place, dialog: Dialog, about: Finding, role: Role = Role.COORDINATOR) -> None:
    app = draw(lambda visit: dialog.body(visit, about, "form"), place, role).app
    app.button[0].click().run()
    assert not app.exception
    assert not app.error


def stored(place: Place) -> ManagementApproval:
    with reading(place.engine) as session:
        return session.scalars(select(ManagementApproval)).one()


def test_managers_are_asked_first_and_then_they_answer(small: Place) -> None:
    about = finding("approval_missing", "management_approval")
    save(small, APPROVAL, about)
    assert (stored(small).asked_on, stored(small).given_on) == (NOW.date(), None)
    save(small, APPROVAL, about, Role.MANAGER)
    assert stored(small).given_on == NOW.date()


def test_it_is_recorded_that_managers_know(small: Place) -> None:
    save(small, INFORMING, finding("manager_not_informed", "management_approval"), Role.MANAGER)
    assert stored(small).last_informed_on == NOW.date()


def test_the_goal_of_the_covenant_is_confirmed(small: Place) -> None:
    save(small, GOAL, finding("goal_not_confirmed"))
    with reading(small.engine) as session:
        assert session.scalars(select(GoalConfirmation.confirmed_on)).one() == NOW.date()
