"""How a finding is put into words: a title, the reason and the step to take."""

from collections.abc import Mapping
from typing import NamedTuple

from data_model.findings import Finding
from words.language import Words


class Wording(NamedTuple):
    """English sentences with the finding's values in braces."""

    title: str
    reason: str
    advice: str


class Told(NamedTuple):
    """The same in the language of the visit, filled in."""

    title: str
    reason: str
    advice: str


def tell(finding: Finding, wordings: Mapping[str, Wording], words: Words) -> Told:
    wording = wordings[finding.kind]
    return Told(*(words(sentence, **finding.values) for sentence in wording))


def waiting(finding: Finding, words: Words) -> str:
    """Until when a finding is accepted, and why."""
    if finding.waits is None:
        return ""
    return words("Accepted until {day}: {note}", day=finding.waits.until_on, note=finding.waits.note)
