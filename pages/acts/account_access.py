"""What can be done about somebody's access: another role, an end, blocking, and the invitation once more."""

from dataclasses import dataclass

import streamlit as st

from data_model.findings import Concern
from data_model.read.accounts import AccountLine, AccountState, accounts
from data_model.read.choices import Choice
from data_model.write.accounts import block_account, change_grant, end_grant, resend_invitation, unblock_account
from pages.acts.account_place import choose_role, place_fields
from pages.acts.pick import named, pick
from pages.frame import opened
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.accounts import ROLES
from words.language import N_

CHANGE, END, BLOCK, UNBLOCK, RESEND = "change", "end", "block", "unblock", "resend"
STEPS = {
    CHANGE: N_("Give another role"),
    END: N_("End the role"),
    BLOCK: N_("Block the account"),
    UNBLOCK: N_("Let this account sign in again"),
    RESEND: N_("Send the invitation again"),
}
FITTING = {
    AccountState.INVITED: (CHANGE, END, BLOCK, RESEND),
    AccountState.ACTIVE: (CHANGE, END, BLOCK),
    AccountState.BLOCKED: (UNBLOCK, END),
}


@dataclass(frozen=True, kw_only=True)
class Access(Choice):
    """A role of an account; `account_version` is that of the account on the screen."""

    line: AccountLine
    account_version: int


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    chosen = _whose(visit, key)
    if chosen is None:
        return
    line = chosen.line
    step = st.radio(
        words("What do you want to do"),
        FITTING[line.state],
        format_func=lambda step: words(STEPS[step]),
        key=f"{key}-{line.grant_id}-step",
    )
    key = f"{key}-{line.grant_id}-{step}"
    if step == CHANGE:
        _change(visit, chosen, key)
        return
    with st.form(key, border=False):
        if step == END:
            _end(visit, chosen, key)
        elif step == RESEND:
            _resend(visit, line)
        else:
            _block(visit, chosen, step)


def _whose(visit: Visit, key: str) -> Access | None:
    words = visit.words
    lines = accounts(visit.session, visit.viewer, visit.day)
    seen = opened.seen(f"{key}-accounts", [Choice(line.account_id, "", version=line.account_version) for line in lines])
    choices = [
        Access(
            line.grant_id,
            line.name,
            words(ROLES[line.role]) + (f", {line.organisation}" if line.organisation else ""),
            version=line.version,
            line=line,
            account_version=seen.get(line.account_id, line.account_version),
        )
        for line in lines
    ]
    return pick(words("Whose access"), choices, named, key=f"{key}-whose", placeholder=words("Choose an account"))


def _change(visit: Visit, chosen: Access, key: str) -> None:
    words = visit.words
    role = choose_role(visit, chosen.line.role, key)
    with st.form(f"{key}-{role}", border=False):
        place = place_fields(visit, role, key)
        st.caption(words("The other role starts today, in the place of this one."))
        if st.form_submit_button(words("Save"), type="primary"):
            about = {"grant_id": chosen.id, "seen_version": chosen.version}
            submit(visit, words("The role is changed."), change_grant, role=role, **about, **place)


def _end(visit: Visit, chosen: Access, key: str) -> None:
    words = visit.words
    end_on = day_field(words("Last day"), key=f"{key}-last")
    st.caption(words("Leave this empty to end the role right now. What was done stays in the log."))
    if st.form_submit_button(words("End the role"), type="primary"):
        about = {"grant_id": chosen.id, "seen_version": chosen.version}
        submit(visit, words("The end of the role is saved."), end_grant, end_on=end_on, **about)


def _block(visit: Visit, chosen: Access, step: str) -> None:
    words = visit.words
    about = {"account_id": chosen.line.account_id, "seen_version": chosen.account_version}
    if step == BLOCK:
        st.caption(words("Nobody can sign in with this account then, and whoever is signed in is out at once."))
        if st.form_submit_button(words("Block the account"), type="primary"):
            submit(visit, words("The account is blocked."), block_account, **about)
    elif st.form_submit_button(words("Let this account sign in again"), type="primary"):
        submit(visit, words("This account can sign in again."), unblock_account, **about)


def _resend(visit: Visit, line: AccountLine) -> None:
    words = visit.words
    st.caption(words("The mail goes to {email}.", email=line.email))
    if st.form_submit_button(words("Send the invitation again"), type="primary"):
        submit(visit, words("The invitation is on its way."), resend_invitation, grant_id=line.grant_id)
