"""Who may sign in: invited, changed, ended, blocked and invited again by the coordinator, and by nobody else."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer, command_line
from data_model.database import reading, writing
from data_model.read.accounts import AccountLine, AccountState, accounts
from data_model.read.viewers import present
from data_model.refusal import Forbidden, Refusal
from data_model.tables.account import Account, Grant
from data_model.tables.log import LogDetail, LogEntry
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, Person
from data_model.tables.post import OutboxMessage
from data_model.vocabulary import SignInMethod
from data_model.write.accounts import (
    block_account,
    change_grant,
    end_grant,
    invite_account,
    resend_invitation,
    unblock_account,
)
from data_model.write.sign_in import open_sign_in
from tests.conftest import NOW, Town

TODAY = NOW.date()
LONG_AGO = date(2026, 1, 1)
LATER = NOW + timedelta(hours=2)


def account(town: Town, email: str, role: str = "coordinator", /, **grant: Any) -> tuple[int, int]:
    """An account with a role in the town: its number and that of the role."""
    with writing(town.engine) as session:
        row = session.scalar(select(Account).where(Account.email == email))
        row = row or Account(email=email, display_name=email.partition("@")[0].title(), created_at=NOW)
        session.add(row)
        session.flush()
        id = row.id
    return id, town.add(Grant, **({"account_id": id, "role": role, "start_on": LONG_AGO} | grant))


class Office:
    """A town with a school, Amina who works there, and An who coordinates it."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.school = town.add(Organisation, name="De Klimop")
        self.amina = town.add(Person, display_name="Amina")
        town.add(Affiliation, person_id=self.amina, organisation_id=self.school, start_on=LONG_AGO)
        self.an, self.an_grant = account(town, "an@stad.nl")

    @property
    def by(self) -> Viewer:
        return replace(self.town.viewer(), account_id=self.an)

    def do(self, act: Any, by: Viewer | None = None, at: datetime = NOW, **arguments: Any) -> int:
        with writing(self.town.engine) as session:
            done: int = act(session, **arguments, by=by or self.by, at=at).id
            return done

    @property
    def bas(self) -> dict[str, Any]:
        return {"email": "bas@school.nl", "name": "Bas", "role": "webber", "person_id": self.amina}

    def invite(self, by: Viewer | None = None, **other: Any) -> int:
        return self.do(invite_account, by, **self.bas | other)

    def lines(self, town: Town | None = None, day: date = TODAY) -> list[AccountLine]:
        town = town or self.town
        with reading(town.engine) as session:
            return accounts(session, town.viewer(), day)

    def line(self, email: str) -> AccountLine:
        return next(line for line in self.lines() if line.email == email)

    def line_of_invited(self, email: str) -> AccountLine:
        self.invite(email=email, role="manager", person_id=None, organisation_id=self.school)
        return self.line(email)

    def enter(self, account_id: int, at: datetime = NOW) -> str:
        with writing(self.town.engine) as session:
            return open_sign_in(session, account_id, at, SignInMethod.PROVIDER)

    def seen_as(self, token: str, at: datetime = NOW) -> Role | None:
        with reading(self.town.engine) as session:
            here = present(session, token, at)
            return here.viewer.role if here else None

    def kept(self, table: Any) -> list[Any]:
        with reading(self.town.engine) as session:
            return list(session.scalars(select(table)))

    def logged(self) -> list[tuple[str, str]]:
        return [(line.action, line.result) for line in self.kept(LogEntry)]


@pytest.fixture
def office(town: Town) -> Office:
    return Office(town)


@pytest.fixture
def elsewhere(office: Office) -> Town:
    """Another network in the same database, where Cor coordinates and does nothing but that."""
    town = Town(office.town.engine, "Elders")
    account(town, "cor@elders.nl")
    return town


def standing(office: Office) -> list[tuple[object, ...]]:
    lines = office.lines()
    return [(line.grant_id, line.role, line.end_on, line.state is AccountState.BLOCKED) for line in lines]


def refused(office: Office, act: Any, by: Viewer | None = None, /, **arguments: Any) -> tuple[str, str | None]:
    before = standing(office)
    with pytest.raises(Refusal) as refusal:
        office.do(act, by, **arguments)
    assert standing(office) == before
    return refusal.value.kind, refusal.value.field


