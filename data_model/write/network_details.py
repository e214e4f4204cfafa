"""The act on what a network is called, where it is, and who answers for the personal data in it."""

from datetime import datetime

from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.refusal import Refusal
from data_model.tables.network import Network
from data_model.text import SHORT, free_text
from data_model.write.journal import act, note
from data_model.write.networks import network_named
from data_model.write.records import unchanged


@act
def change_network(
    session: Session,
    *,
    name: str,
    area_name: str | None = None,
    controller: str | None = None,
    privacy_contact: str | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Network:
    """`privacy_contact` is a desk to ask, not a person. Refuses the name of another network."""
    require(by, Entity.OFFICE, Verb.EDIT)
    network = session.get_one(Network, by.network_id)
    unchanged(network, seen_version)
    called = free_text(name, "network_name", required=True, limit=SHORT)
    assert called is not None
    namesake = network_named(session, called)
    if namesake is not None and namesake.id != network.id:
        raise Refusal("network_exists", "network_name", name=called)
    given = {
        "name": called,
        "area_name": free_text(area_name, "area_name", limit=SHORT),
        "controller": free_text(controller, "controller", limit=SHORT),
        "privacy_contact": free_text(privacy_contact, "privacy_contact", limit=SHORT),
    }
    changed = [field for field, value in given.items() if getattr(network, field) != value]
    for field in changed:
        setattr(network, field, given[field])
    note(session, "change_network", network, changed, by=by, at=at)
    return network
