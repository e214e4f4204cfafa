"""What changes in what needs attention, and what is lost, when people or organisations leave on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data_model.findings import Finding, Subject
from data_model.rules.losses import Loss, Lost

MOST = 3


@dataclass(frozen=True)
class Compared:
    """The findings of one question before and after; those that wait are left out."""

    question: str
    before: tuple[Finding, ...] = ()
    after: tuple[Finding, ...] = ()

    @property
    def came(self) -> tuple[Finding, ...]:
        return _others(self.after, self.before)

    @property
    def went(self) -> tuple[Finding, ...]:
        return _others(self.before, self.after)

    @property
    def got_worse(self) -> tuple[Finding, ...]:
        """As they are afterwards."""
        was = {_which(finding): finding.urgency for finding in self.before}
        return tuple(one for one in self.after if one.urgency > was.get(_which(one), one.urgency))


@dataclass(frozen=True)
class WhatIf:
    """The answer. `who` are the people and organisations chosen, `findings` all that is found afterwards."""

    who: tuple[Subject, ...]
    on: date
    questions: tuple[Compared, ...]
    lost: tuple[Lost, ...]
    findings: tuple[Finding, ...] = ()

    def of(self, *losses: Loss) -> tuple[Lost, ...]:
        return tuple(one for one in self.lost if one.loss in losses)

    @property
    def differs(self) -> bool:
        return bool(self.lost) or any(one.came or one.got_worse or one.went for one in self.questions)


def compared(names: Iterable[str], before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Compared, ...]:
    was, will = ([one for one in findings if not one.waits] for findings in (before, after))
    return tuple(
        Compared(
            name,
            tuple(one for one in was if one.question == name),
            tuple(one for one in will if one.question == name),
        )
        for name in names
    )


def _others(these: tuple[Finding, ...], those: tuple[Finding, ...]) -> tuple[Finding, ...]:
    known = {_which(finding) for finding in those}
    return tuple(finding for finding in these if _which(finding) not in known)


def _which(finding: Finding) -> tuple[str, str, int, int | None]:
    """An announcement goes by who leaves where: one that takes the place of another is the same."""
    about = finding.about
    if about.entity == "turnover_event":
        return finding.kind, about.entity, finding.person_id or 0, finding.organisation_id
    return finding.kind, about.entity, about.id, None
