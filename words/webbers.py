"""The words for webber tasks, for what people and webbers expect of each other, and why an act on them is refused."""

from data_model.read.task_history import Task
from data_model.write.webber_expectations import Direction
from words.language import N_

REFUSALS = {
    "proposed_already": N_("This webber was proposed already. Confirm or reject that proposal."),
    "takes_no_part": N_("This organisation does not take part in the network today."),
    "stand_in_ended": N_("This person stood in until {end_on}."),
    "webber_over": N_("This webber task has ended, so there is nothing to agree."),
    "expectation_ended": N_("This agreement ended already, on {ended_on}."),
}

FIELDS = {
    "end_on": N_("Last day"),
    "ended_on": N_("Last day"),
    "reason_proposed": N_("“If I do not know what to do any more, I call this webber, because ...”"),
    "expectation": N_("What did you agree?"),
    "organisation_id": N_("Organisation"),
    "direction": N_("Who expects something"),
}

DIRECTIONS = {
    Direction.NEEDS: N_("What others ask of the webber"),
    Direction.MAY_EXPECT: N_("What the webber may ask of others"),
}

TASKS = {
    Task.COORDINATOR: N_("Coordinator"),
    Task.DEPUTY_COORDINATOR: N_("Stand-in of the coordinator"),
    Task.WEBBER: N_("Webber"),
    Task.DEPUTY_WEBBER: N_("Stand-in of the webber"),
    Task.MANAGER: N_("Manager"),
}
