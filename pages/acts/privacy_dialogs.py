"""The dialogs about rights on one's own data: ask, erase, answer, shield, and the ground on which data are kept."""

from data_model.access import Entity, Reach, Verb, Viewer, reach
from data_model.findings import Concern
from pages.acts import privacy_answer, privacy_ask, privacy_person
from pages.acts.dialog import Dialog
from words.language import N_


def for_all(viewer: Viewer, _: Concern | None) -> bool:
    return reach(viewer, Entity.PRIVACY, Verb.EDIT) is Reach.NETWORK


ASK = Dialog(
    "privacy_ask",
    N_("Ask about my data"),
    N_("A request about personal data"),
    ":material/contact_support:",
    Entity.PRIVACY,
    privacy_ask.form,
)
ERASE = Dialog(
    "privacy_erase",
    N_("Have my data erased"),
    N_("Have your data erased"),
    ":material/person_remove:",
    Entity.PRIVACY,
    privacy_ask.erase,
)
DECIDE = Dialog(
    "privacy_decide",
    N_("Decide"),
    N_("Decide on a request"),
    ":material/gavel:",
    Entity.PRIVACY,
    privacy_answer.decide,
    suits=for_all,
)
EXTEND = Dialog(
    "privacy_extend",
    N_("Take longer"),
    N_("Take two months more for a request"),
    ":material/more_time:",
    Entity.PRIVACY,
    privacy_answer.extend,
    suits=for_all,
)
SHIELD = Dialog(
    "privacy_shield",
    N_("Shield contact data"),
    N_("Shield somebody's contact data"),
    ":material/visibility_off:",
    Entity.PRIVACY,
    privacy_person.restrict,
    suits=for_all,
)
GROUND = Dialog(
    "privacy_ground",
    N_("Ground"),
    N_("On which ground data are kept"),
    ":material/balance:",
    Entity.PRIVACY,
    privacy_person.ground,
    suits=for_all,
)
