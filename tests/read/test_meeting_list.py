"""The list of meetings and the report of one: what is known on a day, and what each role may see of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.read.meeting_list import MeetingLine, PauseLine, meeting_list, pause_list, pauses_to_change
from data_model.read.meeting_reports import Report, decisions_kept, report_of
from data_model.refusal import Forbidden
from data_model.rules.meeting_days import MeetingState
from data_model.tables.action import Action, JointAgreement
from data_model.tables.meeting import Attendance, Meeting, MeetingReport, Pause
from data_model.tables.organisation import Organisation
from data_model.tables.person import Person
from tests.conftest import Town

DAY = date(2026, 9, 14)
TODAY = DAY + timedelta(10)


class Scene:
    """A meeting held on DAY with two organisations, and what came of it."""

    def __init__(self, town: Town) -> None:
        self.school, self.church = town.add(Organisation, name="De Klimop"), town.add(Organisation, name="Kerk")
        self.amina = town.add(Person, display_name="Amina")
        self.id = town.add(
            Meeting,
            kind="webber",
            announced_on=DAY - timedelta(20),
            planned_on=DAY - timedelta(1),
            held_on=DAY,
            organiser_person_id=self.amina,
            families_involved=True,
            families_how="Twee ouders",
        )
        town.add(Attendance, meeting_id=self.id, organisation_id=self.school, present=False, by_deputy=True)
        town.add(Attendance, meeting_id=self.id, organisation_id=self.church, present=False)
        town.add(
            MeetingReport,
            meeting_id=self.id,
            decisions="Samen bellen",
            made_by_person_id=self.amina,
            drafted_on=DAY,
            shared_on=DAY + timedelta(5),
        )
        self.agreement = town.add(
            JointAgreement, meeting_id=self.id, chosen_solution="Vast belmoment", sent_round_on=DAY + timedelta(5)
        )
        self.action = town.add(
            Action, description="Bellen", created_on=DAY, meeting_id=self.id, joint_agreement_id=self.agreement
        )


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def lines(town: Town, day: date = TODAY, viewer: Viewer | None = None) -> list[MeetingLine]:
    with reading(town.engine) as session:
        return meeting_list(session, viewer or town.viewer(), day)


def report(town: Town, id: int, day: date = TODAY, viewer: Viewer | None = None) -> Report | None:
    with reading(town.engine) as session:
        return report_of(session, viewer or town.viewer(), id, day)


def test_a_line_tells_who_came_and_what_was_decided(town: Town, scene: Scene) -> None:
    assert lines(town) == [
        MeetingLine(scene.id, "webber", DAY, MeetingState.HELD, "Amina", "Samen bellen", 1, present=1, expected=2)
    ]


def test_before_it_was_held_it_was_planned_and_nothing_was_decided(town: Town, scene: Scene) -> None:
    (line,) = lines(town, DAY - timedelta(2))
    assert (line.state, line.on, line.decisions, line.agreements, line.present) == (
        MeetingState.PLANNED,
        DAY - timedelta(1),
        None,
        0,
        None,
    )
    assert lines(town, DAY - timedelta(21)) == []


def test_the_states_of_a_meeting_and_their_order(town: Town) -> None:
    for planned, changed in (
        (30, {}),
        (3, {"cancelled_on": TODAY}),
        (2, {"moved_on": TODAY}),
        (0, {}),
        (-1, {}),
    ):
        town.add(
            Meeting,
            kind="network",
            announced_on=DAY - timedelta(30),
            planned_on=TODAY + timedelta(planned),
            **changed,
        )
    assert [line.state for line in lines(town)] == [
        MeetingState.PLANNED,
        MeetingState.CANCELLED,
        MeetingState.MOVED,
        MeetingState.PLANNED,
        MeetingState.TO_LOG,
    ]


def test_a_report_tells_all_that_was_written_down(town: Town, scene: Scene) -> None:
    told = report(town, scene.id)
    assert told and told.there
    assert (told.organiser, told.made_by, told.made_by_id, told.decisions) == (
        "Amina",
        "Amina",
        scene.amina,
        "Samen bellen",
    )
    assert (told.families_involved, told.families_how, told.shared_on) == (True, "Twee ouders", DAY + timedelta(5))
    assert [(one.name, one.present, one.by_deputy) for one in told.there] == [
        ("De Klimop", False, True),
        ("Kerk", False, False),
    ]
    (agreed,) = told.agreements
    assert (agreed.chosen_solution, agreed.action_ids, told.action_ids) == (
        "Vast belmoment",
        (scene.action,),
        (scene.action,),
    )


def test_on_an_earlier_day_a_report_knows_less(town: Town, scene: Scene) -> None:
    told = report(town, scene.id, DAY + timedelta(1))
    assert told and told.shared_on is None and told.agreements[0].sent_round_on is None
    planned = report(town, scene.id, DAY - timedelta(1))
    assert planned and (planned.decisions, planned.there, planned.agreements) == (None, None, ())
    assert report(town, scene.id, DAY - timedelta(21)) is None


@pytest.mark.parametrize("role", Role)
def test_attendance_is_for_those_who_may_see_it(town: Town, scene: Scene, role: Role) -> None:
    viewer = town.viewer(role, organisation_id=scene.church)
    told = report(town, scene.id, viewer=viewer)
    (line,) = lines(town, viewer=viewer)
    names = {
        Role.COORDINATOR: ["De Klimop", "Kerk"],
        Role.WEBBER: ["De Klimop", "Kerk"],
        Role.MANAGER: ["Kerk"],
        Role.PARTICIPANT: None,
    }[role]
    assert told and (None if told.there is None else [one.name for one in told.there]) == names
    assert (line.present, line.decisions) == (1 if names and len(names) == 2 else None, "Samen bellen")


@pytest.mark.parametrize("role", Role)
def test_words_wait_for_the_report_to_be_shared_except_for_who_edits_meetings(
    town: Town, scene: Scene, role: Role
) -> None:
    viewer, before = town.viewer(role, organisation_id=scene.church), DAY + timedelta(4)
    edits = role in (Role.COORDINATOR, Role.WEBBER)
    told = report(town, scene.id, before, viewer)
    assert told and told.decisions == ("Samen bellen" if edits else None)
    assert lines(town, before, viewer)[0].decisions == told.decisions
    later = report(town, scene.id, DAY + timedelta(5), viewer)
    assert later and later.decisions == "Samen bellen"


def test_words_that_were_written_down_later_are_not_known_yet(town: Town, scene: Scene) -> None:
    with writing(town.engine) as session:
        session.scalars(select(MeetingReport)).one().drafted_on = DAY + timedelta(3)
    told = report(town, scene.id, DAY + timedelta(2))
    assert told and told.decisions is None and lines(town, DAY + timedelta(2))[0].decisions is None
    known = report(town, scene.id, DAY + timedelta(3))
    assert known and known.decisions == "Samen bellen"


@pytest.mark.parametrize("role", Role)
def test_managers_get_no_agreements_and_no_actions_of_a_meeting(town: Town, scene: Scene, role: Role) -> None:
    viewer = town.viewer(role, organisation_id=scene.church)
    told, (line,) = report(town, scene.id, viewer=viewer), lines(town, viewer=viewer)
    shown = role is not Role.MANAGER
    assert told and (bool(told.agreements), bool(told.action_ids), line.agreements) == (shown, shown, int(shown))


def test_another_network_is_out_of_sight(town: Town, scene: Scene) -> None:
    elsewhere = Town(town.engine, "Elders").viewer()
    assert lines(town, viewer=elsewhere) == []
    assert report(town, scene.id, viewer=elsewhere) is None
    with reading(town.engine) as session:
        assert decisions_kept(session, elsewhere, scene.id) == ""


@pytest.mark.parametrize("role", Role)
def test_pauses_are_for_everybody_to_see_and_for_few_to_change(town: Town, role: Role) -> None:
    id = town.add(Pause, starts_on=DAY, ends_on=TODAY, label="Herfst")
    Town(town.engine, "Elders").add(Pause, starts_on=DAY, ends_on=TODAY, label="Elders")
    with reading(town.engine) as session:
        assert pause_list(session, town.viewer(role)) == [PauseLine(id, 1, "Herfst", DAY, TODAY)]
        if role in (Role.COORDINATOR, Role.WEBBER):
            assert [choice.id for choice in pauses_to_change(session, town.viewer(role))] == [id]
            return
        with pytest.raises(Forbidden):
            pauses_to_change(session, town.viewer(role))
        with pytest.raises(Forbidden):
            decisions_kept(session, town.viewer(role), 1)
