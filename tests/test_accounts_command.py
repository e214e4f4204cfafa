"""Who may sign in, from the command line: the first coordinator, and what an operator does in an emergency."""

from typing import Any

import pytest
from sqlalchemy import select, update

from commands.serve import prepare
from data_model.database import reading, writing
from data_model.tables.account import Account, Grant
from data_model.tables.log import LogEntry
from data_model.tables.post import OutboxMessage
from settings import Settings
from tests.conftest import NOW, insider
from tests.test_manage import Line, line, refused
from tests.test_serve import free_port

__all__ = ("line",)

AN = ("an@stad.nl", "--name", "An", "--role", "coordinator", "--network", "Nieuwstad")
KARIN = ("karin@school.nl", "--name", "Karin", "--role", "manager", "--network", "Voorbeeldstad")


def kept(line: Line, table: type[Any]) -> list[Any]:
    engine = insider(line.url)
    with reading(engine) as session:
        rows = list(session.scalars(select(table).order_by(table.id)))
    engine.dispose()
    return rows


def listed(line: Line, *arguments: str) -> list[tuple[str, str, str]]:
    rows = line("accounts", "list", "--json", *arguments).data
    return [(row["email"], row["role"], row["state"]) for row in rows]


def test_the_first_coordinator_of_a_new_network_comes_from_here(line: Line) -> None:
    line("upgrade")
    assert "Nieuwstad" in refused(line("accounts", "add", *AN))
    assert kept(line, Account) == [] and line.networks() == []
    ran = line("accounts", "add", *AN, "--new", "--json")
    assert ran.data == {"email": "an@stad.nl", "role": "coordinator", "network": "Nieuwstad"}
    assert line.networks() == ["Nieuwstad"]
    assert listed(line) == [("an@stad.nl", "coordinator", "invited")]
    assert [(mail.kind, mail.sent_at) for mail in kept(line, OutboxMessage)] == [("invitation", None)]
    entry = kept(line, LogEntry)[-1]
    assert (entry.action, entry.result, entry.origin, entry.account_id) == ("invite_account", "done", "command", None)


def test_a_refused_invitation_leaves_no_network_and_no_account(line: Line) -> None:
    line("upgrade")
    assert "e-mailadres" in refused(line("accounts", "add", "an", *AN[1:], "--new"))
    assert kept(line, Account) == [] and line.networks() == []


def test_somebody_is_invited_for_an_organisation_and_as_a_person_by_name(line: Line) -> None:
    line("demo")
    for role, asked in (("manager", "--organisation"), ("webber", "--person"), ("participant", "--person")):
        ran = line("accounts", "add", *KARIN[:3], "--role", role, *KARIN[5:])
        assert ran.code == 2 and asked in ran.err
    assert "Nergens" in refused(line("accounts", "add", *KARIN, "--organisation", "Nergens"))
    assert "Niemand" in refused(line("accounts", "add", *KARIN, "--person", "Niemand"))
    known = line("accounts", "list", "--json").data
    manager = next(row for row in known if row["role"] == "manager")
    assert line("accounts", "add", *KARIN, "--organisation", manager["organisation"]).code == 0
    webber = [*KARIN[:3], "--role", "webber", *KARIN[5:], "--person", manager["person"]]
    assert line("accounts", "add", *webber).code == 0
    assert {role for email, role, _ in listed(line) if email == "karin@school.nl"} == {"manager", "webber"}


def test_a_role_is_changed_and_ended_and_the_history_stays(line: Line) -> None:
    line("upgrade")
    line("accounts", "add", *AN, "--new")
    line("accounts", "add", "bo@stad.nl", *AN[1:])
    here = ("--network", "Nieuwstad")
    assert "rol" in refused(line("accounts", "change", "bo@stad.nl", *here, "--role", "coordinator"))
    assert line("accounts", "change", "bo@stad.nl", *here, "--role", "manager").code == 2
    assert "cor@stad.nl" in refused(line("accounts", "change", "cor@stad.nl", *here, "--role", "coordinator"))
    assert line("accounts", "end", "BO@stad.nl", *here).code == 0
    assert listed(line, *here) == [("an@stad.nl", "coordinator", "invited")]
    assert len(kept(line, Grant)) == 2
    assert "bo@stad.nl" in refused(line("accounts", "end", "bo@stad.nl", *here))
    assert "coördineert" in refused(line("accounts", "end", "an@stad.nl", *here))
    assert "Elders" in refused(line("accounts", "list", "--network", "Elders"))


