"""Where demo rows are put: dates are counted from today, rows are found back by a short name."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from data_model.tables.base import NetworkRecord

TUESDAY = 1


class Stage:
    """A network that is being filled, with the ids of what already stands there, by kind and short name."""

    def __init__(self, session: Session, today: date) -> None:
        self.session = session
        self.today = today
        self.at = self.morning(self.on(-1))  # whatever time it is now, all of it stood there before
        self.network_id = 0
        self.ids: dict[str, dict[str, int]] = defaultdict(dict)

    @staticmethod
    def morning(day: date) -> datetime:
        return datetime.combine(day, time(9), UTC)

    def on(self, days: int) -> date:
        """The day so many days after today; before it when negative."""
        return self.today + timedelta(days=days)

    def maybe_on(self, days: int | None) -> date | None:
        return None if days is None else self.on(days)

    def tuesday(self, weeks: int) -> date:
        """The Tuesday so many weeks from the last one: meetings are on Tuesdays, whatever day today is."""
        return self.on(-((self.today.weekday() - TUESDAY) % 7)) + timedelta(weeks=weeks)

    def add(self, table: type[NetworkRecord], **values: Any) -> int:
        """Store one row of this network and give its id."""
        record = table(network_id=self.network_id, created_at=self.at, **values)
        self.session.add(record)
        self.session.flush()
        return record.id

    def put(self, table: type[NetworkRecord], **values: Any) -> None:
        """Store one row of this network that no other row points to."""
        self.session.add(table(network_id=self.network_id, created_at=self.at, **values))

    def organisation(self, name: str | None) -> int | None:
        return self.ids["organisation"][name] if name else None

    def person(self, name: str | None) -> int | None:
        return self.ids["person"][name] if name else None
