"""Every pair of states, by hand: those listed here are allowed, all others are refused (docs/policy 2b)."""

from itertools import product

import pytest

from data_model.refusal import Refusal
from data_model.rules.transitions import TRANSITIONS, check

ALLOWED = {
    "network_phase": """
        trajectory>handover trajectory>maintenance trajectory>dormant trajectory>closed handover>maintenance
        handover>dormant handover>closed maintenance>dormant maintenance>closed dormant>maintenance dormant>closed""",
    "membership": "invited>active invited>declined active>paused paused>active active>left paused>left",
    "webber": "proposed>confirmed proposed>rejected confirmed>ended",
    "meeting": "planned>held planned>cancelled planned>moved held>planned",
    "meeting_report": "missing>draft draft>shared",
    "covenant": """
        draft>open_for_signature open_for_signature>in_force in_force>in_revision in_revision>in_force
        draft>ended open_for_signature>ended in_force>ended in_revision>ended expired>ended""",
    "covenant_party": """
        not_asked>asked asked>signed_subject_to_mandate asked>signed signed_subject_to_mandate>signed asked>declined
        signed>withdrawn""",
    "management_approval": """
        unknown>not_needed unknown>needed needed>asked asked>given asked>refused refused>given""",
    "working_agreement": """
        new>active active>kept active>not_kept kept>active not_kept>active
        new>dropped active>dropped kept>dropped not_kept>dropped""",
    "anchoring_promise": "not_discussed>discussed discussed>anchored anchored>discussed",
    "action": """
        open>in_progress in_progress>done open>dropped in_progress>dropped open>transferred in_progress>transferred
        transferred>open done>in_progress""",
    "map_version": "draft>provisional provisional>agreed agreed>outdated",
    "handover": """
        not_started>planned planned>in_progress in_progress>completed
        not_started>not_possible planned>not_possible in_progress>not_possible""",
    "signal": "new>seen seen>taken_up new>accepted seen>accepted taken_up>accepted",
    "data_subject_request": "received>verified verified>done verified>refused",
}
PAIRS = [(entity, a, b) for entity, states in TRANSITIONS.items() for a, b in product(states, states)]


def test_every_entity_has_an_expectation() -> None:
    assert TRANSITIONS.keys() == ALLOWED.keys()


@pytest.mark.parametrize("entity", ALLOWED)
def test_every_expected_state_exists(entity: str) -> None:
    assert {state for pair in ALLOWED[entity].split() for state in pair.split(">")} <= TRANSITIONS[entity].keys()


@pytest.mark.parametrize(("entity", "state", "to"), PAIRS, ids=lambda name: name)
def test_each_pair_is_allowed_or_refused_as_agreed(entity: str, state: str, to: str) -> None:
    if f"{state}>{to}" in ALLOWED[entity].split():
        check(entity, state, to)
        return
    with pytest.raises(Refusal) as refused:
        check(entity, state, to)
    assert refused.value.kind == "transition"
    assert refused.value.values == {"entity": entity, "from_state": state, "to_state": to}
