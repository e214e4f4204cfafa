"""The facts about meetings as the database has them, limited to one network."""

from datetime import date

import pytest

from data_model.access import Role, Viewer
from data_model.database import reading
from data_model.read.rhythm import facts
from data_model.rules.rhythm_facts import AgreedRhythm, MeetingFact, PauseDays, WebberSeat
from data_model.tables.meeting import Attendance, Meeting, MeetingReport, Pause, Rhythm
from data_model.tables.organisation import Organisation
from data_model.tables.webber import Webber
from tests.conftest import Town

DAY = date(2026, 9, 14)


def test_facts_hold_what_was_agreed_held_and_shared(town: Town) -> None:
    school, church = town.add(Organisation, name="De Klimop"), town.add(Organisation, name="Kerk")
    town.add(Webber, organisation_id=school, proposed_on=DAY, confirmed_on=DAY)
    town.add(Webber, organisation_id=church, proposed_on=DAY)
    town.add(Rhythm, meeting_kind="webber", interval_value=6, interval_unit="week", valid_from=DAY)
    town.add(Pause, starts_on=DAY, ends_on=DAY, label="Herfst")
    meeting = town.add(Meeting, kind="webber", announced_on=DAY, planned_on=DAY, held_on=DAY, families_involved=False)
    town.add(Attendance, meeting_id=meeting, organisation_id=school, present=False, by_deputy=True)
    town.add(Attendance, meeting_id=meeting, organisation_id=church, present=False)
    town.add(MeetingReport, meeting_id=meeting, drafted_on=DAY, shared_on=DAY)

    with reading(town.engine) as session:
        known = facts(session, town.viewer())

    assert known.rhythms == (AgreedRhythm(6, "week", DAY),)
    assert known.pauses == (PauseDays(DAY, DAY),)
    assert known.webbers == (WebberSeat(school, DAY),)
    assert known.meetings == (
        MeetingFact(
            meeting,
            "webber",
            DAY,
            DAY,
            DAY,
            present=frozenset({school}),
            absent=frozenset({church}),
            families_answered=True,
            report_shared_on=DAY,
        ),
    )


def test_another_network_stays_out_of_sight(town: Town) -> None:
    other = Town(town.engine, "Elders")
    other.add(Meeting, kind="webber", announced_on=DAY, planned_on=DAY)
    with reading(town.engine) as session:
        assert facts(session, town.viewer()).meetings == ()


@pytest.mark.parametrize("role", Role)
def test_every_role_may_see_meetings(town: Town, role: Role) -> None:
    with reading(town.engine) as session:
        assert facts(session, Viewer(network_id=town.id, role=role)).network.name == "Voorbeeldstad"
