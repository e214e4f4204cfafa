"""What the forms on the covenant offer: what can still be done something about, and by whom."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.choices import Choice
from data_model.read.covenant_choices import (
    agreements,
    approvals,
    goals,
    managers_to_inform,
    open_covenants,
    promises,
)
from data_model.refusal import Forbidden
from data_model.tables.covenant import AnchoringPromise, Covenant, ManagementApproval, WorkingAgreement
from data_model.tables.network import SharedGoal
from data_model.tables.organisation import Organisation
from tests.conftest import NOW, Town

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
DRAFTED = date(2026, 1, 1)
Read = Callable[[Session, Viewer, date], Any]


def read(town: Town, choices: Read, viewer: Viewer | None = None) -> Any:
    with reading(town.engine) as session:
        return choices(session, viewer or town.viewer(), TODAY)


def names(town: Town, choices: Read, viewer: Viewer | None = None) -> list[str]:
    return [choice.name for choice in read(town, choices, viewer)]


def add_covenant(town: Town, title: str = "Convenant", **other: Any) -> int:
    return town.add(Covenant, kind="convenant", title=title, **{"drafted_on": DRAFTED} | other)


def add_approval(town: Town, covenant: int, name: str, **other: Any) -> int:
    organisation = town.add(Organisation, name=name)
    town.add(ManagementApproval, covenant_id=covenant, organisation_id=organisation, **{"needed": "yes"} | other)
    return organisation


def test_covenants_are_offered_until_the_day_they_end(town: Town) -> None:
    add_covenant(town, "Oud", ended_on=TODAY)
    add_covenant(town, "Loopt af", ended_on=TOMORROW)
    add_covenant(town, "Nieuw", drafted_on=TODAY)
    assert names(town, open_covenants) == ["Nieuw", "Loopt af"]


def test_each_covenant_has_its_goal_unless_the_network_has_another(town: Town) -> None:
    goal = town.add(SharedGoal, text="Elk kind doet mee", agreed_on=DRAFTED, replaced_on=TOMORROW)
    old = town.add(SharedGoal, text="Oud", agreed_on=DRAFTED, replaced_on=TODAY)
    covenant = add_covenant(town, goal_id=goal)
    add_covenant(town, goal_id=old)
    add_covenant(town)
    assert read(town, goals) == {covenant: Choice(goal, "Elk kind doet mee")}


def test_agreements_that_stand_are_offered_with_who_holds_them(town: Town) -> None:
    school, covenant = town.add(Organisation, name="De Klimop"), add_covenant(town)
    ended = add_covenant(town, ended_on=TODAY)
    values = {"topic": "referral", "agreed_on": DRAFTED}
    held = town.add(WorkingAgreement, covenant_id=covenant, text="Bel eerst", owner_organisation_id=school, **values)
    nobodys = town.add(WorkingAgreement, covenant_id=covenant, text="Help", not_applicable_reason=" ", **values)
    town.add(WorkingAgreement, covenant_id=covenant, text="-", not_applicable_reason="Wij zijn klein", **values)
    town.add(WorkingAgreement, covenant_id=covenant, text="-", dropped_on=DRAFTED, **values)
    town.add(WorkingAgreement, covenant_id=covenant, text="-", **values | {"agreed_on": TOMORROW})
    town.add(WorkingAgreement, covenant_id=ended, text="-", **values)
    assert read(town, agreements) == [
        Choice(held, "Bel eerst", "De Klimop", organisation_id=school),
        Choice(nobodys, "Help"),
    ]


def test_promises_are_offered_until_they_are_anchored_first_those_not_discussed(town: Town) -> None:
    school = town.add(Organisation, name="De Klimop")
    values = {"organisation_id": school, "promised_on": DRAFTED}
    discussed = town.add(AnchoringPromise, text="Besproken", discussed_on=TODAY, **values)
    promised = town.add(AnchoringPromise, text="Beloofd", **values)
    town.add(AnchoringPromise, text="-", anchored_on=TODAY, **values)
    town.add(AnchoringPromise, text="-", **values | {"promised_on": TOMORROW})
    assert read(town, promises) == [
        Choice(promised, "Beloofd", "De Klimop", organisation_id=school),
        Choice(discussed, "Besproken", "De Klimop", on=TODAY, organisation_id=school),
    ]


def test_approvals_are_offered_until_the_managers_agree(town: Town) -> None:
    covenant = add_covenant(town)
    add_approval(town, covenant, "Asked", asked_on=DRAFTED)
    add_approval(town, covenant, "Needed")
    add_approval(town, covenant, "Given", given_on=DRAFTED)
    add_approval(town, covenant, "Refused", asked_on=DRAFTED, refused_on=DRAFTED)
    add_approval(town, covenant, "Unknown", needed="unknown")
    add_approval(town, add_covenant(town, ended_on=TODAY), "Ended")
    assert [(one.name, one.note, one.on, one.refused) for one in read(town, approvals)] == [
        ("Asked", "Convenant", DRAFTED, False),
        ("Needed", "Convenant", None, False),
        ("Refused", "Convenant", DRAFTED, True),
    ]


def test_managers_are_offered_who_asked_to_hear(town: Town) -> None:
    covenant = add_covenant(town)
    add_approval(town, covenant, "Each half year", given_on=DRAFTED, inform_every_months=6)
    add_approval(town, covenant, "Never")
    assert names(town, managers_to_inform) == ["Each half year"]


def test_a_manager_is_offered_the_own_organisation_only(town: Town) -> None:
    covenant = add_covenant(town)
    own, other = (add_approval(town, covenant, name, inform_every_months=6) for name in ("Own", "Other"))
    for organisation in (own, other):
        town.add(AnchoringPromise, organisation_id=organisation, text=str(organisation), promised_on=DRAFTED)
    manager = town.viewer(Role.MANAGER, organisation_id=own)
    assert names(town, approvals, manager) == names(town, managers_to_inform, manager) == ["Own"]
    assert names(town, promises, manager) == [str(own)]
    assert len(names(town, promises)) == 2


WHOLE_NETWORK = [open_covenants, goals, agreements]
ALL = [*WHOLE_NETWORK, approvals, managers_to_inform, promises]


@pytest.mark.parametrize("choices", ALL)
@pytest.mark.parametrize("role", [Role.WEBBER, Role.PARTICIPANT])
def test_who_may_not_edit_the_covenant_is_offered_nothing(town: Town, choices: Read, role: Role) -> None:
    with pytest.raises(Forbidden):
        read(town, choices, town.viewer(role, organisation_id=1))


@pytest.mark.parametrize("choices", WHOLE_NETWORK)
def test_what_is_of_the_whole_network_is_not_offered_to_one_organisation(town: Town, choices: Read) -> None:
    with pytest.raises(Forbidden):
        read(town, choices, town.viewer(Role.MANAGER, organisation_id=1))


@pytest.mark.parametrize("choices", ALL)
def test_another_network_is_offered_nothing_of_it(town: Town, choices: Read) -> None:
    goal = town.add(SharedGoal, text="Elk kind doet mee", agreed_on=DRAFTED)
    covenant = add_covenant(town, goal_id=goal)
    school = add_approval(town, covenant, "De Klimop", inform_every_months=6)
    town.add(WorkingAgreement, covenant_id=covenant, topic="referral", text="Bel eerst", agreed_on=DRAFTED)
    town.add(AnchoringPromise, organisation_id=school, text="In het jaarplan", promised_on=DRAFTED)
    assert len(read(town, choices)) == 1
    assert len(read(town, choices, Town(town.engine, "Buurstad").viewer())) == 0
