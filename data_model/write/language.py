"""The act of choosing the language of one's own screen and mail."""

from datetime import datetime

from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.refusal import Forbidden, Refusal
from data_model.tables.account import Account
from data_model.vocabulary import LANGUAGES
from data_model.write import journal


@journal.act
def choose_language(session: Session, *, language: str, by: Viewer, at: datetime) -> None:
    """Only ever about one's own account, so it asks for no other right than having one."""
    account = session.get(Account, by.account_id) if by.account_id else None
    if account is None:
        raise Forbidden
    if language not in LANGUAGES:
        raise Refusal("not_a_choice", "language")
    account.language = language
    journal.note(session, "choose_language", account, ("language",), by=by, at=at)
