"""Texts that try to be something else, in the fields of a form: kept as typed, or refused with nothing written."""

import os
from itertools import cycle, islice
from typing import Any

from data_model.text import clean
from tests.hostile import ALL
from tests.pages.any_form import Copy, Values, Way, is_text

# In the long run each text goes through each field; otherwise each field gets some, and together they get all.
LONG = bool(os.environ.get("SCHAKEL_LONG"))
EACH = len(ALL) if LONG else 3
ROOM_FOR_SOME, SOME = 2000, 1 if LONG else 8  # a long field takes several at once
# A browser cannot send half a character.
SENT = [text.replace("\ud800", "") for text in ALL]
TRIED: set[str] = set()
_NEXT = cycle(SENT)


def not_kept(way: Way, well: Values, copy: Copy, shaped: set[str]) -> list[str]:
    """What should have been otherwise; `shaped` fields do not take any text."""
    wrong: list[str] = []
    fields = {key: one for key, one in way.fields(way.opened(copy)).items() if is_text(one) and key[1] not in shaped}
    for _ in range(EACH if fields else 0):
        copy.restore()
        texts = {key: _text(one) for key, one in fields.items()}
        before = copy.rows()
        refused = way.sent(way.filled(copy, well | texts))
        rows = copy.rows()
        kept = {cell for table in rows.values() for row in table for cell in row}
        if refused and rows != before:
            wrong.append(f"{way}: refused and written: {refused}")
        for key, text in texts.items():
            if not refused and clean(text) and clean(text) not in kept:
                wrong.append(f"{way}: {key[1]} does not keep {text!r}")
    return wrong


def _text(field: Any) -> str:
    """What goes into this field; one of a single line holds no second line and, as a name, single spaces."""
    room = getattr(field.proto, "max_chars", 0) or ROOM_FOR_SOME
    some = list(islice(_NEXT, SOME if room >= ROOM_FOR_SOME else 1))
    TRIED.update(some)
    text = " ".join(some)[:room]
    return text if field.type == "text_area" else " ".join(text.split())
