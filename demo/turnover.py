"""Who left, leaves or is away in the demo network, and how the handovers stand."""

from typing import NamedTuple

from data_model.tables.turnover import Handover, HandoverItem, TurnoverEvent
from data_model.vocabulary import HandoverItemKind, TurnoverKind
from demo.stage import Stage


class Change(NamedTuple):
    """One event in days from today; `handover` gives planned, started, due and completed, `done` the items done."""

    kind: TurnoverKind
    organisation: str
    person: str
    effective: int
    reported: int
    until: int | None = None
    successor: str | None = None
    handover: tuple[int | None, int | None, int | None, int | None] | None = None
    done: tuple[HandoverItemKind, ...] = ()


CHANGES = (
    Change(
        TurnoverKind.LEAVES,
        "wijkteam",
        "fatima",
        -250,
        -290,
        successor="daan",
        handover=(-280, -264, -250, -248),
        done=tuple(HandoverItemKind),
    ),
    Change(TurnoverKind.LEAVES, "wijkteam", "lotte", -50, -58),
    Change(TurnoverKind.LEAVES, "budgetmaatjes", "els", -20, -34, handover=(-30, -15, 10, None)),
    Change(
        TurnoverKind.AWAY,
        "jgz",
        "ingrid",
        -15,
        -20,
        until=45,
        handover=(-20, -18, -10, -12),
        done=tuple(HandoverItemKind),
    ),
    Change(TurnoverKind.LEAVES, "welzijn", "samira", 8, -6),
)


def fill(stage: Stage) -> None:
    for change in CHANGES:
        event = stage.add(
            TurnoverEvent,
            kind=change.kind,
            organisation_id=stage.organisation(change.organisation),
            person_id=stage.person(change.person),
            effective_on=stage.on(change.effective),
            until_on=stage.maybe_on(change.until),
            reported_on=stage.on(change.reported),
            successor_person_id=stage.person(change.successor),
        )
        if change.handover:
            _handover(stage, event, change.handover, change.done)


def _handover(
    stage: Stage,
    event: int,
    days: tuple[int | None, int | None, int | None, int | None],
    done: tuple[HandoverItemKind, ...],
) -> None:
    planned, started, due, completed = days
    handover = stage.add(
        Handover,
        turnover_event_id=event,
        planned_on=stage.maybe_on(planned),
        started_on=stage.maybe_on(started),
        due_on=stage.maybe_on(due),
        completed_on=stage.maybe_on(completed),
    )
    for kind in HandoverItemKind:
        stage.put(
            HandoverItem,
            handover_id=handover,
            kind=kind,
            required=kind is not HandoverItemKind.SYSTEM_ACCESS,
            done_on=stage.maybe_on(completed or (None if started is None else started + 4)) if kind in done else None,
        )
