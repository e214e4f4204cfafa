"""Logboek: what was done in the network, by whom and with which result. Opening it leaves a line as well."""

from dataclasses import fields

import streamlit as st

from data_model.read.log import COMMAND_LINE, Asked, LogLine, log_accounts, log_actions, log_lines
from data_model.text import SHORT
from data_model.write.log_opening import open_log
from pages.frame import html
from pages.frame.day_field import day_field
from pages.frame.html import Html, table, tag
from pages.frame.state import state_label
from pages.frame.visit import Visit
from words.log import RESULTS, acted, did, refused_because

_ASKED, _OPENED, _PAGE = "log-asked", "log-opened", "log-page"


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Log"), anchor=False)
    st.write(
        words(
            "Each act in this network is here, and each one that was refused: when, who, what and with which result. "
            "Names go out of it after {kept_days}; the lines stay. Contact data are never in it, nor when somebody "
            "signed in. Open it for a reason: that you search here is written down too.",
            kept_days=visit.norms.kept_log_days,
        )
    )
    asked = _search(visit)
    _note(visit, asked)
    page = int(st.session_state.get(_PAGE, 0))
    found = log_lines(visit.session, visit.viewer, asked, page)
    if found.lines:
        html.show(_table(visit, found.lines))
    else:
        st.info(words("No lines fit this search. Search for something else, or on other days."))
    _turn(visit, page, found.more)


def _note(visit: Visit, asked: Asked) -> None:
    """One line for each search, not for each time the page is drawn."""
    if st.session_state.get(_OPENED) != asked:
        used = [field.name for field in fields(asked) if getattr(asked, field.name) not in (None, "")]
        visit.act(open_log, by_what=used)
        st.session_state[_OPENED] = asked


def _search(visit: Visit) -> Asked:
    words = visit.words
    who = {COMMAND_LINE: words("The command line"), **dict(log_accounts(visit.session, visit.viewer))}
    did_what = {action: acted(words, action) for action in log_actions(visit.session, visit.viewer)}
    with st.form("log-search", border=False):
        left, right = st.columns(2)
        text = left.text_input(words("About whom or what"), max_chars=SHORT, key="log-text")
        account = right.selectbox(
            words("Done by"),
            who,
            index=None,
            format_func=who.__getitem__,
            placeholder=words("Everybody"),
            key="log-who",
        )
        left, right = st.columns(2)
        action = left.selectbox(
            words("What was done"),
            sorted(did_what, key=lambda action: did_what[action].casefold()),
            index=None,
            format_func=did_what.__getitem__,
            placeholder=words("Everything"),
            key="log-what",
        )
        result = right.selectbox(
            words("Result"),
            RESULTS,
            index=None,
            format_func=lambda result: words(RESULTS[result]),
            placeholder=words("Every result"),
            key="log-result",
        )
        left, right = st.columns(2)
        with left:
            first = day_field(words("First day"), key="log-from")
        with right:
            last = day_field(words("Last day"), key="log-until")
        if st.form_submit_button(words("Search"), icon=":material/search:"):
            st.session_state[_ASKED] = Asked(
                from_on=first, until_on=last, account_id=account, action=action, result=result, text=text.strip()
            )
            st.session_state[_PAGE] = 0
    asked: Asked = st.session_state.get(_ASKED, Asked())
    return asked


def _table(visit: Visit, lines: tuple[LogLine, ...]) -> Html:
    words = visit.words
    return table(
        words("What was done, the newest first"),
        [words("When"), words("Who"), words("What"), words("Result")],
        [_row(visit, line) for line in lines],
    )


def _row(visit: Visit, line: LogLine) -> list[str]:
    words = visit.words
    why = refused_because(words, line)
    result = state_label(words, RESULTS, "done" if line.done else "refused")
    return [
        f"{words.short_day(line.day)} {words.time(line.at)}",
        line.who
        or (words("The command line") if line.origin == "command" else words("Somebody whose account is gone")),
        did(words, line),
        tag("div", result, tag("div", why, klass="sk-quiet")) if why else result,
    ]


def _turn(visit: Visit, page: int, more: bool) -> None:
    words = visit.words
    newer, older = st.columns(2)
    if page:
        newer.button(words("Newer"), icon=":material/arrow_back:", key="log-newer", on_click=_go_to, args=(page - 1,))
    if more:
        older.button(
            words("Older"), icon=":material/arrow_forward:", key="log-older", on_click=_go_to, args=(page + 1,)
        )


def _go_to(page: int) -> None:
    st.session_state[_PAGE] = page
