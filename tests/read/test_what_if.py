"""What if somebody left: exactly what the questions find once the real acts are done, and nothing is stored."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.findings import Finding, Subject
from data_model.questions import find
from data_model.read.acceptances import acceptances
from data_model.read.judged import known
from data_model.read.map import ties
from data_model.read.settings import data_version, norms_of
from data_model.read.what_if import Leaver, imagined, may_leave, what_if, what_if_named
from data_model.refusal import Forbidden, Refusal
from data_model.rules.leaving import Leaving, planned
from data_model.rules.losses import Loss
from data_model.rules.what_if import WhatIf
from data_model.scope import unlimited
from data_model.tables.attention import Acceptance
from data_model.tables.base import Base
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.network import Network
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.turnover import TurnoverEvent
from data_model.write.announcements import withdraw_announcement
from data_model.write.memberships import leave
from data_model.write.turnover import announce_departure
from demo.town import fill
from tests.conftest import NOW, Town
from tests.elsewhere import FOREIGN

TODAY = NOW.date()
START = date(2026, 1, 1)
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


class Small:
    """Town hall – school – food bank, each with one person; whoever is at the school keeps both links."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.ids: dict[str, int] = {}
        self.people: dict[str, int] = {}
        for name, domain, person in (
            ("Gemeente", "municipality", "An"),
            ("School", "education", "Bas"),
            ("Voedselbank", "volunteers", "Cem"),
        ):
            self.ids[name] = town.add(Organisation, name=name, domain=domain)
            town.add(Membership, organisation_id=self.ids[name], joined_on=START)
            self.person(person, name)
        drawn = town.add(MapVersion, made_on=START, agreed_on=START)
        for a, b in (("Gemeente", "School"), ("School", "Voedselbank")):
            ends = {"organisation_a_id": self.ids[a], "organisation_b_id": self.ids[b]}
            link = town.add(Relation, map_version_id=drawn, start_on=START, **ends)
            kept = {"organisation_id": self.ids["School"], "person_id": self.people["Bas"], "start_on": START}
            town.add(RelationCarrier, relation_id=link, **kept)

    def person(self, name: str, organisation: str, **other: Any) -> int:
        self.people[name] = self.town.add(Person, display_name=name, **other)
        work = {"person_id": self.people[name], "organisation_id": self.ids[organisation], "start_on": START}
        self.town.add(Affiliation, **work)
        return self.people[name]

    def answer(self, *names: str, by: Viewer | None = None, on: date = TODAY) -> WhatIf:
        people = [self.people[name] for name in names if name in self.people]
        organisations = [self.ids[name] for name in names if name in self.ids]
        with reading(self.town.engine) as session:
            return what_if(session, by or self.town.viewer(), people, organisations, on, TODAY)

    def offered(self, by: Viewer) -> list[str]:
        with reading(self.town.engine) as session:
            return [leaver.about.name for leaver in may_leave(session, by, TODAY, TODAY)]


@pytest.fixture
def small(town: Town) -> Small:
    return Small(town)


def test_nothing_is_stored(small: Small) -> None:
    def rows() -> dict[str, int]:
        with reading(small.town.engine) as session:
            tables = Base.metadata.sorted_tables
            return {t.name: session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}

    def version() -> int:
        with reading(small.town.engine) as session:
            return data_version(session, small.town.viewer())

    before = rows(), version()
    assert {one.loss for one in small.answer("Bas").lost} == {Loss.LINK, Loss.CUT_OFF}
    assert small.answer("School", "An").differs
    small.offered(small.town.viewer())
    assert (rows(), version()) == before


