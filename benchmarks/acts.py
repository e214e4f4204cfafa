"""What one of a crowd does: look around, ask why, write something down. Every name in the data carries a mark."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from random import Random

from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.client import Answer, Tab, require
from data_model.access import Role

PAGES = ("", "ritme", "convenant", "acties", "contacten", "wisselingen", "organisaties", "mensen", "mijn")
# Where somebody with this role writes down a new action.
WRITES = {Role.WEBBER: "acties", Role.PARTICIPANT: ""}
ADD, STEP, OWNER, SAVE = "-step", "Welke stap", "Wie pakt het op", "Opslaan"
ADDED = "De actie is toegevoegd."
# Every name carries the number of its network, what it is of, and its own number.
MARK = re.compile(rb"zq(\d+)([opw])(\d+)z")
Mark = tuple[bytes, bytes, bytes]


@dataclass
class Someone:
    """One of the crowd. `names` are the marks of themselves and their organisation; `own` holds every mark they saw on
    a page while nobody else was there; `news` what was written in their network since, as far as theirs to see.
    """

    network: int
    role: Role
    cookie: str
    names: set[Mark]
    chance: Random
    own: dict[str, set[Mark]] = field(default_factory=dict)
    news: set[Mark] = field(default_factory=set)
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    drawn: bytes | None = None
    page: str = ""
    helps: list[str] = field(default_factory=list)


@dataclass
class Seen:
    """What happened to the whole crowd."""

    waits: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    redrawn: int = 0
    written: list[str] = field(default_factory=list)


async def acted(one: Someone, tab: Tab, seen: Seen, neighbours: list[Someone]) -> AsyncIterator[Answer]:
    """Write an action down, open the form that helps with a finding, or go to another page."""
    choice = one.chance.random()
    if choice < 0.15 and one.role in WRITES:
        async for answer in _written(one, tab, seen, neighbours):
            yield answer
    elif choice < 0.4 and one.helps:
        yield await helped(tab, one.helps[0])
    else:
        one.page, one.helps = one.chance.choice(PAGES), []
        yield await tab.go(one.page)


async def _written(one: Someone, tab: Tab, seen: Seen, neighbours: list[Someone]) -> AsyncIterator[Answer]:
    one.page, one.helps = WRITES[one.role], []
    page = await tab.go(one.page)
    yield page
    form = await tab.open(next(name for name in page.forms if name.endswith(ADD)))
    yield form
    owner, step, save = form.element("selectbox", OWNER), form.element("text_input", STEP), form.element("button", SAVE)
    chosen = one.chance.choice(owner.element.options)
    told = f"Bel de school zq{one.network}w{len(seen.written)}z"
    seen.written.append(told)
    for neighbour in neighbours:
        neighbour.news |= marks([told.encode(), chosen.encode()]) | one.names
    filled = [
        WidgetState(id=step.id, string_value=told),
        WidgetState(id=owner.id, string_value=chosen),
        WidgetState(id=save.id, trigger_value=True),
    ]
    answer = await tab.run(filled, save.fragment)
    yield answer
    if all(said.element.body != ADDED for said in answer.elements("alert")):
        raise LookupError(f"{told} was not saved")


async def helped(tab: Tab, form: str) -> Answer:
    """Open a form, and close it."""
    answer = await tab.open(form)
    if opened := answer.dialog:
        require(await tab.press(opened))
    return answer


def helps(answer: Answer) -> list[str]:
    """The forms that help with a finding."""
    return [form for form in answer.forms if form.startswith("act-")]


def marks(raw: Iterable[bytes]) -> set[Mark]:
    return {mark for part in raw for mark in MARK.findall(part)}
