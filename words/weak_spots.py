"""The words about weak spots: what would be lost, what to do about it, and what an introduction would change."""

from typing import NamedTuple

from data_model.rules.weak_spots import Why
from words.language import N_


class Said(NamedTuple):
    """A sentence for one thing and for more of them (its plural in the catalogue), and the step that helps."""

    one: str
    many: str
    step: str


# Who would be cut off is not reached any more from the municipality, else not by the others.
REACHED = Said(
    N_("Without {name}, {about} can no longer be reached from the municipality."),
    "Without {name}, these organisations can no longer be reached from the municipality: {about}.",
    "",
)
APART = Said(
    N_("Without {name}, {about} is no longer connected with the others."),
    "Without {name}, these organisations are no longer connected with the others: {about}.",
    "",
)
STEPS = {
    "person": N_("Introduce a colleague at these organisations as well."),
    "organisation": N_("Introduce one of these organisations to another in the network."),
    "relation": N_("Add a second way: introduce these organisations to another one."),
}
REASONS = {
    Why.HOLDS_TASK: Said(
        N_("Nobody stands in for {name} in this task: {about}."),
        "Nobody stands in for {name} in these tasks: {about}.",
        N_("Ask a colleague to stand in."),
    ),
    Why.TASK_FREE: Said(
        N_("Nobody is named for this task: {about}."),
        "Nobody is named for these tasks: {about}.",
        N_("Ask the organisation who does this."),
    ),
    Why.KEEPS_LINKS: Said(
        N_("One link rests on {name} alone: {about}."),
        "{n} links rest on {name} alone: {about}.",
        N_("Introduce a second person for these links."),
    ),
    Why.ONLY_CONTACT: Said(
        N_("{name} is the only contact person of {about}."),
        "{name} is the only contact person of these organisations: {about}.",
        N_("Ask the organisation for a second contact person."),
    ),
    Why.FEW_WEBBERS: Said(
        N_("Confirmed webbers: {webbers}. A network needs at least {wanted}."),
        "Confirmed webbers: {webbers}. A network needs at least {wanted}.",
        N_("Talk about new webbers in the next meeting."),
    ),
}
KINDS = {
    "person": N_("Person"),
    "organisation": N_("Organisation"),
    "relation": N_("Link"),
    "webber": N_("Task"),
    "network": N_("Network"),
}
MANY = {
    "person": N_("People"),
    "organisation": N_("Organisations"),
    "relation": N_("Links"),
    "webber": N_("Tasks"),
    "network": N_("Network"),
}
