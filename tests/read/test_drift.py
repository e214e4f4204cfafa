"""The months since the trajectory equal the questions asked on each of those days, for whoever looks."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.questions import find
from data_model.read.drift import Drift, Figures, baseline, drift, figures, standing_on
from data_model.refusal import Forbidden
from data_model.rules.differences import What
from data_model.tables.account import Account, Grant
from data_model.tables.network import Network
from data_model.write.baseline import keep_baseline
from demo.town import fill
from tests.conftest import NOW, Town
from tests.read.test_map import Drawn

TODAY = date(2026, 11, 22)
ENDED = date(2025, 11, 22)
PERSONAS = ("coordinator", "webber", "manager")


def persona(session: Session, name: str) -> Viewer:
    account = session.execute(select(Account).where(Account.persona == name)).scalar_one()
    grant = session.execute(select(Grant).where(Grant.account_id == account.id)).scalar_one()
    return Viewer(
        network_id=grant.network_id,
        role=Role(grant.role),
        account_id=account.id,
        organisation_id=grant.organisation_id,
        person_id=grant.person_id,
    )


def asked(session: Session, viewer: Viewer, day: date) -> Counter[str]:
    return Counter(finding.question for finding in find(session, viewer, day))


def counts(month: Figures) -> Counter[str]:
    return Counter({question: n for question, (n, _) in month.findings.items()})


def test_every_month_equals_the_questions_asked_on_that_day(engine: Engine) -> None:
    with writing(engine) as session:
        fill(session, TODAY)
    with reading(engine) as session:
        for name in PERSONAS:
            viewer = persona(session, name)
            course = drift(session, viewer, TODAY)
            assert len(course.months) == 15 and course.months[-1].day == TODAY
            for month in course.months if name == "coordinator" else course.months[::7]:
                assert counts(month) == asked(session, viewer, month.day)
                worst = {f.question: f.urgency for f in reversed(find(session, viewer, month.day))}
                assert {question: worst for question, (n, worst) in month.findings.items() if n} == worst


def test_the_baseline_equals_the_day_itself_when_nothing_was_corrected(engine: Engine) -> None:
    with writing(engine) as session:
        fill(session, TODAY)
    with reading(engine) as session:
        viewer = persona(session, "coordinator")
        kept, course = baseline(session, viewer), drift(session, viewer, TODAY)
        assert kept is not None and kept.stood_on == course.ended_on
        assert kept == standing_on(session, viewer, kept.stood_on)
        assert course.baseline == course.months[0] == figures(kept, course.months[0].findings)


def test_a_manager_is_told_of_no_actions_and_of_the_links_of_the_own_organisation(engine: Engine) -> None:
    with writing(engine) as session:
        fill(session, TODAY)
    with reading(engine) as session:
        viewer = persona(session, "manager")
        course, whole = drift(session, viewer, TODAY), drift(session, persona(session, "coordinator"), TODAY)
    assert "actions" not in course.months[-1].findings and "turnover" in course.months[-1].findings
    assert course.months[-1].links == whole.months[-1].links
    own = [one for one in (*course.lost, *course.came) if one.what is What.LINK]
    assert all(viewer.organisation_id in [id for id, _ in one.organisations] for one in own)
    assert len(own) < sum(one.what is What.LINK for one in (*whole.lost, *whole.came))
    assert course.baseline and counts(course.baseline) == counts(course.months[0])


def test_a_webber_does_not_learn_of_the_own_place_from_the_baseline(engine: Engine) -> None:
    """What was counted for the coordinator would tell it: the webber gets what may be watched."""
    with writing(engine) as session:
        fill(session, TODAY)
    with reading(engine) as session:
        viewer = persona(session, "webber")
        course = drift(session, viewer, TODAY)
        assert course.baseline is not None
        assert counts(course.baseline) == asked(session, viewer, course.baseline.day)


@pytest.fixture
def drawn(town: Town) -> Drawn:
    return Drawn(town)


def course(town: Town, day: date = TODAY, role: Role = Role.COORDINATOR, months: int = 36) -> Drift:
    with reading(town.engine) as session:
        return drift(session, town.viewer(role), day, months)


def test_participants_do_not_see_it(town: Town) -> None:
    for ask in (lambda s, v: drift(s, v, TODAY), lambda s, v: standing_on(s, v, TODAY), baseline):
        with reading(town.engine) as session, pytest.raises(Forbidden):
            ask(session, town.viewer(Role.PARTICIPANT))


def test_without_a_last_day_or_before_it_there_are_no_months(drawn: Drawn) -> None:
    assert course(drawn.town, ENDED - (TODAY - ENDED)).months == ()
    with writing(drawn.town.engine) as session:
        session.get_one(Network, drawn.town.id).trajectory_ended_on = None
    found = course(drawn.town)
    assert (found.ended_on, found.baseline, found.months, found.now) == (None, None, (), None)


def test_without_a_baseline_the_first_month_is_what_one_compares_with(drawn: Drawn) -> None:
    found = course(drawn.town)
    assert found.baseline is None and found.months[0].day == ENDED and len(found.months) == 13
    assert {one.what for one in found.came} == {What.LINK, What.ORGANISATION} and not found.lost
    link = next(one for one in found.came if {name for _, name in one.organisations} == {"Gemeente", "School"})
    assert link.since == date(2026, 1, 1) and link.relation_id
    assert [one.day for one in course(drawn.town, months=2).months] == [date(2026, 10, 22), TODAY]


def test_of_another_network_nothing_is_told(drawn: Drawn) -> None:
    elsewhere = Town(drawn.town.engine, "Elders")
    with writing(elsewhere.engine) as session:
        keep_baseline(session, by=drawn.town.viewer(), at=NOW)
    found = course(elsewhere)
    assert found.baseline is None and found.months[-1].organisations == 0 and found.came == ()
