"""When the demo network met, who was there, what was reported, and what stands on the calendar."""

from typing import NamedTuple

from data_model.days import days_after
from data_model.tables.meeting import Attendance, Meeting, MeetingReport, Pause, Rhythm
from demo.organisations import NEWEST, NEWEST_JOINED, ORGANISATIONS
from demo.stage import Stage

SESSION_5 = -58  # weeks from the last Tuesday
PAUSE_WEEK = -5
WEBBER_ORGANISATIONS = ("gemeente", "huisvandewijk", "vuurvlinder", "jgz", "schuldhulp", "wijkteam", "leergeld")
LEERGELD_SINCE = -26
ABSENT_TWICE = "werkbank"


class Planned(NamedTuple):
    """A meeting: its week counted from the last Tuesday, and how it went."""

    key: str
    kind: str
    week: int
    organiser: str
    chair: str
    location: str
    announced_week: int
    held: bool = True
    absent: tuple[str, ...] = ()
    by_deputy: tuple[str, ...] = ()
    shared_after: int | None = None
    families: str | None = None


MEETINGS = (
    Planned("webber-1", "webber", -54, "lotte", "yvonne", "Wijkteam Noord", -58, shared_after=6),
    Planned(
        "network-1",
        "network",
        -48,
        "noor",
        "selma",
        "Raadzaal van het gemeentehuis",
        -58,
        absent=("nour", "tweederonde"),
        shared_after=9,
        families="Twee ouders vertelden wat hielp en wat niet.",
    ),
    Planned("webber-2", "webber", -43, "aylin", "lotte", "De Vuurvlinder", -54, absent=("jgz",), shared_after=12),
    Planned("webber-3", "webber", -32, "anouk", "aylin", "Bureau Schuldhulp", -43, shared_after=5),
    Planned(
        "network-2",
        "network",
        -23,
        "yvonne",
        "noor",
        "'t Huis van de Wijk",
        -34,
        absent=(ABSENT_TWICE, "opendeur"),
        shared_after=8,
        families="De Ouderkring leidde een van de gesprekken.",
    ),
    Planned(
        "webber-4",
        "webber",
        -20,
        "ingrid",
        "anouk",
        "Consultatiebureau Noord",
        -32,
        absent=("leergeld",),
        shared_after=10,
    ),
    Planned("webber-5", "webber", -9, "yvonne", "ingrid", "'t Huis van de Wijk", -20, by_deputy=("jgz",)),
    Planned("webber-6", "webber", -2, "yvonne", "aylin", "'t Huis van de Wijk", -9, held=False),
    Planned("network-3", "network", 2, "samira", "shanti", "Buurtkamer Oost", -12, held=False),
)


def fill(stage: Stage) -> None:
    for kind, value, unit in (("webber", 6, "week"), ("network", 6, "month")):
        stage.put(
            Rhythm, meeting_kind=kind, interval_value=value, interval_unit=unit, valid_from=stage.tuesday(SESSION_5)
        )
    monday = days_after(stage.tuesday(PAUSE_WEEK), -1)
    stage.put(Pause, starts_on=monday, ends_on=days_after(monday, 6), label="Schoolvakantie")
    for planned in MEETINGS:
        _meeting(stage, planned)


def _meeting(stage: Stage, planned: Planned) -> None:
    day = stage.tuesday(planned.week)
    stage.ids["meeting"][planned.key] = stage.add(
        Meeting,
        kind=planned.kind,
        announced_on=stage.tuesday(planned.announced_week),
        planned_on=day,
        held_on=day if planned.held else None,
        location=planned.location,
        organiser_person_id=stage.person(planned.organiser),
        chair_person_id=stage.person(planned.chair),
        agenda="Hoe staan de acties ervoor? Wie missen we? Wat spreken we af?",
        families_involved=bool(planned.families) if planned.held and planned.kind == "network" else None,
        families_how=planned.families,
    )
    if planned.held:
        _attendance(stage, planned)
        _report(stage, planned)


def _invited(stage: Stage, planned: Planned) -> tuple[str, ...]:
    if planned.kind == "webber":
        return WEBBER_ORGANISATIONS[: None if planned.week > LEERGELD_SINCE else -1]
    here = stage.tuesday(planned.week) >= stage.on(NEWEST_JOINED)
    return tuple(key for key, *_ in ORGANISATIONS if key != NEWEST or here)


def _attendance(stage: Stage, planned: Planned) -> None:
    missing = {*planned.absent, *((ABSENT_TWICE,) if planned.kind == "network" else ())}
    for key in _invited(stage, planned):
        stage.put(
            Attendance,
            meeting_id=stage.ids["meeting"][planned.key],
            organisation_id=stage.organisation(key),
            present=key not in missing,
            by_deputy=key in planned.by_deputy,
        )


def _report(stage: Stage, planned: Planned) -> None:
    day = stage.tuesday(planned.week)
    shared_after = planned.shared_after
    stage.put(
        MeetingReport,
        meeting_id=stage.ids["meeting"][planned.key],
        summary="Kort verslag van wat we bespraken.",
        decisions="De acties staan met een naam in Schakel.",
        made_by_person_id=stage.person(planned.chair),
        drafted_on=days_after(day, 3),
        shared_on=None if shared_after is None else days_after(day, shared_after),
    )
