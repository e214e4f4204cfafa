"""Toegang: who may sign in, with which role and for whom. When somebody last did is kept nowhere."""

import streamlit as st

from data_model.access import Role
from data_model.read.accounts import AccountLine, accounts
from pages.acts import register
from pages.acts.account_dialogs import ACCESS, INVITE
from pages.frame import html
from pages.frame.html import Html, table, tag
from pages.frame.links import organisation_link, person_link
from pages.frame.state import state_label
from pages.frame.visit import Visit
from words.accounts import ROLES, STATES

NOTHING = "–"


def section(visit: Visit) -> None:
    words, lines = visit.words, accounts(visit.session, visit.viewer, visit.day)
    st.header(words("Access"), anchor=False)
    st.write(words("Who may sign in to this network, and as what. Schakel does not keep when somebody last signed in."))
    if not lines:
        st.info(words("Nobody may sign in on this day. Invite the first coordinator."))
    register.buttons(visit, (INVITE, ACCESS) if lines else (INVITE,), "accounts")
    if lines:
        html.show(
            table(
                words("Who may sign in"),
                [words("Name"), words("Role"), words("For whom"), words("State")],
                [_row(visit, line) for line in lines],
            )
        )


def _row(visit: Visit, line: AccountLine) -> list[str]:
    words = visit.words
    house = (
        organisation_link(line.organisation_id, line.organisation) if line.organisation_id and line.organisation else ""
    )
    state = state_label(words, STATES, line.state)
    if line.end_on:
        state = tag("div", state, tag("div", words("until {day}", day=line.end_on), klass="sk-quiet"))
    whole = words("the whole network") if line.role is Role.COORDINATOR else NOTHING
    return [_name(line), words(ROLES[line.role]), house or whole, state]


def _name(line: AccountLine) -> str | Html:
    if not line.person_id or not line.person:
        return line.email
    return tag("div", person_link(line.person_id, line.person), tag("div", line.email, klass="sk-quiet"))
