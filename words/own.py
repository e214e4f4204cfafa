"""What somebody reads about the own organisation and the own tasks, and why a round or a report is refused."""

from data_model.rules.covenant_state import State
from data_model.vocabulary import SignatureState
from words.language import N_

# Where the covenant stands: with a last day, and without one.
COVENANT_STANDS = {
    State.DRAFT: (N_("The covenant is still a draft."),) * 2,
    State.OPEN_FOR_SIGNATURE: (N_("The covenant is ready to be signed."),) * 2,
    State.IN_FORCE: (N_("The covenant is in force until {last_day}."), N_("The covenant is in force, without an end.")),
    State.IN_REVISION: (
        N_("The covenant is in force until {last_day}. It is being rewritten."),
        N_("The covenant is in force. It is being rewritten."),
    ),
    State.EXPIRED: (N_("The covenant was in force until {last_day}."), N_("The covenant is no longer in force.")),
}

OWN_SIGNATURE = {
    SignatureState.NOT_ASKED: N_("Your organisation still has to sign."),
    SignatureState.ASKED: N_("Your organisation still has to sign."),
    SignatureState.SUBJECT_TO_MANDATE: N_("Your organisation signed subject to mandate."),
    SignatureState.SIGNED: N_("Your organisation has signed."),
    SignatureState.DECLINED: N_("Your organisation does not sign."),
    SignatureState.WITHDRAWN: N_("Your organisation took its signature back."),
}

AGREEMENT_OUTCOMES = {
    "new": N_("Not discussed yet"),
    "kept": N_("It works"),
    "not_kept": N_("It is not working yet"),
    "active": N_("We have just started, or start again"),
}

LEGAL_BASES = {
    "public_task": N_("because it is needed for a public task"),
    "consent": N_("because you said yes to it"),
}

REFUSALS = {
    "round_open": N_("A round is running since {started_on}. Close it first."),
    "round_closed": N_("This round was closed on {closed_on} already."),
    "too_late": N_("This day is too late. Choose a day until {latest}."),
    "reported_already": N_("This was reported on {reported_on} already. It is waiting for an answer."),
    "nothing_shown": N_("You see no contact data of this person, so there is nothing to report."),
}

FIELDS = {"answer_by_on": N_("Answer until")}
