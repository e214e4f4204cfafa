"""How to come to every form of every dialog, and to fill it in so that it is accepted, knowing none of them."""

import pkgutil
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, Widget

import pages.acts
from data_model.access import Entity, Role
from data_model.findings import Concern, Finding
from pages.acts import accept, follow
from pages.acts.covenant_making_dialogs import MISSING
from pages.acts.dialog import Dialog
from pages.acts.finding_dialogs import ACCEPT, AGAIN
from pages.acts.follow import OneTask
from pages.acts.register import dialog_for
from pages.frame.visit import Visit
from tests.pages.conftest import TODAY, Place, draw
from words.language import Words
from words.meetings import ROWS

Key = tuple[str, str, int]  # kind of widget, its label, and which of those with this label
Values = dict[Key, Any]

DEPTH, MOST_DRAWN, TRIES = 3, 14, 24
SHORT_TEXTS = ("Kort", "6", "naam@school.nl", "06 12345678", "https://www.school.nl")
NEAR_DAYS = (0, 1, 30, 200, 400, -1, -30, -200)


def _accepting(visit: Visit, concern: Concern | None, key: str) -> None:
    accept.form(visit, next(finding for finding in visit.findings if finding.waits is None), key)


OF_A_FINDING = (ACCEPT, AGAIN)  # these open from one alone
ACCEPTING = Dialog("accept", "", "", "", Entity.OFFICE, _accepting)


@cache
def dialogs() -> tuple[Dialog, ...]:
    """Each form once, wherever it stands; not the one that only shows forms of others."""
    modules = [import_module(f"pages.acts.{module.name}") for module in pkgutil.iter_modules(pages.acts.__path__)]
    found = [one for module in modules for one in vars(module).values() if isinstance(one, Dialog)]
    once = {
        one.body: one
        for one in sorted(found, key=lambda one: not one.only_about)
        if one not in (MISSING, *OF_A_FINDING)
    }
    return (*once.values(), ACCEPTING)


@dataclass
class Copy:
    """A private copy of a network that can be put back as it was."""

    place: Place
    path: Path
    content: bytes

    def restore(self) -> None:
        self.place.engine.dispose()
        for tail in ("-wal", "-shm"):
            Path(f"{self.path}{tail}").unlink(missing_ok=True)
        self.path.write_bytes(self.content)

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """All there is but the log, which also has a line for what was refused."""
        with closing(self.place.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            tables = cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'log_%'"
            ).fetchall()
            return {name: cursor.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables}


def widgets(app: AppTest) -> dict[Key, Any]:
    found: dict[Key, Any] = {}
    for node in app.main:
        if isinstance(node, Widget) and not isinstance(node, Button):
            label = str(node.proto.label)
            found[node.type, label, sum(key[:2] == (node.type, label) for key in found)] = node
    return found


def values(app: AppTest) -> Values:
    return {key: one.value for key, one in widgets(app).items()}


def shown(app: AppTest) -> dict[Key, object]:
    """What stands in each field, as somebody sees it."""
    return {key: _shown(one) for key, one in widgets(app).items()}


def _shown(widget: Any) -> object:
    if is_text(widget):
        return str(widget.value or "")
    if widget.type == "date_input":
        day = widget.value
        return str(day[0] if isinstance(day, tuple) and day else day or "")
    return getattr(widget, "index", None) if widget.type in ("selectbox", "radio") else widget.value


def is_text(widget: Any) -> bool:
    return widget.type in ("text_input", "text_area") or bool(getattr(widget.proto, "accept_new_options", False))


def write(widget: Any, text: str) -> None:
    if widget.type == "selectbox":
        widget.options = [*widget.options, text]
    widget.set_value(text)


@dataclass(frozen=True)
class Way:
    """How to come to one button that sends a form: the dialog, what opened it, and what was chosen on the way."""

    dialog: Dialog
    role: Role
    concern: Concern | None
    steps: tuple[tuple[Key, int], ...] = ()
    form: str = ""
    send: str = ""

    def opened(self, copy: Copy) -> AppTest:
        app = draw(lambda visit: self.dialog.body(visit, self.concern, "form"), copy.place, self.role).app
        for key, n in self.steps:
            choose(widgets(app)[key], n)
            app.run()
        assert not app.exception, f"{self}: {app.exception}"
        return app

    def fields(self, app: AppTest) -> dict[Key, Any]:
        return {key: one for key, one in widgets(app).items() if one.proto.form_id == self.form and not one.disabled}

    def filled(self, copy: Copy, wanted: Values) -> AppTest:
        app = self.opened(copy)
        for key, one in self.fields(app).items():
            if is_text(one) and wanted[key] is not None:
                write(one, wanted[key])
            else:
                one.set_value(wanted[key])
        return app

    def sent(self, app: AppTest) -> list[str]:
        """Press the button; what was refused, as somebody reads it."""
        next(one for one in app.button if one.proto.form_id == self.form and one.label == self.send).click().run()
        assert not app.exception, f"{self}: {app.exception}"
        return [re.sub(r"\\(.)", r"\1", str(error.value)) for error in app.error]

    def __str__(self) -> str:
        about = self.concern.kind if isinstance(self.concern, Finding) else self.concern and self.concern.about.entity
        chosen = ", ".join(f"{key[1]}={n}" for key, n in self.steps)
        return f"{self.dialog.key} ({about or 'nothing'}; {chosen}) {self.send}"


