"""The ways to reach somebody, one a line, as far as the viewer may see them."""

from collections.abc import Iterable

from pages.frame.html import Html, tag
from words.language import Words
from words.states import CHANNELS


def contact_lines(words: Words, channels: Iterable[tuple[str, str]], shielded: Iterable[str]) -> list[Html]:
    """`shielded`: the kinds that are there, but shown to nobody at the request of this person."""
    hidden = (words("{kind}: shielded", kind=words(CHANNELS[kind])) for kind in shielded)
    return [tag("div", line) for line in (*(value for _, value in channels), *hidden)]
