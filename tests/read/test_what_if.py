"""What if somebody left: exactly what the questions find once the real acts are done, and nothing is stored."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from data_model.access import Role, Viewer
from data_model.database import writing
from data_model.findings import Finding, Subject
from data_model.questions import find
from data_model.read.acceptances import acceptances
from data_model.read.judged import known
from data_model.read.map import ties
from data_model.read.settings import norms_of
from data_model.read.what_if import Leaver, imagined, may_leave, what_if
from data_model.rules.leaving import Leaving, planned
from data_model.rules.losses import Loss
from data_model.scope import unlimited
from data_model.tables.network import Network
from data_model.tables.organisation import Membership
from data_model.tables.turnover import TurnoverEvent
from data_model.write.announcements import withdraw_announcement
from data_model.write.memberships import leave
from data_model.write.turnover import announce_departure
from demo.town import fill
from tests.conftest import NOW

TODAY = NOW.date()
DAYS = tuple(TODAY + timedelta(days=n) for n in (0, 9, 60, 200))


@pytest.fixture
def demo(engine: Engine) -> tuple[Engine, Viewer]:
    with writing(engine) as session, unlimited(session):
        fill(session, TODAY)
        here = session.scalars(select(Network.id)).one()
    return engine, Viewer(network_id=here, role=Role.COORDINATOR)


def choices(leavers: list[Leaver], chance: Random) -> tuple[list[int], list[int]]:
    """One to three people and organisations, people more often."""
    people = [one.about.id for one in leavers if one.about.entity == "person"]
    organisations = [one.about.id for one in leavers if one.about.entity == "organisation"]
    many = chance.randint(1, 3)
    whole = min(many, chance.choice((0, 0, 0, 1, 1, 2, 3)))
    return chance.sample(people, many - whole), chance.sample(organisations, whole)


def done(session: Session, leaving: Leaving, by: Viewer) -> dict[int, int]:
    """Do the real acts; gives the new announcements in their order."""
    to_do: dict[str, Any] = {"by": by, "at": NOW}
    for organisation_id in sorted(leaving.organisations):
        stays = session.scalars(select(Membership).where(Membership.organisation_id == organisation_id))
        (stay,) = [s for s in stays if s.joined_on and (s.left_on is None or s.left_on >= leaving.on)]
        leave(session, membership_id=stay.id, left_on=leaving.on - timedelta(days=1), **to_do)
    events: dict[int, int] = {}
    for departure in leaving.departures:
        for event_id in departure.withdrawn:
            withdraw_announcement(session, event_id=event_id, **to_do)
        where: dict[str, Any] = {"person_id": departure.person_id, "organisation_id": departure.organisation_id}
        event = announce_departure(session, effective_on=leaving.on, **where, **to_do)
        events[event.id] = len(events)
    return events


def numbered(findings: Iterable[Finding], known: int, events: dict[int, int] | None = None) -> list[Finding]:
    """Announcements that were not known before by their order."""
    found = []
    for one in findings:
        about = one.about
        if about.entity == "turnover_event" and about.id > known:
            order = events[about.id] if events is not None else about.id - known - 1
            one = replace(one, about=Subject(about.entity, -order, about.name))
        found.append(one)
    return found


# Different choices on each kind of database: together more than sixty.
CHOICES = {"sqlite": (5, 40), "postgresql": (7, 24)}


def test_the_what_if_is_what_the_questions_find_once_they_have_really_left(demo: tuple[Engine, Viewer]) -> None:
    engine, by = demo
    seed, many = CHOICES[engine.dialect.name]
    chance, kinds, losses = Random(seed), set(), set()
    with writing(engine) as session:
        numbers = session.scalar(select(func.max(TurnoverEvent.id))) or 0
        before, about = known(session, by), ties(session, by)
        leavers = {day: may_leave(session, by, day, TODAY) for day in DAYS}
        for n in range(many):
            day = DAYS[n % len(DAYS)]
            people, organisations = choices(leavers[day], chance)
            leaving = planned(about, people, organisations, day, TODAY)
            if n < 3:
                answer = what_if(session, by, people, organisations, day, TODAY)
            else:
                norms, accepted = norms_of(session, by, day), acceptances(session, by, day)
                answer = imagined(before, (), leaving, norms, accepted)
            really = session.begin_nested()
            events = done(session, leaving, by)
            expected = find(session, by, day)
            really.rollback()
            session.expire_all()
            assert numbered(answer.findings, numbers) == numbered(expected, numbers, events), (people, organisations)
            kinds |= {finding.kind for one in answer.questions for finding in one.came}
            losses |= {lost.loss for lost in answer.lost}
        session.rollback()
    assert len(kinds) > 12 and losses >= {Loss.LINK, Loss.WEBBER, Loss.ACTION, Loss.MANDATE, Loss.INGREDIENT}
