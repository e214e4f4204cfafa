"""What the five questions find on a day, or on many: their facts are read once and judged for each day anew."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import QUESTION_ENTITY, Reach, Verb, Viewer, may_watch, reach
from data_model.findings import Finding, Kind
from data_model.norms import Norms
from data_model.read import actions as read_actions
from data_model.read import contacts as read_contacts
from data_model.read import covenant as read_covenant
from data_model.read import rhythm as read_rhythm
from data_model.read import turnover as read_turnover
from data_model.rules import actions, contacts, covenant, rhythm, turnover
from data_model.rules.attention import ranked


@dataclass(frozen=True)
class Question:
    """One of the five. `read` gives the facts that `judge` needs; `kinds` lists all it can find."""

    name: str
    read: Callable[[Session, Viewer], Any]
    judge: Callable[[Any, date, Norms], Iterator[Finding]]
    kinds: Mapping[str, Kind]


QUESTIONS = (
    Question("rhythm", read_rhythm.facts, rhythm.judge, rhythm.KINDS),
    Question("covenant", read_covenant.facts, covenant.judge, covenant.KINDS),
    Question("actions", read_actions.facts, actions.judge, actions.KINDS),
    Question("contacts", read_contacts.facts, contacts.judge, contacts.KINDS),
    Question("turnover", read_turnover.facts, turnover.judge, turnover.KINDS),
)


@dataclass(frozen=True)
class Known:
    """The facts of each question of which the viewer may watch findings."""

    viewer: Viewer
    facts: tuple[tuple[Question, Any], ...]

    def of(self, name: str) -> Any:
        """The facts of one question. Raises `StopIteration` when the viewer watches nothing of it."""
        return next(facts for question, facts in self.facts if question.name == name)

    def judged(self, day: date, norms: Norms) -> list[Finding]:
        """All findings on a day that are the viewer's to see, the most pressing first."""
        found = ranked(finding for question, facts in self.facts for finding in question.judge(facts, day, norms))
        return [finding for finding in found if may_watch(self.viewer, finding)]


@scope.read
def known(session: Session, viewer: Viewer, questions: tuple[Question, ...] = QUESTIONS) -> Known:
    """Read the facts once. A question of which the viewer may watch nothing is not asked."""
    mine = [q for q in questions if reach(viewer, QUESTION_ENTITY[q.name], Verb.WATCH) is not Reach.NONE]
    with scope.keeping(session):
        return Known(viewer, tuple((question, question.read(session, viewer)) for question in mine))
