"""Who may see, watch and edit what: the rights table of docs/policy, written out by hand."""

from datetime import date

import pytest

from data_model.access import (
    Entity,
    Reach,
    Role,
    Verb,
    Viewer,
    allows,
    channel_visible,
    may_watch,
    reach,
    require,
    require_any,
)
from data_model.findings import Finding, Subject, Urgency
from data_model.refusal import Forbidden

OWN, HOME, OTHER = 7, 3, 4

# entity verb: coordinator webber manager participant. N the whole network, O own organisation, S self, - nothing
TABLE = """
meetings   see   N N N N
meetings   watch N N O -
meetings   edit  N N - -
attendance see   N N O -
attendance watch N N O -
attendance edit  N N - -
covenant   see   N N N N
covenant   watch N N N -
covenant   edit  N - O -
actions    see   N N - N
actions    watch N N - S
actions    edit  N S - S
contacts   see   N N O N
contacts   watch N N O S
contacts   edit  N S O S
turnover   see   N N O -
turnover   watch N N O -
turnover   edit  N N O S
register   see   N N N N
register   watch - - - -
register   edit  N - - -
office     see   N - - -
office     watch - - - -
office     edit  N - - -
privacy    see   N S S S
privacy    watch - - - -
privacy    edit  N S S S
"""
REACH = {"N": Reach.NETWORK, "O": Reach.ORGANISATION, "S": Reach.OWN, "-": Reach.NONE}
CELLS = [
    (Entity(entity), Verb(verb), role, REACH[letter])
    for entity, verb, *letters in (line.split() for line in TABLE.strip().splitlines())
    for role, letter in zip(Role, letters, strict=True)
]


def viewer(role: Role) -> Viewer:
    return Viewer(network_id=1, role=role, organisation_id=HOME, person_id=OWN)


@pytest.mark.parametrize(("entity", "verb", "role", "extent"), CELLS)
def test_each_cell_of_the_table(entity: Entity, verb: Verb, role: Role, extent: Reach) -> None:
    someone = viewer(role)
    assert reach(someone, entity, verb) is extent
    assert allows(someone, entity, verb, organisation_id=OTHER, person_id=99) is (extent is Reach.NETWORK)
    assert allows(someone, entity, verb, organisation_id=HOME, person_id=99) is (extent >= Reach.ORGANISATION)
    own = extent in (Reach.NETWORK, Reach.OWN)
    assert allows(someone, entity, verb, organisation_id=OTHER, person_id=OWN) is own


def test_the_table_has_every_entity_and_verb() -> None:
    assert {(entity, verb) for entity, verb, _, _ in CELLS} == {(entity, verb) for entity in Entity for verb in Verb}


@pytest.mark.parametrize("role", Role)
def test_another_network_is_out_of_reach_for_everyone(role: Role) -> None:
    with pytest.raises(Forbidden):
        require(viewer(role), Entity.MEETINGS, Verb.SEE, network_id=2)


def test_somebody_without_a_person_owns_nothing() -> None:
    nobody = Viewer(network_id=1, role=Role.PARTICIPANT)
    assert not allows(nobody, Entity.ACTIONS, Verb.EDIT, person_id=None)


def test_no_reach_at_all_is_refused() -> None:
    with pytest.raises(Forbidden):
        require_any(viewer(Role.MANAGER), Entity.ACTIONS, Verb.SEE)


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


def test_a_manager_sees_no_channels_of_another_organisation() -> None:
    assert not channel_visible(viewer(Role.MANAGER), "network", organisation_id=OTHER, person_id=99)
