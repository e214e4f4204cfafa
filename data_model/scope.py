"""The one gate to the rows of a network: a session works for one viewer, and sees and writes that network alone.

Reads and acts say for whom they work. Whoever asks for such rows without a viewer is a mistake in the code, and stops.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, TypeVarTuple

from sqlalchemy import BindParameter, Integer, Row, Select, TableClause, bindparam, event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria
from sqlalchemy.sql.visitors import iterate

from data_model.access import Viewer
from data_model.refusal import Forbidden
from data_model.tables.base import Base, NetworkRecord

P = ParamSpec("P")
R = TypeVar("R")
Ts = TypeVarTuple("Ts")

UNLIMITED, ALWAYS = "unlimited", "always"
_VIEWER, _WRITER, _ENGINE, _KEPT = "viewer", "writer", "unlimited engine", "kept"
# In a statement for `rows`: the network of whoever looks.
HERE: BindParameter[int] = bindparam("network_of_viewer", type_=Integer)
_NETWORK = "network_id"


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


def rows(session: Session, statement: Select[*Ts]) -> Sequence[Row[*Ts]]:
    """What a statement that is made once, with `HERE` for the network, gives of the viewer's network.

    It costs a tenth of asking the session, for the limit is put on the statement only once. As long as `keeping`
    lasts, the database is asked once.
    """
    viewer: Viewer | None = session.info.get(_VIEWER)
    if viewer is None:
        raise NobodyLooks
    kept = session.info.get(_KEPT)
    if kept is not None and statement in kept:
        known: Sequence[Row[*Ts]] = kept[statement]
        return known
    if session.autoflush:
        session.flush()
    limited = statement if _is_unlimited(session) else _limited(statement)
    found = session.connection().execute(limited, {HERE.key: viewer.network_id}).all()
    if kept is not None:
        kept[statement] = found
    return found


def without_rows(session: Session, statement: Select[*Ts], **values: object) -> Sequence[Row[*Ts]]:
    """What a statement that is made once gives, as cheaply as `rows`: it names no table with rows of networks."""
    return session.connection().execute(_without_rows(statement), values).all()


def once(function: Callable[[Session], R]) -> Callable[[Session], R]:
    """What several questions need of the same viewer's network is worked out once as long as `keeping` lasts."""

    @wraps(function)
    def kept(session: Session) -> R:
        known = session.info.get(_KEPT)
        if known is None:
            return function(session)
        if function not in known:
            known[function] = function(session)
        found: R = known[function]
        return found

    return kept


@contextmanager
def keeping(session: Session) -> Iterator[None]:
    """Until the block ends, nothing is written and one viewer looks."""
    before = session.info.get(_KEPT)
    session.info[_KEPT] = {}
    try:
        yield
    finally:
        session.info[_KEPT] = before


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
    """Every statement of a session comes by here, but those that write the rows `_check` has seen."""
    if state.is_column_load or _is_unlimited(state.session):
        return
    viewer: Viewer | None = state.session.info.get(_VIEWER)
    if viewer is None or not state.is_orm_statement:
        _keep_out(state.statement, state.session)
    if viewer is None:
        return
    if not state.is_select:
        _check_statement(state, viewer)
    state.statement = state.statement.options(_own_rows(viewer.network_id))


def _keep_out(statement: Any, session: Session) -> None:
    """Without a viewer no row of a network, however it is asked for; past the mapping only within an act."""
    if session.info.get(_WRITER) is None and _names_rows(statement):
        raise NobodyLooks


def _check_statement(state: ORMExecuteState, viewer: Viewer) -> None:
    """A statement that writes rows does so within an act, and gives none to another network."""
    if not _names_rows(state.statement):
        return
    if state.session.info.get(_WRITER) is None:
        raise NobodyLooks
    if state.parameters and not state.is_insert:
        raise Forbidden  # rows by their numbers: no limit is put on those
    statement: Any = state.statement
    many: Any = state.parameters or statement.compile().params
    rows = many if isinstance(many, list) else [many]
    unsaid = None if state.is_insert else viewer.network_id
    if any(row.get(_NETWORK, unsaid) != viewer.network_id for row in rows):
        raise Forbidden


def _names_rows(statement: Any) -> bool:
    """Whether a table with rows of networks is anywhere in the statement, in its subqueries too."""
    known = _tables_of_networks(len(Base.metadata.tables))
    return any(isinstance(part, TableClause) and part.name in known for part in iterate(statement))


@lru_cache(maxsize=1)
def _tables_of_networks(_how_many_tables: int) -> frozenset[str]:
    classes: list[Any] = [mapper.class_ for mapper in Base.registry.mappers]
    return frozenset(table.__tablename__ for table in classes if issubclass(table, NetworkRecord))


@lru_cache(maxsize=1000)
def _own_rows(here: int) -> Any:
    """Made once a network: making it costs more than all the rest of the gate."""
    return with_loader_criteria(NetworkRecord, lambda table: table.network_id == here, include_aliases=True)


@lru_cache(maxsize=1000)
def _limited(statement: Select[*Ts]) -> Select[*Ts]:
    if statement._propagate_attrs.get("compile_state_plugin") != "orm":
        raise NobodyLooks  # past the mapping no limit is put on it
    own: Any = with_loader_criteria(NetworkRecord, lambda table: table.network_id == HERE, include_aliases=True)
    return statement.options(own)


@lru_cache(maxsize=1000)
def _without_rows(statement: Select[*Ts]) -> Select[*Ts]:
    if _names_rows(statement):
        raise NobodyLooks
    return statement


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
    """Asked at every statement, so what the engine says is kept: it is the same as long as the session lasts.

    An engine of tests lets everybody in where nobody is said to look; reads and acts are limited there too, unless
    it says `ALWAYS`.
    """
    info = session.info
    if UNLIMITED in info:
        return True
    if _ENGINE not in info:
        info[_ENGINE] = session.get_bind().get_execution_options().get(UNLIMITED)
    return info[_ENGINE] == ALWAYS or (bool(info[_ENGINE]) and info.get(_VIEWER) is None)
