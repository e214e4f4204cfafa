"""Real acts on a real network by several at once, and how to tell afterwards that each is there whole or not at all."""

import os
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine, text

from data_model.access import Viewer, command_line
from data_model.database import reading, writing
from data_model.read.log_check import verify
from data_model.refusal import Refusal
from data_model.scrub import scrub
from data_model.write.actions import add_action
from data_model.write.networks import open_network
from data_model.write.organisations import add_organisation
from data_model.write.people import add_person

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
WRITERS, EMPTIED_EVERY = 3, 15
Say = Callable[[str], object]

WORKS: dict[str, Any] = {"organisation_id": 1, "work_phone": "0612345678", "work_email": "an@voorbeeld.example"}

# Each act writes several rows; these count what is there without the rest of it.
TORN = {
    "organisation without its membership": """SELECT count(*) FROM organisation o
        WHERE (SELECT count(*) FROM membership m WHERE m.organisation_id = o.id) <> 1""",
    "person without affiliation or two channels": """SELECT count(*) FROM person p
        WHERE (SELECT count(*) FROM affiliation a WHERE a.person_id = p.id) <> 1
        OR (SELECT count(*) FROM contact_channel c WHERE c.person_id = p.id) <> 2""",
    "action without its owner": """SELECT count(*) FROM action a
        WHERE (SELECT count(*) FROM action_owner o WHERE o.action_id = a.id) <> 1""",
    "rows without their line": """SELECT (SELECT count(*) FROM organisation) + (SELECT count(*) FROM person)
        + (SELECT count(*) FROM action) + (SELECT count(*) FROM network)
        - (SELECT count(*) FROM log_entry WHERE result = 'done')""",
    "line without its row": """SELECT count(*) FROM log_entry l WHERE result = 'done' AND NOT CASE entity
        WHEN 'organisation' THEN EXISTS (SELECT 1 FROM organisation r WHERE r.id = l.entity_id)
        WHEN 'person' THEN EXISTS (SELECT 1 FROM person r WHERE r.id = l.entity_id)
        WHEN 'action' THEN EXISTS (SELECT 1 FROM action r WHERE r.id = l.entity_id)
        ELSE entity = 'network' END""",
    "line without its detail": """SELECT count(*) FROM log_entry l
        WHERE (l.detail_hash <> '') <> EXISTS (SELECT 1 FROM log_detail d WHERE d.entry_id = l.id)""",
    "version beside the lines": """SELECT max(data_version) - 1
        - (SELECT count(*) FROM log_entry WHERE result = 'done') FROM network""",
    "broken foreign keys": "SELECT count(*) FROM pragma_foreign_key_check",
}
NAMED = """SELECT name FROM organisation UNION ALL SELECT display_name FROM person
    UNION ALL SELECT description FROM action"""


@dataclass(frozen=True)
class Found:
    """What a database holds: the names of all that was written, and what is wrong in it."""

    names: frozenset[str]
    refused: int
    wrong: tuple[str, ...]


def open_town(engine: Engine) -> None:
    """A network with somebody to act for."""
    with writing(engine) as session:
        open_network(session, name="Voorbeeldstad", at=AT)
    hand = Hand(engine, "begin", lambda _: None, random.Random(0))
    hand.act(add_organisation, "", name="Welzijn")
    hand.act(add_person, "", display_name="Iemand van Welzijn", **WORKS)


class Hand:
    """One of several who act at once. What is done is said, after it is done."""

    def __init__(self, engine: Engine, name: str, say: Say, chance: random.Random) -> None:
        self.engine, self.name, self.say, self.chance = engine, name, say, chance
        self.by: Viewer = command_line(1)

    def work(self, acts: int) -> None:
        for number in range(acts):
            self.step(f"{self.name} {number}")
            if number % EMPTIED_EVERY == EMPTIED_EVERY - 1:
                scrub(self.engine)

    def step(self, name: str) -> None:
        kind = self.chance.randrange(4)
        if kind == 0:
            self.act(add_organisation, name, name=name)
        elif kind == 1:
            self.act(add_person, name, display_name=name, **WORKS)
        elif kind == 2:
            self.act(add_action, name, description=name, owner_person_id=1, organisation_id=1)
        else:  # a refusal leaves its line too
            self.act(add_action, name, description=name, owner_person_id=1, organisation_id=1, due_on=date(2026, 1, 1))

    def act(self, act: Callable[..., object], says: str, /, **arguments: Any) -> None:
        try:
            with writing(self.engine) as session:
                act(session, **arguments, by=self.by, at=AT)
        except Refusal:
            self.say("refused")
        else:
            self.say(says)


def all_hands(engine: Engine, name: str, say: Say, acts: int, seed: int) -> None:
    """Three at once, until all is done."""
    threads = [
        threading.Thread(target=Hand(engine, f"{name} {one}", say, random.Random(f"{seed} {one}")).work, args=(acts,))
        for one in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def found(engine: Engine) -> Found:
    """Read everything back through the engine of the product."""
    wrong = []
    with engine.connect() as connection:
        for what, count in TORN.items():
            if connection.scalar(text(count)):
                wrong.append(what)
        if connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() != ["ok"]:
            wrong.append("integrity")
        names = frozenset(connection.scalars(text(NAMED)))
        refused = connection.scalar(text("SELECT count(*) FROM log_entry WHERE result = 'refused'")) or 0
    with reading(engine) as session:
        if not verify(session).sound:
            wrong.append("chain")
    return Found(names, refused, tuple(wrong))


def by_pipe(descriptor: int) -> Say:
    """Says one line at a time, in one piece, to whoever reads the other end."""

    def say(name: str) -> None:
        with suppress(BrokenPipeError):
            os.write(descriptor, f"{name}\n".encode())

    return say
