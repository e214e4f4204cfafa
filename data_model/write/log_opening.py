"""The act of looking into the log: whoever looks at what others did leaves a line as well."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.refusal import Forbidden
from data_model.tables.network import Network
from data_model.write.journal import act, note

# What somebody can search the log by.
BY = ("text", "account_id", "action", "result", "from_on", "until_on")


@act
def open_log(session: Session, *, by_what: Sequence[str] = (), by: Viewer, at: datetime) -> None:
    """Write down that the log was opened or searched, and by what; not what was searched for."""
    require(by, Entity.OFFICE, Verb.SEE)
    network = session.get(Network, by.network_id)
    if network is None:
        raise Forbidden
    note(session, "open_log", network, [field for field in BY if field in by_what], by=by, at=at, writes=False)
