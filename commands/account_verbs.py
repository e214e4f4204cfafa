"""`manage.py accounts ...`: who may sign in, with which role, and what an operator does about it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from data_model.access import Role
from data_model.days import dutch_day
from data_model.write.account_roles import FOR_A_PERSON
from settings import Settings
from words.accounts import ROLES, STATES
from words.language import N_, OWN_NAMES, Words

words = Words("nl")

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help=words(N_("Who may sign in, with which role; invite, change, end and block.")),
)

Email = Annotated[str, typer.Argument(metavar="EMAIL", help=words(N_("The e-mail address.")))]
In = Annotated[str, typer.Option("--network", metavar="NAME", help=words(N_("The name of the network.")))]
As = Annotated[Role, typer.Option("--role", help=words(N_("The role.")))]
House = Annotated[
    str | None, typer.Option("--organisation", metavar="NAME", help=words(N_("The organisation it is for.")))
]
Person = Annotated[
    str | None, typer.Option("--person", metavar="NAME", help=words(N_("The person of the network it is.")))
]
Json = Annotated[bool, typer.Option("--json", help=words(N_("Answer with one JSON document.")))]


@app.command("list", help=words(N_("Everybody who may sign in, network by network.")))
def list_(
    network: Annotated[
        str | None, typer.Option("--network", metavar="NAME", help=words(N_("The name of the network.")))
    ] = None,
    as_json: Json = False,
) -> None:
    from commands import accounts

    with _here() as (engine, at):
        found = accounts.listed(engine, network, dutch_day(at))
    _answer(found, as_json, "\n".join(map(_told, found)) or words(N_("Nobody may sign in.")))


@app.command(help=words(N_("Lets an address sign in with a role. The first coordinator of a network is made so.")))
def add(
    email: Email,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help=words(N_("What this person is called.")))],
    role: As,
    network: In,
    organisation: House = None,
    person: Person = None,
    language: Annotated[
        str, typer.Option("--language", metavar="|".join(OWN_NAMES), help=words(N_("Language")))
    ] = "nl",
    new: Annotated[bool, typer.Option("--new", help=words(N_("Make the network when it is not there yet.")))] = False,
    as_json: Json = False,
) -> None:
    from commands import accounts

    _complete(role, organisation, person)
    with _here(new=True) as (engine, at):
        accounts.add(
            engine,
            network,
            at,
            email=email,
            name=name,
            role=role,
            language=language,
            organisation=organisation,
            person=person,
            new=new,
        )
    _answer({"email": email, "role": role, "network": network}, as_json, _may(email, role))


@app.command(help=words(N_("Gives an account another role from today.")))
def change(
    email: Email,
    network: In,
    role: As,
    organisation: House = None,
    person: Person = None,
    now: Annotated[
        Role | None, typer.Option("--now", help=words(N_("The role it takes the place of, when there are several.")))
    ] = None,
    as_json: Json = False,
) -> None:
    from commands import accounts

    _complete(role, organisation, person)
    with _here() as (engine, at):
        accounts.change(engine, network, email, role, at, now=now, organisation=organisation, person=person)
    _answer({"email": email, "role": role, "network": network}, as_json, _may(email, role))


@app.command(help=words(N_("Ends the roles of an account in one network, at the next click.")))
def end(email: Email, network: In, as_json: Json = False) -> None:
    from commands import accounts

    with _here() as (engine, at):
        accounts.end(engine, network, email, at)
    told = words(N_("{email} may no longer sign in to {network}."), email=email, network=network)
    _answer({"email": email, "network": network}, as_json, told)


@app.command(help=words(N_("Nobody signs in with this account any more; open sessions end.")))
def block(email: Email, as_json: Json = False) -> None:
    from commands import accounts

    with _here() as (engine, at):
        accounts.block(engine, email, at, again=False)
    _answer({"email": email, "blocked": True}, as_json, words(N_("{email} is blocked."), email=email))


@app.command(help=words(N_("Signing in with this account works again.")))
def unblock(email: Email, as_json: Json = False) -> None:
    from commands import accounts

    with _here() as (engine, at):
        accounts.block(engine, email, at, again=True)
    _answer({"email": email, "blocked": False}, as_json, words(N_("{email} may sign in again."), email=email))


@app.command(help=words(N_("Lets the next verified sign-in with this address have the account; open sessions end.")))
def release(email: Email, as_json: Json = False) -> None:
    from commands import accounts

    with _here() as (engine, at):
        accounts.release(engine, email, at)
    told = words(N_("Whoever signs in next as {email} has this account from then on."), email=email)
    _answer({"email": email, "released": True}, as_json, told)


def _complete(role: Role, organisation: str | None, person: str | None) -> None:
    if role in FOR_A_PERSON and person is None:
        raise typer.BadParameter(words(N_("This role is for somebody of the network.")), param_hint="--person")
    if role is Role.MANAGER and organisation is None and person is None:
        raise typer.BadParameter(words(N_("This role is for an organisation.")), param_hint="--organisation")


@contextmanager
def _here(*, new: bool = False) -> Iterator[tuple[Engine, datetime]]:
    """The database of this installation and this moment; with `new` a database without tables gets them."""
    from commands.database import opened

    settings = Settings.from_environment(serving=False)
    with opened(settings, new=new) as engine:
        yield engine, settings.now()


def _answer(data: Any, as_json: bool, sentence: str) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, default=str, indent=2) if as_json else sentence)


def _may(email: str, role: Role) -> str:
    return words(N_("{email} may sign in as {role}."), email=email, role=words(ROLES[role]).lower())


def _told(line: dict[str, Any]) -> str:
    who = f"{line['person']} <{line['email']}>" if line["person"] else line["email"]
    told = [line["network"], who, words(ROLES[line["role"]]), line["organisation"], words(STATES[line["state"]])]
    return " · ".join(part for part in told if part)
