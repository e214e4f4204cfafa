"""All that is kept about somebody as a file to take along: for a machine, and to read and print."""

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import streamlit as st

from data_model.database import once
from data_model.read.own_everything import Everything, Section
from data_model.write.privacy_requests import take_copy
from pages.frame.facts import fact_list
from pages.frame.html import Html, table, tag
from pages.frame.visit import Visit
from words.kept import COLUMNS, SAID_ELSEWHERE, SECTIONS, said

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #16302f; }
h1, h2 { line-height: 1.2; } h2 { margin: 2rem 0 .5rem; break-after: avoid; }
dl { display: grid; grid-template-columns: minmax(8rem, 1fr) 2fr; gap: .25rem 1rem; margin: 0; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; } caption { text-align: left; font-weight: 600; }
th, td { border: 1px solid #9fb0ae; padding: .3rem .5rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; } tr { break-inside: avoid; }
"""

Made = Callable[[Visit, Everything], bytes]


def buttons(visit: Visit, person_id: int, key: str) -> None:
    """Nothing is made or kept before somebody clicks; the name of the file tells nobody who it is about."""
    words = visit.words
    with st.container(horizontal=True, key=f"copy-{key}"):
        st.download_button(
            words("Download to read (HTML)"),
            data=partial(_take, visit, person_id, as_document),
            file_name="mijn-gegevens.html",
            mime="text/html",
            icon=":material/description:",
            on_click="ignore",
            key=f"copy-html-{key}",
        )
        st.download_button(
            words("Download for a computer (JSON)"),
            data=partial(_take, visit, person_id, as_json),
            file_name="mijn-gegevens.json",
            mime="application/json",
            icon=":material/data_object:",
            on_click="ignore",
            key=f"copy-json-{key}",
        )


def _take(visit: Visit, person_id: int, made: Made) -> bytes:
    """Runs at the click, long after the page was drawn: who is there and what they may is read anew."""
    with visit.again() as now:
        return once(
            now.engine, lambda session: made(now, take_copy(session, person_id=person_id, by=now.viewer, at=now.at))
        )


def as_json(visit: Visit, everything: Everything) -> bytes:
    document = {
        "network": visit.network_name,
        "made_at": visit.at,
        "name": everything.name,
        "records": {section.table: list(section.rows) for section in everything.sections},
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=_written).encode()


def _written(value: object) -> str:
    assert isinstance(value, date | datetime)
    return value.isoformat()


def as_document(visit: Visit, everything: Everything) -> bytes:
    words = visit.words
    title = words("What Schakel keeps about {name}", name=everything.name)
    made = words("{network}, {day} at {time}", network=visit.network_name, day=visit.today, time=words.time(visit.at))
    head = tag("head", Html('<meta charset="utf-8">'), tag("title", title), tag("style", Html(_STYLE)))
    body = tag("body", tag("h1", title), tag("p", made), *sections(visit, everything))
    return f"<!DOCTYPE html>{tag('html', head, body, lang=words.language)}".encode()


def sections(visit: Visit, everything: Everything, heading: str = "h2") -> list[Html]:
    """A heading for each table with what stands in it: a list for one row, a table for more."""
    words = visit.words
    return [
        part
        for section in everything.sections
        for part in (tag(heading, words(SECTIONS[section.table])), _content(visit, section))
    ]


def _content(visit: Visit, section: Section) -> Html:
    words = visit.words
    told = [name for name in section.rows[0] if f"{section.table}.{name}" not in SAID_ELSEWHERE]
    columns = [name for name in told if any(row[name] not in (None, "") for row in section.rows)]
    rows = [[said(words, section.table, name, row[name]) for name in columns] for row in section.rows]
    labels = [words(COLUMNS[name]) for name in columns]
    if len(rows) == 1:
        return fact_list(zip(labels, rows[0], strict=True))
    return table(words.plural("{n} line", "{n} lines", len(rows)), labels, rows)
