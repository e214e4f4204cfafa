"""The pages and their addresses: what the menu shows to whom."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from data_model.access import Entity, Reach, Verb, Viewer, reach
from data_model.read.region import SEVERAL
from data_model.read.viewers import HeldRole, watched
from pages.frame.visit import Visit
from pages.network import network_map, organisations, people, region, trajectory, whom_to_call
from pages.office import exchange, log, office
from pages.own import mine
from pages.questions import actions, contacts, covenant, rhythm, today, turnover
from words.language import N_


@dataclass(frozen=True)
class Page:
    """An address that never changes with the language, and the function that draws it.

    `several`: for who watches over several networks.
    """

    path: str
    title: str
    icon: str
    show: Callable[[Visit], None]
    entity: Entity | None = None
    verb: Verb = Verb.SEE
    several: bool = False

    def allowed(self, viewer: Viewer, roles: Iterable[HeldRole] = ()) -> bool:
        if self.several and len(watched(viewer, roles)) < SEVERAL:
            return False
        return self.entity is None or reach(viewer, self.entity, self.verb) is not Reach.NONE


PAGES = (
    Page("", N_("Today"), ":material/today:", today.show),
    Page("regio", N_("My networks"), ":material/travel_explore:", region.show, several=True),
    Page("ritme", N_("Meetings"), ":material/groups:", rhythm.show, Entity.MEETINGS),
    Page("convenant", N_("Covenant"), ":material/handshake:", covenant.show, Entity.COVENANT),
    Page("acties", N_("Actions"), ":material/task_alt:", actions.show, Entity.ACTIONS),
    Page("contacten", N_("Contacts"), ":material/contacts:", contacts.show, Entity.CONTACTS),
    Page("wie-bel-ik", N_("Whom to call"), ":material/call:", whom_to_call.show, Entity.CONTACTS),
    Page("wisselingen", N_("Changes"), ":material/swap_horiz:", turnover.show, Entity.TURNOVER),
    Page("organisaties", N_("Organisations"), ":material/corporate_fare:", organisations.show, Entity.REGISTER),
    Page("netwerkkaart", N_("Network map"), ":material/hub:", network_map.show, Entity.REGISTER),
    Page("mensen", N_("People"), ":material/group:", people.show, Entity.CONTACTS),
    Page("traject", N_("Since the trajectory"), ":material/timeline:", trajectory.show, Entity.TURNOVER),
    Page("mijn", N_("My data"), ":material/person:", mine.show),
    Page("beheer", N_("Administration"), ":material/admin_panel_settings:", office.show, Entity.OFFICE),
    Page("logboek", N_("Log"), ":material/history:", log.show, Entity.OFFICE),
    Page("uitwisselen", N_("Exchange"), ":material/sync_alt:", exchange.show, Entity.OFFICE, Verb.EDIT),
)
