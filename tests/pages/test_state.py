"""A state is a word with an icon, whatever the colour."""

from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest

from pages.frame.state import ICONS, LOOK_OF, LOOKS, state_label
from pages.questions.rhythm import STATES
from words.covenant_acts import APPROVAL_STATES, PROMISE_STATES
from words.covenant_states import COVENANT_STATES
from words.language import Words
from words.meetings import MEETING_STATES
from words.organisations import MEMBERSHIP_STATES
from words.relations import LINK_STATES
from words.states import ACTION_STATES, CONTACT_STATES, DUE_STATES, HANDOVERS, SIGNATURE_STATES, UPDATE_STATES

ALL: list[Mapping[Any, str]] = [
    ACTION_STATES,
    APPROVAL_STATES,
    CONTACT_STATES,
    COVENANT_STATES,
    DUE_STATES,
    HANDOVERS,
    LINK_STATES,
    MEETING_STATES,
    MEMBERSHIP_STATES,
    PROMISE_STATES,
    SIGNATURE_STATES,
    STATES,
    UPDATE_STATES,
]


@pytest.mark.parametrize("wording", ALL, ids=lambda wording: str(next(iter(wording))))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_state_is_shown_as_a_word_with_an_icon(wording: Mapping[Any, str], language: str) -> None:
    words = Words(language)
    for code, word in wording.items():
        shown = unescape(state_label(words, wording, code))
        assert f"> {words(word)}</span>".replace("> ", "</span>\u00a0") in shown
        assert f'aria-hidden="true">{ICONS[LOOK_OF[code]]}</span>' in shown


def test_a_code_has_one_look() -> None:
    codes = [code for codes in LOOKS.values() for code in codes.split()]
    assert len(codes) == len(set(codes)) and LOOKS.keys() == ICONS.keys()
