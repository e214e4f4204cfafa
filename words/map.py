"""The words about the picture of the network: what a shape means, what to look for, and why somebody does not move."""

from words.language import N_, Words

REFUSALS = {
    "map_agreed": N_("The network agreed on this map on {agreed_on}. Start a new map to move organisations."),
    "not_on_map": N_("{organisation} is not on this map. Choose another organisation."),
    "outside_map": N_("This is beside the map. Choose a place from 0 to 100."),
}

FIELDS = {"x": N_("From left to right"), "y": N_("From top to bottom")}

# What organisations are besides their domain.
SORTS = {"formal": N_("Formal"), "informal": N_("Informal"), "webber": N_("Webber")}
STEPS = {0: N_("Everything"), 1: N_("1 step"), 2: N_("2 steps"), 3: N_("3 steps")}
NAMED = 3


def some(words: Words, names: tuple[str, ...]) -> str:
    """The first few by name and how many there are besides."""
    rest = len(names) - NAMED
    if rest <= 1:
        return words.listed(names)
    return words.listed((*names[:NAMED], words("{n} others", n=rest)))


def unreached(words: Words, without: str, names: tuple[str, ...]) -> str:
    """Without the Food bank, the House of the Neighbourhood cannot be reached any more."""
    return words.plural(
        "Without {without}, {lost} cannot be reached any more.",
        "Without {without}, {lost} cannot be reached any more.",
        len(names),
        without=without,
        lost=some(words, names),
    )


def weakest(words: Words, a: str, b: str, state: str, names: tuple[str, ...]) -> str:
    """The link on which most depends, how it stands, and who is lost with it."""
    return words.plural(
        "The weakest link is {a} – {b} ({state}). Without it, {lost} cannot be reached.",
        "The weakest link is {a} – {b} ({state}). Without it, {lost} cannot be reached.",
        len(names),
        a=a,
        b=b,
        state=state,
        lost=some(words, names),
    )
