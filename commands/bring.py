"""Bringing data in: a file, or the demo network."""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from data_model.access import Viewer, command_line
from data_model.database import once
from data_model.days import dutch_day
from data_model.read.viewers import every_network
from data_model.refusal import Refusal
from data_model.scope import unlimited
from data_model.write.import_plan import ImportPlan
from data_model.write.imports import apply_import, plan
from data_model.write.incoming import Parsed, RowNote
from data_model.write.networks import network_named, open_network
from demo import town
from exchange.files import open_file
from words.exchange import reason
from words.language import Words


def fill_demo(engine: Engine, at: datetime) -> None:
    """Refuses a database with a network in it."""

    def fill(session: Session) -> None:
        if every_network(session):
            raise Refusal("not_empty")
        with unlimited(session):
            town.fill(session, dutch_day(at))

    once(engine, fill)


def import_files(
    engine: Engine, files: list[Path], network: str, *, as_organisations: bool, apply: bool, at: datetime
) -> tuple[ImportPlan, int | None]:
    """What the files would do to the network, or did: then with the number of the import. Both in one transaction."""
    parsed = open_file(*files)

    def bring(session: Session) -> tuple[ImportPlan, int | None]:
        by = _network(session, network, at)
        if apply:
            applied = apply_import(session, parsed=parsed, as_organisations=as_organisations, by=by, at=at)
            return applied.plan, applied.id
        return _planned(session, by, parsed, at, as_organisations), None

    return once(engine, bring)


def _network(session: Session, name: str, at: datetime) -> Viewer:
    network = network_named(session, name) or open_network(session, name=name, at=at)
    return command_line(network.id)


def _planned(session: Session, by: Viewer, parsed: Parsed, at: datetime, as_organisations: bool) -> ImportPlan:
    """Nothing stays of it, not even a network that was opened to try the file on."""
    what = plan(session, by, parsed, day=dutch_day(at), as_organisations=as_organisations)
    session.rollback()
    return what


def plain(what: ImportPlan, number: int | None, words: Words) -> dict[str, Any]:
    return {
        "file_kind": what.file_kind,
        "new": what.new,
        "changed": what.changed,
        "same": what.same,
        "refused": [_row(note, words) for note in what.refused],
        "remarks": [_row(note, words) for note in what.remarks],
        "applied": number is not None,
        "import": number,
    }


def _row(note: RowNote, words: Words) -> dict[str, Any]:
    return {"sheet": note.sheet, "row": note.row, "column": note.column, "reason": reason(note, words)}
