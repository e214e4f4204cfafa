"""The rows of a contact list: organisations with their general contact, and people when there are any."""

import re
from dataclasses import replace
from datetime import date, datetime

from data_model.text import clean
from data_model.write.incoming import ContactRow, Place, RowNote, noted
from exchange.headers import ORGANISATIONS, PEOPLE, Header, plain
from exchange.phones import Phone, phones
from exchange.table import Row, Table

_EMAIL = re.compile(r"[^\s<>,;:@\"]+@[^\s<>,;:@\"]+\.[^\s<>,;:@\".]+")
_ON_A_PERSON = {"mobile", "person_email", "function"}
_PLACEHOLDERS = {
    *("first", "last", "name", "firstname", "lastname", "personal", "test", "unknown", "none", "na", "vacant", "tbd"),
    *("voornaam", "achternaam", "naam", "tussenvoegsel", "contactpersoon", "onbekend", "geen", "vacature", "algemeen"),
    *("nvt", "n", "v", "t", "x", "xx", "xxx"),
}
_NO_VALUE = frozenset(("", "geen", "nvt", "n v t", "onbekend", "none", "unknown"))
_DATES = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y")


class Found:
    """What was found so far, over all sheets."""

    def __init__(self) -> None:
        self.rows: list[ContactRow] = []
        self.refused: list[RowNote] = []
        self.remarks: list[RowNote] = []

    def add(self, table: Table, header: Header) -> None:
        lines = _Lines(table, header, self.remarks)
        for row in header.rows:
            line = lines.line(row)
            if line.organisation or line.person:
                self.rows.append(line)
            else:
                self.refused.append(noted("name_missing", line.place, header.names.get(lines.naming, "")))


class _Lines:
    """Turns the rows under one header into lines, and remarks on what it could not use."""

    def __init__(self, table: Table, header: Header, remarks: list[RowNote]) -> None:
        self._table = table
        self._header = header
        self._remarks = remarks
        signs = [role for role in ORGANISATIONS if role in header.columns]
        self._names_people = bool(set(PEOPLE) & header.columns.keys())
        self._person = "person"
        if _bare_name_is_a_person(header):
            signs.remove("name")
            self._names_people, self._person = True, "name"
        self.naming = signs[0] if signs else self._person

    def line(self, row: Row) -> ContactRow:
        first = self._first
        place = Place(self._table.name, row.number)
        naming_organisation = self.naming != self._person
        line = ContactRow(
            place=place,
            organisation=_real(clean(first(row, self.naming))) if naming_organisation else "",
            website=_told(clean(first(row, "website"))),
            general_email=self._email(row, place, "general_email"),
            general_phone=self._phone(row, place, "general_phone"),
            person=self._person_name(row),
            columns=self._columns(),
        )
        return self._with_person(line, row) if line.person else self._with_general_contact(line, row)

    def _with_person(self, line: ContactRow, row: Row) -> ContactRow:
        email = self._email(row, line.place, "person_email") or self._email(row, line.place, "email")
        channels = {"work_email": email} if email else {}
        for role in ("phone", "mobile"):
            for phone in self._phones(row, line.place, role):
                channels.setdefault("mobile" if phone.mobile or role == "mobile" else "work_phone", phone.value)
        return replace(
            line,
            function=_told(clean(self._first(row, "function"))),
            channels=tuple(channels.items()),
            since_on=self._since(row, line.place),
        )

    def _with_general_contact(self, line: ContactRow, row: Row) -> ContactRow:
        """Without a person the address and number are those of the organisation. An id is, only in such a list."""
        return replace(
            line,
            external_id=None if self._names_people else clean(self._first(row, "external_id")) or None,
            general_email=line.general_email or self._email(row, line.place, "email"),
            general_phone=line.general_phone
            or self._phone(row, line.place, "phone")
            or self._phone(row, line.place, "mobile"),
        )

    def _person_name(self, row: Row) -> str:
        if not self._names_people:
            return ""
        parts = [clean(self._first(row, role)) for role in ("first_name", "infix", "last_name")]
        return _real(" ".join(filter(None, parts)) or clean(self._first(row, self._person)))

    def _email(self, row: Row, place: Place, role: str) -> str | None:
        """The first address that is one, over all columns of this role."""
        texts = [row[column].strip() for column in self._header.columns.get(role, ())]
        for text in texts:
            if found := _EMAIL.search(clean(text)):
                return found[0]
        if wrong := next((text for text in texts if plain(text) not in _NO_VALUE), None):
            self._remark("email_unreadable", place, role, text=clean(wrong)[:60])
        return None

    def _phone(self, row: Row, place: Place, role: str) -> str | None:
        return next((phone.value for phone in self._phones(row, place, role)), None)

    def _phones(self, row: Row, place: Place, role: str) -> list[Phone]:
        text = clean(self._first(row, role))
        found = phones(text)
        if plain(text) not in _NO_VALUE and not found:
            self._remark("phone_unreadable", place, role, text=text[:60])
        if any(not phone.sure for phone in found):
            self._remark("phone_unsure", place, role)
        return found

    def _since(self, row: Row, place: Place) -> date | None:
        text = self._first(row, "since")
        for pattern in _DATES:
            try:
                return datetime.strptime(text.partition(" ")[0], pattern).date()  # noqa: DTZ007 - a calendar day
            except ValueError:
                continue
        if text:
            self._remark("date_unreadable", place, "since", text=clean(text)[:60])
        return None

    def _remark(self, kind: str, place: Place, role: str, **values: str) -> None:
        self._remarks.append(noted(kind, place, self._header.names.get(role, ""), **values))

    def _first(self, row: Row, role: str) -> str:
        return self._header.first(row, role)

    def _columns(self) -> dict[str, str]:
        names = self._header.names
        named = {"organisation": self.naming, "person": self._person, "work_email": "email", "work_phone": "phone"}
        return {field: names[role] for field, role in {**{n: n for n in names}, **named}.items() if role in names}


def _bare_name_is_a_person(header: Header) -> bool:
    """'Name' is a person beside a column of organisations, or beside what only people have."""
    roles = header.columns.keys()
    if "name" not in roles or set(PEOPLE) & roles:
        return False
    if {"organisation", "organisation_like"} & roles:
        return True
    return bool(_ON_A_PERSON & roles) or ("email" in roles and "website" not in roles)


def _real(name: str) -> str:
    """Nothing when a form was left as it was, such as 'first last'."""
    words = plain(name).split()
    return "" if not any(c.isalpha() for c in name) or set(words) <= _PLACEHOLDERS else name


def _told(text: str) -> str | None:
    return None if plain(text) in _NO_VALUE else text
