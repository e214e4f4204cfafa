"""Are people's actions followed up? How they stand, the updates for the next meeting, and what was agreed together."""

import streamlit as st

from data_model.access import Entity, Reach, Verb, allows, reach
from data_model.read.action_list import ActionLine, action_list
from data_model.rules.actions_due import DueState
from data_model.rules.actions_facts import RUNNING
from pages.acts import register
from pages.frame import finding_list, html
from pages.frame.facts import fact_list
from pages.frame.visit import Visit
from pages.questions import action_agreements, action_charts, action_rows, action_updates


def show(visit: Visit) -> None:
    words = visit.words
    st.title(words("Are actions followed up?"), anchor=False)
    lines = visit.read(action_list, visit.day)
    html.show(fact_list(_facts(visit, lines)))
    register.buttons(visit, (register.ACTION, register.NEW_ACTION), "actions")
    own = [line for line in lines if line.state in RUNNING and line.person_id == visit.viewer.person_id is not None]
    if own:
        st.header(words("Your actions"), anchor=False)
        action_rows.rows(visit, own, "own")
    if reach(visit.viewer, Entity.ACTIONS, Verb.WATCH) is not Reach.NONE:
        st.header(words("This needs attention"), anchor=False)
        finding_list.show(visit, [f for f in visit.findings if f.question == "actions"], "actions")
    st.header(words("Actions by state and date"), anchor=False)
    action_charts.show(visit, lines)
    action_updates.show(visit, lines)
    _all(visit, [line for line in lines if line not in own])
    action_agreements.show(visit, lines)


def _facts(visit: Visit, lines: list[ActionLine]) -> list[tuple[str, str]]:
    words = visit.words
    running = [line for line in lines if line.state in RUNNING]
    late = sum(line.due_state is DueState.OVERDUE for line in running)
    update_by = min((line.update_by for line in running if line.update_by), default=None)
    return [
        (words("Running actions"), words.value("n", len(running))),
        (words("Past their date"), words.value("n", late)),
        (
            words("Updates for the next meeting, until"),
            words.day(update_by) if update_by else words("no meeting planned, so nobody is late"),
        ),
    ]


def _all(visit: Visit, lines: list[ActionLine]) -> None:
    """Those the viewer can act on with their buttons, the others in a table."""
    if not lines:
        return
    words = visit.words
    st.header(words("All actions"), anchor=False)
    found = action_rows.chosen(visit, lines)
    if not found:
        st.info(words("No action fits this choice."))
        return
    mine = [line for line in found if line.state in RUNNING and _may_edit(visit, line)]
    action_rows.rows(visit, mine, "all")
    action_rows.as_table(visit, [line for line in found if line not in mine])


def _may_edit(visit: Visit, line: ActionLine) -> bool:
    return allows(visit.viewer, Entity.ACTIONS, Verb.EDIT, person_id=line.person_id)