def test_of_several_roles_one_says_which_one_changes(line: Line) -> None:
    line("demo")
    town = ("--network", "Voorbeeldstad")
    yvonne = next(row for row in line("accounts", "list", "--json").data if row["role"] == "webber")
    as_person = ("--person", yvonne["person"])
    assert line("accounts", "add", yvonne["email"], "--name", "Y", *town, "--role", "coordinator").code == 0
    change = ("accounts", "change", yvonne["email"], *town, "--role", "participant", *as_person)
    assert "--now" in refused(line(*change))
    assert line(*change, "--now", "webber").code == 0
    roles = {role for email, role, _ in listed(line) if email == yvonne["email"]}
    assert roles == {"coordinator", "participant"}


def test_an_operator_blocks_even_the_last_coordinator(line: Line) -> None:
    line("upgrade")
    line("accounts", "add", *AN, "--new")
    assert line("accounts", "block", "an@stad.nl", "--json").data == {"email": "an@stad.nl", "blocked": True}
    assert listed(line) == [("an@stad.nl", "coordinator", "blocked")]
    assert "geblokkeerd" in refused(line("accounts", "block", "an@stad.nl"))
    assert line("accounts", "unblock", "an@stad.nl").out == "an@stad.nl mag zich weer aanmelden.\n"
    assert "zo@stad.nl" in refused(line("accounts", "block", "zo@stad.nl"))
    done = [(entry.action, entry.result) for entry in kept(line, LogEntry) if "block" in entry.action]
    assert done == [("block_account", "done"), ("block_account", "refused"), ("unblock_account", "done")]


def test_an_operator_lets_go_of_an_account_whose_owner_got_another_one_at_the_provider(line: Line) -> None:
    line("upgrade")
    line("accounts", "add", *AN, "--new")
    refused(line("accounts", "release", "an@stad.nl"))
    refused(line("accounts", "release", "zo@stad.nl"))
    engine = insider(line.url)
    with writing(engine) as session:
        session.execute(update(Account).values(issuer="https://login.example", subject="an-1"))
    engine.dispose()
    assert line("accounts", "release", "An@stad.nl", "--json").data == {"email": "An@stad.nl", "released": True}
    assert [(account.issuer, account.subject) for account in kept(line, Account)] == [(None, None)]
    done = [(entry.action, entry.result) for entry in kept(line, LogEntry) if "release" in entry.action]
    assert done == [("release_account", "refused"), ("release_account", "done")]


@pytest.mark.parametrize(
    "arguments", [("add",), ("add", *AN[:-1]), ("add", *AN[:4], "mayor", *AN[5:]), ("block",), ("nonsense",)]
)
def test_wrong_use_ends_with_2(line: Line, arguments: tuple[str, ...]) -> None:
    ran = line("accounts", *arguments)
    assert ran.code == 2 and ran.err and not ran.out


@pytest.mark.parametrize("verb", ["list", "add", "change", "end", "block", "unblock", "release"])
def test_every_verb_explains_itself_in_dutch(line: Line, verb: str) -> None:
    ran = line("accounts", verb, "--help")
    assert ran.code == 0 and verb in ran.out and ("account" in ran.out or "aanmelden" in ran.out)


def test_a_fresh_database_has_no_accounts(line: Line) -> None:
    prepare(Settings(database_url=line.url), "localhost", free_port(), NOW)
    assert kept(line, Account) == [] and kept(line, Grant) == [] and line.networks() == []
