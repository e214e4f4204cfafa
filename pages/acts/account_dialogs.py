"""The dialogs of the office: who may sign in, the limits, and what the network is called."""

from data_model.access import Entity
from pages.acts import account, account_access, account_limit, account_network
from pages.acts.dialog import Dialog
from words.language import N_

INVITE = Dialog(
    "account", N_("Invite somebody"), N_("Invite somebody"), ":material/person_add:", Entity.OFFICE, account.form
)
ACCESS = Dialog(
    "access",
    N_("Change access"),
    N_("Change somebody's access"),
    ":material/manage_accounts:",
    Entity.OFFICE,
    account_access.form,
)
LIMIT = Dialog(
    "limit", N_("Set a limit"), N_("Set a limit of the network"), ":material/tune:", Entity.OFFICE, account_limit.change
)
DEFAULT = Dialog(
    "default",
    N_("Back to the default"),
    N_("Put a limit back to its default"),
    ":material/restart_alt:",
    Entity.OFFICE,
    account_limit.restore,
)
NETWORK = Dialog(
    "network",
    N_("Change the network"),
    N_("Change what stands about the network"),
    ":material/edit:",
    Entity.OFFICE,
    account_network.form,
)
