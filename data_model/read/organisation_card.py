"""Everything that hangs on one organisation on a day, limited to what the viewer may see of it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Verb, Viewer, allows, reach, require
from data_model.read.action_list import action_list
from data_model.read.changes import ChangeLine, changes
from data_model.read.organisation_covenants import CovenantStanding, covenant_standing
from data_model.read.organisation_list import stays
from data_model.read.organisation_people import Colleague, LinkLine, TaskLine, colleagues, link_lines, task_lines
from data_model.refusal import Forbidden
from data_model.rules.membership_states import MembershipState, Stay, stay_on
from data_model.tables.organisation import Organisation
from data_model.vocabulary import ActionState

OPEN = (ActionState.OPEN, ActionState.IN_PROGRESS)


@dataclass(frozen=True)
class OrganisationCard:
    """One organisation. What the viewer may not see is None; the general contact then is empty as well."""

    id: int
    version: int
    name: str
    formality: str
    domain: str
    website: str | None
    contact_shown: bool
    general_phone: str | None
    general_email: str | None
    state: MembershipState | None
    since: date | None
    stays: tuple[Stay, ...]
    people: tuple[Colleague, ...]
    tasks: tuple[TaskLine, ...]
    links: tuple[LinkLine, ...]
    standing: CovenantStanding
    open_actions: int | None
    changes: tuple[ChangeLine, ...] | None


@scope.read
def organisation_card(session: Session, viewer: Viewer, organisation_id: int, day: date) -> OrganisationCard:
    """Raises `Forbidden` when the viewer's network has no such organisation."""
    require(viewer, Entity.REGISTER, Verb.SEE)
    organisation = session.scalar(
        select(Organisation).where(Organisation.id == organisation_id, Organisation.network_id == viewer.network_id)
    )
    if organisation is None:
        raise Forbidden
    id = organisation.id
    times = stays(session, viewer)[id]
    stay = stay_on(times, day)
    contact_shown = allows(viewer, Entity.CONTACTS, Verb.SEE, organisation_id=id)
    links = link_lines(session, viewer, id, day)
    return OrganisationCard(
        id=id,
        version=organisation.version,
        name=organisation.name,
        formality=organisation.formality,
        domain=organisation.domain,
        website=organisation.website,
        contact_shown=contact_shown,
        general_phone=organisation.general_phone if contact_shown else None,
        general_email=organisation.general_email if contact_shown else None,
        state=stay.state(day) if stay else None,
        since=stay.since(day) if stay else None,
        stays=times,
        people=colleagues(session, viewer, id, day, links),
        tasks=task_lines(session, viewer, id, day),
        links=links,
        standing=covenant_standing(session, viewer, id, day),
        open_actions=_open_actions(session, viewer, id, day),
        changes=_changes(session, viewer, id, day),
    )


def _open_actions(session: Session, viewer: Viewer, id: int, day: date) -> int | None:
    if reach(viewer, Entity.ACTIONS, Verb.SEE) is Reach.NONE:
        return None
    return sum(line.organisation_id == id and line.state in OPEN for line in action_list(session, viewer, day))


def _changes(session: Session, viewer: Viewer, id: int, day: date) -> tuple[ChangeLine, ...] | None:
    if not allows(viewer, Entity.TURNOVER, Verb.SEE, organisation_id=id):
        return None
    return tuple(line for line in changes(session, viewer, day) if line.organisation_id == id)
