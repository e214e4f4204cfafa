"""Nobody reads or writes rows of a network without saying for whom, and then those of that network alone."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, Select, delete, exists, func, insert, select, union_all, update
from sqlalchemy.orm import Session, aliased

from data_model import scope
from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden
from data_model.scope import NobodyLooks, unlimited
from data_model.tables.account import Account
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from tests.conftest import NOW, Town

HERE, THERE = "Hier", "Daar"
TODAY = NOW.date()
Other = aliased(Person)
BELOW = select(Person.id, Person.display_name).subquery()
FIRST = select(Person.display_name).cte()
ROWS: Any = Person.__table__

# Every shape in which rows can be asked for; the value of each is the name of somebody.
SHAPES: dict[str, Any] = {
    "columns": select(Person.display_name),
    "alias": select(Other.display_name),
    "join": select(Person.display_name).join(Organisation, Organisation.network_id == Person.network_id),
    "outer join": select(Person.display_name).outerjoin(Affiliation, Affiliation.person_id == Person.id),
    "join from what belongs to none": select(Person.display_name)
    .select_from(Network)
    .join(Person, Person.network_id == Network.id),
    "subquery": select(BELOW.c.display_name),
    "common table": select(FIRST.c.display_name),
    "union": union_all(select(Person.display_name), select(Other.display_name)),
    "in": select(Person.display_name).where(Person.id.in_(select(Other.id))),
    "scalar subquery": select(select(func.max(Person.display_name)).scalar_subquery()).select_from(Network).limit(1),
    "max": select(func.max(Person.display_name)),
    "ordered and cut": select(Person.display_name).order_by(Person.id.desc()).limit(1),
}
# And what tells of them without naming one.
COUNTS: dict[str, Any] = {
    "count": select(func.count(Person.id)),
    "count of the table": select(func.count()).select_from(Person),
    "count of a subquery": select(func.count()).select_from(BELOW),
    "networks with somebody": select(func.count())
    .select_from(Network)
    .where(Network.id.in_(select(Person.network_id))),
    "networks for which somebody exists": select(func.count())
    .select_from(Network)
    .where(select(Person.id).where(Person.network_id == Network.id).exists()),
}
PAST_THE_MAPPING: dict[str, Any] = {
    "rows of the table": select(ROWS.c.display_name),
    "union": union_all(select(ROWS.c.display_name), select(ROWS.c.display_name)),
    "exists": select(exists().where(ROWS.c.id > 0)),
    "below": select(select(ROWS.c.display_name).subquery().c.display_name),
}
CHANGES: dict[str, Any] = {
    "update": update(Person).values(display_name="Anders"),
    "update by a subquery": update(Person).values(display_name="Anders").where(Person.id.in_(select(Other.id))),
    "delete": delete(Affiliation),
    "insert": insert(Person).values(display_name="Nieuw", created_at=NOW, version=1),
    "update of the table": update(ROWS).values(display_name="Anders"),
}


class Place:
    """Somebody in each of two networks, and an engine that lets nobody in without saying for whom."""

    def __init__(self, engine: Engine) -> None:
        self.inside = engine
        self.strict = engine.execution_options(**{scope.UNLIMITED: False})
        self.people, self.networks = {}, {}
        for name in (HERE, THERE):
            town = Town(engine, name)
            house, person = town.add(Organisation, name=name), town.add(Person, display_name=name)
            town.add(Affiliation, person_id=person, organisation_id=house, start_on=TODAY)
            self.networks[name], self.people[name] = town.id, person
        self.viewer = Viewer(network_id=self.networks[HERE], role=Role.COORDINATOR)

    def names(self) -> dict[int, str]:
        with reading(self.inside) as session:
            return dict(session.execute(select(Person.id, Person.display_name)).all())

    def within(self, *, writes: bool) -> Iterator[Session]:
        with writing(self.strict) as session, scope.working_for(session, self.viewer, writing=writes):
            yield session


@pytest.fixture
def place(engine: Engine) -> Place:
    return Place(engine)


EVERYTHING = {**SHAPES, **COUNTS, **{f"past the mapping: {name}": asked for name, asked in PAST_THE_MAPPING.items()}}


def test_nobody_gets_rows_without_saying_for_whom(place: Place) -> None:
    with reading(place.strict) as session:
        for asked in (*EVERYTHING.values(), select(Person), *CHANGES.values()):
            with pytest.raises(NobodyLooks):
                session.execute(asked)
        for id in (*place.people.values(), 10**6):
            with pytest.raises(NobodyLooks):
                session.get(Person, id)
        with pytest.raises(NobodyLooks):
            session.query(Person).all()


def test_what_belongs_to_no_network_is_there_without_a_viewer(place: Place) -> None:
    with reading(place.strict) as session:
        assert session.scalars(select(Network.name).order_by(Network.id)).all() == [HERE, THERE]
        assert session.scalars(select(Account)).all() == []


@scope.read
def forgetful(session: Session, viewer: Viewer, asked: Select[Any]) -> set[Any]:
    """A read that names no network in its WHERE."""
    return set(session.scalars(asked))


def test_a_read_that_forgets_to_name_the_network_gets_the_own_rows(place: Place) -> None:
    with reading(place.strict) as session:
        for name, asked in SHAPES.items():
            assert forgetful(session, place.viewer, asked) == {HERE}, name
        for name, asked in COUNTS.items():
            assert forgetful(session, place.viewer, asked) == {1}, name
        assert [one.display_name for one in forgetful(session, place.viewer, select(Person))] == [HERE]


@scope.read
def made_once(session: Session, viewer: Viewer, asked: Any) -> set[Any]:
    """The same by a statement that is kept."""
    return {row[0] for row in scope.rows(session, asked)}


@pytest.mark.parametrize("name", [name for name in SHAPES if name != "union"])
def test_a_statement_that_is_kept_gives_each_viewer_the_own_rows(place: Place, name: str) -> None:
    with reading(place.strict) as session:
        for _ in range(2):
            for own, network_id in place.networks.items():
                viewer = Viewer(network_id=network_id, role=Role.WEBBER)
                assert made_once(session, viewer, SHAPES[name]) == {own}
        assert {made_once(session, place.viewer, asked).pop() for asked in COUNTS.values()} == {1}


def test_a_statement_that_is_kept_is_for_somebody_and_goes_by_the_mapping(place: Place) -> None:
    with reading(place.strict) as session:
        with pytest.raises(NobodyLooks):
            scope.rows(session, SHAPES["columns"])
        with pytest.raises(NobodyLooks):
            made_once(session, place.viewer, PAST_THE_MAPPING["rows of the table"])


def test_the_same_statement_gives_each_viewer_the_own_rows(place: Place) -> None:
    """What is prepared for one viewer is used again for the next: with the next one's network."""
    with reading(place.strict) as session:
        for _ in range(3):
            for name, network_id in place.networks.items():
                viewer = Viewer(network_id=network_id, role=Role.WEBBER)
                assert forgetful(session, viewer, SHAPES["columns"]) == {name}
                assert forgetful(session, viewer, SHAPES["subquery"]) == {name}