def choose(widget: Any, n: int) -> None:
    """The n-th of what there is to choose. Choices that are no text themselves are yes and no."""
    if widget.type == "number_input":
        widget.set_value(n)
        return
    for option in (widget.options[n], False, True):
        widget.set_value([option] if widget.type == "multiselect" else option)
        if widget.type == "multiselect" or widget.index == n:
            return


def _concerns(dialog: Dialog, viewer: Any, copy: Copy, about: Sequence[Concern]) -> list[Concern]:
    """One of each kind of finding and of each kind of record that leads here."""
    found: dict[str, Concern] = {}
    for one in about:
        if isinstance(one, Finding) and (helps := dialog_for(one)) is not None and helps.body is dialog.body:
            found.setdefault(one.kind, one)
        elif dialog.body is follow.form and isinstance(one, OneTask):
            found.setdefault(f"{one.about.entity} {one.event_id}", one)
        elif dialog.only_about == one.about.entity:
            found.setdefault(f"{type(one)} {one.about.entity} {one.about.name}", one)
    return [one for one in found.values() if dialog.allowed(viewer, one)]


def ways(dialog: Dialog, copy: Copy, about: Sequence[Concern]) -> Iterator[Way]:
    """Each form of a dialog that looks different, for the first role that may open it."""
    role = next((role for role in Role if dialog.allowed(copy.place.viewers[role]) or dialog.only_about), None)
    if role is None:
        return
    alone = [] if dialog.only_about else [None]
    queue = deque(Way(dialog, role, one) for one in (*alone, *_concerns(dialog, copy.place.viewers[role], copy, about)))
    seen, left = set(), MOST_DRAWN
    while queue and (left := left - 1) >= 0:
        way = queue.popleft()
        app = way.opened(copy)
        shown = widgets(app)
        senders = [one for one in app.button if one.proto.is_form_submitter and not one.disabled]
        shape = (frozenset(shown), tuple(one.label for one in senders))
        if shape in seen:
            continue
        seen.add(shape)
        yield from (replace(way, form=one.proto.form_id, send=one.label) for one in senders)
        outside = {key: one for key, one in shown.items() if one.proto.form_id == ""} if len(way.steps) < DEPTH else {}
        for key in outside.keys() - dict(way.steps).keys():
            queue.extend(replace(way, steps=(*way.steps, (key, n))) for n in _others(outside[key]))


def _others(widget: Any) -> list[int]:
    match widget.type:
        case "number_input":
            return [1]
        case "selectbox":
            return [n for n in range(min(2, len(widget.options))) if n != widget.index]
        case "radio":
            return [n for n in range(len(widget.options)) if n != widget.index]
        case _:
            return []


def starts_with(label: str, refusal: str) -> bool:
    """Whether a refusal names this field; in the log of a meeting after its row."""
    rows = (f"{Words('nl')(row, row=1)}, " for row in ROWS.values())
    return any(refusal.startswith(f"{row}{label}: ") for row in ("", *rows))


def accepted(way: Way, copy: Copy) -> tuple[Way, Values] | None:
    """What to choose and to fill in so that a form is accepted: corrected at each refusal, as somebody would.

    None when something has to be chosen first that brings another form.
    """
    app, tried = way.opened(copy), dict[Key, int]()
    for one in way.fields(app).values():
        if one.type in ("text_input", "text_area") and not one.value:
            one.set_value(SHORT_TEXTS[0])
    refusals: list[str] = []
    for _ in range(TRIES):
        before, refused = values(app), way.sent(app)
        if not refused:
            copy.restore()
            return way, before
        refusals += refused
        fields = way.fields(app)
        key = next((key for key in fields if starts_with(key[1], refused[0])), None)
        outside = {key: one for key, one in widgets(app).items() if one.proto.form_id == "" and one.type == "selectbox"}
        if key is None or (fields[key].type == "selectbox" and not fields[key].options):
            first = next((key for key in outside if starts_with(key[1], refused[0])), next(iter(outside), None))
            key = _empty(fields) if key is None and not any(starts_with(k[1], refused[0]) for k in outside) else first
        if key is None:
            break
        n = tried[key] = tried.get(key, -1) + 1
        if key not in outside:
            _correct(fields[key], n)
            continue
        way = replace(way, steps=(*(step for step in way.steps if step[0] != key), (key, n)))
        app = way.opened(copy)
        if way.send not in [one.label for one in app.button if one.proto.form_id == way.form]:
            return None
    raise AssertionError(f"{way} is never accepted: {refusals}")


def _empty(fields: dict[Key, Any]) -> Key | None:
    """Where to look when a refusal names no field: a box, a choice, a text, and then any choice."""
    boxes = (key for key, one in fields.items() if key[0] == "checkbox" and not one.value)
    choices = (key for key, one in fields.items() if key[0] == "selectbox" and one.value is None and one.options)
    texts = (key for key, one in fields.items() if is_text(one) and one.value not in SHORT_TEXTS)
    others = (key for key, one in fields.items() if key[0] in ("selectbox", "radio") and one.options)
    return next((key for keys in (boxes, choices, texts, others) for key in keys), None)


def _correct(widget: Any, n: int) -> None:
    if widget.type == "checkbox":
        widget.set_value(True)
    elif widget.type == "date_input":
        widget.set_value(TODAY + timedelta(days=NEAR_DAYS[n % len(NEAR_DAYS)]))
    elif getattr(widget, "options", None):
        choose(widget, n % len(widget.options))
    elif is_text(widget):
        write(widget, SHORT_TEXTS[n % len(SHORT_TEXTS)])


def is_date(widget: Any) -> bool:
    return bool(widget.type == "date_input")
