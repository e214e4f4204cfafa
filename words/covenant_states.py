"""The words for where a covenant stands: its state, its ingredients and what they lack."""

from data_model.rules.covenant_ingredients import Ingredient, Lack, Warn
from data_model.rules.covenant_signed import Signed
from data_model.rules.covenant_state import State
from words.language import N_

COVENANT_STATES = {
    State.UNKNOWN: N_("Not there yet"),
    State.DRAFT: N_("Draft"),
    State.OPEN_FOR_SIGNATURE: N_("Open for signature"),
    State.IN_FORCE: N_("In force"),
    State.IN_REVISION: N_("In force, being revised"),
    State.EXPIRED: N_("Expired"),
    State.REPLACED: N_("Replaced"),
    State.ENDED: N_("Ended"),
}

SIGNED = {
    Signed.SIGNED: N_("Signed by all"),
    Signed.SUBJECT_TO_MANDATE: N_("Signed, some subject to mandate"),
    Signed.PARTLY: N_("Signed in part"),
    Signed.NOT_SIGNED: N_("Not signed yet"),
}

INGREDIENTS = {
    Ingredient.GOAL: N_("The shared goal"),
    Ingredient.ORGANISATIONS: N_("The organisations"),
    Ingredient.WEBBERS: N_("The webbers"),
    Ingredient.AGREEMENTS: N_("The working agreements"),
}

# {names} holds organisations or topics.
LACKS = {
    Lack.NO_GOAL: N_("the goal is not written down"),
    Lack.GOAL_REPLACED: N_("the network has another goal now"),
    Lack.NOT_COMMITTED: N_("not committed yet: {names}"),
    Lack.TOO_FEW_ORGANISATIONS: N_("fewer than two organisations are named"),
    Lack.NOT_NAMED: N_("in the network, not in the covenant: {names}"),
    Lack.NO_LONGER_ACTIVE: N_("in the covenant, no longer in the network: {names}"),
    Lack.NO_WEBBER: N_("no webber is listed"),
    Lack.WEBBER_NOT_CONFIRMED: N_("webber no longer confirmed: {names}"),
    Lack.WEBBER_WITHOUT_PERSON: N_("webber without a named person: {names}"),
    Lack.TOPIC_MISSING: N_("no agreement on: {names}"),
    Lack.APPROVAL_UNKNOWN: N_("unknown whether managers must approve"),
    Warn.GOAL_NOT_CONFIRMED: N_("the goal has not been confirmed lately"),
    Warn.NO_INFORMAL_ORGANISATION: N_("no informal organisation is named"),
    Warn.WEBBER_WITHOUT_DEPUTY: N_("webber without a stand-in: {names}"),
    Warn.TOPIC_NOT_KEPT: N_("not working yet: {names}"),
}
