"""Who may see and do what. Reads and acts ask here; nothing else decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from data_model.findings import Finding
from data_model.refusal import Forbidden


class Role(StrEnum):
    """What an account is in a network."""

    COORDINATOR = "coordinator"
    WEBBER = "webber"
    MANAGER = "manager"
    PARTICIPANT = "participant"


class Entity(StrEnum):
    """What rights are about."""

    MEETINGS = "meetings"
    ATTENDANCE = "attendance"
    COVENANT = "covenant"
    ACTIONS = "actions"
    CONTACTS = "contacts"
    TURNOVER = "turnover"
    REGISTER = "register"
    OFFICE = "office"
    PRIVACY = "privacy"


class Verb(StrEnum):
    """See records, watch the findings about them, or edit them."""

    SEE = "see"
    WATCH = "watch"
    EDIT = "edit"


class Reach(IntEnum):
    """How far a right goes. A wider reach includes the narrower ones."""

    NONE = 0
    OWN = 1
    ORGANISATION = 2
    NETWORK = 3


N, O, G, A = Reach.NONE, Reach.OWN, Reach.ORGANISATION, Reach.NETWORK

# One row an entity: what coordinator, webber, manager and participant may see, watch and edit.
RIGHTS: Mapping[Entity, Mapping[Verb, tuple[Reach, Reach, Reach, Reach]]] = {
    Entity.MEETINGS: {Verb.SEE: (A, A, A, A), Verb.WATCH: (A, A, G, N), Verb.EDIT: (A, A, N, N)},
    Entity.ATTENDANCE: {Verb.SEE: (A, A, G, N), Verb.WATCH: (A, A, G, N), Verb.EDIT: (A, A, N, N)},
    Entity.COVENANT: {Verb.SEE: (A, A, A, A), Verb.WATCH: (A, A, A, N), Verb.EDIT: (A, N, G, N)},
    Entity.ACTIONS: {Verb.SEE: (A, A, N, A), Verb.WATCH: (A, A, N, O), Verb.EDIT: (A, O, N, O)},
    Entity.CONTACTS: {Verb.SEE: (A, A, G, A), Verb.WATCH: (A, A, G, O), Verb.EDIT: (A, O, G, O)},
    Entity.TURNOVER: {Verb.SEE: (A, A, G, N), Verb.WATCH: (A, A, G, N), Verb.EDIT: (A, A, G, O)},
    Entity.REGISTER: {Verb.SEE: (A, A, A, A), Verb.WATCH: (N, N, N, N), Verb.EDIT: (A, N, N, N)},
    Entity.OFFICE: {Verb.SEE: (A, N, N, N), Verb.WATCH: (N, N, N, N), Verb.EDIT: (A, N, N, N)},
    Entity.PRIVACY: {Verb.SEE: (A, O, O, O), Verb.WATCH: (N, N, N, N), Verb.EDIT: (A, O, O, O)},
}

QUESTION_ENTITY = {
    "rhythm": Entity.MEETINGS,
    "covenant": Entity.COVENANT,
    "actions": Entity.ACTIONS,
    "contacts": Entity.CONTACTS,
    "turnover": Entity.TURNOVER,
}

# Findings that tell something of another entity as well: what somebody still has to do is about actions too.
TELLS_ALSO = {
    "turnover.open_actions": Entity.ACTIONS,
    "turnover.organisation_actions": Entity.ACTIONS,
    "turnover.organisation_quiet": Entity.ACTIONS,
}

# Who is not told that much hangs on themselves.
NOT_ABOUT_THEMSELVES = (Role.WEBBER,)
# Who may see every finding about a network, so also how many there are.
WHOLE = tuple(
    role
    for n, role in enumerate(Role)
    if role not in NOT_ABOUT_THEMSELVES
    and all(RIGHTS[entity][Verb.WATCH][n] is Reach.NETWORK for entity in QUESTION_ENTITY.values())
)


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Somebody looking at one network: their account, role and, where they have one, person and organisation."""

    network_id: int
    role: Role
    account_id: int | None = None
    name: str = ""
    organisation_id: int | None = None
    person_id: int | None = None
    language: str = "nl"
    origin: str = "page"


def command_line(network_id: int) -> Viewer:
    """The operator at the command line, who can reach the database anyway."""
    return Viewer(network_id=network_id, role=Role.COORDINATOR, origin="command")


def reach(viewer: Viewer, entity: Entity, verb: Verb) -> Reach:
    return RIGHTS[entity][verb][tuple(Role).index(viewer.role)]


def allows(
    viewer: Viewer,
    entity: Entity,
    verb: Verb,
    *,
    organisation_id: int | None = None,
    person_id: int | None = None,
) -> bool:
    """Whether a record of this organisation and person lies within the viewer's reach."""
    match reach(viewer, entity, verb):
        case Reach.NETWORK:
            return True
        case Reach.ORGANISATION:
            return organisation_id is not None and organisation_id == viewer.organisation_id
        case Reach.OWN:
            return person_id is not None and person_id == viewer.person_id
        case _:
            return False


def require(
    viewer: Viewer,
    entity: Entity,
    verb: Verb,
    *,
    network_id: int | None = None,
    organisation_id: int | None = None,
    person_id: int | None = None,
) -> None:
    """Raise `Forbidden` unless the viewer may do this to such a record of this network."""
    elsewhere = network_id is not None and network_id != viewer.network_id
    if elsewhere or not allows(viewer, entity, verb, organisation_id=organisation_id, person_id=person_id):
        raise Forbidden


def require_any(viewer: Viewer, entity: Entity, verb: Verb) -> Reach:
    """How far the viewer reaches, for a read that limits its rows itself; `Forbidden` when nowhere."""
    if (extent := reach(viewer, entity, verb)) is Reach.NONE:
        raise Forbidden
    return extent


def require_whole(viewer: Viewer) -> None:
    """Raise `Forbidden` unless the viewer may see every finding about a network."""
    if viewer.role not in WHOLE:
        raise Forbidden


def may_watch(viewer: Viewer, finding: Finding) -> bool:
    """Whether this finding is the viewer's to see. Webbers do not see vulnerability signals about themselves."""
    entity = QUESTION_ENTITY[finding.question]
    themselves = entity is Entity.TURNOVER and finding.person_id == viewer.person_id is not None
    if themselves and viewer.role in NOT_ABOUT_THEMSELVES:
        return False
    entities = {entity, TELLS_ALSO.get(finding.kind, entity)}
    whose = {"organisation_id": finding.organisation_id, "person_id": finding.person_id}
    return all(allows(viewer, one, Verb.WATCH, **whose) for one in entities)


def channel_visible(
    viewer: Viewer, visibility: str, *, organisation_id: int | None, person_id: int, restricted: bool = False
) -> bool:
    """Whether a contact channel with this sharing choice may be shown to the viewer.

    `restricted`: the person had the contact data shielded, so nobody else sees them.
    """
    if person_id == viewer.person_id:
        return True
    if (
        restricted
        or visibility == "withheld"
        or not allows(viewer, Entity.CONTACTS, Verb.SEE, organisation_id=organisation_id, person_id=person_id)
    ):
        return False
    if viewer.role is Role.COORDINATOR:
        return True
    return visibility == "network" or (visibility == "webbers" and viewer.role is Role.WEBBER)
