"""The words about the picture of the network: what a shape and a line mean, and why somebody does not move."""

from words.language import N_

REFUSALS = {
    "map_agreed": N_("The network agreed on this map on {agreed_on}. Start a new map to move organisations."),
    "not_on_map": N_("{organisation} is not on this map. Choose another organisation."),
    "outside_map": N_("This is beside the map. Choose a place from 0 to 100."),
}

FIELDS = {"x": N_("From left to right"), "y": N_("From top to bottom")}
