"""What people type, made safe to keep: plain text without controls, not too long, and never a BSN."""

import re
import unicodedata
from contextvars import ContextVar

from data_model.refusal import Refusal

SHORT = 200
LONG = 4000

# What is kept where the name, address or number of an erased person was, and how this thread says that when it reads.
ERASED = "⟨former participant⟩"
erased_said: ContextVar[str] = ContextVar("erased_said", default=ERASED)

_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_KEPT = {"\n", "\t", "\u200d"}  # U+200D joins emoji
_NINE_DIGITS = re.compile(r"(?<!\d)(?:\d[ .-]?){8}\d(?!\d)")


def clean(text: str) -> str:
    """Composed characters, no controls, no marks that turn the writing direction, no lone surrogates."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in composed if c in _KEPT or unicodedata.category(c) not in _UNWANTED).strip()


def holds_bsn(text: str) -> bool:
    """Whether nine digits in the text pass the 11-test of the citizen service number."""
    return any(_eleven_test([int(c) for c in run if c.isdigit()]) for run in _NINE_DIGITS.findall(text))


def _eleven_test(digits: list[int]) -> bool:
    weighted = sum(digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return any(digits) and weighted % 11 == 0


def free_text(value: str | None, field: str, *, required: bool = False, limit: int = LONG) -> str | None:
    """Cleaned text or None. Refuses an empty required field, a text over the limit and a BSN."""
    text = clean(value or "")
    if required and not text:
        raise Refusal("required", field)
    if len(text) > limit:
        raise Refusal("too_long", field, limit=limit, length=len(text))
    if holds_bsn(text):
        raise Refusal("bsn", field)
    return text or None
