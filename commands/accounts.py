"""Who may sign in, from the command line: the operator reaches every network, and leaves the same lines in the log."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from commands.database import viewers
from data_model.access import Role, Viewer, command_line
from data_model.database import once, reading
from data_model.days import dutch_day
from data_model.read.accounts import AccountLine, accounts
from data_model.read.choices import Choice, members, people
from data_model.read.viewers import every_network
from data_model.refusal import Refusal
from data_model.write.accounts import block_account, change_grant, end_grant, invite_account, unblock_account
from data_model.write.networks import network_named, open_network
from data_model.write.provider import release_account


def listed(engine: Engine, network: str | None, day: date) -> list[dict[str, Any]]:
    """Every role that runs on a day, network by network."""
    with reading(engine) as session:
        return [
            {
                "network": name,
                "email": line.email,
                "person": line.person,
                "role": line.role,
                "organisation": line.organisation,
                "state": line.state,
                "since": line.start_on,
                "until": line.end_on,
            }
            for name, viewer in viewers(engine, network)
            for line in accounts(session, viewer, day)
        ]


def add(
    engine: Engine,
    network: str,
    at: datetime,
    *,
    email: str,
    name: str,
    role: Role,
    language: str,
    organisation: str | None,
    person: str | None,
    new: bool,
) -> None:
    """Invite somebody; with `new` to a network that is made first. All in one transaction."""

    def invite(session: Session) -> None:
        if new and network_named(session, network) is None:
            open_network(session, name=network, at=at)
        by = _operator(session, network)
        house, who = _place(session, by, organisation, person, dutch_day(at))
        whom = {"email": email, "name": name, "role": str(role), "language": language}
        invite_account(session, **whom, organisation_id=house, person_id=who, by=by, at=at)

    once(engine, invite)


def change(
    engine: Engine,
    network: str,
    email: str,
    role: Role,
    at: datetime,
    *,
    now: Role | None,
    organisation: str | None,
    person: str | None,
) -> None:
    """`now` is the role that ends, where the account has several."""

    def replace(session: Session) -> None:
        by = _operator(session, network)
        lines = _lines(session, by, email, dutch_day(at))
        those = [line for line in lines if now in (None, line.role)]
        if len(those) != 1:
            raise Refusal("several_roles" if len(lines) > 1 else "unknown_account", name=email)
        house, who = _place(session, by, organisation, person, dutch_day(at))
        change_grant(session, grant_id=those[0].grant_id, role=role, organisation_id=house, person_id=who, by=by, at=at)

    once(engine, replace)


def end(engine: Engine, network: str, email: str, at: datetime) -> None:
    """All roles of the account in this network."""

    def finish(session: Session) -> None:
        by = _operator(session, network)
        for line in _lines(session, by, email, dutch_day(at)):
            end_grant(session, grant_id=line.grant_id, by=by, at=at)

    once(engine, finish)


def block(engine: Engine, email: str, at: datetime, *, again: bool) -> None:
    """Block an account in every network at once, or let it sign in `again`."""
    act = unblock_account if again else block_account

    def do(session: Session) -> None:
        account_id, by = _anywhere(session, email, dutch_day(at))
        act(session, account_id=account_id, by=by, at=at)

    once(engine, do)


def release(engine: Engine, email: str, at: datetime) -> None:
    """Let whoever signs in next with this address, verified by the provider, have the account."""

    def let_go(session: Session) -> None:
        account_id, by = _anywhere(session, email, dutch_day(at))
        release_account(session, account_id=account_id, by=by, at=at)

    once(engine, let_go)


def _operator(session: Session, network: str) -> Viewer:
    known = network_named(session, network)
    if known is None:
        raise Refusal("unknown_network", name=network)
    return command_line(known.id)


def _anywhere(session: Session, email: str, day: date) -> tuple[int, Viewer]:
    """The account with this address, and the operator of the first network in which it has a role."""
    for id, _ in every_network(session):
        by = command_line(id)
        if found := _found(session, by, email, day):
            return found[0].account_id, by
    raise Refusal("nobody_with", name=email)


def _found(session: Session, by: Viewer, email: str, day: date) -> list[AccountLine]:
    return [line for line in accounts(session, by, day) if line.email == email.strip().lower()]


def _lines(session: Session, by: Viewer, email: str, day: date) -> list[AccountLine]:
    if not (found := _found(session, by, email, day)):
        raise Refusal("unknown_account", name=email)
    return found


def _place(
    session: Session, by: Viewer, organisation: str | None, person: str | None, day: date
) -> tuple[int | None, int | None]:
    """Organisation and person, by the names they have in the network. Somebody brings the organisation along."""
    house = _house(session, by, organisation, day) if organisation is not None else None
    if person is None:
        return house, None
    who = _person(session, by, person, house, day)
    return house or who.organisation_id, who.id


def _house(session: Session, by: Viewer, name: str, day: date) -> int:
    id = next((one.id for one in members(session, by, day) if one.name == name), None)
    if id is None:
        raise Refusal("unknown_organisation", name=name)
    return id


def _person(session: Session, by: Viewer, name: str, house: int | None, day: date) -> Choice:
    named = [one for one in people(session, by, day) if one.name == name]
    if not named:
        raise Refusal("unknown_person", name=name)
    if len({one.id for one in named}) > 1:
        named = [one for one in named if one.organisation_id == house]
    if len({one.id for one in named}) != 1:
        raise Refusal("several_people", name=name)
    return named[0]
