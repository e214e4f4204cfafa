"""The fields of a meeting's report: what was decided, how families were involved, and who made it."""

from dataclasses import dataclass

import streamlit as st

from data_model.findings import Concern, Subject
from data_model.read.choices import people
from pages.acts.pick import named, pick
from pages.frame.visit import Visit
from words.language import N_

FAMILIES = {None: N_("Not discussed"), True: N_("Yes"), False: N_("No")}


@dataclass(frozen=True)
class Families:
    """Whether children or parents were involved, and how."""

    involved: bool | None
    how: str


def decisions(visit: Visit, now: str, key: str) -> str:
    words = visit.words
    said = st.text_area(words("What was decided"), now, key=f"{key}-decisions")
    st.caption(words("In a few words. No names of children or families: this report may become public."))
    return said


def families(visit: Visit, key: str, involved: bool | None = None, how: str = "") -> Families:
    words = visit.words
    answer = st.radio(
        words("Were children or parents involved?"),
        list(FAMILIES),
        index=list(FAMILIES).index(involved),
        format_func=lambda answer: words(FAMILIES[answer]),
        horizontal=True,
        key=f"{key}-families",
    )
    said = st.text_input(
        words("How, or what stood in the way"), how, placeholder=words("Optional"), key=f"{key}-families-how"
    )
    return Families(answer, said)


def made_by(visit: Visit, person_id: int | None, key: str) -> int | None:
    """Who made the report: another than whoever types it, when it is logged for somebody."""
    maker = pick(
        visit.words("Who made this report"),
        people(visit.session, visit.viewer, visit.day),
        named,
        key=f"{key}-made-by",
        placeholder=visit.words("Choose a person"),
        about=Concern(about=Subject("person", person_id)) if person_id else None,
        entity="person",
    )
    return maker.id if maker else None