def test_an_invitation_makes_an_account_a_role_from_today_and_a_mail(office: Office) -> None:
    grant_id = office.invite(email="  Bas@School.NL ", language="en")
    bas = office.line("bas@school.nl")
    assert (bas.grant_id, bas.role, bas.person, bas.organisation) == (grant_id, Role.WEBBER, "Amina", "De Klimop")
    assert (bas.start_on, bas.end_on, bas.state) == (TODAY, None, AccountState.INVITED)
    (made,) = [row for row in office.kept(Account) if row.email == "bas@school.nl"]
    assert (made.display_name, made.language, made.created_by, made.issuer) == ("Bas", "en", office.an, None)
    (mail,) = office.kept(OutboxMessage)
    assert (mail.account_id, mail.kind, mail.network_id, mail.due_at) == (made.id, "invitation", office.town.id, NOW)
    assert office.logged() == [("invite_account", "done")]


def test_who_was_invited_can_sign_in_at_once_with_that_role(office: Office) -> None:
    office.invite()
    assert office.seen_as(office.enter(office.line("bas@school.nl").account_id)) is Role.WEBBER


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"email": ""}, ("required", "email")),
        ({"email": "bas"}, ("invalid_email", "email")),
        ({"name": " "}, ("required", "name")),
        ({"role": "mayor"}, ("not_a_choice", "role")),
        ({"person_id": None}, ("required", "person_id")),
        ({"role": "participant", "person_id": None}, ("required", "person_id")),
        ({"role": "manager"}, ("required", "organisation_id")),
        ({"language": "fr"}, ("not_a_choice", "language")),
        ({"person_id": 999}, ("not_found", None)),
        ({"role": "manager", "organisation_id": 999}, ("not_found", None)),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(office: Office, other: dict[str, Any], refusal: object) -> None:
    assert refused(office, invite_account, **office.bas | other) == refusal
    assert len(office.kept(Account)) == 1 and office.kept(OutboxMessage) == []
    assert office.logged() == [("invite_account", "refused")]


def test_a_manager_is_there_for_an_organisation_and_a_person_works_there(office: Office) -> None:
    office.invite(role="manager", person_id=None, organisation_id=office.school)
    karin = office.line("bas@school.nl")
    assert (karin.role, karin.organisation, karin.person, karin.name) == (
        Role.MANAGER,
        "De Klimop",
        None,
        "bas@school.nl",
    )
    other = office.town.add(Organisation, name="Voedselbank")
    assert refused(office, invite_account, **office.bas | {"organisation_id": other}) == ("not_active", "person_id")


def test_a_role_is_given_once(office: Office) -> None:
    office.invite()
    assert refused(office, invite_account, **office.bas) == ("role_already", "role")
    office.invite(role="manager", organisation_id=office.school)
    assert [line.role for line in office.lines() if line.account_id != office.an] == [Role.WEBBER, Role.MANAGER]


def test_of_an_account_that_another_network_knows_nothing_shows(office: Office, elsewhere: Town) -> None:
    with writing(office.town.engine) as session:
        session.scalars(select(Account).where(Account.email == "cor@elders.nl")).one().issuer = "https://aanbieder"
    new = office.line_of_invited("new@elders.nl")
    known = office.line_of_invited("cor@elders.nl")
    hidden: dict[str, Any] = {"grant_id": 0, "account_id": 0, "email": "", "account_version": 0, "version": 0}
    assert replace(new, **hidden) == replace(known, **hidden)
    assert "Cor" not in repr(office.lines()) and len(office.lines()) == 3
    assert {detail.detail for detail in office.kept(LogDetail)} == {'{"name": "De Klimop"}'}
    assert [line.email for line in office.lines(elsewhere)] == ["cor@elders.nl"]
    with reading(office.town.engine) as session:
        cor = session.scalars(select(Account).where(Account.email == "cor@elders.nl")).one()
        assert (cor.display_name, cor.language) == ("Cor", "nl")


def test_an_account_of_two_networks_is_ended_but_not_blocked_from_one(office: Office, elsewhere: Town) -> None:
    office.invite(email="cor@elders.nl", role="coordinator", person_id=None)
    cor = office.line("cor@elders.nl")
    assert refused(office, block_account, account_id=cor.account_id) == ("role_elsewhere", None)
    token = office.enter(cor.account_id)
    office.do(end_grant, grant_id=cor.grant_id)
    assert cor.email not in {line.email for line in office.lines()}
    assert office.seen_as(token) is Role.COORDINATOR  # in the other network
    assert refused(office, block_account, account_id=cor.account_id) == ("not_found", None)


