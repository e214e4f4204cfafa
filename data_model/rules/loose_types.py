"""What one thing that hangs on a departure looks like."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.findings import Subject


class EndKind(StrEnum):
    """What can hang on somebody who goes, in the order in which it is shown."""

    WEBBER = "webber"
    STAND_IN = "stand_in"
    ROLE = "role"
    MEETING = "meeting"
    CONTACT = "contact"
    HANDOVER = "handover"
    LINK = "link"
    ACTION = "action"
    MANDATE = "mandate"
    PROMISE = "promise"
    AGREEMENT = "agreement"
    ANNEX = "annex"


class EndState(StrEnum):
    """Open; later: it can only be done after something else; arranged: it happens on the day; done."""

    OPEN = "open"
    LATER = "later"
    ARRANGED = "arranged"
    DONE = "done"


@dataclass(frozen=True)
class LooseEnd:
    """`people` keep it, follow in it or took it over. `needed` is false for what may be left out.

    `part` says more of what it is: the role, or what a webber is called for.
    """

    kind: EndKind
    about: Subject
    state: EndState
    people: frozenset[int] = frozenset()
    on: date | None = None
    needed: bool = True
    part: str = ""

    @property
    def fixed(self) -> bool:
        return self.state in (EndState.DONE, EndState.ARRANGED)
