"""What somebody may ask about their own data, and letting go what was kept long enough."""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from commands.database import viewers
from data_model.access import Viewer
from data_model.database import once, reading
from data_model.days import dutch_day
from data_model.erasures import ledger_of, write_down
from data_model.read import register
from data_model.read.retention import Retention, mentions, retention
from data_model.read.traces import Place
from data_model.refusal import Refusal
from data_model.scrub import scrub
from data_model.write.erasure import erase_person
from data_model.write.people import change_person
from data_model.write.privacy_requests import take_copy
from data_model.write.retention import apply_retention
from settings import VAR


def export_person(engine: Engine, network: str | None, who: str, file: Path, at: datetime) -> str:
    """All that is kept about somebody in one JSON document, for its owner alone. Gives the name."""
    viewer, person_id, _ = _person(engine, network, who, at)
    if file.exists():
        raise Refusal("file_exists", name=str(file))
    everything = once(engine, lambda session: take_copy(session, person_id=person_id, by=viewer, at=at))
    rows: Mapping[str, Any] = {section.table: [dict(row) for row in section.rows] for section in everything.sections}
    told = {"person": everything.person_id, "name": everything.name, "on": dutch_day(at), "kept": rows}
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
        json.dump(told, target, ensure_ascii=False, indent=2, default=str)
    return everything.name


def correct_person(engine: Engine, network: str | None, who: str, name: str, at: datetime) -> str:
    """Write down how somebody is called. Gives the new name."""
    viewer, person_id, _ = _person(engine, network, who, at)

    def correct(session: Session) -> str:
        return change_person(session, person_id=person_id, display_name=name, by=viewer, at=at).display_name

    return once(engine, correct)


def erase(engine: Engine, network: str | None, who: str, at: datetime, *, sure: bool) -> dict[str, Any]:
    """What an erasure would do, or did when it is `sure`: how many texts change, and which a human should read."""
    viewer, person_id, name = _person(engine, network, who, at)
    if not sure:
        with reading(engine) as session:
            found = mentions(session, viewer, person_id)
        return _told(person_id, name, len({place[:2] for place in found.certain}), found.maybe, False)
    done = once(engine, lambda session: erase_person(session, person_id=person_id, by=viewer, at=at))
    settle(engine)
    return _told(person_id, name, done.replaced, done.to_read, True)


def keep_terms(engine: Engine, network: str | None, at: datetime, *, apply: bool) -> dict[str, Retention]:
    """By network what goes, or went. Nothing is written in a network where nothing goes."""
    found = {}
    for name, viewer in viewers(engine, network):
        with reading(engine) as session:
            found[name] = retention(session, viewer, dutch_day(at))
        if apply and found[name].kinds:
            found[name] = once(engine, partial(apply_retention, by=viewer, at=at))
    if apply:
        settle(engine)
    return found


def settle(engine: Engine) -> None:
    """After erasing: written down outside the database, and wiped from its files."""
    write_down(engine, ledger_of(engine, VAR))
    if not scrub(engine):
        raise Refusal("not_wiped")


def _person(engine: Engine, network: str | None, who: str, at: datetime) -> tuple[Viewer, int, str]:
    """The one person with this number or name. Refuses a name that several people have."""
    chosen = viewers(engine, network)
    if len(chosen) > 1:
        raise Refusal("which_network", names=tuple(name for name, _ in chosen))
    viewer = chosen[0][1]
    with reading(engine) as session:
        everybody = register.people(session, viewer, dutch_day(at))
    asked = " ".join(who.split()).casefold()
    found = {p.id: p for p in everybody if asked in (str(p.id), " ".join(p.name.split()).casefold())}
    if not found:
        raise Refusal("unknown_person", name=who)
    if len(found) > 1:
        told = (f"{p.id} ({p.organisation})" if p.organisation else str(p.id) for p in found.values())
        raise Refusal("which_person", name=who, numbers=tuple(told))
    ((person_id, person),) = found.items()
    return viewer, person_id, person.name


def _told(person_id: int, name: str, texts: int, to_read: tuple[Place, ...], erased: bool) -> dict[str, Any]:
    """Once erased, the name is not said any more."""
    who = {"person": person_id} if erased else {"person": person_id, "name": name}
    return {**who, "texts": texts, "to_read": [place._asdict() for place in to_read], "erased": erased}


def plain(found: Retention) -> dict[str, Any]:
    people = {"contact_data": found.contact_data, "people": found.people, "held": found.held}
    who = {kind: [{"person": p.person_id, "left_on": p.left_on} for p in those] for kind, those in people.items()}
    return {"counts": dict(found.counts), **who}
