"""How a network stands is kept: what the rules find, judged anew after each act, the newest judgement alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select

from data_model.access import command_line
from data_model.database import reading, writing
from data_model.days import add_months
from data_model.findings import Finding
from data_model.questions import QUESTIONS, find
from data_model.rules.counts import Counts, added, counted
from data_model.tables.log import LogEntry
from data_model.tables.network import Network
from data_model.tables.standing import QuestionStanding, Standing
from data_model.write.organisations import add_organisation
from data_model.write.standings import Judgement, behind, judge, keep
from demo.town import fill
from tests.conftest import NOW, Town

TODAY = NOW.date()
LATER = NOW + timedelta(hours=1)
DAY = timedelta(days=1)
NOTHING = Counts()
NAMES = {question.name for question in QUESTIONS}


def kept(engine: Engine, network_id: int) -> Standing:
    with reading(engine) as session:
        return session.scalars(select(Standing).where(Standing.network_id == network_id)).one()


def parts(engine: Engine, network_id: int) -> dict[str, tuple[Counts, Counts]]:
    """By question: now and a month before."""
    with reading(engine) as session:
        rows = session.scalars(select(QuestionStanding).where(QuestionStanding.network_id == network_id)).all()
    return {
        row.question: (
            Counts(row.critical, row.high, row.attention),
            Counts(row.critical_before, row.high_before, row.attention_before),
        )
        for row in rows
    }


def judgement(town: Town, version: int = 1, day: date = TODAY, counts: Counts = NOTHING) -> Judgement:
    return Judgement(town.id, day, version, dict.fromkeys(NAMES, counts), dict.fromkeys(NAMES, NOTHING))


def put(town: Town, given: Judgement) -> bool:
    with writing(town.engine) as session:
        return keep(session, given, NOW)


def write(town: Town, name: str = "De Linde") -> None:
    with writing(town.engine) as session:
        add_organisation(session, name=name, domain="education", formality="formal", by=command_line(town.id), at=NOW)


def test_the_counts_are_those_of_the_findings_of_the_day_and_of_a_month_before(engine: Engine) -> None:
    with writing(engine) as session:
        fill(session, TODAY)
        id = session.scalars(select(Network.id)).one()
    assert judge(engine, id, TODAY, NOW)

    def found(day: date) -> list[Finding]:
        with reading(engine) as session:
            return find(session, command_line(id), day)

    now, before = found(TODAY), found(add_months(TODAY, -1))
    assert counted(now).worst and counted(now) != counted(before)
    assert parts(engine, id) == {
        name: tuple(counted(one for one in many if one.question == name) for many in (now, before)) for name in NAMES
    }
    whole = kept(engine, id)
    assert (whole.critical, whole.high, whole.attention) == counted(now)
    assert (whole.critical_before, whole.high_before, whole.attention_before) == counted(before)
    assert (whole.judged_on, whole.judged_at) == (TODAY, NOW)


def test_judging_is_no_act(town: Town) -> None:
    judge(town.engine, town.id, TODAY, NOW)
    with reading(town.engine) as session:
        assert session.scalars(select(LogEntry)).all() == []
        assert session.scalars(select(Network.data_version)).one() == 1


def test_a_network_is_judged_anew_when_somebody_wrote_in_it_or_the_day_is_another(town: Town) -> None:
    assert judge(town.engine, town.id, TODAY, NOW)
    assert not judge(town.engine, town.id, TODAY, LATER) and kept(town.engine, town.id).judged_at == NOW
    write(town)
    assert judge(town.engine, town.id, TODAY, LATER)
    assert (kept(town.engine, town.id).data_version, kept(town.engine, town.id).judged_at) == (2, LATER)
    assert judge(town.engine, town.id, TODAY + DAY, LATER) and kept(town.engine, town.id).judged_on == TODAY + DAY


def test_what_is_behind_is_told_in_order_and_in_parts(town: Town) -> None:
    second, third = (Town(town.engine, name) for name in ("Tweede", "Derde"))
    judge(town.engine, second.id, TODAY, NOW)

    def asked(day: date = TODAY, after: int = 0, most: int = 100) -> list[int]:
        with reading(town.engine) as session:
            return behind(session, day, after=after, most=most)

    assert asked() == [town.id, third.id]
    assert asked(most=1) == [town.id]
    assert asked(after=town.id) == [third.id]
    write(second)
    assert asked() == [town.id, second.id, third.id]
    for one in (town, second, third):
        judge(town.engine, one.id, TODAY, NOW)
    assert asked() == [] and asked(TODAY + DAY) == [town.id, second.id, third.id]


@pytest.mark.parametrize(
    ("version", "day", "kept_too"),
    [
        (1, TODAY + DAY, False),
        (2, TODAY - DAY, False),
        (2, TODAY, False),
        (2, TODAY + DAY, True),
        (3, TODAY, True),
        (3, TODAY - DAY, True),
    ],
)
def test_an_older_judgement_gives_way_to_a_newer(town: Town, version: int, day: date, kept_too: bool) -> None:
    assert put(town, judgement(town, 2, counts=Counts(1, 1, 1)))
    assert put(town, judgement(town, version, day)) is kept_too
    assert added(now for now, _ in parts(town.engine, town.id).values()) == (Counts() if kept_too else Counts(5, 5, 5))


def test_what_a_wrong_clock_judged_for_a_far_day_is_not_kept_until_then(town: Town) -> None:
    assert put(town, judgement(town, day=TODAY + 2 * DAY))
    with reading(town.engine) as session:
        assert behind(session, TODAY) == [town.id]
    assert put(town, judgement(town)) and kept(town.engine, town.id).judged_on == TODAY


def test_many_at_once_leave_one_judgement_of_the_newest_version(town: Town) -> None:
    versions = [3, 1, 4, 1, 5, 2, 5, 3]
    with ThreadPoolExecutor(len(versions)) as pool:
        many = [judgement(town, version, counts=Counts(version, 0, 0)) for version in versions]
        done = list(pool.map(lambda one: put(town, one), many))
    assert any(done)
    assert kept(town.engine, town.id).data_version == 5
    assert {now for now, _ in parts(town.engine, town.id).values()} == {Counts(5, 0, 0)}


def test_what_is_written_while_a_network_is_judged_leaves_it_behind(town: Town) -> None:
    """The version is read before the rows: here somebody writes between judging and keeping."""
    early = judgement(town)
    write(town)
    assert put(town, early)
    with reading(town.engine) as session:
        assert behind(session, TODAY) == [town.id]


def test_a_network_that_goes_takes_its_standing_along(town: Town) -> None:
    judge(town.engine, town.id, TODAY, NOW)
    with writing(town.engine) as session:
        session.delete(session.get(Network, town.id))
    with reading(town.engine) as session:
        assert session.scalars(select(Standing)).all() == []
        assert session.scalars(select(QuestionStanding)).all() == []