def test_another_role_takes_the_place_of_the_old_one_from_today(office: Office) -> None:
    bas, old = account(office.town, "bas@school.nl", "manager", organisation_id=office.school)
    token = office.enter(bas)
    assert office.seen_as(token) is Role.MANAGER
    new = office.do(change_grant, grant_id=old, role="webber", person_id=office.amina)
    assert office.seen_as(token) is Role.WEBBER
    assert [(line.grant_id, line.role) for line in office.lines() if line.account_id == bas] == [(new, Role.WEBBER)]
    days = {grant.id: (grant.role, grant.start_on, grant.end_on) for grant in office.kept(Grant)}
    assert days[old] == ("manager", LONG_AGO, TODAY - timedelta(1)) and days[new] == ("webber", TODAY, None)
    assert office.logged() == [("change_grant", "done")]
    assert refused(office, change_grant, grant_id=old, role="webber", person_id=office.amina) == ("role_ended", None)
    same = {"role": "webber", "person_id": office.amina}
    assert refused(office, change_grant, grant_id=new, **same) == ("role_already", "role")


def test_a_role_that_ends_opens_nothing_at_the_next_click(office: Office) -> None:
    bas, grant_id = account(office.town, "bas@school.nl", "webber", person_id=office.amina)
    token = office.enter(bas)
    office.do(end_grant, grant_id=grant_id)
    assert office.seen_as(token) is None and "bas@school.nl" not in {line.email for line in office.lines()}
    assert refused(office, end_grant, grant_id=grant_id) == ("role_ended", None)
    office.invite()
    assert office.seen_as(token) is None  # the session itself was ended
    assert office.seen_as(office.enter(bas)) is Role.WEBBER


def test_a_role_can_end_after_a_last_day(office: Office) -> None:
    bas, grant_id = account(office.town, "bas@school.nl", "webber", person_id=office.amina)
    token = office.enter(bas)
    too_early = {"grant_id": grant_id, "end_on": TODAY - timedelta(1)}
    assert refused(office, end_grant, **too_early) == ("too_early", "end_on")
    office.do(end_grant, grant_id=grant_id, end_on=TODAY)
    assert office.seen_as(token) is Role.WEBBER and office.line("bas@school.nl").end_on == TODAY
    assert [line.account_id for line in office.lines(day=TODAY + timedelta(1))] == [office.an]


def test_who_has_another_role_left_stays_signed_in(office: Office) -> None:
    bas, webber = account(office.town, "bas@school.nl", "webber", person_id=office.amina)
    account(office.town, "bas@school.nl", "manager", organisation_id=office.school)
    token = office.enter(bas)
    office.do(end_grant, grant_id=webber)
    assert office.seen_as(token) is Role.MANAGER


def test_a_blocked_account_is_out_at_once_until_it_is_unblocked(office: Office) -> None:
    bas, _ = account(office.town, "bas@school.nl", "webber", person_id=office.amina)
    token = office.enter(bas)
    office.do(block_account, account_id=bas)
    assert office.seen_as(token) is None and office.line("bas@school.nl").state is AccountState.BLOCKED
    with pytest.raises(Forbidden):
        office.enter(bas)
    assert refused(office, block_account, account_id=bas) == ("blocked_already", None)
    office.do(unblock_account, account_id=bas)
    assert office.seen_as(token) is None and office.seen_as(office.enter(bas)) is Role.WEBBER
    assert refused(office, unblock_account, account_id=bas) == ("not_blocked", None)
    assert office.logged()[:2] == [("block_account", "done"), ("block_account", "refused")]


def test_that_another_network_blocked_an_account_is_not_told(office: Office, elsewhere: Town) -> None:
    with writing(office.town.engine) as session:
        cor = session.scalars(select(Account).where(Account.email == "cor@elders.nl")).one()
        cor.blocked_on = TODAY
    office.invite(email="cor@elders.nl", role="coordinator", person_id=None)
    assert office.line("cor@elders.nl").state is AccountState.INVITED


def test_a_network_keeps_somebody_who_coordinates_it(office: Office) -> None:
    bas, bas_grant = account(office.town, "bas@school.nl")
    by_bas = replace(office.by, account_id=bas)
    for act, about in (
        (end_grant, {"grant_id": office.an_grant}),
        (end_grant, {"grant_id": office.an_grant, "end_on": TODAY + timedelta(30)}),
        (change_grant, {"grant_id": office.an_grant, "role": "manager", "organisation_id": office.school}),
    ):
        assert refused(office, act, **about) == ("own_role", None)
    assert refused(office, block_account, account_id=office.an) == ("own_account", None)
    office.do(end_grant, by_bas, grant_id=office.an_grant)
    nobody = Viewer(network_id=office.town.id, role=Role.COORDINATOR, account_id=office.an)
    assert refused(office, end_grant, nobody, grant_id=bas_grant) == ("last_coordinator", None)
    assert refused(office, block_account, nobody, account_id=bas) == ("last_coordinator", None)
    assert refused(office, end_grant, command_line(office.town.id), grant_id=bas_grant) == ("last_coordinator", None)


