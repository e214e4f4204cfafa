"""Choosing one of the actions that run and that the viewer may update."""

import streamlit as st

from data_model.access import Entity, Verb, allows
from data_model.findings import Concern
from data_model.read.action_list import action_list
from data_model.read.choices import Choice
from data_model.rules.actions_facts import RUNNING
from pages.acts.pick import named, pick
from pages.frame.visit import Visit


def pick_running(visit: Visit, concern: Concern | None, key: str) -> Choice | None:
    """The first due on top; says so when there is none."""
    words, choices = visit.words, running(visit)
    if not choices:
        st.info(words("You have no actions to update."))
        return None
    return pick(
        words("Action"),
        choices,
        named,
        key=f"{key}-choice",
        placeholder=words("Choose an action"),
        about=concern,
        entity="action",
    )


def running(visit: Visit) -> list[Choice]:
    return [
        Choice(line.action_id, line.description, line.owner or "", version=line.version)
        for line in action_list(visit.session, visit.viewer, visit.day)
        if line.state in RUNNING and allows(visit.viewer, Entity.ACTIONS, Verb.EDIT, person_id=line.person_id)
    ]