def test_a_number_of_another_network_is_a_number_of_nobody(place: Place) -> None:
    for session in place.within(writes=False):
        assert session.get(Person, place.people[HERE]) is not None
        assert session.get(Person, place.people[THERE]) is None


@pytest.mark.parametrize("name", PAST_THE_MAPPING)
def test_a_read_cannot_go_past_the_mapping(place: Place, name: str) -> None:
    with pytest.raises(NobodyLooks), reading(place.strict) as session:
        forgetful(session, place.viewer, PAST_THE_MAPPING[name])


def test_after_a_read_the_session_works_for_nobody_again(place: Place) -> None:
    with reading(place.strict) as session:
        forgetful(session, place.viewer, SHAPES["columns"])
        with pytest.raises(NobodyLooks):
            session.execute(SHAPES["columns"])
        with pytest.raises(ZeroDivisionError), scope.working_for(session, place.viewer):
            raise ZeroDivisionError
        with pytest.raises(NobodyLooks):
            session.execute(SHAPES["columns"])


@pytest.mark.parametrize("name", CHANGES)
def test_a_read_changes_nothing(place: Place, name: str) -> None:
    before = place.names()
    with pytest.raises(NobodyLooks):
        for session in place.within(writes=False):
            session.execute(CHANGES[name])
    assert place.names() == before


