"""Where in the texts of a network somebody can be recognised: by full name, e-mail address or telephone number.

For acts and reads that demanded the right to look there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from data_model.refusal import Forbidden
from data_model.tables.account import Account, Grant
from data_model.tables.base import Base, NetworkRecord, Told
from data_model.tables.organisation import Organisation
from data_model.tables.person import ContactChannel, Person

# Names of others and what they can be reached by are theirs, whatever they look like.
_OF_OTHERS = {("person", "display_name"), ("contact_channel", "value")}
# An organisation may be called after somebody: that is for a human to judge.
_NEVER_CERTAIN = {("organisation", "name")}
_BETWEEN = r"[\s().\-/]*"
_FEWEST_DIGITS = 7


class Place(NamedTuple):
    """A text of a record."""

    entity: str
    id: int
    field: str


@dataclass(frozen=True)
class Traces:
    """By what somebody can be recognised. `certain` is surely this person; `maybe` only looks like it."""

    certain: re.Pattern[str] | None
    maybe: re.Pattern[str] | None

    def are_in(self, place: Place, text: str) -> bool:
        """Whether the text holds this person for certain."""
        return bool(self.certain and self.certain.search(text)) and (place.entity, place.field) not in _NEVER_CERTAIN

    def may_be_in(self, place: Place, text: str) -> bool:
        """Whether a human should read what is left of the text without that."""
        left = self.certain.sub("", text) if self.certain else text
        certain = left != text and not self.are_in(place, text)
        return certain or bool(self.maybe and self.maybe.search(left))


def traces_of(session: Session, here: int, person_id: int) -> Traces:
    """What only this person has. A name, address or number that others have as well is for a human to judge.

    Raises `Forbidden` for who is not there or was erased.
    """
    name = session.scalar(
        select(Person.display_name).where(Person.network_id == here, Person.id == person_id, Person.erased_on.is_(None))
    )
    if name is None:
        raise Forbidden
    own = _reached_by(session, here, person_id)
    theirs = {_plain(value) for value in _of_others(session, here, person_id)}
    alone = [value for value in own if _plain(value) not in theirs]
    full = len(name.split()) > 1 and not _shared(session, here, person_id, name)
    certain = [*(_named(name) if full else ()), *(_spelled(value) for value in alone)]
    first = name.split()[0] if name.split() else ""
    maybe = [rf"(?<!\w){re.escape(first)}(?!\w)"] if first else []
    maybe += [*(() if full else _named(name)), *(_spelled(value) for value in own if value not in alone)]
    return Traces(_any(certain), _any(maybe))


def texts(session: Session, here: int) -> Iterator[tuple[Place, str]]:
    """Every text of the network, but for what others are called and reached by."""
    for table in tables():
        for name in (c.name for c in inspect(table).columns if isinstance(c.type, Told)):
            if (table.__tablename__, name) in _OF_OTHERS:
                continue
            column = getattr(table, name)
            rows = session.execute(select(table.id, column).where(table.network_id == here, column.is_not(None)))
            yield from ((Place(table.__tablename__, id, name), text) for id, text in rows)


def tables() -> list[type[NetworkRecord]]:
    """Everything that belongs to a network, by name."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    return sorted((c for c in classes if issubclass(c, NetworkRecord)), key=lambda c: c.__tablename__)


def _reached_by(session: Session, here: int, person_id: int) -> list[str]:
    channels = select(ContactChannel.value).where(
        ContactChannel.network_id == here, ContactChannel.person_id == person_id
    )
    accounts = (
        select(Account.email)
        .join(Grant, Grant.account_id == Account.id)
        .where(Grant.network_id == here, Grant.person_id == person_id)
    )
    return sorted({*session.scalars(channels), *session.scalars(accounts)})


def _of_others(session: Session, here: int, person_id: int) -> Iterator[str]:
    others = ContactChannel.network_id == here, ContactChannel.person_id != person_id
    yield from session.scalars(select(ContactChannel.value).where(*others))
    for row in session.execute(
        select(Organisation.general_email, Organisation.general_phone).where(Organisation.network_id == here)
    ):
        yield from (value for value in row if value)


def _shared(session: Session, here: int, person_id: int, name: str) -> bool:
    others = select(Person.display_name).where(Person.network_id == here, Person.id != person_id)
    return any(
        " ".join(other.split()).casefold() == " ".join(name.split()).casefold() for other in session.scalars(others)
    )


def _named(name: str) -> tuple[str, ...]:
    """The name as one says it and as a list has it, also with an s behind it."""
    words = [re.escape(word) for word in name.split()]
    spoken, family = r"\s+".join(words), r"\s+".join(words[1:])
    listed = rf"{family},\s*{words[0]}"
    return tuple(rf"(?<!\w){said}(?:['’]?s)?(?!\w)" for said in ((spoken, listed) if len(words) > 1 else (spoken,)))


def _spelled(value: str) -> str:
    """An address as it is; a number however one groups its digits and with or without the country."""
    digits = _plain(value)
    if "@" in value or len(digits) < _FEWEST_DIGITS or not digits.isdecimal():
        return rf"(?<![\w.+-]){re.escape(value)}(?![\w-]|\.\w)"
    country = rf"(?:(?:\+|00)31{_BETWEEN}(?:\(?0\)?)?{_BETWEEN}|0{_BETWEEN})?"
    return rf"(?<![\d+]){country}{_BETWEEN.join(digits)}(?!\d)"


def _plain(value: str) -> str:
    """An address in small letters; a number without the country and the 0 in front."""
    if "@" in value:
        return value.casefold()
    digits = re.sub(r"\D", "", value.replace("(0)", ""))
    return re.sub(r"^(?:0031|31(?=\d{9}$)|0)", "", digits)


def _any(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None
