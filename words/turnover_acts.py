"""What the forms about personnel changes say when they refuse, and the words for what they offer."""

from data_model.vocabulary import HandoverItemKind
from words.language import N_

REFUSALS = {
    "withdrawn": N_("This announcement was taken back on {withdrawn_on}."),
    "stops_already": N_("That this organisation stops was announced already, for {effective_on}."),
    "merges_into_itself": N_("An organisation cannot merge into itself. Choose another one."),
    "not_there_then": N_("{organisation} does not take part in the network on {on}. Choose another organisation."),
    "stops_too": N_("{organisation} stops too, on {effective_on}. Choose another organisation."),
    "merged_into": N_(
        "{organisation} merges into this one on {effective_on}. Choose a later day, or take that back first."
    ),
    "starts_after": N_(
        "{person} starts here on {start_on}, when the organisation is no longer there. Change that first."
    ),
    "merged_already": N_(
        "The organisations merged on {effective_on}, so this cannot be taken back. Write down what is different now."
    ),
    "map_since": N_(
        "A new map was started since, with the links as they will be. Change those by hand: this cannot be taken back."
    ),
    "nobody_leaves": N_("This change is about the whole organisation. Nobody takes over."),
    "handover_open": N_("Not everything is handed over yet. Still open: {left}."),
    "not_around": N_("This person is not active in the network on {on}. Choose another person."),
    "leaves": N_("This person is not there from {effective_on} on. Choose another person."),
    "not_a_webber": N_("This webber task does not run today, so there is nobody to stand in for."),
    "deputy_is_webber": N_("Webbers cannot stand in for themselves. Choose another person."),
    "deputy_is_coordinator": N_("The coordinator cannot stand in for the coordinator. Choose another person."),
    "deputy_already": N_("This person stands in already. Choose another person."),
    "webber_already": N_("This person holds this webber task already."),
    "name_taken": N_("The organisation has somebody with this name already. Choose another name."),
    "not_a_side": N_("This link does not run to the organisation of this person."),
    "relation_ended": N_("This link has ended."),
    "carries_already": N_("This person keeps this link already."),
}

FIELDS = {
    "ticked": N_("What is handed over"),
    "done_on": N_("On which day"),
    "agreed_on": N_("Agreed on"),
    "area": N_("Part of town"),
    "domain": N_("Domain"),
    "former_ends_on": N_("Last day of the former webber"),
    "display_name": N_("Name"),
    "function_title": N_("Function"),
    "relation_id": N_("Link"),
    "into_organisation_id": N_("Into which organisation"),
}

HANDOVER_ITEMS = {
    HandoverItemKind.CONTACT_DATA: N_("Contact data: who to call from now on"),
    HandoverItemKind.RELATIONS: N_("Links: the successor is introduced"),
    HandoverItemKind.ACTIONS: N_("Actions: each has a new owner"),
    HandoverItemKind.WEBBER_TASKS: N_("Webber tasks"),
    HandoverItemKind.COVENANT_KNOWLEDGE: N_("What the organisation agreed in the covenant"),
    HandoverItemKind.SYSTEM_ACCESS: N_("Access to shared systems"),
}

STATES = {
    "not_started": N_("Nothing arranged yet"),
    "planned": N_("Planned"),
    "in_progress": N_("In progress"),
    "completed": N_("Completed"),
    "not_possible": N_("Not possible"),
    "proposed": N_("Proposed"),
    "confirmed": N_("Confirmed"),
    "rejected": N_("Rejected"),
    "ended": N_("Ended"),
    "draft": N_("Draft"),
    "provisional": N_("Provisional"),
    "agreed": N_("Agreed"),
    "outdated": N_("Replaced by a newer map"),
}
