"""Who worked where and when in a network, for reads that demanded the right to it."""

from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from data_model import scope
from data_model.days import days_after, earliest
from data_model.read.statements import AFFILIATIONS


class Spell(NamedTuple):
    """A person's time at an organisation with its first and last day, and whether the function there is known."""

    person_id: int
    organisation_id: int
    start_on: date
    end_on: date | None
    has_function: bool


@scope.once
def spells(session: Session) -> list[Spell]:
    """The oldest first. An erased person works nowhere any more."""
    rows = scope.rows(session, AFFILIATIONS)
    return [
        Spell(
            person_id=row.person_id,
            organisation_id=row.organisation_id,
            start_on=row.start_on,
            end_on=earliest(row.end_on, row.erased_on and days_after(row.erased_on, -1)),
            has_function=bool((row.function_title or "").strip()),
        )
        for row in rows
    ]
