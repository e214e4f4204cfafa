"""Uitwisselen: bring in a map or a contact list, look at what it would do, and take it in as a whole."""

from typing import Any

import streamlit as st

from data_model.refusal import Refusal
from data_model.write.import_plan import ImportPlan
from data_model.write.imports import apply_import, plan
from data_model.write.incoming import Parsed, RowNote
from exchange.files import open_file
from pages.frame import html
from pages.frame.facts import fact_list
from pages.frame.html import table
from pages.frame.md import md
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.exchange import ABOUT, FILE_KINDS, OUTCOMES, reason
from words.refusals import refused

_OPENED = "opened-files"
_SHOWN = "shown-counts"
# In the address: a file was chosen. Files are kept by one process alone, and go with it.
_CHOSEN = "bestand"


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Exchange"), anchor=False)
    st.write(
        words(
            "Bring in a map from Kumu (Excel, CSV or JSON), a map in GraphML, or a contact list in Excel or CSV. "
            "You first see what would happen. Nothing is stored until you say so."
        )
    )
    if not visit.live:
        st.info(words("Go back to today to bring in a file."))
        return
    files = st.file_uploader(
        words("Choose a file, or the two CSV files of a map"),
        type=["xlsx", "csv", "json", "graphml", "txt"],
        accept_multiple_files=True,
        key="files",
    )
    if not files:
        _tell_lost(visit)
        return
    st.query_params[_CHOSEN] = "1"
    try:
        parsed = _opened(visit, files)
    except Refusal as refusal:
        st.error(md(refused(refusal, words)), icon=":material/error:")
        return
    _offer(visit, parsed)


def _tell_lost(visit: Visit) -> None:
    """A file that was chosen and that nobody took away here: the page was loaded anew, or the server is another one."""
    if st.session_state.pop(_OPENED, None):
        st.query_params.pop(_CHOSEN, None)
    elif _CHOSEN in st.query_params:
        st.warning(
            visit.words("The file that you chose is no longer here, and nothing of it was stored. Choose it again."),
            icon=":material/upload_file:",
        )


def _opened(visit: Visit, files: list[Any]) -> Parsed:
    """Opened once for each upload, not again at every click."""
    key = tuple(file.file_id for file in files)
    kept: tuple[tuple[str, ...], Parsed] | None = st.session_state.get(_OPENED)
    if kept and kept[0] == key:
        return kept[1]
    with st.spinner(visit.words("Reading the file")):
        parsed = open_file(*((file.name, file.getvalue()) for file in files))
    st.session_state[_OPENED] = (key, parsed)
    return parsed


def _offer(visit: Visit, parsed: Parsed) -> None:
    words = visit.words
    everything = st.checkbox(words("Every element is an organisation, whatever its type says"), key="as-organisations")
    found = plan(visit.session, visit.viewer, parsed, day=visit.today, as_organisations=everything)
    html.show(fact_list(_counts(visit, found)))
    _notes(visit, words("Rows that stay out"), found.refused)
    _notes(visit, words("Rows that come in without something"), found.remarks)
    _preview(visit, found)
    if found.gone:
        st.warning(
            words.plural(
                "{n} link of the present map is not in this file. It will no longer be on the map.",
                "{n} links of the present map are not in this file. They will no longer be on the map.",
                found.gone,
            ),
            icon=":material/warning:",
        )
    if not any(found.counts[:3]):
        st.warning(words("There is nothing to bring in."))
    elif not (found.new or found.changed or found.gone):
        st.info(words("Everything in this file is there already."), icon=":material/check_circle:")
    elif st.button(words("Bring in"), type="primary", icon=":material/upload:"):
        submit(
            visit,
            words("The file is brought in."),
            apply_import,
            parsed=parsed,
            as_organisations=everything,
            seen=st.session_state.get(_SHOWN),
        )
    st.session_state[_SHOWN] = found.counts


def _counts(visit: Visit, found: ImportPlan) -> list[tuple[str, str]]:
    words = visit.words
    return [
        (words("Recognised as"), words(FILE_KINDS[found.file_kind])),
        (words("New"), words.value("n", found.new)),
        (words("Changed"), words.value("n", found.changed)),
        (words("Already there"), words.value("n", found.same)),
        (words("Rows that stay out"), words.value("n", len(found.refused))),
    ]


def _notes(visit: Visit, title: str, notes: tuple[RowNote, ...]) -> None:
    words = visit.words
    if notes:
        with st.expander(f"{title} ({len(notes)})", expanded=len(notes) <= 10):
            html.show(
                table(
                    title,
                    [words("Sheet"), words("Row"), words("Column"), words("Reason")],
                    [(note.sheet, str(note.row or "–"), note.column or "–", reason(note, words)) for note in notes],
                )
            )


def _preview(visit: Visit, found: ImportPlan) -> None:
    words = visit.words
    if found.preview:
        html.show(
            table(
                words("The first rows"),
                [words("Name"), words("What"), words("What happens"), words("Detail")],
                [
                    (line.name, words(ABOUT[line.about]), words(OUTCOMES[line.outcome]), line.detail or "–")
                    for line in found.preview
                ],
            )
        )
