"""The dialogs that make and steer a covenant, and which concern opens which."""

from collections.abc import Mapping

from data_model.access import Entity, Reach, Verb, Viewer, reach
from data_model.findings import Concern
from pages.acts import (
    course,
    draw_up,
    follow_up,
    management,
    missing,
    new_goal,
    party,
    promised,
    route,
    signing_day,
    term,
    working_agreement,
)
from pages.acts.dialog import Dialog
from words.language import N_


def for_the_network(viewer: Viewer, concern: Concern | None) -> bool:
    """What the network says together is recorded by who acts for all of it, never by one organisation."""
    return reach(viewer, Entity.COVENANT, Verb.EDIT) is Reach.NETWORK


DRAFT = Dialog(
    "draft",
    N_("Draw up covenant"),
    N_("Draw up a covenant"),
    ":material/edit_document:",
    Entity.COVENANT,
    draw_up.form,
    suits=for_the_network,
)
COURSE = Dialog(
    "course",
    N_("Next step"),
    N_("The next step of the covenant"),
    ":material/moving:",
    Entity.COVENANT,
    course.form,
    suits=for_the_network,
)
TERM = Dialog(
    "term",
    N_("Adjust term"),
    N_("The term of the covenant"),
    ":material/date_range:",
    Entity.COVENANT,
    term.form,
    suits=for_the_network,
)
FOLLOW_UP = Dialog(
    "sequel",
    N_("Arrange what follows"),
    N_("What comes after this covenant"),
    ":material/next_plan:",
    Entity.COVENANT,
    follow_up.form,
    only_about="covenant",
    suits=for_the_network,
)
MISSING = Dialog(
    "missing",
    N_("Fill in what is missing"),
    N_("What the covenant misses"),
    ":material/playlist_add:",
    Entity.COVENANT,
    missing.form,
    suits=for_the_network,
)
PARTY = Dialog(
    "party",
    N_("Change organisations"),
    N_("Organisations in the covenant"),
    ":material/domain_add:",
    Entity.COVENANT,
    party.form,
    suits=for_the_network,
)
SIGNING_DAY = Dialog(
    "signing",
    N_("Many signed at once"),
    N_("Many organisations signed at once"),
    ":material/groups_2:",
    Entity.COVENANT,
    signing_day.form,
    suits=for_the_network,
)
GOAL_SET = Dialog(
    "purpose",
    N_("Write goal"),
    N_("The shared goal of the network"),
    ":material/flag_circle:",
    Entity.COVENANT,
    new_goal.form,
    suits=for_the_network,
)
AGREEMENT = Dialog(
    "agreement",
    N_("Edit working agreements"),
    N_("Working agreements"),
    ":material/fact_check:",
    Entity.COVENANT,
    working_agreement.form,
    suits=for_the_network,
)
ROUTE = Dialog(
    "route",
    N_("Settle approval"),
    N_("Must managers approve the covenant?"),
    ":material/rule:",
    Entity.COVENANT,
    route.form,
    suits=for_the_network,
)
PROMISED = Dialog(
    "promised",
    N_("Edit promises"),
    N_("Promises of organisations"),
    ":material/handshake:",
    Entity.COVENANT,
    promised.form,
)
MANAGEMENT = Dialog(
    "management",
    N_("How managers hear"),
    N_("Approval and news for managers"),
    ":material/supervisor_account:",
    Entity.COVENANT,
    management.form,
)

BY_KIND: Mapping[str, Dialog | None] = {
    "covenant.none": DRAFT,
    "covenant.incomplete": MISSING,
    "covenant.no_informal_organisation": PARTY,
    "covenant.party_declined": PARTY,
    "covenant.party_withdrew": PARTY,
    "covenant.not_signed": SIGNING_DAY,
    "covenant.no_term": TERM,
    "covenant.renews_soon": TERM,
    "covenant.ends": FOLLOW_UP,
    "covenant.ends_without_follow_up": FOLLOW_UP,
    "covenant.expired": FOLLOW_UP,
}
