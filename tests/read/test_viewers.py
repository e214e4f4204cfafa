"""A cookie leads to a viewer for twelve hours, and not a minute longer than the account and the role allow."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.read.viewers import IDLE, is_signed_in, persona_account, present, viewer_for
from data_model.refusal import Forbidden
from data_model.tables.account import Account, Grant, SignIn
from data_model.tables.log import LogEntry
from data_model.tables.network import Network
from data_model.vocabulary import SignInMethod
from data_model.write.sign_in import choose_grant, keep_open, open_sign_in, revoke, revoke_all
from tests.conftest import NOW, Town

TODAY = NOW.date()


def account(town: Town, **values: object) -> int:
    """An account of a coordinator since this year began."""
    given = {"email": "an@voorbeeldstad.nl", "display_name": "An", "persona": "coordinator"} | values
    with writing(town.engine) as session:
        row = Account(created_at=NOW, **given)
        session.add(row)
        session.flush()
        return row.id


def grant(town: Town, account_id: int, **values: object) -> None:
    town.add(Grant, **({"account_id": account_id, "role": "coordinator", "start_on": date(2026, 1, 1)} | values))


def enter(town: Town, account_id: int, at: datetime = NOW) -> str:
    with writing(town.engine) as session:
        return open_sign_in(session, account_id, at, SignInMethod.PERSONA)


def seen(town: Town, token: str | None, now: datetime = NOW, network_id: int | None = None) -> Viewer | None:
    with reading(town.engine) as session:
        return viewer_for(session, token, now, network_id)


def test_a_token_leads_to_the_account_its_role_and_language(town: Town) -> None:
    an = account(town, language="en")
    grant(town, an)
    assert seen(town, enter(town, an)) == Viewer(
        network_id=town.id, role=Role.COORDINATOR, account_id=an, name="An", language="en"
    )


def test_only_the_hash_of_the_token_is_kept(town: Town) -> None:
    an = account(town)
    token = enter(town, an)
    with reading(town.engine) as session:
        kept = session.scalars(select(SignIn)).one()
    assert len(token) >= 43 and token not in kept.token_hash and len(kept.token_hash) == 64
    assert kept.expires_at - kept.created_at == timedelta(hours=12)


@pytest.mark.parametrize("token", [None, "", "made-up"])
def test_without_a_known_token_there_is_no_viewer(town: Town, token: str | None) -> None:
    an = account(town)
    grant(town, an)
    enter(town, an)
    assert seen(town, token) is None


@pytest.mark.parametrize(("after", "inside"), [(timedelta(hours=12, seconds=-1), True), (timedelta(hours=12), False)])
def test_a_session_ends_after_twelve_hours(town: Town, after: timedelta, inside: bool) -> None:
    an = account(town)
    grant(town, an)
    token = enter(town, an)
    with writing(town.engine) as session:
        keep_open(session, token, NOW + after - timedelta(minutes=1))
    assert (seen(town, token, NOW + after) is not None) is inside


@pytest.mark.parametrize(("after", "inside"), [(IDLE - timedelta(seconds=1), True), (IDLE, False)])
def test_a_session_ends_after_an_hour_without_a_click(town: Town, after: timedelta, inside: bool) -> None:
    an = account(town)
    grant(town, an)
    assert (seen(town, enter(town, an), NOW + after) is not None) is inside


@pytest.mark.parametrize("method", SignInMethod)
def test_a_session_by_link_is_a_participant_for_two_hours(town: Town, method: SignInMethod) -> None:
    an = account(town)
    grant(town, an)
    with writing(town.engine) as session:
        token = open_sign_in(session, an, NOW, method)
        keep_open(session, token, NOW + timedelta(hours=2) - timedelta(seconds=1))
    early, late = (seen(town, token, NOW + timedelta(hours=2, seconds=s)) for s in (-1, 0))
    by_link = method is SignInMethod.LINK
    assert early and early.role is (Role.PARTICIPANT if by_link else Role.COORDINATOR)
    assert (late is None) is by_link


def test_signing_out_ends_this_session_and_no_other(town: Town) -> None:
    an = account(town)
    grant(town, an)
    laptop, phone = enter(town, an), enter(town, an)
    for _ in range(2):
        with writing(town.engine) as session:
            revoke(session, laptop, NOW)
    assert seen(town, laptop) is None and seen(town, phone) is not None
    with reading(town.engine) as session:
        assert session.scalars(select(LogEntry.action)).all() == []


@pytest.mark.parametrize(("blocked_on", "inside"), [(TODAY + timedelta(1), True), (TODAY, False)])
def test_a_blocked_account_is_out_at_once(town: Town, blocked_on: date, inside: bool) -> None:
    an = account(town)
    grant(town, an)
    token = enter(town, an)
    with writing(town.engine) as session:
        session.get_one(Account, an).blocked_on = blocked_on
    assert (seen(town, token) is not None) is inside
    with reading(town.engine) as session:
        assert is_signed_in(session, token, NOW) is inside
    if not inside:
        with pytest.raises(Forbidden):
            enter(town, an)


@pytest.mark.parametrize(
    ("days", "inside"),
    [
        ({"start_on": TODAY}, True),
        ({"start_on": TODAY + timedelta(1)}, False),
        ({"end_on": TODAY}, True),
        ({"end_on": TODAY - timedelta(1)}, False),
    ],
)
def test_a_role_counts_from_its_first_to_its_last_day(town: Town, days: dict[str, date], inside: bool) -> None:
    an = account(town)
    grant(town, an, **days)
    assert (seen(town, enter(town, an)) is not None) is inside


def test_the_day_of_a_role_is_the_dutch_one(town: Town) -> None:
    an = account(town)
    grant(town, an, end_on=TODAY)
    late = NOW.replace(hour=23, minute=30)  # half past midnight in Amsterdam
    assert seen(town, enter(town, an, late), late) is None


def test_of_two_networks_the_newest_role_counts_unless_one_is_named(town: Town) -> None:
    an = account(town)
    grant(town, an)
    with writing(town.engine) as session:
        other = Network(name="Elders", created_at=NOW)
        session.add(other)
        session.flush()
        elsewhere = other.id
        session.add(
            Grant(account_id=an, network_id=elsewhere, role="manager", start_on=date(2026, 2, 1), created_at=NOW)
        )
    token = enter(town, an)
    newest, named = seen(town, token), seen(town, token, network_id=town.id)
    assert newest and (newest.network_id, newest.role) == (elsewhere, Role.MANAGER)
    assert named and (named.network_id, named.role) == (town.id, Role.COORDINATOR)
    assert seen(town, token, network_id=elsewhere + 1) is None
    with reading(town.engine) as session:
        found = present(session, token, NOW)
        assert found and [(held.network_name, held.role) for held in found.roles] == [
            ("Elders", Role.MANAGER),
            ("Voorbeeldstad", Role.COORDINATOR),
        ]
        assert present(session, "made-up", NOW) is None


def test_in_a_session_one_chooses_among_ones_own_roles(town: Town) -> None:
    an, bas = account(town), account(town, email="bas@voorbeeldstad.nl", persona=None)
    for role in ("coordinator", "manager"):
        grant(town, an, role=role)
    grant(town, bas, role="webber")
    token, of_bas = enter(town, an), enter(town, bas)
    with reading(town.engine) as session:
        found, other = present(session, token, NOW), present(session, of_bas, NOW)
    assert found and other and found.viewer.role is Role.MANAGER
    with writing(town.engine) as session:
        choose_grant(session, token, found.roles[1].grant_id, NOW)
    chosen = seen(town, token)
    assert chosen and chosen.role is Role.COORDINATOR
    for foreign in (other.roles[0].grant_id, 999):
        with pytest.raises(Forbidden), writing(town.engine) as session:
            choose_grant(session, token, foreign, NOW)


def test_signing_out_everywhere_ends_all_sessions_of_this_account(town: Town) -> None:
    an, bas = account(town), account(town, email="bas@voorbeeldstad.nl", persona=None)
    grant(town, an)
    grant(town, bas)
    tokens = [enter(town, an), enter(town, an), enter(town, bas)]
    with writing(town.engine) as session:
        revoke_all(session, an, NOW)
    assert [seen(town, token) is not None for token in tokens] == [False, False, True]


def test_sessions_that_ran_out_are_cleared_away(town: Town) -> None:
    an = account(town)
    enter(town, an)
    enter(town, an, NOW + timedelta(hours=12))
    with reading(town.engine) as session:
        assert len(session.scalars(select(SignIn)).all()) == 1


def test_a_persona_is_found_by_its_address(town: Town) -> None:
    an = account(town)
    with reading(town.engine) as session:
        assert persona_account(session, "coordinator") == an
        assert persona_account(session, "burgemeester") is None
