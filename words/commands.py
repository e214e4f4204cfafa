"""What the command line says."""

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from data_model.refusal import Refusal
from data_model.unreachable import why
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
    "other_kind": N_("{name} is a backup of another kind of database than this one. Nothing was changed."),
    "backup_differs": N_("{name} holds other data than the file beside it says. Nothing was changed."),
    "restore_failed": N_("{name} could not be brought back. Nothing was changed."),
    "old_pg_restore": N_(
        "{name} was made by a newer pg_dump. Install that version of the PostgreSQL client. Nothing was changed."
    ),
    "drill_needs_server": N_("{name} is a backup of PostgreSQL: trying it out needs a DATABASE_URL of PostgreSQL."),
    "drill_not_allowed": N_("Trying out a backup needs a role that may make databases (CREATEDB)."),
    "rows_lost": N_("The database is not brought up to date: rows of {table} would be lost. Nothing was changed."),
    "backup_newer": N_("{name} is of a newer version of Schakel. Install that version."),
    "not_empty_here": N_("There is something in this database already. Restoring needs an empty one."),
    "nothing_there": N_("There is no database {name} yet."),
    "move_only": N_("Only an SQLite file can be moved, and only to PostgreSQL. Nothing was changed."),
    "no_source": N_("There is no database {name} to move. Nothing was changed."),
    "target_version": N_("The database to move to is of another version of Schakel. It needs an empty one."),
    "target_not_empty": N_(
        "There is something in the database to move to. It needs an empty one. Nothing was changed."
    ),
    "move_unknown": N_("There is a table {table} that Schakel does not know. Nothing was moved."),
    "move_failed": N_("PostgreSQL does not take the rows of {table} ({code}). Nothing was moved."),
    "move_differs": N_("The rows of {table} are not the same on both sides. Nothing was moved."),
    "move_log": N_("Line {number} of the log is not as it was written. Nothing was moved."),
    "no_ledger": N_("The list of erasures {name} cannot be read."),
    "not_wiped": N_("It is erased, but the files still hold it: somebody was at work. Run the command again."),
    "which_person": N_("There are several people called {name}. Choose a number: {numbers}."),
    "port_taken": N_("Port {port} is taken. Choose another one: PORT=9000 make run."),
    "demo_is_local": N_("In demo mode anyone may sign in, so Schakel only listens on this computer, not on {host}."),
    "demo_has_accounts": N_("There are accounts of real people in this database: leave out SCHAKEL_DEMO."),
    "not_alone": N_("Schakel is already at work on {name}, in another process. Stop that one first."),
    "network_disk": N_("{name} is on a network drive ({drive}). Keep the database on a disk of this machine."),
    "no_file": N_("{name} is no file. Let DATABASE_URL name a file."),
    "not_writable": N_("{name} cannot be written here. Nothing was changed."),
    "no_room": N_("There is no room left on the disk of {name}. Make room and start again. Nothing was changed."),
    "no_database": N_("{name} is no database. Nothing was changed."),
    "not_ours": N_("{name} is the database of something else. Nothing was changed."),
    "database_no_host": N_("There is no server at {host}. Look at the address of the database."),
    "database_silent": N_("No database answers at {host}. Is it on? Look at the address of the database."),
    "database_starting": N_("The database at {host} is starting or stopping. Try again in a minute."),
    "database_crowded": N_("The database at {host} has no connection left. Try again in a minute."),
    "database_login": N_("The database at {host} does not let Schakel in. Look at the name and the password."),
    "database_missing": N_("There is no database {name} at {host}. Make it, or look at the address of the database."),
    "database_rights": N_("Schakel may not do this in the database {name}: its role must own it. Nothing was changed."),
    "database_option": N_("The address of the database has something in it that PostgreSQL does not know."),
    "damaged": N_("The database {name} is damaged. Bring a backup back."),
}
# What goes wrong underway, by the code of SQLite or PostgreSQL.
BROKEN = {
    "SQLITE_FULL": N_("There is no room left on the disk of the database. Make room and try again."),
    "53100": N_("There is no room left on the disk of the database. Make room and try again."),
    "SQLITE_BUSY": N_("Somebody else is writing in the database for long. Try again in a minute."),
    "SQLITE_NOTADB": N_("What DATABASE_URL names is no database. Nothing was changed."),
    "SQLITE_CORRUPT": N_("The database is damaged. Bring a backup back."),
    "SQLITE_IOERR": N_("The disk of the database is full or broken. Look at it first."),
    "SQLITE_READONLY": N_("The database cannot be written here. Nothing was changed."),
}
UNREACHABLE = N_("The database does not answer. Look at DATABASE_URL.")
WRONG_LINE = N_("Line {number} of the log is not as it was written, or what stood before it is gone.")
NO_SUCH_QUESTION = N_("There is no such question. Choose from: {names}.")


def said(refusal: Refusal, words: Words) -> str:
    """A refusal in one sentence, with the words of the command line where it has its own."""
    if refusal.kind in REFUSALS:
        return words(REFUSALS[refusal.kind], **refusal.values)
    from words import refusals  # loads the words of every act: a start seldom needs them

    return refusals.refused(refusal, words)


def broken(problem: SQLAlchemyError, url: URL, words: Words) -> str:
    """What went wrong in the database in one sentence. Its own text may hold what people wrote."""
    if reason := why(problem, url):
        return said(reason, words)
    driver = getattr(problem, "orig", None)
    code = getattr(driver, "sqlstate", None) or getattr(driver, "sqlite_errorname", None)
    kind = "_".join(str(code).split("_")[:2])  # SQLite can tell more, such as SQLITE_READONLY_DIRECTORY
    return words(BROKEN.get(kind, UNREACHABLE))
