"""Announce that somebody leaves, changes or is away. Nobody asks why."""

import streamlit as st

from data_model.access import Entity
from data_model.findings import Concern
from data_model.read.choices import people
from data_model.vocabulary import TurnoverKind
from data_model.write.turnover import announce_departure
from pages.acts.pick import named, pick
from pages.frame.day_field import day_field
from pages.frame.submit import submit
from pages.frame.visit import Visit
from words.states import TURNOVER_KINDS

KINDS = (TurnoverKind.LEAVES, TurnoverKind.OTHER_FUNCTION, TurnoverKind.AWAY, TurnoverKind.PUTS_DOWN_WEBBER)


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words = visit.words
    with st.form(key, border=False):
        person = pick(
            words("Who"),
            people(visit.session, visit.viewer, visit.day, Entity.TURNOVER),
            named,
            key=f"{key}-leaver",
            placeholder=words("Choose a person"),
            about=concern,
            entity="person",
        )
        kind = st.radio(
            words("What changes"),
            KINDS,
            format_func=lambda kind: words(TURNOVER_KINDS[kind]),
        )
        st.caption(words("Schakel never asks for a reason."))
        effective_on = day_field(words("From which day"))
        successor = pick(
            words("Who takes over"),
            people(visit.session, visit.viewer, visit.day),
            named,
            key=f"{key}-successor",
            placeholder=words("Not known yet, or choose a person"),
        )
        if st.form_submit_button(words("Save"), type="primary"):
            if person is None or effective_on is None:
                field = words("Who") if person is None else words("From which day")
                st.error(words("{field}: fill this in first.", field=field))
                return
            submit(
                visit,
                words("The departure is announced. See below what it touches."),
                announce_departure,
                person_id=person.id,
                organisation_id=person.organisation_id,
                effective_on=effective_on,
                kind=kind,
                successor_person_id=successor.id if successor else None,
            )
