"""The one gate to the rows of a network: a session works for one viewer, and sees and writes that network alone.

Reads and acts say for whom they work. Whoever asks for such rows without a viewer is a mistake in the code, and stops.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria

from data_model.access import Viewer
from data_model.refusal import Forbidden
from data_model.tables.base import NetworkRecord

P = ParamSpec("P")
R = TypeVar("R")

UNLIMITED = "unlimited"
_VIEWER, _WRITER = "viewer", "writer"


class NobodyLooks(RuntimeError):
    """Rows of a network were asked for or written, and nobody said for whom."""


def read(function: Callable[Concatenate[Session, Viewer, P], R]) -> Callable[Concatenate[Session, Viewer, P], R]:
    """A read: what it asks is limited to the network of the viewer it works for."""

    @wraps(function)
    def limited(session: Session, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with working_for(session, viewer):
            return function(session, viewer, *args, **kwargs)

    return limited


@contextmanager
def working_for(session: Session, viewer: Viewer, *, writing: bool = False) -> Iterator[None]:
    """Until the block ends, the session sees the viewer's network alone, and with `writing` may change it."""
    before = session.info.get(_VIEWER), session.info.get(_WRITER)
    session.info[_VIEWER], session.info[_WRITER] = viewer, viewer if writing else before[1]
    try:
        yield
    finally:
        session.info[_VIEWER], session.info[_WRITER] = before


@contextmanager
def unlimited(session: Session) -> Iterator[None]:
    """For what is no act of anybody: filling the demo, erasing at somebody's request, bringing a copy back."""
    session.info[UNLIMITED] = True
    try:
        yield
    finally:
        session.flush()
        del session.info[UNLIMITED]


@event.listens_for(Session, "do_orm_execute")
def _limit(state: ORMExecuteState) -> None:
    if state.is_column_load or state.is_relationship_load or _is_unlimited(state.session):
        return
    viewer: Viewer | None = state.session.info.get(_VIEWER)
    if viewer is None:
        if any(issubclass(mapper.class_, NetworkRecord) for mapper in state.all_mappers):
            raise NobodyLooks
        return
    here = viewer.network_id
    state.statement = state.statement.options(
        with_loader_criteria(NetworkRecord, lambda table: table.network_id == here, include_aliases=True)
    )


@event.listens_for(Session, "before_flush")
def _check(session: Session, _: UOWTransaction, __: object) -> None:
    """After an act as well as before: no row leaves the network, and none is written that no act wrote."""
    if _is_unlimited(session):
        return
    writer: Viewer | None = session.info.get(_WRITER)
    for row in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(row, NetworkRecord):
            continue
        if writer is None:
            raise NobodyLooks
        if row.network_id != writer.network_id:
            raise Forbidden


def _is_unlimited(session: Session) -> bool:
    return UNLIMITED in session.info or bool(session.get_bind().get_execution_options().get(UNLIMITED))
