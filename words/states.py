"""The words for states that people choose or see."""

from data_model.rules.actions_due import DueState
from data_model.rules.actions_updates import UpdateState
from data_model.rules.contacts_states import ContactState
from data_model.vocabulary import ActionState, SignatureState, TurnoverKind
from words.language import N_

ACTION_STATES = {
    ActionState.OPEN: N_("Open"),
    ActionState.IN_PROGRESS: N_("In progress"),
    ActionState.DONE: N_("Done"),
    ActionState.DROPPED: N_("Dropped"),
}

SIGNATURE_STATES = {
    SignatureState.NOT_ASKED: N_("Not asked yet"),
    SignatureState.ASKED: N_("Asked to sign"),
    SignatureState.SUBJECT_TO_MANDATE: N_("Signed subject to mandate"),
    SignatureState.SIGNED: N_("Signed"),
    SignatureState.DECLINED: N_("Does not sign"),
    SignatureState.WITHDRAWN: N_("Withdrawn"),
}

TURNOVER_KINDS = {
    TurnoverKind.LEAVES: N_("Leaves the organisation"),
    TurnoverKind.OTHER_FUNCTION: N_("Takes another function in the organisation"),
    TurnoverKind.AWAY: N_("Is away for a time"),
    TurnoverKind.PUTS_DOWN_WEBBER: N_("Puts down the webber task"),
    TurnoverKind.ORGANISATION_STOPS: N_("The organisation stops or merges"),
    TurnoverKind.JOINS: N_("Joins the organisation"),
}

DOMAINS = {
    "municipality": N_("Municipality"),
    "education": N_("Education"),
    "youth_health": N_("Youth health care"),
    "social_work": N_("Social work"),
    "lived_experience": N_("Lived experience"),
    "debt_help": N_("Debt help"),
    "faith": N_("Faith and world view"),
    "volunteers": N_("Volunteers and funds"),
    "other": N_("Other"),
}

CHANNELS = {"work_phone": N_("Work phone"), "work_email": N_("Work e-mail"), "mobile": N_("Mobile phone")}

VISIBILITIES = {
    "network": N_("everyone in the network"),
    "webbers": N_("webbers and the coordinator"),
    "coordinator": N_("the coordinator only"),
    "withheld": N_("nobody"),
}

DUE_STATES = {
    DueState.CLOSED: N_("closed"),
    DueState.OVERDUE: N_("past its date"),
    DueState.SOON: N_("soon"),
    DueState.RUNNING: N_("running"),
}

UPDATE_STATES = {
    UpdateState.CLOSED: N_("Not needed any more"),
    UpdateState.WAITS_FOR_DATE: N_("Waits for the date of the next meeting"),
    UpdateState.NOT_NEEDED_YET: N_("Not needed yet"),
    UpdateState.GIVEN: N_("Update given"),
    UpdateState.ASKED: N_("Update asked"),
    UpdateState.LATE: N_("Update late"),
    UpdateState.MISSED: N_("Update missed"),
}

CONTACT_STATES = {
    ContactState.FRESH: N_("Current"),
    ContactState.AGEING: N_("Ageing"),
    ContactState.STALE: N_("Out of date"),
    ContactState.UNCONFIRMED: N_("Never confirmed"),
    ContactState.REPORTED_WRONG: N_("Reported wrong"),
    ContactState.WITHHELD: N_("Withheld by choice"),
}

HANDOVERS = {
    "none": N_("Nothing arranged yet"),
    "planned": N_("Planned"),
    "in_progress": N_("In progress"),
    "completed": N_("Completed"),
    "not_possible": N_("Not possible"),
}
