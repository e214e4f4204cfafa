"""The dialogs that keep a covenant up to date, and which concern opens which."""

from collections.abc import Mapping

from data_model.access import Entity, Viewer
from data_model.findings import Act, Concern
from pages.acts import annex, approval, covenant_making_dialogs, evaluation, goal, informing, promise, review
from pages.acts.covenant_making_dialogs import for_the_network
from pages.acts.dialog import Dialog
from pages.acts.turnover_dialogs import WEBBER
from words.language import N_


def by_annex(viewer: Viewer, concern: Concern | None) -> bool:
    return for_the_network(viewer, concern) and annex.settles(concern)


APPROVAL = Dialog(
    "approval",
    N_("Record answer"),
    N_("What the managers say of the covenant"),
    ":material/approval:",
    Entity.COVENANT,
    approval.form,
)
EVALUATION = Dialog(
    "evaluation",
    N_("Record evaluation"),
    N_("Record an evaluation of the covenant"),
    ":material/rate_review:",
    Entity.COVENANT,
    evaluation.form,
    suits=for_the_network,
)
ANNEX = Dialog(
    "annex",
    N_("Make annex"),
    N_("Make an annex to the covenant"),
    ":material/note_add:",
    Entity.COVENANT,
    annex.form,
    suits=by_annex,
)
GOAL = Dialog(
    "goal",
    N_("Confirm goal"),
    N_("Confirm the shared goal"),
    ":material/flag:",
    Entity.COVENANT,
    goal.form,
    suits=for_the_network,
)
REVIEW = Dialog(
    "review",
    N_("Record discussion"),
    N_("What the network says of an agreement"),
    ":material/forum:",
    Entity.COVENANT,
    review.form,
    suits=for_the_network,
)
PROMISE = Dialog(
    "promise",
    N_("Update promise"),
    N_("How far an organisation is with its promise"),
    ":material/anchor:",
    Entity.COVENANT,
    promise.form,
)
INFORMING = Dialog(
    "informing",
    N_("Record that they know"),
    N_("Record that managers were informed"),
    ":material/campaign:",
    Entity.COVENANT,
    informing.form,
)

BY_ACT = {
    Act.RECORD_APPROVAL: APPROVAL,
    Act.EVALUATE_COVENANT: EVALUATION,
    Act.REVISE_COVENANT: ANNEX,
    Act.REVIEW_AGREEMENT: REVIEW,
    Act.INFORM_MANAGER: INFORMING,
}

# Where the act alone does not say what helps.
BY_KIND: Mapping[str, Dialog | None] = {
    "covenant.goal_not_confirmed": GOAL,
    "covenant.webber_without_deputy": WEBBER,
    "covenant.promise_not_discussed": PROMISE,
    **covenant_making_dialogs.BY_KIND,
}
