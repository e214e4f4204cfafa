"""How an erased person is called, and what the retention periods and erasures say."""

from data_model.text import erased_said
from words.language import N_, Words

FORMER = N_("former participant")


def call_the_erased(words: Words) -> None:
    """From now on, whatever this thread reads says it in this language."""
    erased_said.set(words(FORMER))
