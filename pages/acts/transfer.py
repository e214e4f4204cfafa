"""Hand the actions of somebody over, one at a time."""

import streamlit as st

from data_model.access import Entity, Verb, allows
from data_model.findings import Concern
from data_model.read.action_list import action_list
from data_model.read.choices import Choice
from data_model.rules.actions_facts import RUNNING
from pages.acts import hand_over
from pages.acts.pick import named, pick
from pages.frame.visit import Visit


def form(visit: Visit, concern: Concern | None, key: str) -> None:
    words, whose = visit.words, concern.person_id if concern else None
    actions = [
        Choice(line.action_id, line.description, line.owner or "", version=line.version)
        for line in action_list(visit.session, visit.viewer, visit.day)
        if line.state in RUNNING
        and whose in (None, line.person_id)
        and allows(visit.viewer, Entity.ACTIONS, Verb.EDIT, person_id=line.person_id)
    ]
    if not actions:
        st.info(words("There are no running actions to hand over."))
        return
    action = pick(words("Action"), actions, named, key=f"{key}-choice", placeholder=words("Choose an action"))
    if action is not None:
        hand_over.form(visit, action, key, expanded=True)
