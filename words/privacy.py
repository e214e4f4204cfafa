"""What is said about rights on one's own data: requests and their answers, grounds, and what erasure means."""

from data_model.rules.privacy import RequestState
from words.language import N_

REQUEST_KINDS = {
    "access": N_("See my data"),
    "correct": N_("Have my data corrected"),
    "restrict": N_("Have my contact data shielded"),
    "object": N_("Object to the use of my data"),
    "erase": N_("Have my data erased"),
}

# The same, as whoever answers reads it.
ASKED = {
    "access": N_("wants to see their data"),
    "correct": N_("wants their data corrected"),
    "restrict": N_("wants their contact data shielded"),
    "object": N_("objects to the use of their data"),
    "erase": N_("wants their data erased"),
}

REQUEST_STATES = {
    RequestState.OPEN: N_("Waits for an answer"),
    RequestState.OVERDUE: N_("Past the day to answer"),
    RequestState.GRANTED: N_("Granted"),
    RequestState.REFUSED: N_("Refused"),
    RequestState.WITHDRAWN: N_("Taken back"),
}

OUTCOMES = {"granted": N_("Granted"), "refused": N_("Refused"), "withdrawn": N_("Taken back")}

BASES = {"public_task": N_("Public task"), "consent": N_("Consent"), "other": N_("Another ground")}

# What erasure takes away and what it leaves, for whoever asks for it.
GOES = (
    N_("your name, your telephone numbers and e-mail addresses"),
    N_("where you work and as what, from now on"),
    N_("your account and the way to sign in"),
    N_("your name in texts, as far as Schakel finds it"),
)
STAYS = (
    N_("that your organisation signed or promised something, and on which day"),
    N_("that somebody of your organisation took part or had an action, under “former participant”"),
    N_("that this was asked and decided, without your words"),
)

REFUSALS = {
    "restricted_already": N_("The contact data are shielded already, since {restricted_on}."),
    "not_restricted": N_("The contact data are not shielded."),
    "no_consent": N_("This is kept on another ground than consent. Ask the coordinator, or object."),
    "private_first": N_(
        "What is private is at first for the webbers at most. Choose that; afterwards its owner may share it further."
    ),
    "asked_already": N_("This was asked on {received_on} already, and waits for an answer."),
    "extended_already": N_("This request was extended already, on {extended_on}. It can be done once."),
    "decided_already": N_("This request was settled already, on {decided_on}."),
}

FIELDS = {
    "received_on": N_("Received on"),
    "told_on": N_("Told on"),
    "refusal_reason": N_("Reason"),
    "basis": N_("Ground"),
}
