"""Each thing that is kept about somebody by its name, and its value as people read it."""

from collections.abc import Mapping
from datetime import date, datetime

from data_model.days import dutch_day
from data_model.read.own_everything import ANOTHER, SELF, Told
from words.language import N_, OWN_NAMES, Words
from words.log import acted
from words.meetings import MEETING_KINDS
from words.people import NETWORK_TASKS
from words.privacy import BASES, OUTCOMES, REQUEST_KINDS
from words.refusals import FIELDS
from words.states import ACTION_STATES, CHANNELS, DOMAINS, TURNOVER_KINDS, VISIBILITIES

SECTIONS = {
    "person": N_("Who you are"),
    "affiliation": N_("Where you work"),
    "contact_channel": N_("How you can be reached"),
    "contact_confirmation": N_("When your contact data were confirmed"),
    "network_role": N_("Your tasks for the network"),
    "webber": N_("Webber"),
    "webber_deputy": N_("Stand-in of a webber"),
    "relation_carrier": N_("Links that you keep"),
    "action_owner": N_("Your actions"),
    "action_update": N_("Updates you gave"),
    "meeting": N_("Meetings you organise or chair"),
    "meeting_report": N_("Reports you made"),
    "covenant_party": N_("What you signed"),
    "management_approval": N_("What you agreed to as management"),
    "working_agreement": N_("Working agreements you are the contact for"),
    "anchoring_promise": N_("Promises you are the contact for"),
    "turnover_event": N_("Changes that were announced"),
    "succession": N_("Tasks in which you follow somebody"),
    "privacy_request": N_("What you asked about your data"),
    "account_grant": N_("Your roles in Schakel"),
    "account": N_("Your account"),
    "sign_in": N_("Where you are signed in"),
    "personal_link": N_("Personal links you asked for"),
    "outbox_message": N_("Mails to you"),
    "log_entry": N_("What the log says of you"),
}

COLUMNS = {
    "display_name": N_("Name"),
    "legal_basis": N_("Ground"),
    "basis_recorded_on": N_("Ground written down on"),
    "restricted_on": N_("Shielded since"),
    "organisation": N_("Organisation"),
    "function_title": N_("Function"),
    "fixed_participant": N_("Regular participant"),
    "start_on": N_("From which day"),
    "end_on": N_("Last day"),
    "kind": N_("What it is"),
    "value": N_("Number or address"),
    "visibility": N_("Who may see it"),
    "consent_on": N_("Consent given on"),
    "added_on": N_("Added on"),
    "confirmed_on": N_("Confirmed on"),
    "confirmed_by": N_("By whom"),
    "method": N_("How"),
    "result": N_("Result"),
    "role": N_("Role"),
    "area": N_("Area"),
    "domain": N_("Domain"),
    "reason_proposed": N_("Why you were proposed"),
    "proposed_on": N_("Proposed on"),
    "rejected_on": N_("Not accepted on"),
    "ended_on": N_("Last day"),
    "webber": N_("Webber"),
    "relation": N_("Link"),
    "action": N_("Action"),
    "updated_on": N_("Given on"),
    "text": N_("Text"),
    "new_state": N_("State"),
    "organiser_person": N_("Organiser"),
    "chair_person": N_("Chair"),
    "planned_on": N_("Planned on"),
    "held_on": N_("Held on"),
    "cancelled_on": N_("Cancelled on"),
    "location": N_("Where"),
    "made_by_person": N_("Made by"),
    "meeting": N_("Meeting"),
    "drafted_on": N_("Drafted on"),
    "shared_on": N_("Shared on"),
    "signatory_person": N_("Signed by"),
    "covenant": N_("Covenant"),
    "signatory_function": N_("Function of who signed"),
    "subject_to_mandate_on": N_("Signed subject to mandate"),
    "signed_on": N_("Signed on"),
    "withdrawn_on": N_("Taken back on"),
    "given_by_person": N_("Given by"),
    "given_by_function": N_("Function"),
    "given_on": N_("Given on"),
    "refused_on": N_("Refused on"),
    "contact_person": N_("Contact person"),
    "topic": N_("Topic"),
    "agreed_on": N_("Agreed on"),
    "dropped_on": N_("Dropped on"),
    "promised_on": N_("Promised on"),
    "anchored_on": N_("Anchored on"),
    "successor_person": N_("Who takes over"),
    "effective_on": N_("From which day"),
    "until_on": N_("Until which day"),
    "reported_on": N_("Announced on"),
    "no_successor_on": N_("Nobody takes over, said on"),
    "received_on": N_("Received on"),
    "answer_by_on": N_("Answer by"),
    "extended_on": N_("Extended on"),
    "decided_on": N_("Decided on"),
    "outcome": N_("Outcome"),
    "reason": N_("Reason"),
    "email": N_("E-mail address"),
    "language": N_("Language"),
    "issuer": N_("Sign-in provider"),
    "subject": N_("Your number at that provider"),
    "blocked_on": N_("Blocked since"),
    "created_at": N_("Made at"),
    "active_at": N_("Last used at"),
    "expires_at": N_("Ends at"),
    "revoked_at": N_("Ended at"),
    "used_at": N_("Used at"),
    "due_at": N_("To be sent at"),
    "sent_at": N_("Sent at"),
    "gave_up_at": N_("Given up at"),
    "at": N_("When"),
    "entity": N_("About"),
    "origin": N_("From where"),
    "fields": N_("What changed"),
}

