"""The words for states that people choose or see."""

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
