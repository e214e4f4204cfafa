"""Whatever acts follow one another: each is done whole or not at all, and what was promised still holds."""

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from data_model.access import Role, Viewer, command_line
from data_model.database import AlreadyDone, once, reading, writing
from data_model.days import dutch_day
from data_model.questions import find
from data_model.read.log_check import verify
from data_model.refusal import Refusal
from data_model.rules.counts import counted
from data_model.write.standings import behind, judge
from data_model.write.undo import Done, Recorder
from tests.conftest import LONG, NOW, insider
from tests.machine.conftest import Demo
from tests.machine.given import Given
from tests.machine.tables import Reader, Row, Tables, data, needles, said, steady
from tests.write.any_act import HOUSE

RUNS, STEPS = (500, 50) if LONG else (12, 20)
# Making a network is for an operator; undoing has a rule of its own.
NAMES = sorted(HOUSE.keys() - {"open_network", "undo"})
# The life of a covenant takes several acts in their order, so those are drawn more often.
SIGNING = ("draw_up_covenant", "open_for_signature", "record_signature", "sign_together", "put_in_force", "add_party")
MOSTLY = (Role.COORDINATOR,) * 7 + (Role.WEBBER, Role.MANAGER, Role.PARTICIPANT)

# What an act says of the record its line is about. It holds until an act says otherwise.
SAYS = {
    "add_action": ("description", "due_on"),
    "add_agreement": ("topic", "text", "agreed_on"),
    "add_organisation": ("name", "formality", "domain"),
    "add_pause": ("starts_on", "ends_on", "label"),
    "add_person": ("display_name",),
    "announce_departure": ("kind", "effective_on"),
    "change_agreement": ("text",),
    "change_network": ("name",),
    "change_organisation": ("name", "formality", "domain"),
    "change_pause": ("starts_on", "ends_on", "label"),
    "change_person": ("display_name",),
    "draw_up_covenant": ("kind", "title", "drafted_on"),
    "end_covenant": ("ended_on",),
    "make_promise": ("text", "promised_on"),
    "open_for_signature": ("opened_on",),
    "plan_meeting": ("kind", "planned_on"),
    "put_in_force": ("in_force_on",),
}
DAYS = (0,) * 12 + (1, 7, 31, 200)
HAPPENS = ("",) * 17 + ("sent again", "sent again", "judged")
# How many arguments an act is begun with before it is done.
TRIED = (0, 0, 0, 1, 15)
Model = dict[tuple[str, int], Row]


class Interrupted(Exception):
    """The process stops in the middle of an act."""


