"""Three people change one record through two replicas, in any order and at once: no change of anybody gets lost."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random

import pytest
from sqlalchemy import Engine, select

from data_model.database import reading, writing
from data_model.read.since import last_line, written_since
from data_model.refusal import Refusal
from data_model.tables.organisation import Organisation
from data_model.write.organisations import change_organisation
from tests.conftest import NOW, Town, insider

ORDERS = 100 if os.environ.get("SCHAKEL_LONG") else 20
CHANGES = 2  # of each person
PEOPLE = "abc"
UNSEEN = 0  # what pages/frame/opened.py takes for the version when somebody wrote since the form was opened


@dataclass
class Writer:
    """Opens a form, sometimes loses the replica with what it knew, and saves what was on the screen plus a mark."""

    engine: Engine
    town: Town
    record: int
    marks: list[str]
    lose: Random
    saved: list[str] = field(default_factory=list)
    refused: int = 0
    form: tuple[str, int, int] | None = None

    def step(self) -> None:
        if self.form is None:
            self.form = self._open()
        elif self.lose.random() < 0.3:
            self.form = self._resume(*self.form)
        else:
            self._save(*self.form)

    def _open(self) -> tuple[str, int, int]:
        """Text, version and the line of the log, in the order in which a page reads them."""
        with reading(self.engine) as session:
            line = last_line(session, self.town.viewer())
        return *self._read(), line

    def _read(self) -> tuple[str, int]:
        with reading(self.engine) as session:
            asked = select(Organisation.name, Organisation.version).where(Organisation.id == self.record)
            text, version = session.execute(asked).one()
            return text, version

    def _resume(self, text: str, _: int, line: int) -> tuple[str, int, int]:
        version = self._read()[1]
        with reading(self.engine) as session:
            overtaken = bool(written_since(session, self.town.viewer(), line))
        return text, UNSEEN if overtaken else version, line

    def _save(self, text: str, version: int, _: int) -> None:
        self.form = None
        try:
            with writing(self.engine) as session:
                change_organisation(
                    session,
                    organisation_id=self.record,
                    name=f"{text} {self.marks[0]}",
                    formality="formal",
                    domain="other",
                    seen_version=version,
                    by=self.town.viewer(),
                    at=NOW,
                )
        except Refusal as refusal:
            assert refusal.kind == "changed_meanwhile"
            self.refused += 1
        else:
            self.saved.append(self.marks.pop(0))


@pytest.fixture
def replicas(town: Town) -> Iterator[list[Engine]]:
    url = town.engine.url.render_as_string(hide_password=False)
    both = [insider(url), insider(url)]
    yield both
    for engine in both:
        engine.dispose()


def test_every_change_arrives_whatever_the_order(town: Town, replicas: list[Engine]) -> None:
    refused = 0
    with ThreadPoolExecutor(len(PEOPLE)) as at_once:
        for order in range(ORDERS):
            chance = Random(order)
            record = town.add(Organisation, name=f"School {order}", formality="formal", domain="other")
            writers = [
                Writer(replicas[n % 2], town, record, [f"{who}{m}" for m in range(CHANGES)], Random(f"{order} {who}"))
                for n, who in enumerate(PEOPLE)
            ]
            while busy := [writer for writer in writers if writer.marks]:
                now = chance.sample(busy, chance.randint(1, len(busy)))
                for step in [at_once.submit(writer.step) for writer in now]:
                    step.result()
            name = writers[0]._read()[0]
            assert sorted(name.split()[2:]) == sorted(mark for writer in writers for mark in writer.saved)
            refused += sum(writer.refused for writer in writers)
    assert refused > ORDERS, "they hardly met"
