"""Dutch calendar days: what day it is, and how agreed intervals run from a day."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")


def dutch_day(moment: datetime) -> date:
    """The calendar day in the Netherlands at a moment (which must know its time zone)."""
    return moment.astimezone(DUTCH_TIME).date()


def add_months(day: date, months: int) -> date:
    """The same day of the month later or earlier, or the last day of that month when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def lasts(start: date | None, end: date | None, day: date) -> bool:
    """Whether a period with a first and a last day contains a day. No start: it never began."""
    return start is not None and start <= day and (end is None or day <= end)


def happened(on: date | None, day: date) -> bool:
    """Whether something dated had happened on a day."""
    return on is not None and on <= day


def earliest(*days: date | None) -> date | None:
    """The first of the days that are known."""
    return min((day for day in days if day), default=None)
