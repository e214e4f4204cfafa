"""What the office says: who may sign in with which role, and why an act on that is refused."""

from data_model.access import Role
from data_model.read.accounts import AccountState
from words.language import N_

ROLES = {
    Role.COORDINATOR: N_("Coordinator"),
    Role.WEBBER: N_("Webber"),
    Role.MANAGER: N_("Manager"),
    Role.PARTICIPANT: N_("Participant"),
}

# What each role is for, below its name in a form.
REASONS = {
    Role.COORDINATOR: N_("Watches over the whole network and decides who may sign in."),
    Role.WEBBER: N_("Logs meetings and sees the whole network."),
    Role.MANAGER: N_("Sees the covenant and what the own organisation promised."),
    Role.PARTICIPANT: N_("Sees the network, and keeps the own actions and contact data."),
}

STATES = {
    AccountState.INVITED: N_("Invited"),
    AccountState.ACTIVE: N_("Can sign in"),
    AccountState.BLOCKED: N_("Blocked"),
}

PHASES = {
    "trajectory": N_("The five sessions"),
    "handover": N_("Handing over to the network"),
    "maintenance": N_("Keeping the network alive"),
    "dormant": N_("At rest"),
    "closed": N_("Closed"),
}

REFUSALS = {
    "role_already": N_("This account has this role in the network already."),
    "role_ended": N_("This role ended already. Invite the address again."),
    "role_elsewhere": N_(
        "This account also has a role outside this network, so it cannot be blocked from here. "
        "End the role here instead."
    ),
    "own_role": N_("You cannot take the role of coordinator away from yourself. Ask another coordinator."),
    "own_account": N_("You cannot block your own account. Ask another coordinator."),
    "last_coordinator": N_("Nobody would coordinate the network any more. Let somebody else be coordinator first."),
    "blocked_already": N_("This account is blocked already."),
    "not_blocked": N_("This account is not blocked."),
    "invited_lately": N_("An invitation went out within the last hour. Wait a while before you send another one."),
    "norm_is_default": N_("This limit is at its default already."),
    "several_roles": N_("This account has several roles in this network. Say which one with --now."),
    "unknown_account": N_("There is no account of {name} with a role in this network."),
    "nobody_with": N_("There is no account of {name} with a role that runs."),
    "unknown_organisation": N_("There is no organisation called {name} in this network."),
    "several_people": N_("Several people in this network are called {name}. Invite this person on the page."),
}

FIELDS = {
    "email": N_("E-mail address"),
    "language": N_("Language"),
    "network_name": N_("Name of the network"),
    "area_name": N_("Area"),
    "controller": N_("Responsible for the personal data"),
    "privacy_contact": N_("Where to ask about personal data"),
}
