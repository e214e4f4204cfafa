"""The words of a departure: its steps, what hangs loose, and what the acts about it say when they refuse."""

from data_model.rules.loose_ends import Step
from data_model.rules.loose_types import EndKind, EndState
from words.language import N_

STEPS = {
    Step.TASKS: N_("Who follows in each task"),
    Step.HANDOVER: N_("What is handed over"),
    Step.LINKS: N_("Introduce the successor on these links"),
    Step.ACTIONS: N_("Actions, one by one"),
    Step.MANDATES: N_("Mandates, promises and agreements"),
    Step.ANNEX: N_("Annex to the covenant"),
}

# What to say of a step in which nothing hangs.
NOTHING = {
    Step.TASKS: N_("No task has to be followed up."),
    Step.HANDOVER: N_("There is nothing to hand over."),
    Step.LINKS: N_("No link on the map is kept by {person}."),
    Step.ACTIONS: N_("{person} holds no actions."),
    Step.MANDATES: N_("No mandate, promise or agreement rests on {person}."),
    Step.ANNEX: N_("No covenant names {person} as webber. An annex is not needed."),
}

HELP = {
    Step.TASKS: N_("Name who follows before the day. From the day itself the successor can take the task over."),
    Step.HANDOVER: N_("Tick together what was passed on."),
    Step.LINKS: N_("Open links rest on {person} alone. Let the successor get to know the people on the other side."),
    Step.ACTIONS: N_("Give each action to somebody else, finish it, or let it drop."),
    Step.MANDATES: N_(
        "A signature stays valid. The present manager confirms that the organisation still stands behind it."
    ),
    Step.ANNEX: N_("The covenant names who the webbers are. An annex brings that list up to date."),
}

END_STATES = {
    EndState.OPEN: N_("Open"),
    EndState.LATER: N_("Comes later"),
    EndState.ARRANGED: N_("Arranged"),
    EndState.DONE: N_("Fixed"),
}

REFUSALS = {
    "successor_loop": N_(
        "Then these people would follow each other in a circle, and nobody stays. Choose another person."
    ),
    "not_yet": N_("This can be taken over from {effective_on}. Until then, name who follows."),
    "not_of_leaver": N_("The person who goes does not keep this link."),
    "hangs_loose": N_("This still hangs loose: {what}. Settle that first."),
    "hangs_loose_elsewhere": N_("Something still hangs loose that is not yours to see. Ask the coordinator."),
    "closed_already": N_("This departure was closed on {closed_on} already."),
    "not_closed": N_("This departure is not closed."),
}

FIELDS = {
    "entity": N_("Task"),
    "entity_id": N_("Task"),
    "relation_ids": N_("Links"),
    "closed_on": N_("Closed on"),
}

STATES = {
    f"end.{EndKind.WEBBER}": N_("a webber task"),
    f"end.{EndKind.STAND_IN}": N_("standing in for a webber"),
    f"end.{EndKind.ROLE}": N_("a task for the network"),
    f"end.{EndKind.MEETING}": N_("a meeting to organise"),
    f"end.{EndKind.CONTACT}": N_("a contact at the organisation"),
    f"end.{EndKind.HANDOVER}": N_("the handover"),
    f"end.{EndKind.LINK}": N_("a link"),
    f"end.{EndKind.ACTION}": N_("an action"),
    f"end.{EndKind.MANDATE}": N_("a mandate"),
    f"end.{EndKind.PROMISE}": N_("a promise"),
    f"end.{EndKind.AGREEMENT}": N_("a working agreement"),
    f"end.{EndKind.ANNEX}": N_("the annex to the covenant"),
}
