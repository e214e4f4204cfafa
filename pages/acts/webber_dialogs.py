"""The dialogs on the page that says whom to call."""

from data_model.access import Entity, Reach, Verb, Viewer, reach
from data_model.findings import Concern
from pages.acts import proposal, webber
from pages.acts.dialog import Dialog
from words.language import N_


def _for_others(viewer: Viewer, _: Concern | None) -> bool:
    """Nobody proposes themselves: it takes a right over an organisation."""
    return reach(viewer, Entity.TURNOVER, Verb.EDIT) >= Reach.ORGANISATION


PROPOSE = Dialog(
    "propose",
    N_("Propose a webber"),
    N_("Propose a webber"),
    ":material/person_raised_hand:",
    Entity.TURNOVER,
    proposal.propose,
    suits=_for_others,
)
PROPOSAL = Dialog(
    "proposal",
    N_("Confirm or reject"),
    N_("Answer a proposal"),
    ":material/how_to_reg:",
    Entity.TURNOVER,
    proposal.answer,
    only_about="webber",
)
TASK = Dialog(
    "task",
    N_("Change"),
    N_("Webber and stand-in"),
    ":material/edit:",
    Entity.TURNOVER,
    webber.form,
    only_about="webber",
)
