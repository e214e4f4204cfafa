"""What holds for each question in any town on any day: it says the same again, since when, and when it gets worse."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.access import command_line
from data_model.database import reading, writing
from data_model.findings import Finding, Subject
from data_model.norms import Norms
from data_model.questions import QUESTIONS, Question
from data_model.read.judged import known
from data_model.rules.attention import ranked
from demo.town import fill
from tests.conftest import NOW, insider

TODAY, DAY = NOW.date(), timedelta(days=1)
BACK = (1, 7, 30, 100, 400)
# An update that is late is missed after the meeting, and then nothing is left to do.
ENDS = {"actions.update_late"}
Found = dict[tuple[str, Subject], Finding]


class Facts:
    """Of each question, about the demo network. Too many to print."""

    def __init__(self, of: Mapping[str, Any]) -> None:
        self.of = of


@pytest.fixture(scope="module")
def demo(sqlite_template: bytes, tmp_path_factory: pytest.TempPathFactory) -> Facts:
    path = tmp_path_factory.mktemp("demo") / "schakel.db"
    path.write_bytes(sqlite_template)
    engine = insider(f"sqlite:///{path}")
    with writing(engine) as session:
        fill(session, TODAY)
    with reading(engine) as session:
        facts = Facts({question.name: told for question, told in known(session, command_line(1)).facts})
    engine.dispose()
    return facts


def varied(fact: Any, lot: Random, lost: float) -> Any:
    """The same with days that lie earlier, and without some of what somebody wrote; whoever has a name stays."""
    if isinstance(fact, date):
        return fact - timedelta(days=lot.choice(BACK)) if lot.random() < 0.1 else fact
    if is_dataclass(fact) and not isinstance(fact, type):
        return replace(fact, **{f.name: varied(getattr(fact, f.name), lot, lost) for f in fields(fact) if f.init})
    if type(fact) is tuple:
        stays = (one for one in fact if not is_dataclass(one) or hasattr(one, "name") or lot.random() >= lost)
        return tuple(varied(one, lot, lost) for one in stays)
    return fact


def shuffled(fact: Any, lot: Random) -> Any:
    """The same rows in another order."""
    lists = {f.name: getattr(fact, f.name) for f in fields(fact) if type(getattr(fact, f.name)) is tuple}
    return replace(fact, **{name: tuple(lot.sample(rows, len(rows))) for name, rows in lists.items()})


def in_order(finding: Finding) -> Finding:
    """Names that a finding tells stand in the order of the rows."""
    told = {name: tuple(sorted(v)) if isinstance(v, tuple) else v for name, v in finding.values.items()}
    return replace(finding, values=told)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
@given(seed=st.integers(0, 2**32 - 1))
def test_a_question_answers_alike_and_gets_worse_on_the_day_it_said(question: Question, seed: int, demo: Facts) -> None:
    lot = Random(seed)
    facts = varied(demo.of[question.name], lot, lot.choice((0.1, 0.5, 0.9)))
    day = TODAY + timedelta(days=lot.randrange(400))

    def judged(on: date) -> Found:
        return {(one.kind, one.about): one for one in ranked(question.judge(facts, on, Norms()))}

    now = judged(day)
    again = ranked(question.judge(shuffled(facts, lot), day, Norms()))
    assert [in_order(one) for one in again] == [in_order(one) for one in now.values()]
    for one in now.values():
        assert one.kind in question.kinds and one.since <= day
        assert one.changes_on is None or one.changes_on > day
    if coming := [one for one in now.values() if one.changes_on]:
        one = lot.choice(coming)
        assert one.changes_on
        _gets_worse(one, judged(one.changes_on - DAY), judged(one.changes_on))


def _gets_worse(one: Finding, before: Found, after: Found) -> None:
    """Until the day before it is no worse; on the day itself it is more urgent, a fact, or another finding."""
    this = one.kind, one.about
    if this not in before:
        return  # whom it was about left meanwhile, as was known
    assert before[this].urgency <= one.urgency and before[this].changes_on == one.changes_on
    if this in after:
        assert after[this].urgency > before[this].urgency or after[this].changes_on is None
    else:
        assert one.kind in ENDS or after.keys() - before.keys()
