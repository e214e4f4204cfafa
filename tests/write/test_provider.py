"""Who comes in with an account of the provider: the invited, once bound to one identity, in the log one time."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from data_model.access import Role, Viewer, command_line
from data_model.database import reading, writing
from data_model.read.viewers import present
from data_model.refusal import Forbidden
from data_model.tables.account import Account, Grant, SignIn
from data_model.tables.log import LogEntry
from data_model.write.provider import Identity, NotAdmitted, bind_account, come_in, release_account
from tests.conftest import NOW, Town

ISSUER = "https://login.example/tenant"
AN = Identity(ISSUER, "an-1", "an@gemeente.example")


def invite(town: Town, email: str = AN.email, *, end_on: date | None = None, **values: Any) -> int:
    with writing(town.engine) as session:
        account = Account(email=email, display_name="An", created_at=NOW, **values)
        session.add(account)
        session.flush()
        role = {"network_id": town.id, "role": "coordinator", "start_on": date(2025, 1, 1), "end_on": end_on}
        session.add(Grant(account_id=account.id, created_at=NOW, **role))
        return account.id


def enter(town: Town, identity: Identity = AN) -> str:
    with writing(town.engine) as session:
        return come_in(session, identity, NOW)


def counts(town: Town) -> tuple[int, int]:
    """Sessions and lines in the log."""
    with reading(town.engine) as session:
        sessions, lines = (session.scalar(select(func.count()).select_from(table)) for table in (SignIn, LogEntry))
        return sessions or 0, lines or 0


def test_the_first_time_binds_the_account_and_leaves_one_line(town: Town) -> None:
    an = invite(town)
    token = enter(town)
    with reading(town.engine) as session:
        account = session.get_one(Account, an)
        here = present(session, token, NOW)
        (line,) = session.scalars(select(LogEntry))
        assert (account.issuer, account.subject) == (ISSUER, "an-1")
        assert here and (here.viewer.role, here.viewer.account_id) == (Role.COORDINATOR, an)
        assert (line.action, line.entity_id, line.account_id, line.fields) == (
            "bind_account",
            an,
            an,
            "issuer subject",
        )


def test_the_next_times_leave_no_line_and_need_no_address(town: Town) -> None:
    invite(town)
    enter(town)
    enter(town, Identity(ISSUER, "an-1"))
    enter(town, Identity(ISSUER, "an-1", "moved@elsewhere.example"))
    assert counts(town) == (3, 1)


@pytest.mark.parametrize(
    ("identity", "values", "reason"),
    [
        (Identity(ISSUER, "an-1", "who@else.example"), {}, "unknown"),
        (Identity(ISSUER, "an-1"), {}, "unverified"),
        (AN, {"blocked_on": NOW.date()}, "blocked"),
        (AN, {"issuer": ISSUER, "subject": "an-2"}, "bound"),
        (AN, {"issuer": "https://other.example", "subject": "an-1"}, "bound"),
        (AN, {"end_on": date(2026, 1, 1)}, "no_role"),
    ],
)
def test_whoever_is_not_admitted_leaves_nothing_behind(
    town: Town, identity: Identity, values: dict[str, Any], reason: str
) -> None:
    an = invite(town, **values)
    with pytest.raises(NotAdmitted) as refused:
        enter(town, identity)
    assert refused.value.reason == reason and counts(town) == (0, 0)
    with reading(town.engine) as session:
        assert session.get_one(Account, an).issuer == values.get("issuer")


def test_two_accounts_whose_addresses_differ_in_capitals_let_nobody_in(town: Town) -> None:
    invite(town)
    invite(town, AN.email.title())
    with pytest.raises(NotAdmitted, match="ambiguous"):
        enter(town)
    assert counts(town) == (0, 0)


def test_a_bound_account_is_not_bound_again(town: Town) -> None:
    an = invite(town)
    enter(town)
    by = Viewer(network_id=town.id, role=Role.COORDINATOR, account_id=an)
    with pytest.raises(Forbidden), writing(town.engine) as session:
        bind_account(session, identity=Identity(ISSUER, "another"), by=by, at=NOW)
    with reading(town.engine) as session:
        assert session.get_one(Account, an).subject == "an-1"


def test_an_identity_gets_no_second_account(town: Town) -> None:
    invite(town)
    enter(town)
    by = Viewer(network_id=town.id, role=Role.COORDINATOR, account_id=invite(town, "bas@gemeente.example"))
    with pytest.raises(Forbidden), writing(town.engine) as session:
        bind_account(session, identity=AN, by=by, at=NOW)


def test_only_somebody_with_an_account_can_bind_one(town: Town) -> None:
    by = Viewer(network_id=town.id, role=Role.COORDINATOR)
    with pytest.raises(Forbidden), writing(town.engine) as session:
        bind_account(session, identity=AN, by=by, at=NOW)


def test_an_account_that_is_released_belongs_to_whoever_signs_in_next_with_its_address(town: Town) -> None:
    an = invite(town)
    token = enter(town)
    with writing(town.engine) as session:
        release_account(session, account_id=an, by=command_line(town.id), at=NOW)
    with reading(town.engine) as session:
        assert present(session, token, NOW) is None
    anew = Identity(ISSUER, "an-2", AN.email)
    enter(town, anew)
    with pytest.raises(NotAdmitted, match="bound"):
        enter(town)
    with reading(town.engine) as session:
        assert session.get_one(Account, an).subject == "an-2"


@pytest.mark.parametrize("role", Role)
def test_nobody_releases_an_account_from_a_page(town: Town, role: Role) -> None:
    an = invite(town)
    enter(town)
    by = Viewer(network_id=town.id, role=role, account_id=an)
    with pytest.raises(Forbidden), writing(town.engine) as session:
        release_account(session, account_id=an, by=by, at=NOW)
    with reading(town.engine) as session:
        assert session.get_one(Account, an).subject == "an-1"


def test_an_account_of_nobody_at_the_provider_needs_no_release(town: Town) -> None:
    an = invite(town)
    with pytest.raises(Forbidden), writing(town.engine) as session:
        release_account(session, account_id=an, by=command_line(town.id), at=NOW)
