"""The worked examples of docs/policy 3.A come out of a database, on the day one asks for."""

from datetime import date

import pytest

from data_model.database import reading
from data_model.questions import KINDS, find
from data_model.tables.meeting import Attendance, Meeting, MeetingReport, Rhythm
from data_model.tables.organisation import Organisation
from data_model.tables.webber import Webber
from tests.conftest import Town

LAST = date(2026, 9, 14)
ROWS = {"A.1", "A.3", "A.4", "A.5", "A.6", "A.7"}


@pytest.fixture
def six_weeks(town: Town) -> Town:
    """Every six weeks, the last qualifying meeting on 14 September 2026."""
    town.add(Rhythm, meeting_kind="webber", interval_value=6, interval_unit="week", valid_from=date(2026, 1, 1))
    meeting = town.add(Meeting, kind="webber", announced_on=LAST, planned_on=LAST, held_on=LAST)
    town.add(MeetingReport, meeting_id=meeting, drafted_on=LAST, shared_on=LAST)
    for name in ("De Klimop", "Voedselbank"):
        organisation = town.add(Organisation, name=name)
        town.add(Webber, organisation_id=organisation, proposed_on=date(2026, 1, 1), confirmed_on=date(2026, 1, 1))
        town.add(Attendance, meeting_id=meeting, organisation_id=organisation, present=True)
    return town


@pytest.mark.parametrize(
    ("day", "next_planned", "rule"),
    [
        ("2026-10-04", None, None),
        ("2026-10-05", None, "A.7"),
        ("2026-10-05", "2026-11-06", None),
        ("2026-10-05", "2026-11-07", "A.6"),
        ("2026-10-26", None, "A.7"),
        ("2026-10-27", "2026-10-29", "A.5"),
        ("2026-11-06", None, "A.5"),
        ("2026-11-07", None, "A.4"),
        ("2026-12-07", None, "A.4"),
        ("2026-12-08", None, "A.3"),
    ],
)
def test_each_row_of_the_table(six_weeks: Town, day: str, next_planned: str | None, rule: str | None) -> None:
    if next_planned:
        six_weeks.add(Meeting, kind="webber", announced_on=LAST, planned_on=date.fromisoformat(next_planned))
    with reading(six_weeks.engine) as session:
        found = find(session, six_weeks.viewer(), date.fromisoformat(day))
    assert {KINDS[finding.kind].rule for finding in found} & ROWS == ({rule} if rule else set())