def test_a_change_of_many_rows_at_once_stays_in_the_network(place: Place) -> None:
    for session in place.within(writes=True):
        session.execute(update(Person).values(display_name="Anders"))
        session.execute(delete(Affiliation))
    assert place.names() == {place.people[HERE]: "Anders", place.people[THERE]: THERE}
    with reading(place.inside) as session:
        assert session.scalars(select(Affiliation.person_id)).all() == [place.people[THERE]]


Change = Callable[[Session, Place], object]


def there(place: Place) -> int:
    return place.networks[THERE]


def moves_a_row(session: Session, place: Place) -> None:
    session.get_one(Person, place.people[HERE]).network_id = there(place)


def adds_a_row(session: Session, place: Place) -> None:
    session.add(Person(network_id=there(place), display_name="Nieuw", created_at=NOW))


def moves_many(session: Session, place: Place) -> None:
    session.execute(update(Person).values(network_id=there(place)))


def inserts(session: Session, place: Place) -> None:
    session.execute(insert(Person).values(network_id=there(place), display_name="Nieuw", created_at=NOW, version=1))


def inserts_many(session: Session, place: Place) -> None:
    row = {"display_name": "Nieuw", "created_at": NOW, "version": 1}
    session.execute(insert(Person), [{"network_id": id, **row} for id in (place.networks[HERE], there(place))])


def inserts_what_it_reads(session: Session, place: Place) -> None:
    columns = ["network_id", "display_name", "created_at", "version"]
    session.execute(
        insert(Person).from_select(
            columns, select(Other.network_id, Other.display_name, Other.created_at, Other.version)
        )
    )


def inserts_without_saying_where(session: Session, place: Place) -> None:
    session.execute(CHANGES["insert"])


def changes_by_number(session: Session, place: Place) -> None:
    session.execute(update(Person), [{"id": place.people[THERE], "display_name": "Anders", "version": 2}])


@pytest.mark.parametrize(
    "change",
    [
        moves_a_row,
        adds_a_row,
        moves_many,
        inserts,
        inserts_many,
        inserts_what_it_reads,
        inserts_without_saying_where,
        changes_by_number,
    ],
)
def test_an_act_gives_no_row_to_another_network(place: Place, change: Change) -> None:
    before = place.names()

    with pytest.raises(Forbidden):
        for session in place.within(writes=True):
            change(session, place)
            session.flush()
    assert place.names() == before


@pytest.mark.parametrize("removes", [True, False])
def test_an_act_leaves_a_row_that_was_loaded_before_to_its_network(place: Place, removes: bool) -> None:
    with writing(place.strict) as session:
        with unlimited(session):
            row = session.get_one(Affiliation, 2)
        with pytest.raises(Forbidden), scope.working_for(session, place.viewer, writing=True):
            if removes:
                session.delete(row)
            else:
                row.end_on = date(2030, 1, 1)
            session.flush()
        session.rollback()


def test_nothing_is_written_outside_an_act(place: Place) -> None:
    before = place.names()
    row = {"network_id": place.networks[HERE], "display_name": "Nieuw", "created_at": NOW}
    with pytest.raises(NobodyLooks), writing(place.strict) as session:
        session.add(Person(**row))
    with pytest.raises(NobodyLooks):
        for session in place.within(writes=False):
            session.add(Person(**row))
            session.flush()
    with pytest.raises(NobodyLooks):
        for session in place.within(writes=False):
            session.get_one(Person, place.people[HERE]).display_name = "Anders"
            session.flush()
    assert place.names() == before


def test_within_an_act_one_reads_for_who_acts(place: Place) -> None:
    """Also when a read asks for somebody else in between."""
    elsewhere = Viewer(network_id=there(place), role=Role.WEBBER)
    for session in place.within(writes=True):
        assert forgetful(session, elsewhere, SHAPES["columns"]) == {THERE}
        assert set(session.scalars(SHAPES["columns"])) == {HERE}
        with pytest.raises(Forbidden):
            session.add(Person(network_id=there(place), display_name="Nieuw", created_at=NOW))
            session.flush()
        session.rollback()


def test_what_was_let_in_without_limits_ends_with_the_block(place: Place) -> None:
    with writing(place.strict) as session:
        with unlimited(session):
            assert len(session.scalars(select(Person)).all()) == 2
            session.add(Person(network_id=there(place), display_name="Nieuw", created_at=NOW))
        with pytest.raises(NobodyLooks):
            session.scalars(select(Person.display_name))
    assert sorted(place.names().values()) == [THERE, HERE, "Nieuw"]
