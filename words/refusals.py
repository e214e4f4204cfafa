"""What Schakel says when it does not do something: the field, what is wrong and the fix."""

from data_model.refusal import Refusal
from words.language import N_, Words

REFUSALS = {
    "not_found": N_("This was not found, or it is not yours to change."),
    "required": N_("Fill this in."),
    "too_long": N_("This is too long: {length} characters. Use at most {limit}."),
    "bsn": N_("This looks like a citizen service number (BSN). Schakel keeps no such numbers: take it out."),
    "in_future": N_("This day is still to come. Choose a day until {latest}."),
    "next_not_later": N_("The next meeting must be after {held_on}."),
    "nobody_present": N_("Choose at least one organisation that was there."),
    "logged_already": N_("The meeting of {held_on} has been logged already."),
    "meeting_off": N_("This meeting was cancelled or moved. Choose another one."),
    "changed_meanwhile": N_(
        "Somebody else changed this while you were typing. Look at the new version, then save again."
    ),
    "transition": N_("This cannot go from {from_state} to {to_state}."),
}

FIELDS = {
    "held_on": N_("Day of the meeting"),
    "next_on": N_("Next meeting"),
    "attendance": N_("Who was there"),
    "decisions": N_("What was decided"),
    "meeting_id": N_("Meeting"),
}


def refused(refusal: Refusal, words: Words) -> str:
    """One sentence, led by the name of the field when there is one."""
    values = {name: words(value) if isinstance(value, str) else value for name, value in refusal.values.items()}
    sentence = words(REFUSALS[refusal.kind], **values)
    if refusal.field in FIELDS:
        return f"{words(FIELDS[refusal.field])}: {sentence}"
    return sentence
