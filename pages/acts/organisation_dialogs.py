"""The dialogs about organisations and their time in the network, and the finding that opens one."""

from collections.abc import Mapping

from data_model.access import Entity
from data_model.rules.membership_states import MembershipState
from pages.acts import membership, organisation, organisation_stops
from pages.acts.dialog import Dialog
from words.language import N_

ADD = Dialog(
    "organisation",
    N_("Add organisation"),
    N_("Add an organisation"),
    ":material/add_business:",
    Entity.REGISTER,
    organisation.add,
)
CHANGE = Dialog(
    "adjust", N_("Change data"), N_("Change an organisation"), ":material/edit:", Entity.REGISTER, organisation.change
)
INVITE = Dialog(
    "invite",
    N_("Invite or take in again"),
    N_("Invite an organisation, or take it in again"),
    ":material/mail:",
    Entity.REGISTER,
    membership.invite,
)
ANSWER = Dialog(
    "answer",
    N_("Record answer"),
    N_("The answer to an invitation"),
    ":material/mark_email_read:",
    Entity.REGISTER,
    membership.answer,
)
PAUSE = Dialog(
    "member_pause",
    N_("Record pause"),
    N_("An organisation pauses"),
    ":material/pause:",
    Entity.REGISTER,
    membership.pausing,
)
RESUME = Dialog(
    "member_resume",
    N_("Take part again"),
    N_("An organisation takes part again"),
    ":material/play_arrow:",
    Entity.REGISTER,
    membership.resuming,
)
LEAVE = Dialog(
    "member_leave",
    N_("Leave the network"),
    N_("An organisation leaves the network"),
    ":material/logout:",
    Entity.REGISTER,
    membership.leaving,
)
STOPS = Dialog(
    "organisation_stops",
    N_("Stops or merges"),
    N_("An organisation stops or merges"),
    ":material/merge:",
    Entity.REGISTER,
    organisation_stops.form,
)

# What can be done with an organisation where it stands now.
STEPS: Mapping[MembershipState | None, tuple[Dialog, ...]] = {
    None: (INVITE,),
    MembershipState.INVITED: (ANSWER,),
    MembershipState.ACTIVE: (PAUSE, LEAVE, STOPS),
    MembershipState.PAUSED: (RESUME, LEAVE, STOPS),
    MembershipState.DECLINED: (INVITE,),
    MembershipState.LEFT: (INVITE,),
}

BY_KIND: Mapping[str, Dialog | None] = {"turnover.domain_lost": ADD}
