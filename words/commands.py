"""What the command line says."""

from data_model.refusal import Refusal
from words import refusals
from words.language import N_, Words

REFUSALS = {
    "database_older": N_("The database is not of this version yet. Run: python manage.py upgrade."),
    "database_newer": N_("The database is of a newer version of Schakel. Install that version."),
    "no_network": N_("There is no network in this database yet."),
    "unknown_network": N_("There is no network called {name}."),
    "unknown_person": N_("There is nobody called {name} in this network."),
    "which_network": N_("There are several networks: {names}. Choose one with --network."),
    "not_empty": N_("There is a network in this database already. The demo needs an empty one."),
    "file_exists": N_("{name} is there already. Choose another name."),
    "backup_failed": N_("The backup {name} could not be made. Nothing was changed."),
    "no_pg_dump": N_("A backup of PostgreSQL needs the program pg_dump. Install the PostgreSQL client."),
    "no_pg_restore": N_("Restoring PostgreSQL needs the program pg_restore. Install the PostgreSQL client."),
    "no_backup": N_("{name} is no sound backup of Schakel. Nothing was changed."),
    "backup_newer": N_("{name} is of a newer version of Schakel. Install that version."),
    "not_empty_here": N_("There is something in this database already. Restoring needs an empty one."),
    "no_ledger": N_("The list of erasures {name} cannot be read."),
    "not_wiped": N_("It is erased, but the files still hold it: somebody was at work. Run the command again."),
    "which_person": N_("There are several people called {name}. Choose a number: {numbers}."),
    "port_taken": N_("Port {port} is taken. Choose another one: PORT=9000 make run."),
    "demo_is_local": N_("In demo mode anyone may sign in, so Schakel only listens on this computer, not on {host}."),
    "demo_has_accounts": N_("There are accounts of real people in this database: leave out SCHAKEL_DEMO."),
}
UNREACHABLE = N_("The database does not answer. Look at DATABASE_URL.")
NO_SUCH_QUESTION = N_("There is no such question. Choose from: {names}.")


def said(refusal: Refusal, words: Words) -> str:
    """A refusal in one sentence, with the words of the command line where it has its own."""
    if refusal.kind in REFUSALS:
        return words(REFUSALS[refusal.kind], **refusal.values)
    return refusals.refused(refusal, words)
