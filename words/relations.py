"""The words about links and maps: how a link stands, and why something is not written down."""

from data_model.rules.link_states import LinkState
from words.language import N_

LINK_STATES = {
    LinkState.BROKEN: N_("Broken"),
    LinkState.AT_RISK: N_("At risk"),
    LinkState.SINGLE_CARRIED: N_("Rests on one person"),
    LinkState.CARRIER_UNKNOWN: N_("Unknown who keeps it"),
    LinkState.WORKS: N_("Works"),
}

REFUSALS = {
    "link_to_itself": N_("A link runs between two different organisations. Choose another one."),
    "not_a_member": N_("{organisation} does not take part in the network now. Choose another organisation."),
    "no_map": N_("There is no map yet. Start one first."),
    "link_known": N_("There is a link of this kind between these two already. Tick that you want another one."),
    "carried_until": N_("This person kept the link until {last_on}."),
}

FIELDS = {
    "organisation_a_id": N_("From organisation"),
    "organisation_b_id": N_("To organisation"),
    "link_kind": N_("Kind of link"),
    "link_description": N_("What the link is for"),
    "last_on": N_("Last day"),
    "carrier_id": N_("Who stops"),
    "made_on": N_("Drawn on"),
    "provisional_on": N_("Provisional since"),
    "tested_on": N_("Tried out on"),
    "tested_by": N_("Which organisations tried it out"),
    "tool": N_("Drawn with"),
    "map_note": N_("Note"),
    "map_version_id": N_("Map"),
}
