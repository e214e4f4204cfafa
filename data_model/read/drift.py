"""How the network stood month by month since its trajectory ended, and what was lost and came since the baseline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import QUESTION_ENTITY, Entity, Reach, Role, Verb, Viewer, reach, require_any
from data_model.findings import Finding, Urgency
from data_model.read.judged import Known, known
from data_model.read.settings import norms_of
from data_model.rules.baseline import read_back
from data_model.rules.differences import Course, Difference, What
from data_model.rules.drift import Standing, months_until, standing
from data_model.rules.outlook import Outlook
from data_model.rules.tasks import TurnoverFacts
from data_model.tables.network import Baseline, Network

MOST = 36


@dataclass(frozen=True)
class Figures:
    """A network on a day in numbers. `findings`: by question how many, and the most urgent; none is 0 and None."""

    day: date
    links: int
    drawn: int
    organisations: int
    reachable: int
    signed: int
    webbers: int
    findings: Mapping[str, tuple[int, Urgency | None]]


@dataclass(frozen=True)
class Changed:
    """What was lost or came, by the organisations it is about (number and name). `relation_id`: as drawn on the map."""

    what: What
    organisations: tuple[tuple[int, str], ...]
    since: date
    relation_id: int | None = None


@dataclass(frozen=True)
class Drift:
    """`months` ends with the day itself; empty when the end of the trajectory is not known or still to come.

    `lost` and `came` count from the baseline or, where nobody kept one, from the first of the months.
    """

    ended_on: date | None
    baseline: Figures | None
    months: tuple[Figures, ...]
    lost: tuple[Changed, ...]
    came: tuple[Changed, ...]

    @property
    def now(self) -> Figures | None:
        return self.months[-1] if self.months else None


@scope.read
def drift(session: Session, viewer: Viewer, day: date, months: int = MOST) -> Drift:
    """Each month judged as on that day, with the findings the viewer may watch.

    The baseline counts all findings there were, so only the coordinator, who watches all, is told those; others get
    what the rules say of that day now. Of the links a manager is named those of the own organisation.
    """
    extent = require_any(viewer, Entity.TURNOVER, Verb.SEE)
    ended_on = session.scalars(select(Network.trajectory_ended_on).where(Network.id == viewer.network_id)).one()
    if ended_on is None or ended_on > day:
        return Drift(ended_on, None, (), (), ())
    judged = known(session, viewer)
    facts, covenants = judged.of("turnover"), judged.of("covenant")
    asked = [name for name, entity in QUESTION_ENTITY.items() if reach(viewer, entity, Verb.WATCH) is not Reach.NONE]

    def stood(on: date) -> Standing:
        return standing(facts, covenants, _found(session, judged, on), on)

    every = [stood(on) for on in months_until(ended_on, day, months)]
    kept = baseline(session, viewer)
    if kept and viewer.role is not Role.COORDINATOR:
        kept = replace(kept, findings=stood(kept.stood_on).findings)
    told = _Told(facts, day, viewer.organisation_id if extent is Reach.ORGANISATION else None)
    course, then, now = Course(facts, covenants), kept or every[0], every[-1]
    return Drift(
        ended_on,
        figures(kept, asked) if kept else None,
        tuple(figures(one, asked) for one in every),
        told(course.lost(then, now)),
        told(course.came(then, now)),
    )


@scope.read
def standing_on(session: Session, viewer: Viewer, day: date) -> Standing:
    """How the network stood on one day, as far as that is known now, with the findings the viewer may watch."""
    require_any(viewer, Entity.TURNOVER, Verb.SEE)
    judged = known(session, viewer)
    return standing(judged.of("turnover"), judged.of("covenant"), _found(session, judged, day), day)


def _found(session: Session, judged: Known, day: date) -> list[Finding]:
    return judged.judged(day, norms_of(session, judged.viewer, day))


@scope.read
def baseline(session: Session, viewer: Viewer) -> Standing | None:
    """What was written down of the day on which the trajectory ended, if anybody did."""
    require_any(viewer, Entity.TURNOVER, Verb.SEE)
    kept = session.scalars(select(Baseline).where(Baseline.network_id == viewer.network_id)).first()
    return read_back(kept.state, kept.stood_on) if kept else None


def figures(stood: Standing, questions: Iterable[str]) -> Figures:
    """In numbers, for whoever watches these questions."""
    return Figures(
        day=stood.stood_on,
        links=len(stood.links),
        drawn=stood.drawn,
        organisations=len(stood.organisations),
        reachable=len(stood.reachable),
        signed=len(stood.signed),
        webbers=len(stood.webbers),
        findings={question: _worst(stood.findings.get(question, {})) for question in questions},
    )


def _worst(counts: Mapping[Urgency, int]) -> tuple[int, Urgency | None]:
    return sum(counts.values()), max(counts, default=None)


class _Told:
    """Differences by name, the latest first. `only`: of the links those of this one organisation."""

    def __init__(self, facts: TurnoverFacts, day: date, only: int | None) -> None:
        self.only = only
        self.names = {one.id: one.name for one in facts.ties.organisations}
        self.drawn = {frozenset((r.a, r.b)): r.id for r in Outlook(facts.ties, day).relations}

    def __call__(self, found: Iterable[Difference]) -> tuple[Changed, ...]:
        mine = (one for one in found if one.what is not What.LINK or self.only in (None, *one.organisations))
        told = [
            Changed(
                one.what,
                tuple((id, self.names.get(id, "")) for id in one.organisations),
                one.since,
                self.drawn.get(frozenset(one.organisations)) if one.what is What.LINK else None,
            )
            for one in mine
        ]
        return tuple(sorted(told, key=lambda one: (-one.since.toordinal(), one.organisations)))
