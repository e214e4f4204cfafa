"""What the acts on people say when they refuse, and the words for tasks and for what somebody signed or promised."""

from data_model.vocabulary import NetworkTask
from words.language import N_

REFUSALS = {
    "known_at": N_(
        "Schakel knows somebody with this name, of {organisations}. Add that person to this organisation too, "
        "or say that it is somebody else."
    ),
    "known": N_(
        "Schakel knows somebody with this name. Add that person to this organisation, or say that it is somebody else."
    ),
    "works_there": N_("This person works there already, from {start_on} on."),
    "ended_already": N_("This ended already, on {end_on}."),
    "departure_announced": N_(
        "It was announced that this person is no longer there from {effective_on} on. Adjust that announcement."
    ),
    "task_already": N_("This person holds this task already."),
    "stands_in_still": N_("This person stands in for the coordinator. End that task first."),
    "consent_late": N_("Consent comes before the task starts. Choose a day until {latest}."),
}

FIELDS = {
    "start_on": N_("From which day"),
    "end_on": N_("Last day"),
    "consent_on": N_("Consent given on"),
    "role": N_("Task in the network"),
    "affiliation_id": N_("Organisation"),
}

NETWORK_TASKS = {
    NetworkTask.COORDINATOR: N_("Coordinator"),
    NetworkTask.DEPUTY_COORDINATOR: N_("Stand-in for the coordinator"),
    NetworkTask.PROJECT_TEAM: N_("Project team"),
    NetworkTask.MANAGER: N_("Manager"),
    NetworkTask.EXPERT_BY_EXPERIENCE: N_("Expert by experience"),
}

# Every task somebody can have, as the list of people names it.
TASKS: dict[str, str] = {
    **{str(task): word for task, word in NETWORK_TASKS.items()},
    "webber": N_("Webber"),
    "webber_deputy": N_("Stand-in of a webber"),
}

COVENANT_LINES = {
    "signed": N_("Signed for the organisation"),
    "signed_subject_to_mandate": N_("Signed subject to mandate"),
    "approved": N_("Agreed as management"),
    "agreement": N_("Contact for a working agreement"),
    "promise": N_("Contact for a promise"),
}