# What reads well only for a machine: the sentence beside it says the same.
SAID_ELSEWHERE = {"log_entry.entity"}

_WHO = {SELF: N_("you"), ANOTHER: N_("somebody else")}

# Codes of a column, by table where a name means two things.
_CODES: Mapping[str, Mapping[str, str]] = {
    "contact_channel.kind": CHANNELS,
    "turnover_event.kind": {str(kind): word for kind, word in TURNOVER_KINDS.items()},
    "meeting.kind": MEETING_KINDS,
    "privacy_request.kind": REQUEST_KINDS,
    "outbox_message.kind": {"sign_in_link": N_("Link to sign in"), "invitation": N_("Invitation")},
    "visibility": VISIBILITIES,
    "legal_basis": BASES,
    "confirmed_by": {
        "self": N_("you"),
        "organisation": N_("your organisation"),
        "coordinator": N_("the coordinator"),
        "network": N_("somebody in the network"),
    },
    "contact_confirmation.method": {
        "page": N_("In Schakel"),
        "meeting": N_("In a meeting"),
        "phone": N_("By phone"),
        "bounce": N_("A mail came back"),
    },
    "sign_in.method": {"persona": N_("Demo"), "provider": N_("Sign-in provider"), "link": N_("Personal link")},
    "contact_confirmation.result": {"correct": N_("Right"), "changed": N_("Changed"), "wrong": N_("Wrong")},
    "log_entry.result": {"done": N_("Done"), "refused": N_("Refused")},
    "log_entry.origin": {"page": N_("In Schakel"), "command": N_("The command line")},
    "succession.entity": {
        "webber": N_("Webber"),
        "webber_deputy": N_("Stand-in of a webber"),
        "network_role": N_("Task for the network"),
    },
    "network_role.role": {str(task): word for task, word in NETWORK_TASKS.items()},
    "account_grant.role": {
        "coordinator": N_("coordinator"),
        "webber": N_("webber"),
        "manager": N_("manager"),
        "participant": N_("participant"),
    },
    "domain": DOMAINS,
    "new_state": {str(state): word for state, word in ACTION_STATES.items()},
    "outcome": OUTCOMES,
    "language": OWN_NAMES,
    **{column: _WHO for column in COLUMNS if column.endswith("person")},
}


def said(words: Words, table: str, column: str, value: Told) -> str:
    """What stands in a column, as people read it."""
    codes = _CODES.get(f"{table}.{column}", _CODES.get(column, {}))
    match value:
        case None | "":
            return "–"
        case bool():
            return words("Yes") if value else words("No")
        case datetime():
            return f"{words.day(dutch_day(value))} {words.time(value)}"
        case date():
            return words.day(value)
        case str() if value in codes:
            return words(codes[value])
        case str() if column == "topic":
            return words(value.replace("_", " "))
        case str() if column == "action" and table == "log_entry":
            return acted(words, value)
        case str() if column == "fields":
            return words.listed([words(FIELDS[field]) for field in value.split() if field in FIELDS]) or "–"
        case _:
            return str(value)
