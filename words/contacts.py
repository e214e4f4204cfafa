"""What the findings about contact data say, and the words for their states."""

from data_model.rules.contacts_facts import CriticalRole
from data_model.rules.contacts_states import ContactState
from words.finding import Wording
from words.language import N_

WORDING = {
    "contacts.organisation_unreachable": Wording(
        N_("{organisation} cannot be reached for certain"),
        N_("Nobody at {organisation} has contact data that are current and shared."),
        N_("Call the organisation, and confirm or correct the data of at least one person."),
    ),
    "contacts.stale": Wording(
        N_("Contact data of {person} are out of date"),
        N_("The data were last confirmed on {confirmed_on}."),
        N_("Ask whether they are still right."),
    ),
    "contacts.ageing": Wording(
        N_("Contact data of {person} are getting old"),
        N_("The data were last confirmed on {confirmed_on}. Others count on this person, so we ask more often."),
        N_("Ask whether they are still right."),
    ),
    "contacts.unconfirmed": Wording(
        N_("Contact data of {person} were never confirmed"),
        N_("Nobody has said yet that these data are right."),
        N_("Ask whether they are right."),
    ),
    "contacts.reported_wrong": Wording(
        N_("Contact data of {person} were reported wrong"),
        N_("On {reported_on} somebody said that these data are not right."),
        N_("Correct the data, or confirm them when they are right after all."),
    ),
    "contacts.incomplete": Wording(
        N_("Contact data of {person} are incomplete"),
        N_("The function is missing, or there is neither a work phone nor a work e-mail."),
        N_("Add what is missing."),
    ),
    "contacts.round_due": Wording(
        N_("Time for a confirmation round"),
        N_("{confirmed} of {people} people had their contact data confirmed in the last {round_days}."),
        N_("Let the contact list go round, for example at the next network meeting."),
    ),
}

CONTACT_STATES = {
    ContactState.FRESH: N_("Current"),
    ContactState.AGEING: N_("Getting old"),
    ContactState.STALE: N_("Out of date"),
    ContactState.UNCONFIRMED: N_("Not confirmed"),
    ContactState.REPORTED_WRONG: N_("Reported wrong"),
    ContactState.WITHHELD: N_("Withheld"),
}

CRITICAL_ROLES = {
    CriticalRole.WEBBER: N_("Webber"),
    CriticalRole.DEPUTY: N_("Deputy of a webber"),
    CriticalRole.MANDATE: N_("Signed or gave the mandate"),
    CriticalRole.COORDINATOR: N_("Coordinator"),
    CriticalRole.SOLE_CONTACT: N_("Only contact of the organisation"),
    CriticalRole.SOLE_CARRIER: N_("Only one who carries a relation"),
}
