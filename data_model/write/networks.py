"""Acts on networks as a whole: open one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import command_line
from data_model.refusal import Refusal
from data_model.tables.network import Network
from data_model.text import SHORT, free_text
from data_model.write.journal import act_of_operator, note


def network_named(session: Session, name: str) -> Network | None:
    """For the command line, which reaches every network. People come in through their account."""
    return session.scalar(select(Network).where(Network.name == name.strip()))


@act_of_operator
def open_network(session: Session, *, name: str, at: datetime) -> Network:
    """A new, empty network. Nobody can be its viewer yet, so only the command line does this."""
    text = free_text(name, "name", required=True, limit=SHORT)
    assert text is not None
    if network_named(session, text):
        raise Refusal("network_exists", "name", name=text)
    network = Network(name=text, created_at=at)
    session.add(network)
    session.flush()
    note(session, "open_network", network, ("name",), by=command_line(network.id), at=at)
    return network
