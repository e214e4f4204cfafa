"""What Schakel says when it does not do something: the field, what is wrong and the fix."""

from collections.abc import Mapping

from data_model.findings import Value
from data_model.refusal import Refusal
from words import (
    accounts,
    covenant_acts,
    covenant_making,
    departure,
    exchange,
    map,
    meetings,
    organisations,
    own,
    people,
    privacy,
    relations,
    trajectory,
    turnover_acts,
    webbers,
    what_if,
)
from words.language import N_, Words
from words.states import ACTION_STATES, SIGNATURE_STATES

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
    "written_since": N_(
        "Something was changed in the network since. So this can no longer be undone: change it by hand."
    ),
    "too_late": N_("This day is too late. Choose a day until {latest}."),
    "too_early": N_("This day is too early. Choose a day from {earliest}."),
    "not_signed": N_("This organisation has not signed yet, so there is no mandate to confirm."),
    "only_named": N_("This organisation is only named in the covenant. It does not sign."),
    "covenant_closed": N_("This covenant has ended, or the organisation is no longer in it."),
    "transition": N_("This cannot go from “{from_state}” to “{to_state}”."),
    "invalid_email": N_("This is no e-mail address. Write it like naam@organisatie.nl."),
    "invalid_phone": N_("This is no telephone number. Write it like 06 12345678 or 010 1234567."),
    "not_a_choice": N_("Choose one of the options."),
    "withheld": N_("This person keeps this number or address private. Ask them to change it themselves."),
    "unknown_kind": N_("Choose one of the options."),
    "until_only_away": N_("Only somebody who is away for a time has a last day away."),
    "until_before": N_("The last day away must be after {effective_on}."),
    "not_active": N_("This person is not active at this organisation."),
    "before_start": N_("This person only started on {start_on}. Choose a later day."),
    "announced_already": N_("This change was announced already, for {effective_on}."),
    "successor_is_leaver": N_("Somebody cannot take over from themselves. Choose another person."),
    "successor_not_active": N_("This person is not active in the network on {on}. Choose another person."),
    "successor_leaves": N_("This person leaves too, on {effective_on}. Choose another person."),
    "planned_already": N_("There is a meeting on {planned_on} already. Choose another day."),
    "not_held": N_("This meeting has not been logged yet. Log it first."),
    "shared_already": N_("This report was shared already, on {shared_on}."),
    "nothing_to_send": N_("All agreements of this meeting have been sent round already."),
    "holds_it_already": N_("This person holds the action already. Choose another person."),
    "out_of_range": N_("Choose a number from {low} to {high}."),
    "not_whole": N_("Use a whole number here."),
    "stopping": N_("Schakel is being restarted. Your text is kept: try again in a moment."),
    "schema_broken": N_("The database cannot be brought up to date: the rows of {table} do not fit together."),
    **exchange.REFUSALS,
    **meetings.REFUSALS,
    **turnover_acts.REFUSALS,
    **trajectory.REFUSALS,
    **departure.REFUSALS,
    **webbers.REFUSALS,
    **covenant_acts.REFUSALS,
    **covenant_making.REFUSALS,
    **relations.REFUSALS,
    **organisations.REFUSALS,
    **people.REFUSALS,
    **own.REFUSALS,
    **privacy.REFUSALS,
    **accounts.REFUSALS,
    **what_if.REFUSALS,
    **map.REFUSALS,
}

FIELDS = {
    "held_on": N_("Day of the meeting"),
    "next_on": N_("Next meeting"),
    "attendance": N_("Who was there"),
    "decisions": N_("What was decided"),
    "meeting_id": N_("Meeting"),
    "planned_on": N_("On which day"),
    "organiser_person_id": N_("Who organises it"),
    "location": N_("Where"),
    "shared_on": N_("On which day"),
    "sent_on": N_("On which day"),
    "interval_value": N_("How often"),
    "valid_from": N_("From which day"),
    "description": N_("Which step"),
    "owner_person_id": N_("Who takes it on"),
    "due_on": N_("Ready by"),
    "joint_agreement_id": N_("For which agreement"),
    "to_person_id": N_("Who takes over"),
    "text": N_("How is it going?"),
    "new_state": N_("Where does it stand?"),
    "state": N_("What happened"),
    "signed_on": N_("On which day"),
    "confirmed_on": N_("On which day"),
    "signatory_function": N_("Function of who signed"),
    "effective_on": N_("From which day"),
    "successor_person_id": N_("Who takes over"),
    "person_id": N_("Who"),
    "work_email": N_("Work e-mail"),
    "work_phone": N_("Work phone"),
    "mobile": N_("Mobile phone"),
    "name": N_("Name"),
    "value": N_("New limit"),
    "reason": N_("Why this suits your network"),
    "norm": N_("Limit"),
    "until_on": N_("Until which day"),
    "why": N_("Why it can wait"),
    **meetings.FIELDS,
    **turnover_acts.FIELDS,
    **trajectory.FIELDS,
    **departure.FIELDS,
    **webbers.FIELDS,
    **covenant_acts.FIELDS,
    **covenant_making.FIELDS,
    **relations.FIELDS,
    **organisations.FIELDS,
    **people.FIELDS,
    **own.FIELDS,
    **privacy.FIELDS,
    **accounts.FIELDS,
    **what_if.FIELDS,
    **map.FIELDS,
}


STATES: dict[str, str] = {
    **turnover_acts.STATES,
    **departure.STATES,
    **{str(state): word for state, word in ACTION_STATES.items()},
    **{str(state): word for state, word in SIGNATURE_STATES.items()},
    "transferred": N_("Handed over"),
}

# What a state is called when an act on this record refuses a step.
STATES_OF = {**covenant_acts.STATES_OF, **organisations.STATES_OF}


def refused(refusal: Refusal, words: Words, called: Mapping[str, str] | None = None) -> str:
    """One sentence, led by the number of the row and the name of the field, as far as there are.

    `called` has the names of fields in this one form, already in the language of the reader.
    """
    states = {**STATES, **STATES_OF.get(str(refusal.values.get("entity")), {})}

    def told(value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(words(states[one]) if one in states else one for one in value)
        return words(states[value]) if isinstance(value, str) and value in states else value

    values = {name: told(value) for name, value in refusal.values.items()}
    sentence = words(REFUSALS[refusal.kind], **values)
    row = [words(meetings.ROWS[str(values["of"])], row=values["row"])] if "of" in values else []
    known = words(FIELDS[refusal.field]) if refusal.field in FIELDS else ""
    field = (called or {}).get(refusal.field or "", known)
    return ": ".join(filter(None, (", ".join(filter(None, (*row, field))), sentence)))