def test_what_is_lost_is_told_by_name_and_worse_is_seen(small: Small) -> None:
    answer = small.answer("Bas")
    assert [(one.loss, one.values.get("partner") or one.about.name) for one in answer.lost] == [
        (Loss.CUT_OFF, "School"),
        (Loss.CUT_OFF, "Voedselbank"),
        (Loss.LINK, "Gemeente"),
        (Loss.LINK, "Voedselbank"),
    ]
    (turnover,) = [one for one in answer.questions if one.question == "turnover"]
    assert "turnover.sole_contact" in {finding.kind for finding in turnover.came}
    assert "turnover.one_contact" in {finding.kind for finding in turnover.went}
    assert [one.loss for one in small.answer("Gemeente").lost] == [Loss.LINK]


@pytest.mark.parametrize(
    ("names", "kind"), [((), "nobody_chosen"), (("An", "Bas", "Cem", "School"), "too_many_chosen")]
)
def test_one_to_three_can_leave(names: tuple[str, ...], kind: str, small: Small) -> None:
    with pytest.raises(Refusal, match=kind):
        small.answer(*names)
    assert small.answer("An", "Bas", "Cem").who


def test_who_is_gone_erased_or_unknown_is_refused(small: Small) -> None:
    small.person("Weg", "School", erased_on=TODAY - timedelta(days=1))
    with pytest.raises(Refusal, match="not_there_any_more"):
        small.answer("Weg")
    with pytest.raises(Refusal, match="too_early"):
        small.answer("Bas", on=TODAY - timedelta(days=1))
    with reading(small.town.engine) as session:
        for people, organisations in (((FOREIGN,), ()), ((), (FOREIGN,)), ((True,), ()), ((10**30,), ())):
            with pytest.raises(Forbidden):
                what_if(session, small.town.viewer(), people, organisations, TODAY, TODAY)
    assert "Weg" not in small.offered(small.town.viewer())


def test_a_manager_looks_at_the_own_people_alone(small: Small) -> None:
    manager = small.town.viewer(Role.MANAGER, organisation_id=small.ids["School"])
    assert small.offered(manager) == ["Bas"]
    answer = small.answer("Bas", by=manager)
    assert {one.organisation_id for one in answer.lost} == {small.ids["School"]}
    assert {one.organisation_id for one in answer.findings if one.question == "turnover"} == {small.ids["School"]}
    assert "actions" not in {one.question for one in answer.questions}
    for names in (("Cem",), ("School",), ("Bas", "Cem")):
        with pytest.raises(Forbidden):
            small.answer(*names, by=manager)


def test_a_webber_does_not_look_at_the_own_leaving(small: Small) -> None:
    own = small.people["Bas"]
    webber = small.town.viewer(Role.WEBBER, organisation_id=small.ids["School"], person_id=own)
    assert "Bas" not in small.offered(webber) and "School" in small.offered(webber)
    with pytest.raises(Refusal, match="not_yourself"):
        small.answer("Bas", by=webber)
    assert own not in {one.person_id for one in small.answer("School", by=webber).lost}


def test_a_participant_sees_nothing_of_it(small: Small) -> None:
    participant = small.town.viewer(Role.PARTICIPANT, person_id=small.people["Bas"])
    for look in (small.answer, small.offered):
        with pytest.raises(Forbidden):
            look("Bas", by=participant) if look is small.answer else small.offered(participant)
    with reading(small.town.engine) as session, pytest.raises(Forbidden):
        what_if_named(session, participant, ["Bas"], TODAY, TODAY)


def test_an_accepted_finding_waits_in_both(small: Small) -> None:
    with reading(small.town.engine) as session:
        accepted = next(f for f in find(session, small.town.viewer(), TODAY) if f.kind == "turnover.one_contact")
    about = {"kind": accepted.kind, "entity": accepted.about.entity, "entity_id": accepted.about.id, "urgency": 3}
    small.town.add(Acceptance, **about, accepted_on=TODAY, until_on=TODAY, note="Bekend")
    (turnover,) = [one for one in small.answer("An").questions if one.question == "turnover"]
    assert accepted.about not in {one.about for one in turnover.before if one.kind == accepted.kind}
