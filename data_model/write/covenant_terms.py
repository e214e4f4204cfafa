"""How long a covenant lasts: its last day, whether it renews itself, and when it is looked at again."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.refusal import Refusal
from data_model.tables.covenant import Covenant
from data_model.write.covenants import open_covenant
from data_model.write.journal import act, note
from data_model.write.records import unchanged

NOTICE_DAYS = 3650
MONTHS = 120


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the parties agreed on time. Without a last day there is no term."""

    start_on: date | None = None
    end_on: date | None = None
    auto_renew: bool = False
    renew_months: int | None = None
    notice_days: int = 0
    evaluation_interval_months: int = 12
    first_evaluation_on: date | None = None

    def check(self, earliest: date) -> None:
        """Refuse a term that ends before it starts or renews without a last day, and numbers nobody can mean."""
        starts_on = self.start_on or earliest
        for on, field in ((self.end_on, "term_end_on"), (self.first_evaluation_on, "first_evaluation_on")):
            if on is not None and on < starts_on:
                raise Refusal("before_the_start", field, start_on=starts_on)
        if self.auto_renew and self.end_on is None:
            raise Refusal("renews_without_end", "term_end_on")
        _between(self.notice_days, "notice_days", 0, NOTICE_DAYS)
        _between(self.evaluation_interval_months, "evaluation_interval_months", 1, MONTHS)
        if self.renew_months is not None:
            _between(self.renew_months, "renew_months", 1, MONTHS)


def _between(number: int, field: str, low: int, high: int) -> None:
    if not low <= number <= high:
        raise Refusal("out_of_range", field, low=low, high=high)


@act
def set_term(
    session: Session, *, covenant_id: int, terms: Terms, seen_version: int | None = None, by: Viewer, at: datetime
) -> Covenant:
    """Agree on the term of a covenant, or on another one: prolonging, renewing, or setting a first evaluation.

    A later last day takes up a covenant that expired. Refuses what `Terms.check` refuses, terms that change
    nothing, and a covenant that ended.
    """
    require(by, Entity.COVENANT, Verb.EDIT)
    covenant = open_covenant(session, covenant_id, by, at)
    unchanged(covenant, seen_version)
    terms.check(covenant.in_force_on or covenant.drafted_on)
    new = asdict(terms)
    fields = [name for name, value in new.items() if getattr(covenant, name) != value]
    if not fields:
        raise Refusal("nothing_changes")
    for name in fields:
        setattr(covenant, name, new[name])
    note(session, "set_term", covenant, fields, by=by, at=at)
    return covenant
