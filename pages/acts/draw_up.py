"""Draw up a covenant: who signs, who is named, its term, and what the former one hands on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import streamlit as st

from data_model.findings import Concern
from data_model.read.choices import Choice
from data_model.read.covenant_making import CovenantChoice, Drafting, covenants, drafting
from data_model.rules.covenant_facts import SIGNING
from data_model.write.covenant_drafts import APPROVAL, KINDS, draw_up_covenant
from pages.acts import terms
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.covenant_making import COVENANT_KINDS, NEEDED


@dataclass(frozen=True)
class Named:
    """Who is in the covenant."""

    signing: list[int]
    named_only: list[int]
    webbers: list[int]


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    known = covenants(visit.session, visit.viewer, visit.day)
    former = None
    if known:
        former = pick(
            words("Follow-up of"),
            known,
            named,
            key=f"{key}-former",
            placeholder=words("No follow-up: a covenant of its own"),
            about=concern,
            entity="covenant",
        )
    with st.form(f"{key}-{former.id if former else 0}", border=False):
        _covenant(visit, former, f"{key}-{former.id if former else 0}")


def _covenant(visit: Visit, former: CovenantChoice | None, key: str) -> None:
    words = visit.words
    title = st.text_input(words("Name of the covenant"), key=f"{key}-title")
    kind = st.radio(
        words("What it is"),
        KINDS,
        format_func=lambda kind: words(COVENANT_KINDS[kind]),
        horizontal=True,
        key=f"{key}-kind",
    )
    drafted_on = day_field(words("Written on"), visit.today, f"{key}-drafted") or visit.today
    parties = _named(visit, drafting(visit.session, visit.viewer, visit.day), former, key)
    take_over = former is not None and st.checkbox(
        words("Take over the working agreements and what was arranged with managers"), value=True, key=f"{key}-over"
    )
    needed = st.radio(
        words("Must managers approve?"),
        APPROVAL,
        index=APPROVAL.index(former.approval_needed if former else "unknown"),
        format_func=lambda needed: words(NEEDED[needed]),
        horizontal=True,
        key=f"{key}-needed",
    )
    where = st.text_input(words("Where the text is kept"), key=f"{key}-where")
    st.caption(words("Such as a folder of the municipality. Schakel does not keep the text itself."))
    with st.expander(words("Term, renewal and evaluation"), key=f"{key}-terms"):
        agreed = terms.fields(visit, None, key)
    if st.form_submit_button(words("Save"), type="primary"):
        submit(
            visit,
            words("The covenant is drawn up. It is a draft until you open it for signature."),
            draw_up_covenant,
            kind=kind,
            title=title,
            drafted_on=drafted_on,
            terms=agreed,
            approval_needed=needed,
            document_ref=where,
            signing=parties.signing,
            named_only=parties.named_only,
            webbers=parties.webbers,
            replaces_id=former.id if former else None,
            take_over=take_over,
        )


def _named(visit: Visit, network: Drafting, former: CovenantChoice | None, key: str) -> Named:
    """Formal organisations sign and informal ones are named, unless the former covenant says otherwise."""
    words, before = visit.words, network.roles.get(former.id, {}) if former else {}
    members = {one.id: one for one in network.members}
    signs = {
        id for id in members if before.get(id, SIGNING) == SIGNING and (id in before or id not in network.informal)
    }
    signing = _several(visit, words("Organisations that sign"), members.values(), signs, f"{key}-signing")
    others = set(members) - signs
    named_only = _several(visit, words("Organisations that are only named"), members.values(), others, f"{key}-named")
    st.caption(words("An organisation can be named without signing. Informal organisations often are."))
    webbers = _several(
        visit,
        words("Webbers in the covenant"),
        network.webbers,
        {one.id for one in network.webbers},
        f"{key}-webbers",
    )
    return Named(signing, named_only, webbers)


def _several(visit: Visit, label: str, choices: Iterable[Choice], chosen: Collection[int], key: str) -> list[int]:
    names = {choice.id: named(choice) for choice in choices}
    return st.multiselect(
        label,
        list(names),
        default=[id for id in names if id in chosen],
        format_func=names.__getitem__,
        placeholder=visit.words("Nobody, or choose"),
        key=key,
    )
