"""The five questions Schakel keeps asking: for each its name, how to read its facts, and the rule that judges them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from data_model.access import QUESTION_ENTITY, Reach, Verb, Viewer, may_watch, reach
from data_model.findings import Finding, Kind
from data_model.norms import Norms
from data_model.read import actions as read_actions
from data_model.read import contacts as read_contacts
from data_model.read import covenant as read_covenant
from data_model.read import rhythm as read_rhythm
from data_model.read import turnover as read_turnover
from data_model.read.acceptances import acceptances
from data_model.read.settings import norms_of
from data_model.rules import actions, contacts, covenant, rhythm, turnover
from data_model.rules.acceptance import marked
from data_model.rules.attention import ranked
from data_model.rules.kinds import KINDS as KINDS


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


def find(session: Session, viewer: Viewer, day: date, questions: tuple[Question, ...] = QUESTIONS) -> list[Finding]:
    """All findings on a day that are the viewer's to see, the most pressing first. Those that wait are marked."""
    norms = norms_of(session, viewer, day)
    mine = [q for q in questions if reach(viewer, QUESTION_ENTITY[q.name], Verb.WATCH) is not Reach.NONE]
    found = ranked(finding for q in mine for finding in q.judge(q.read(session, viewer), day, norms))
    seen = (finding for finding in found if may_watch(viewer, finding))
    return marked(seen, acceptances(session, viewer, day))
