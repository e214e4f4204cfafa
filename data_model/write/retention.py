"""The act that lets go what has been kept long enough. It may be done every day."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.read.retention import Retention, outdated, retention
from data_model.read.settings import norms_of
from data_model.tables.network import Network
from data_model.tables.person import ContactChannel, Person
from data_model.write.erasure import forget
from data_model.write.journal import act, note
from data_model.write.records import find
from data_model.write.undo import FOR_GOOD


@act
def apply_retention(session: Session, *, by: Viewer, at: datetime) -> Retention:
    """Let go all that goes today, and tell what that was. It cannot be taken back."""
    require(by, Entity.OFFICE, Verb.EDIT)
    session.info[FOR_GOOD] = True
    day = dutch_day(at)
    going = retention(session, by, day)
    for table, which in outdated(by.network_id, day, norms_of(session, by, day)).values():
        session.execute(delete(table).where(which).execution_options(synchronize_session=False))
    for leaver in going.contact_data:
        own = ContactChannel.network_id == by.network_id, ContactChannel.person_id == leaver.person_id
        for channel in session.scalars(select(ContactChannel).where(*own)):
            session.delete(channel)
    for leaver in going.people:
        forget(session, find(session, Person, leaver.person_id, by), day, by, at)
    note(session, "apply_retention", session.get_one(Network, by.network_id), going.kinds, by=by, at=at)
    return going
