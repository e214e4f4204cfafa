"""Whose findings and contact channels somebody gets; the table of rights itself is in test_matrix."""

from datetime import date

import pytest

from data_model.access import (
    Entity,
    Role,
    Verb,
    Viewer,
    allows,
    channel_visible,
    may_watch,
    require,
)
from data_model.findings import Finding, Subject, Urgency
from data_model.refusal import Forbidden

OWN, HOME, OTHER = 7, 3, 4


def viewer(role: Role) -> Viewer:
    return Viewer(network_id=1, role=role, organisation_id=HOME, person_id=OWN)


@pytest.mark.parametrize("role", Role)
def test_another_network_is_out_of_reach_for_everyone(role: Role) -> None:
    with pytest.raises(Forbidden):
        require(viewer(role), Entity.MEETINGS, Verb.SEE, network_id=2)


def test_somebody_without_a_person_owns_nothing() -> None:
    nobody = Viewer(network_id=1, role=Role.PARTICIPANT)
    assert not allows(nobody, Entity.ACTIONS, Verb.EDIT, person_id=None)


def finding(kind: str, organisation_id: int | None = None, person_id: int | None = None) -> Finding:
    return Finding(
        kind=kind,
        about=Subject("person", 1),
        urgency=Urgency.HIGH,
        since=date(2026, 11, 22),
        organisation_id=organisation_id,
        person_id=person_id,
    )


@pytest.mark.parametrize(
    ("role", "found", "seen"),
    [
        (Role.COORDINATOR, finding("turnover.sole_contact", OTHER, 9), True),
        (Role.WEBBER, finding("turnover.sole_contact", OTHER, 9), True),
        (Role.WEBBER, finding("turnover.sole_contact", HOME, OWN), False),
        (Role.MANAGER, finding("turnover.sole_contact", HOME, 9), True),
        (Role.MANAGER, finding("turnover.sole_contact", OTHER, 9), False),
        (Role.MANAGER, finding("actions.update_late", HOME, 9), False),
        (Role.MANAGER, finding("turnover.open_actions", HOME, 9), False),
        (Role.WEBBER, finding("turnover.open_actions", HOME, 9), True),
        (Role.MANAGER, finding("covenant.expired"), True),
        (Role.PARTICIPANT, finding("actions.update_late", OTHER, OWN), True),
        (Role.PARTICIPANT, finding("actions.update_late", HOME, 9), False),
        (Role.PARTICIPANT, finding("rhythm.late"), False),
    ],
)
def test_findings_go_to_those_they_are_for(role: Role, found: Finding, seen: bool) -> None:
    assert may_watch(viewer(role), found) is seen


CHANNELS = """
network     y y y y
webbers     y y - -
coordinator y - - -
withheld    - - - -
"""


@pytest.mark.parametrize(
    ("visibility", "role", "seen"),
    [
        (visibility, role, letter == "y")
        for visibility, *letters in (line.split() for line in CHANNELS.strip().splitlines())
        for role, letter in zip(Role, letters, strict=True)
    ],
)
def test_channels_show_as_their_owner_chose(visibility: str, role: Role, seen: bool) -> None:
    assert channel_visible(viewer(role), visibility, organisation_id=HOME, person_id=99) is seen
    assert channel_visible(viewer(role), visibility, organisation_id=HOME, person_id=OWN)
    assert not channel_visible(viewer(role), visibility, organisation_id=HOME, person_id=99, restricted=True)
    assert channel_visible(viewer(role), visibility, organisation_id=HOME, person_id=OWN, restricted=True)


def test_a_manager_sees_no_channels_of_another_organisation() -> None:
    assert not channel_visible(viewer(Role.MANAGER), "network", organisation_id=OTHER, person_id=99)
