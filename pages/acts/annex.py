"""Change the covenant by an annex, with what Schakel saw change as boxes to tick."""

from collections.abc import Collection, Iterable

import streamlit as st

from data_model.findings import Concern, Finding
from data_model.read.annex_proposal import Proposal, proposal
from data_model.read.choices import Choice
from data_model.read.covenant_choices import open_covenants
from data_model.rules.covenant_facts import SIGNING
from data_model.rules.covenant_ingredients import Lack
from data_model.write.annexes import add_annex
from data_model.write.covenant_parties import NAMED_ONLY
from pages.acts.pick import named, pick_covenant
from pages.frame.day_field import day_field
from pages.frame.md import md
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_

SETTLED = {
    Lack.TOO_FEW_ORGANISATIONS,
    Lack.NOT_NAMED,
    Lack.NO_LONGER_ACTIVE,
    Lack.NO_WEBBER,
    Lack.WEBBER_NOT_CONFIRMED,
    Lack.WEBBER_WITHOUT_PERSON,
}


def settles(concern: Concern | None) -> bool:
    """An annex settles which organisations and webbers are in the covenant, not what else it lacks."""
    reasons = concern.values.get("reasons") if isinstance(concern, Finding) else None
    return not isinstance(reasons, tuple) or not SETTLED.isdisjoint(reasons)


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    covenant = pick_covenant(visit, open_covenants(visit.session, visit.viewer, visit.day), concern, key)
    if covenant is not None:
        with st.form(f"{key}-{covenant.id}", border=False):
            _annex(visit, covenant, f"{key}-{covenant.id}")


def _annex(visit: Visit, covenant: Choice, key: str) -> None:
    words = visit.words
    changes = proposal(visit.session, visit.viewer, covenant.id, visit.day)
    title = st.text_input(words("Name of the annex"), value=words("Annex of {day}", day=visit.today))
    reason = st.text_area(words("Why the covenant changes"))
    agreed_on = day_field(words("Agreed on"), visit.today) or visit.today
    st.caption(words("Schakel saw these changes. Tick what the annex says."))
    unlist, enlist = _webbers(visit, changes, key)
    leave = _ticked(N_("No longer in the covenant: {name}"), changes.leave, visit, f"{key}-leave")
    join = _ticked(N_("Named in the covenant: {name}"), changes.join, visit, f"{key}-join")
    signing = _signing(visit, changes)
    if st.form_submit_button(words("Save"), type="primary"):
        submit(
            visit,
            words("The annex is part of the covenant now."),
            add_annex,
            covenant_id=covenant.id,
            title=title,
            reason=reason,
            agreed_on=agreed_on,
            unlist_webbers=unlist,
            list_webbers=enlist,
            join={id: SIGNING if id in signing else NAMED_ONLY for id in join},
            leave=leave,
        )


def _webbers(visit: Visit, changes: Proposal, key: str) -> tuple[list[int], list[int]]:
    """Who follows up a webber of the same organisation is proposed; others only when nobody stays."""
    off = N_("No longer a webber in the covenant: {name}")
    unlist = _ticked(off, changes.unlist, visit, f"{key}-unlist")
    unlist += _ticked(off, changes.nameless, visit, f"{key}-nameless", proposed=())
    houses = {choice.organisation_id for choice in changes.unlist}
    follow_up = {choice.id for choice in changes.enlist if changes.bare or choice.organisation_id in houses}
    on = N_("Webber in the covenant: {name}")
    return unlist, _ticked(on, changes.enlist, visit, f"{key}-enlist", proposed=follow_up)


def _ticked(
    sentence: str, choices: Iterable[Choice], visit: Visit, key: str, proposed: Collection[int] | None = None
) -> list[int]:
    """A box for each change. Those proposed are ticked: all of them, unless said otherwise."""
    return [
        choice.id
        for choice in choices
        if st.checkbox(
            visit.words(sentence, name=md(named(choice))),
            value=proposed is None or choice.id in proposed,
            key=f"{key}-{choice.id}",
        )
    ]


def _signing(visit: Visit, changes: Proposal) -> list[int]:
    """Informal organisations can be named without signing."""
    names = {choice.id: choice.name for choice in changes.join}
    if not names:
        return []
    return st.multiselect(
        visit.words("Who of them is asked to sign"),
        list(names),
        default=[id for id in names if id not in changes.informal],
        format_func=names.__getitem__,
        placeholder=visit.words("Nobody, or choose organisations"),
    )
