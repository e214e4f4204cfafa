"""The demo network with texts about people, and a search for what is left of them in tables and raw files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, String, Text, select, text
from sqlalchemy.orm import Session

from data_model.access import Role, Viewer
from data_model.database import reading, writing
from data_model.scope import unlimited
from data_model.tables import Base
from data_model.tables.account import Account, Grant, PersonalLink, SignIn
from data_model.tables.action import Action, ActionUpdate
from data_model.tables.base import Told
from data_model.tables.covenant import WorkingAgreement
from data_model.tables.log import ImportRun
from data_model.tables.map import MapVersion, Relation
from data_model.tables.meeting import Meeting, MeetingReport
from data_model.tables.person import ContactChannel, Person
from data_model.tables.post import OutboxMessage
from data_model.tables.privacy import PrivacyRequest
from data_model.tables.turnover import Handover
from data_model.write.contacts import confirm_contact, correct_contact
from data_model.write.people import change_person
from demo.town import fill
from tests.conftest import NOW

TODAY = NOW.date()
PEOPLE = ("Noor Achterberg", "Yvonne", "Karin", "Marieke", "Marcel")
TEXTS = (
    (Action, "description"),
    (ActionUpdate, "text"),
    (WorkingAgreement, "text"),
    (MapVersion, "note"),
    (Relation, "description"),
    (Meeting, "agenda"),
    (MeetingReport, "summary"),
    (Handover, "note"),
)


@dataclass(frozen=True)
class Known:
    """Somebody and their three needles."""

    id: int
    name: str
    email: str
    phone: str

    @property
    def needles(self) -> tuple[str, str, str]:
        return self.name, self.email, self.phone[-8:]


class Remembering:
    """The demo network in which much is said about five people. The first of them coordinates it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        with writing(engine) as session, unlimited(session):
            fill(session, TODAY)
            self.people = tuple(_known(session, name, n) for n, name in enumerate(PEOPLE))
            self.here = session.scalars(select(Person.network_id)).first() or 0
        self.by = Viewer(network_id=self.here, role=Role.COORDINATOR)
        with writing(engine) as session, unlimited(session):
            self._let_somebody_else_coordinate(session)
            for number, person in enumerate(self.people):
                self._say(session, person, number)
        for person in self.people:
            self._act(person)

    def _let_somebody_else_coordinate(self, session: Session) -> None:
        account = Account(created_at=NOW, email="loket@example.org", display_name="Loket")
        session.add(account)
        session.flush()
        role: dict[str, Any] = {"account_id": account.id, "network_id": self.here, "role": "coordinator"}
        session.add(Grant(created_at=NOW, start_on=TODAY, **role))

    def _say(self, session: Session, person: Known, number: int) -> None:
        said = f"Bel {person.name.upper()} ({person.email}, {person.phone.replace(' ', '-')}): {person.name}s plan"
        for table, field in TEXTS:
            rows = session.scalars(select(table).order_by(table.id)).all()
            setattr(rows[number % len(rows)], field, f"{getattr(rows[number % len(rows)], field)} {said}")
        name: dict[str, Any] = {"file_name": f"contacten {person.name}.xlsx", "file_kind": "contacts"}
        counts: dict[str, Any] = {f"{kind}_count": 0 for kind in ("new", "changed", "same", "refused")}
        session.add(ImportRun(network_id=self.here, created_at=NOW, **name, **counts))
        asked: dict[str, Any] = {"person_id": person.id, "kind": "access", "text": said, "reason": said}
        session.add(
            PrivacyRequest(network_id=self.here, created_at=NOW, received_on=TODAY, answer_by_on=TODAY, **asked)
        )
        self._give_account(session, person, number)

    def _give_account(self, session: Session, person: Known, number: int) -> None:
        account = session.scalar(select(Account).where(Account.email == person.email))
        if account is None:
            account = Account(created_at=NOW, email=person.email, display_name=person.name)
            session.add(account)
            session.flush()
            role: dict[str, Any] = {
                "account_id": account.id,
                "network_id": self.here,
                "role": "participant",
                "person_id": person.id,
            }
            session.add(Grant(created_at=NOW, start_on=TODAY, **role))
        moments: dict[str, Any] = {"created_at": NOW, "expires_at": NOW}
        hashes: dict[str, Any] = {"token_hash": f"hash {number}", "method": "link", "active_at": NOW}
        session.add(SignIn(account_id=account.id, **hashes, **moments))
        session.add(PersonalLink(account_id=account.id, key=f"key {number}", browser_hash="", **moments))
        session.flush()
        session.add(OutboxMessage(account_id=account.id, kind="sign_in_link", created_at=NOW, due_at=NOW))

    def _act(self, person: Known) -> None:
        """What leaves the name in the log."""
        with writing(self.engine) as session:
            about: dict[str, Any] = {"person_id": person.id, "by": self.by, "at": NOW}
            confirm_contact(session, **about)
            change_person(session, display_name=person.name, **about)
            channels = {"work_phone": (person.phone, "network")}
            correct_contact(session, channels=channels, **about)

    def texts(self) -> Iterator[str]:
        with reading(self.engine) as session:
            for table in Base.metadata.sorted_tables:
                for column in (c for c in table.columns if isinstance(c.type, String | Text | Told)):
                    yield from session.scalars(select(column).where(column.is_not(None)))

    def left(self) -> list[str]:
        """The needles that still stand in a table, whatever their capitals and spaces."""
        all_said = _squeezed("\n".join(self.texts()))
        return [needle for person in self.people for needle in person.needles if _squeezed(needle) in all_said]

    def left_in_files(self) -> list[str]:
        found = b"".join(path.read_bytes() for path in self.files())
        return [needle for person in self.people for needle in person.needles if needle.encode() in found]

    def files(self) -> list[Path]:
        """Every file the database keeps its tables in."""
        if self.engine.dialect.name == "sqlite":
            place = Path(str(self.engine.url.database))
            return [path for path in place.parent.iterdir() if path.name.startswith(place.name)]
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CHECKPOINT"))
            folder = Path(str(connection.scalar(text("SHOW data_directory"))))
            kept = connection.scalars(
                text(
                    "SELECT pg_relation_filepath(oid) FROM pg_class WHERE pg_relation_filepath(oid) IS NOT NULL"
                    " AND relisshared = false"
                )
            ).all()
        return [folder / path for path in kept if (folder / path).exists()]


def _known(session: Session, begin: str, number: int) -> Known:
    person = session.scalars(select(Person).where(Person.display_name.startswith(begin)).order_by(Person.id)).first()
    assert person
    channels = session.scalars(select(ContactChannel).where(ContactChannel.person_id == person.id)).all()
    email = next(channel.value for channel in channels if "@" in channel.value)
    return Known(person.id, person.display_name, email, f"06 2012345{number}")


def _squeezed(said: str) -> str:
    return re.sub(r"[\s-]", "", said.casefold())
