"""What somebody can take along: all that is kept about them, and nothing of how others are reached."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.read.kept_about import ACCOUNT, KEPT
from data_model.read.own_everything import Everything, everything_about, own_everything
from data_model.read.privacy_requests import own_privacy, person_privacy, privacy_requests
from data_model.refusal import Forbidden
from data_model.rules.privacy import RequestState
from data_model.tables import Base
from data_model.tables.account import Account, Grant, PersonalLink, SignIn
from data_model.tables.person import ContactChannel, NetworkRole, Person
from data_model.tables.privacy import PrivacyRequest
from data_model.write.contacts import confirm_contact
from demo.town import fill
from tests.conftest import NOW, Town
from tests.write.turnover_scene import DAY, TODAY, Scene

# Of which version a row is and who wrote it is not about the person.
ABOUT_THE_ROW = {"id", "network_id", "version", "created_at", "created_by", "person_id", "account_id"}
WHOLE = {"person", "affiliation", "contact_channel", "contact_confirmation", "network_role", "privacy_request"}
NOT_TOLD = {"person": {"erased_on"}}


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def viewer(scene: Scene, role: Role = Role.PARTICIPANT, person: int | None = None, **other: Any) -> Viewer:
    known = scene.town.viewer(role, organisation_id=scene.school, person_id=person or scene.amina)
    return replace(known, **other)


def about(scene: Scene, by: Viewer, person: int | None = None) -> Everything:
    with reading(scene.town.engine) as session:
        return everything_about(session, by, person or scene.amina)


def pointing_to(table: str) -> set[tuple[str, str]]:
    """Every column of the schema that holds the number of such a record."""
    return {
        (column.table.name, column.name)
        for kept in Base.metadata.tables.values()
        for column in kept.columns
        for key in column.foreign_keys
        if key.column.table.name == table
    }


def test_no_column_that_points_to_a_person_is_forgotten() -> None:
    named = {(kept.table.__tablename__, column) for kept in KEPT for column in kept.whose}
    assert named == pointing_to("person") | {("person", "id")}


def test_no_column_that_points_to_an_account_is_forgotten() -> None:
    named = {(kept.table.__tablename__, column) for kept in ACCOUNT for column in kept.whose}
    assert named == pointing_to("account") - {("account_grant", "account_id")} | {("account", "id")}


def test_of_what_is_wholly_about_somebody_every_column_is_told() -> None:
    for kept in KEPT:
        name = kept.table.__tablename__
        if name in WHOLE:
            all_columns = {column.name for column in kept.table.__table__.columns}
            assert set(kept.told) == all_columns - ABOUT_THE_ROW - NOT_TOLD.get(name, set()), name


def test_only_the_person_and_the_coordinator_get_it(scene: Scene) -> None:
    assert about(scene, viewer(scene)).name == "Amina"
    assert about(scene, scene.town.viewer()).name == "Amina"
    for other in (
        viewer(scene, person=scene.bas),
        viewer(scene, Role.WEBBER, scene.bas),
        scene.manager(scene.school),
        scene.stranger(),
        viewer(scene, network_id=Town(scene.town.engine, "Verder").id),
    ):
        with pytest.raises(Forbidden):
            about(scene, other)


def test_who_has_no_person_here_has_nothing(scene: Scene) -> None:
    with writing(scene.town.engine) as session:
        session.get_one(Person, scene.bas).erased_on = TODAY
    with reading(scene.town.engine) as session:
        for nobody in (scene.town.viewer(Role.PARTICIPANT), viewer(scene, person=scene.bas), viewer(scene, person=99)):
            assert own_everything(session, nobody) is None
            assert own_privacy(session, nobody, TODAY) is None


def test_another_person_stays_unnamed(scene: Scene) -> None:
    scene.event(successor_person_id=scene.bas)
    scene.event(scene.cor, successor_person_id=scene.amina)
    rows = about(scene, viewer(scene)).rows("turnover_event")
    assert [(row["successor_person"], "person" in row) for row in rows] == [("another_person", False), ("self", False)]


def test_how_somebody_signs_in_is_for_that_person_alone_and_no_key_is_told(scene: Scene) -> None:
    with writing(scene.town.engine) as session:
        account = Account(email="amina@klimop.nl", display_name="Amina", created_at=NOW)
        session.add(account)
        session.flush()
        role = {"network_id": scene.town.id, "role": "participant", "start_on": TODAY, "created_at": NOW}
        session.add(Grant(account_id=account.id, person_id=scene.amina, **role))
        times = {"created_at": NOW, "expires_at": NOW}
        session.add(SignIn(token_hash="f" * 64, account_id=account.id, method="link", active_at=NOW, **times))
        session.add(PersonalLink(key="k" * 22, account_id=account.id, browser_hash="b" * 64, **times))
        id = account.id
    own = viewer(scene, account_id=id)
    with writing(scene.town.engine) as session:
        confirm_contact(session, person_id=scene.amina, by=own, at=NOW)
    everything = about(scene, own)
    assert everything.rows("account")[0]["email"] == "amina@klimop.nl"
    assert [len(everything.rows(table)) for table in ("sign_in", "personal_link", "account_grant")] == [1, 1, 1]
    assert [row["action"] for row in everything.rows("log_entry")] == ["confirm_contact"]
    assert not {"f" * 64, "k" * 22, "b" * 64} & {
        str(v) for s in everything.sections for r in s.rows for v in r.values()
    }
    others = {section.table for section in about(scene, scene.town.viewer()).sections}
    assert "account" in others and not {"sign_in", "personal_link"} & others


def test_a_copy_has_every_row_about_somebody_and_no_number_or_address_of_anybody_else(engine: Engine) -> None:
    """Counted in the tables themselves, by the columns that point to a person."""
    with writing(engine) as session:
        fill(session, TODAY)
    columns: dict[str, list[Any]] = {}
    for table, column in sorted(pointing_to("person")):
        columns.setdefault(table, []).append(Base.metadata.tables[table].c[column])
    with reading(engine) as session:
        whose = {table: session.execute(select(*found)).all() for table, found in columns.items()}
        reached = session.execute(select(ContactChannel.person_id, ContactChannel.value)).all()
        here = session.scalars(select(Person.network_id).distinct()).one()
        assert len(reached) > 70
        for id in session.scalars(select(Person.id)).all():
            everything = own_everything(session, Viewer(network_id=here, role=Role.PARTICIPANT, person_id=id))
            assert everything is not None
            for table, rows in whose.items():
                assert len(everything.rows(table)) == sum(id in row for row in rows), table
            own = {value for person, value in reached if person == id}
            assert {row["value"] for row in everything.rows("contact_channel")} == own
            told = repr(everything)
            assert [value for person, value in reached if person != id and value not in own and value in told] == []


def put_request(scene: Scene, person: int, received_on: date, **other: Any) -> int:
    days = {"received_on": received_on, "answer_by_on": received_on + timedelta(days=30)}
    return scene.town.add(PrivacyRequest, person_id=person, kind="access", **days | other)


def test_the_coordinator_reads_what_waits_longest_first(scene: Scene) -> None:
    new = put_request(scene, scene.amina, TODAY)
    late = put_request(scene, scene.bas, TODAY - 40 * DAY)
    done = put_request(scene, scene.cor, TODAY - 50 * DAY, decided_on=TODAY - 45 * DAY, outcome="granted")
    with reading(scene.town.engine) as session:
        found = privacy_requests(session, scene.town.viewer(), TODAY)
        before = privacy_requests(session, scene.town.viewer(), TODAY - 46 * DAY)
        assert privacy_requests(session, scene.stranger(), TODAY) == []
    assert [(one.id, one.name, one.state) for one in found] == [
        (late, "Bas", RequestState.OVERDUE),
        (new, "Amina", RequestState.OPEN),
        (done, "Cor", RequestState.GRANTED),
    ]
    assert [(one.id, one.state) for one in before] == [(done, RequestState.OPEN)]


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_others_read_their_own_requests_only(scene: Scene, role: Role) -> None:
    own = put_request(scene, scene.amina, TODAY)
    put_request(scene, scene.bas, TODAY)
    by = viewer(scene, role)
    with reading(scene.town.engine) as session:
        found = own_privacy(session, by, TODAY)
        assert found and [request.id for request in found.requests] == [own]
        with pytest.raises(Forbidden):
            privacy_requests(session, by, TODAY)
        with pytest.raises(Forbidden):
            person_privacy(session, by, scene.bas)


def test_somebody_reads_what_rests_on_their_own_consent(scene: Scene) -> None:
    day = {"consent_on": TODAY, "legal_basis": "consent"}
    work = {"person_id": scene.amina, "added_on": TODAY}
    scene.town.add(ContactChannel, kind="work_phone", value="010", **work)
    private = scene.town.add(ContactChannel, kind="mobile", value="06", **work, **day)
    scene.town.add(NetworkRole, person_id=scene.amina, role="manager", start_on=TODAY)
    experience = {"role": "expert_by_experience", "start_on": TODAY, "consent_on": TODAY}
    held = scene.town.add(NetworkRole, person_id=scene.amina, **experience)
    scene.town.add(NetworkRole, person_id=scene.bas, **experience)
    with reading(scene.town.engine) as session:
        found = own_privacy(session, viewer(scene), TODAY)
    assert found and [(one.id, one.kind, one.consent_on) for one in found.private] == [(private, "mobile", TODAY)]
    assert found.experience == ((held, TODAY),)
