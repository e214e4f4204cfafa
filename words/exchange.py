"""What is said about files: why one cannot be opened, why a row stays out, and what an import does."""

from data_model.write.import_plan import ImportPlan
from data_model.write.incoming import RowNote
from words.language import N_, Words

# Refusals of a whole file. `words.refusals` knows the kinds that are not about files.
REFUSALS = {
    "file_empty": N_("There is nothing in this file."),
    "file_missing": N_("The file {name} cannot be found or opened."),
    "file_too_large": N_("This file is larger than {limit} MB. Take out pictures and sheets that are not needed."),
    "file_too_long": N_("A sheet in this file has more than {limit} rows. Split it up."),
    "file_too_wide": N_(
        "A sheet in this file uses more than {limit} columns. Take out the columns that are not needed."
    ),
    "file_bomb": N_("This file asks more of the computer than a list or a map needs. Save it again under a new name."),
    "file_too_slow": N_("Reading this file takes too long. Save it again under a new name, without layout."),
    "file_protected": N_("This file is locked with a password. Save it without a password."),
    "file_old_excel": N_("This is an old Excel file (.xls). Save it as .xlsx."),
    "file_broken": N_("This file is damaged and cannot be read. Save it again and try once more."),
    "file_unknown": N_("Schakel does not know this kind of file. Use Excel (.xlsx), CSV, GraphML or JSON from Kumu."),
    "file_unknown_columns": N_(
        "No row with known column names was found. Schakel looks for Organisation, Name, E-mail and Telephone, "
        "or for Label, From and To. The first row says: {columns}."
    ),
    "file_pair": N_("These files do not belong together. Only the elements and connections of one map do."),
    "nothing_to_import": N_("No row in this file can be taken in."),
    "network_exists": N_("There is a network called {name} already."),
}

# Why a row is refused.
REASONS = {
    "label_missing": N_("the name of the element is missing"),
    "from_missing": N_("the start of the connection is missing"),
    "to_missing": N_("the end of the connection is missing"),
    "name_missing": N_("there is no organisation or person in this row"),
    "unknown_endpoint": N_("“{name}” is not among the elements, nor in the network"),
    "endpoint_refused": N_("“{name}” is not taken in, so neither is its connection"),
    "not_an_organisation": N_(
        "“{name}” has the type “{type}” and that is no organisation. "
        "Choose “every element is an organisation” (--as organisations) to take it in"
    ),
    "required": N_("this must be filled in"),
    "too_long": N_("the text has {length} characters, and at most {limit} fit"),
    "bsn": N_("this looks like a citizen service number (BSN). Schakel keeps no such numbers"),
}

# What is left out of a row, or worth a look, while the row itself is taken in.
REMARKS = {
    "cell_cut": N_("the text was too long and has been shortened"),
    "email_unreadable": N_("“{text}” is no e-mail address and is left out"),
    "email_of_other": N_("{name} has this e-mail address too"),
    "phone_unreadable": N_("“{text}” is no telephone number and is left out"),
    "phone_unsure": N_("this telephone number does not seem right. It is taken in as it is"),
    "date_unreadable": N_("“{text}” is no date and is left out"),
    "strength_unreadable": N_("the strength is no number and is left out"),
    "sheet_skipped": N_("this sheet is not a map or a contact list and is skipped"),
}

OUTCOMES = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "same": N_("The same"),
    "refused": N_("Refused"),
}

ABOUT = {
    "organisation": N_("Organisation"),
    "person": N_("Person"),
    "relation": N_("Relation"),
}

ROW = N_("row {number}")

FILE_KINDS = {
    "kumu_xlsx": N_("Kumu map (Excel)"),
    "kumu_csv": N_("Kumu map (CSV)"),
    "kumu_json": N_("Kumu map (JSON)"),
    "graphml": N_("Network map (GraphML)"),
    "contacts_xlsx": N_("Contact list (Excel)"),
    "contacts_csv": N_("Contact list (CSV)"),
}


def row_note(note: RowNote, words: Words) -> str:
    """A refused row or a remark: where it is, then why. "Connections, rij 3, To: “Ryan” staat niet …"."""
    return f"{place(note, words)}: {reason(note, words)}."


def reason(note: RowNote, words: Words) -> str:
    return words((REASONS | REMARKS)[note.kind], **note.values)


def place(note: RowNote, words: Words) -> str:
    parts = [note.sheet, words(ROW, number=str(note.row)) if note.row else "", note.column]
    return ", ".join(part for part in parts if part)


def summary(plan: ImportPlan, words: Words) -> str:
    """One sentence with the counts."""
    new, changed, same, refused = plan.counts
    return words(
        N_("{new} new, {changed} changed, {same} the same, {refused} refused."),
        new=new,
        changed=changed,
        same=same,
        refused=refused,
    )
