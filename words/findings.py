"""The wording of every kind of finding."""

from words import rhythm
from words.finding import Wording

WORDINGS: dict[str, Wording] = {**rhythm.WORDING}
