"""What the acts on organisations say when they refuse, and the words for their time in the network."""

from data_model.rules.membership_states import MembershipState
from words.language import N_

MEMBERSHIP_STATES = {
    MembershipState.INVITED: N_("Invited"),
    MembershipState.ACTIVE: N_("Takes part"),
    MembershipState.PAUSED: N_("Pauses"),
    MembershipState.DECLINED: N_("Does not join"),
    MembershipState.LEFT: N_("Left the network"),
}
NO_STATE = N_("Not in the network yet")

SINCE = {
    MembershipState.INVITED: N_("Invited on {day}"),
    MembershipState.ACTIVE: N_("Takes part since {day}"),
    MembershipState.PAUSED: N_("Pauses since {day}"),
    MembershipState.DECLINED: N_("Said on {day} that it does not join"),
    MembershipState.LEFT: N_("Left the network, last day {day}"),
}
AGAIN_SINCE = N_("Takes part again since {day}")

FORMALITIES = {"formal": N_("Formal"), "informal": N_("Informal")}

OUTCOMES = {
    "new": N_("Not discussed again yet"),
    "active": N_("Started"),
    "kept": N_("It works"),
    "not_kept": N_("It is not working yet"),
}

STANDINGS = {"joined": N_("It takes part"), "invited": N_("It was invited, the answer is still to come")}

REFUSALS = {
    "organisation_exists": N_(
        "The network has an organisation with this name already. Look it up, or choose another name."
    ),
    "invalid_website": N_("This is no website. Write it like www.organisatie.nl."),
    "member_already": N_("This organisation takes part already, from {joined_on} on."),
    "invited_already": N_("This organisation was invited on {invited_on}. Record its answer."),
    "paused_already": N_("A pause from {paused_on} on is written down already."),
}

FIELDS = {
    "formality": N_("Formal or informal"),
    "website": N_("Website"),
    "general_phone": N_("General phone"),
    "general_email": N_("General e-mail"),
    "standing": N_("How it stands"),
    "on": N_("On which day"),
    "invited_on": N_("On which day"),
    "answered_on": N_("On which day"),
    "joined_on": N_("From which day"),
    "paused_on": N_("First day of the pause"),
    "resumed_on": N_("First day back"),
    "left_on": N_("Last day in the network"),
}

STATES_OF = {"membership": {str(state): word for state, word in MEMBERSHIP_STATES.items()}}
