"""Rows that are saved together: whatever is refused in one of them says which one it was."""

from collections.abc import Iterator
from contextlib import contextmanager

from data_model.refusal import Refusal


@contextmanager
def row(of: str, number: int) -> Iterator[None]:
    """Adds to a refusal which list it is about, and which row of it, counted from 1."""
    try:
        yield
    except Refusal as refusal:
        refusal.values |= {"of": of, "row": number}
        raise
