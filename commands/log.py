"""Is the log as it was written? Over the whole database."""

from typing import Any

from sqlalchemy import Engine

from data_model.database import reading
from data_model.read.log_check import Check, log_head, verify
from words.commands import WRONG_LINE
from words.language import N_, Words


def check(engine: Engine, head: str | None) -> Check:
    with reading(engine) as session:
        return verify(session, head)


def end_of_log(engine: Engine) -> str:
    with reading(engine) as session:
        return log_head(session)


def plain(found: Check) -> dict[str, Any]:
    return {
        "sound": found.sound,
        "lines": found.count,
        "head": found.head,
        "first_wrong": found.wrong,
        "head_known": found.head_known,
    }


def told(found: Check, words: Words) -> str:
    if found.wrong is not None:
        return words(WRONG_LINE, number=str(found.wrong))
    if not found.head_known:
        return words(N_("The end that was kept elsewhere is not in the log: lines were cut off or written anew."))
    return words(N_("All {n} lines of the log are as they were written."), n=found.count)
