"""Choosing one's own language: for an account, in a language that is there, in the log."""

import pytest
from sqlalchemy import select

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.refusal import Forbidden, Refusal
from data_model.tables.account import Account
from data_model.tables.log import LogEntry
from data_model.write.language import choose_language
from tests.conftest import NOW, Town


def account(town: Town) -> int:
    with writing(town.engine) as session:
        record = Account(email="an@example.nl", display_name="An", created_at=NOW)
        session.add(record)
        session.flush()
        return record.id


def choose(town: Town, language: str, account_id: int | None, role: Role = Role.PARTICIPANT) -> None:
    by = Viewer(network_id=town.id, role=role, account_id=account_id)
    with writing(town.engine) as session:
        choose_language(session, language=language, by=by, at=NOW)


@pytest.mark.parametrize("role", Role)
def test_everybody_chooses_the_language_of_their_own_account(town: Town, role: Role) -> None:
    an = account(town)
    choose(town, "en", an, role)
    with reading(town.engine) as session:
        assert session.scalars(select(Account.language)).all() == ["en"]
        (entry,) = session.scalars(select(LogEntry))
        assert (entry.action, entry.entity, entry.entity_id, entry.fields) == (
            "choose_language",
            "account",
            an,
            "language",
        )


def test_a_language_that_is_not_there_is_refused(town: Town) -> None:
    an = account(town)
    with pytest.raises(Refusal, match="not_a_choice"):
        choose(town, "fr", an)
    with reading(town.engine) as session:
        assert session.scalars(select(Account.language)).all() == ["nl"]


@pytest.mark.parametrize("nobody", [None, 999])
def test_without_an_account_there_is_nothing_to_choose_for(town: Town, nobody: int | None) -> None:
    with pytest.raises(Forbidden):
        choose(town, "en", nobody)
