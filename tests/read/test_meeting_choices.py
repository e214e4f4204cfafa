"""What the forms about meetings offer: only what can be acted on, only by whom, only here."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.choices import Choice
from data_model.read.meeting_choices import (
    agreements_to_send,
    joint_agreements,
    meetings_held,
    meetings_planned,
    reports_to_share,
)
from data_model.refusal import Forbidden
from data_model.tables.action import JointAgreement
from data_model.tables.meeting import Meeting, MeetingReport
from data_model.tables.person import Person
from tests.conftest import NOW, Town

TODAY = NOW.date()
Read = Callable[..., list[Choice]]
OFFERS: tuple[Read, ...] = (meetings_planned, meetings_held, reports_to_share, agreements_to_send, joint_agreements)


def ids(town: Town, read: Read, viewer: Viewer | None = None) -> list[int]:
    with reading(town.engine) as session:
        return [choice.id for choice in read(session, viewer or town.viewer(), TODAY)]


def meeting(town: Town, days: int, **values: Any) -> int:
    day = TODAY + timedelta(days)
    held = {"held_on": day} if days < 0 else {}
    return town.add(
        Meeting, **{"kind": "webber", "announced_on": TODAY - timedelta(99), "planned_on": day} | held | values
    )


def test_meetings_that_can_still_change_are_offered_with_their_organiser(town: Town) -> None:
    amina = town.add(Person, display_name="Amina")
    later = meeting(town, 9)
    unlogged = meeting(town, -3, held_on=None, organiser_person_id=amina)
    meeting(town, 4, cancelled_on=TODAY)
    meeting(town, 5, moved_on=TODAY)
    meeting(town, -4)
    with reading(town.engine) as session:
        offered = [(choice.id, choice.note) for choice in meetings_planned(session, town.viewer(), TODAY)]
    assert offered == [(unlogged, "Amina"), (later, "")]


def test_held_meetings_are_offered_the_latest_first(town: Town) -> None:
    older, newer = meeting(town, -9), meeting(town, -2)
    meeting(town, 3)
    assert ids(town, meetings_held) == [newer, older]


def test_reports_that_were_shared_are_not_offered_again(town: Town) -> None:
    shared, drafted, missing = (meeting(town, -days) for days in (3, 4, 5))
    town.add(MeetingReport, meeting_id=shared, drafted_on=TODAY, shared_on=TODAY)
    town.add(MeetingReport, meeting_id=drafted, drafted_on=TODAY)
    assert ids(town, reports_to_share) == [drafted, missing]


def test_agreements_that_wait_are_offered_to_the_organiser_and_the_coordinator(town: Town) -> None:
    amina, bas = (town.add(Person, display_name=name) for name in ("Amina", "Bas"))
    hers, nobodys, sent = meeting(town, -3, organiser_person_id=amina), meeting(town, -4), meeting(town, -5)
    for id, on in ((hers, None), (nobodys, None), (sent, TODAY)):
        town.add(JointAgreement, meeting_id=id, chosen_solution="Call", sent_round_on=on)
    assert ids(town, agreements_to_send) == [hers, nobodys]
    for person, offered in ((amina, [hers]), (bas, []), (None, [])):
        assert ids(town, agreements_to_send, town.viewer(Role.WEBBER, person_id=person)) == offered


def test_agreements_of_held_meetings_are_offered(town: Town) -> None:
    call = town.add(JointAgreement, meeting_id=meeting(town, -3), chosen_solution="Call")
    town.add(JointAgreement, meeting_id=meeting(town, 3), chosen_solution="Later")
    assert ids(town, joint_agreements) == [call]


@pytest.mark.parametrize("read", OFFERS)
def test_another_network_is_not_offered(town: Town, read: Read) -> None:
    other = Town(town.engine, "Elders")
    for days in (-3, 3):
        town_id = meeting(other, days)
        other.add(JointAgreement, meeting_id=town_id, chosen_solution="Call")
    assert ids(town, read) == []
    assert ids(other, read) != []


@pytest.mark.parametrize("read", [read for read in OFFERS if read is not meetings_held])
def test_a_manager_is_offered_nothing(town: Town, read: Read) -> None:
    with pytest.raises(Forbidden):
        ids(town, read, town.viewer(Role.MANAGER))
