"""The words of the forms on the covenant: outcomes and states to choose, and why something is not done."""

from words.covenant_states import COVENANT_STATES
from words.language import N_

EVALUATION_OUTCOMES = {
    "continue": N_("We go on with the covenant"),
    "adapt_with_annex": N_("We change the covenant by an annex"),
    "end": N_("We end the covenant"),
}

REVIEW_OUTCOMES = {
    "kept": N_("It works"),
    "not_kept": N_("It is not working yet"),
    "active": N_("We have just started, or start again"),
}

APPROVAL_STATES = {
    "asked": N_("The question was put to the managers"),
    "given": N_("The managers agree"),
    "refused": N_("The managers do not agree"),
    "needed": N_("Approval needed, not asked yet"),
    "not_needed": N_("No approval needed"),
    "unknown": N_("Unknown whether approval is needed"),
}

PROMISE_STATES = {
    "not_discussed": N_("Not discussed inside the organisation yet"),
    "discussed": N_("Discussed inside the organisation"),
    "anchored": N_("Part of how the organisation works"),
}

# What a state is called when an act on this record refuses a step.
STATES_OF = {
    "covenant": {str(state): word for state, word in COVENANT_STATES.items()},
    "management_approval": APPROVAL_STATES,
    "anchoring_promise": PROMISE_STATES,
    "working_agreement": {**REVIEW_OUTCOMES, "dropped": N_("No longer agreed")},
}

REFUSALS = {
    "next_evaluation_not_later": N_("The next evaluation must be after {held_on}."),
    "evaluated_already": N_("The evaluation of {held_on} has been recorded already."),
    "webber_not_confirmed": N_("Only a webber who is confirmed on the day of the annex can be put on the list."),
    "goal_replaced": N_("The network has another goal now. Write that one in the covenant first."),
}

FIELDS = {
    "evaluated_on": N_("Day of the evaluation"),
    "next_evaluation_on": N_("Next evaluation"),
    "outcome": N_("Outcome"),
    "summary": N_("What came out of it"),
    "title": N_("Name of the annex"),
    "annex_reason": N_("Why the covenant changes"),
    "agreed_on": N_("Agreed on"),
    "review_outcome": N_("How does the agreement work out?"),
    "reviewed_on": N_("Discussed on"),
    "note": N_("What would help"),
    "discussed_on": N_("On which day"),
    "anchored_on": N_("On which day"),
    "informed_on": N_("On which day"),
    "on": N_("On which day"),
    "by_function": N_("Function of who answered"),
}