@pytest.mark.parametrize("other", [{"end_on": TODAY + timedelta(30)}, {"start_on": TODAY + timedelta(1)}])
def test_somebody_who_goes_or_is_still_to_come_does_not_count(office: Office, other: dict[str, date]) -> None:
    account(office.town, "bas@school.nl", **other)
    assert refused(office, end_grant, command_line(office.town.id), grant_id=office.an_grant) == (
        "last_coordinator",
        None,
    )


def test_somebody_who_is_blocked_does_not_count(office: Office) -> None:
    bas, _ = account(office.town, "bas@school.nl")
    office.do(block_account, account_id=bas)
    assert refused(office, end_grant, command_line(office.town.id), grant_id=office.an_grant) == (
        "last_coordinator",
        None,
    )


def test_a_coordinator_stays_one_as_another_person(office: Office) -> None:
    office.do(change_grant, grant_id=office.an_grant, role="coordinator", person_id=office.amina)
    assert [(line.role, line.person) for line in office.lines()] == [(Role.COORDINATOR, "Amina")]


def test_the_command_line_blocks_any_account(office: Office, elsewhere: Town) -> None:
    office.invite(email="cor@elders.nl", role="coordinator", person_id=None)
    operator = command_line(office.town.id)
    for email in ("cor@elders.nl", "an@stad.nl"):
        office.do(block_account, operator, account_id=office.line(email).account_id)
    assert {row.blocked_on for row in office.kept(Account)} == {TODAY}
    assert {line.origin for line in office.kept(LogEntry) if line.action == "block_account"} == {"command"}
    office.do(unblock_account, operator, account_id=office.an)


def test_an_invitation_is_sent_again_but_not_twice_in_an_hour(office: Office) -> None:
    grant_id = office.invite()
    assert refused(office, resend_invitation, grant_id=grant_id) == ("invited_lately", None)
    office.do(resend_invitation, at=LATER, grant_id=grant_id)
    assert len(office.kept(OutboxMessage)) == 2


def test_nobody_writes_over_a_change_that_was_not_seen(office: Office) -> None:
    office.invite()
    seen = office.line("bas@school.nl")
    office.do(end_grant, grant_id=seen.grant_id, end_on=TODAY, seen_version=seen.version)
    late = {"grant_id": seen.grant_id, "seen_version": seen.version}
    assert refused(office, end_grant, **late)[0] == "changed_meanwhile"
    assert refused(office, change_grant, role="coordinator", **late)[0] == "changed_meanwhile"
    office.do(block_account, account_id=seen.account_id, seen_version=seen.account_version)
    for act in (block_account, unblock_account):
        about = {"account_id": seen.account_id, "seen_version": seen.account_version}
        assert refused(office, act, **about)[0] == "changed_meanwhile"


ACTS = (invite_account, change_grant, end_grant, block_account, unblock_account, resend_invitation)


def about_bas(office: Office, act: Any, grant_id: int) -> dict[str, Any]:
    if act is invite_account:
        return {"email": "x@x.nl", "name": "X", "role": "coordinator"}
    if act in (block_account, unblock_account):
        return {"account_id": office.line("bas@school.nl").account_id}
    return {"grant_id": grant_id} | ({"role": "coordinator"} if act is change_grant else {})


@pytest.mark.parametrize("role", [Role.WEBBER, Role.MANAGER, Role.PARTICIPANT])
def test_only_the_coordinator_sees_and_decides_who_comes_in(office: Office, role: Role) -> None:
    grant_id = office.invite()
    by = office.town.viewer(role, organisation_id=office.school, person_id=office.amina)
    for act in ACTS:
        assert refused(office, act, by, **about_bas(office, act, grant_id)) == ("not_found", None)
    assert office.logged()[1:] == [(act.__name__, "refused") for act in ACTS]
    with reading(office.town.engine) as session, pytest.raises(Forbidden):
        accounts(session, by, TODAY)


def test_what_another_network_has_is_not_there(office: Office, elsewhere: Town) -> None:
    grant_id = office.invite()
    by = replace(elsewhere.viewer(), account_id=office.an)
    for act in ACTS[1:]:
        assert refused(office, act, by, **about_bas(office, act, grant_id)) == ("not_found", None)


def test_a_number_nothing_has_is_not_found(office: Office) -> None:
    for number in (0, 999, 2**70):
        for act in ACTS[1:]:
            about: dict[str, Any] = {"role": "coordinator"} if act is change_grant else {}
            name = "account_id" if act in (block_account, unblock_account) else "grant_id"
            assert refused(office, act, **about, **{name: number}) == ("not_found", None)
