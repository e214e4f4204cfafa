"""Bring a link up to date: it still works, it is about something else, or it ends."""

import streamlit as st

from data_model.findings import Concern
from data_model.read.link_choices import RelationChoice, relations_to_edit
from data_model.write.relations import change_relation, confirm_relation, end_relation
from pages.acts.new_link import kinds
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.language import N_
from words.relations import FIELDS

CONFIRM, DESCRIBE, END = "confirm", "describe", "end"
STEPS = {
    CONFIRM: N_("It still works"),
    DESCRIBE: N_("Its kind or purpose changed"),
    END: N_("It ends"),
}


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words, choices = visit.words, relations_to_edit(visit.session, visit.viewer, visit.day)
    link = pick(
        words("Link"),
        choices,
        named,
        key=f"{key}-link",
        placeholder=words("Choose a link"),
        about=concern,
        entity="relation",
    )
    if link is None:
        return
    step = st.radio(
        words("What do you know now"), list(STEPS), format_func=lambda step: words(STEPS[step]), key=f"{key}-step"
    )
    with st.form(f"{key}-{link.id}-{step}", border=False):
        if step == CONFIRM:
            _confirm(visit, link)
        elif step == DESCRIBE:
            _describe(visit, link, kinds(visit, choices))
        else:
            _end(visit, link)


def _confirm(visit: Visit, link: RelationChoice) -> None:
    words = visit.words
    st.caption(words("The organisations still find each other. It is noted for today."))
    if st.form_submit_button(words("Save"), type="primary"):
        about = {"relation_id": link.id, "seen_version": link.version}
        submit(visit, words("It is noted that the link still works."), confirm_relation, **about)


def _describe(visit: Visit, link: RelationChoice, known: list[str]) -> None:
    words = visit.words
    options = list(dict.fromkeys([*([link.kind] if link.kind else []), *known]))
    kind = st.selectbox(
        words(FIELDS["link_kind"]),
        options,
        index=0 if link.kind else None,
        accept_new_options=True,
        placeholder=words("Choose a kind or type one"),
    )
    description = st.text_area(words(FIELDS["link_description"]), value=link.description or "")
    if st.form_submit_button(words("Save"), type="primary"):
        submit(
            visit,
            words("The link is brought up to date."),
            change_relation,
            relation_id=link.id,
            kind=kind,
            link_description=description,
            seen_version=link.version,
        )


def _end(visit: Visit, link: RelationChoice) -> None:
    words = visit.words
    last_on = day_field(words(FIELDS["last_on"]), link.on or visit.today)
    st.caption(words("After this day the link is no longer on the map. What came before stays."))
    if st.form_submit_button(words("Save"), type="primary"):
        submit(
            visit,
            words("The last day of the link is saved."),
            end_relation,
            relation_id=link.id,
            last_on=last_on,
            seen_version=link.version,
        )