class Acts(RuleBasedStateMachine):
    """The demo network, in which anybody does anything."""

    demo: ClassVar[Demo]
    done: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="schakel-machine-"))
        path = self.folder / "schakel.db"
        path.write_bytes(self.demo.file)
        self.viewers = self.demo.viewers
        self.engine, self.reader = insider(f"sqlite:///{path}"), Reader(path)
        self.at, self.number, self.now = NOW, 0, self.reader.tables()
        self.here = self.viewers[Role.COORDINATOR].network_id
        self.model: Model = {}
        self.gone: set[str] = set()
        self.drawn: Counter[int] = Counter()
        self.last: tuple[Done | None, str, Tables, Model] | None = None

    def teardown(self) -> None:
        self.reader.close()
        self.engine.dispose()
        shutil.rmtree(self.folder)

    @rule(seed=st.integers(0, 2**32 - 1))
    def act(self, seed: int) -> None:
        """Drawn by a lot of its own: Hypothesis would mostly draw what it drew before."""
        self.drawn[seed] += 1
        lot = Random(f"{seed} {self.drawn[seed]}")
        name, by = lot.choice([*NAMES, *SIGNING * 6]), self.viewers[lot.choice(MOSTLY)]
        self.at += timedelta(days=lot.choice(DAYS))
        self.number += 1
        arguments, happens = self._fitting(lot, name, by), lot.choice(HAPPENS)
        note(f"{self.at:%Y-%m-%d} {by.role} {name} {arguments} {happens}")
        self._do(name, by, arguments)
        if happens == "sent again" and self.last:
            self._send_again(self.last[1])
        elif happens == "judged":
            self._judge()

    @precondition(lambda self: bool(self.last and self.last[0]))
    @rule()
    def is_taken_back(self) -> None:
        assert self.last and self.last[0]
        done, (_, before, model) = self.last[0], self.last[1:]
        self._do("undo", done.by, {"done": done})
        assert steady(self.now) == steady(before)
        self.model, self.last = model, None

    @invariant()
    def the_log_is_one_chain(self) -> None:
        with reading(self.engine) as session:
            assert verify(session).sound
        assert self.reader.orphans() == []

    @invariant()
    def who_is_erased_is_nowhere(self) -> None:
        texts = said(self.now) if self.gone else ""
        assert [needle for needle in self.gone if needle in texts] == []

    @invariant()
    def what_was_said_holds(self) -> None:
        for (entity, id), fields in self.model.items():
            row = self.now[entity].get(id)
            assert row is not None, f"{entity} {id} is gone"
            assert {name: row[name] for name in fields} == fields

    def _send_again(self, command: str) -> None:
        def do(session: Session) -> None:
            HOUSE["apply_retention"](session, by=self.viewers[Role.COORDINATOR], at=self.at)

        with pytest.raises(AlreadyDone):
            once(self.engine, do, command)
        assert self.reader.tables() == self.now

    def _judge(self) -> None:
        day = dutch_day(self.at)
        judge(self.engine, self.here, day, self.at)
        self.now = self.reader.tables()
        with reading(self.engine) as session:
            assert behind(session, day) == []
            found = counted(find(session, command_line(self.here), day))
        kept = self.now["standing"][self.here]
        assert (kept["critical"], kept["high"], kept["attention"]) == found
        assert kept["data_version"] == self._version(self.now)

    def _fitting(self, lot: Random, name: str, by: Viewer) -> dict[str, Any]:
        """Arguments as they come, or the first of several with which the act would be done."""
        before, refused = self.now, 0
        for _ in range(tries := lot.choice(TRIED)):
            arguments = Given(lot, before, self.at, self.number).to(name)
            if self._broken_off(name, by, arguments):
                break
            refused += 1
        else:
            arguments = Given(lot, before, self.at, self.number).to(name)
        if tries:
            self.now = self.reader.tables()
            assert data(self.now) == data(before)
            assert len(self.now["log_entry"]) == len(before["log_entry"]) + refused
        return arguments

    def _broken_off(self, name: str, by: Viewer, arguments: dict[str, Any]) -> bool:
        """Begin the act and stop before its end: whether it was not refused."""
        done = False
        with suppress(Interrupted, Refusal), writing(self.engine) as session:
            HOUSE[name](session, **arguments, by=by, at=self.at)
            done = True
            raise Interrupted
        return done

    def _do(self, name: str, by: Viewer, arguments: dict[str, Any]) -> None:
        """Do one act as a page does it, and compare all that stands there with what stood there before."""

        def do(session: Session) -> Done | None:
            recorder = Recorder(session)
            HOUSE[name](session, **arguments, by=by, at=self.at)
            return recorder.done(name, by)

        before, command = self.now, f"command {self.number} {name}"
        try:
            done = once(self.engine, do, command)
        except Refusal:
            self.now = self.reader.tables()
            assert data(self.now) == data(before)
            self._one_line_more(before, name, "refused")
        else:
            self.now = self.reader.tables()
            line = self._one_line_more(before, name, "done")
            wrote = steady(self.now) != steady(before)
            assert self._version(self.now) - self._version(before) == 1 or not wrote
            self.last = done, command, before, {**self.model}
            self._remember(name, line, arguments, before)
            self.done.add(name)

    def _one_line_more(self, before: Tables, name: str, result: str) -> Row:
        lines, known = self.now["log_entry"], before["log_entry"]
        assert len(lines) == len(known) + 1 and known.items() <= lines.items()
        line = lines[max(lines)]
        assert (line["action"], line["result"]) == (name, result)
        return line

    def _remember(self, name: str, line: Row, arguments: dict[str, Any], before: Tables) -> None:
        this = line["entity"], line["entity_id"]
        if name == "drop_pause":
            self.model.pop(this)
        told = {field: _kept(arguments[field]) for field in SAYS.get(name, ()) if arguments.get(field) is not None}
        if told:
            self.model[this] = self.model.get(this, {}) | told
        for id, person in self.now["person"].items():
            if person["erased_on"] and id in before["person"] and not before["person"][id]["erased_on"]:
                self._forget(id, needles(before, id))

    def _forget(self, person: int, needles: set[str]) -> None:
        self.gone |= needles
        self.model.pop(("person", person), None)
        for this, fields in [*self.model.items()]:
            if any(needle in str(value).casefold() for needle in needles for value in fields.values()):
                del self.model[this]

    def _version(self, tables: Tables) -> int:
        return int(tables["network"][self.here]["data_version"])


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)


def test_whatever_follows_what(demo: Demo) -> None:
    Acts.demo = demo
    Acts.done.clear()
    quiet: dict[str, Any] = {"derandomize": not LONG, "suppress_health_check": [*HealthCheck]}
    run_state_machine_as_test(Acts, settings=settings(max_examples=RUNS, stateful_step_count=STEPS, **quiet))
    assert len(Acts.done) > (100 if LONG else 30), "most acts were refused"
