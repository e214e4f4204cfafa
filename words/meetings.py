"""The words for meetings: their kinds and states, what their forms refuse, and how rows are named."""

from data_model.rules.meeting_days import MeetingState
from data_model.rules.rhythm_gaps import Timing
from words.language import N_

MEETING_KINDS = {"webber": N_("Webber meeting"), "network": N_("Network meeting")}

MEETING_STATES = {
    MeetingState.HELD: N_("Held"),
    MeetingState.PLANNED: N_("Planned"),
    MeetingState.TO_LOG: N_("Still to log"),
    MeetingState.CANCELLED: N_("Cancelled"),
    MeetingState.MOVED: N_("Moved"),
}

TIMINGS = {
    Timing.FIRST: N_("The first one"),
    Timing.NOT_AGREED: N_("No rhythm agreed then"),
    Timing.ON_TIME: N_("Within the agreed interval"),
    Timing.LATE: N_("Later, within the grace"),
    Timing.OVERDUE: N_("After the grace"),
}

REFUSALS = {
    "answer_first": N_("Choose yes or no first."),
    "others_know": N_(
        "The others have had the report or the agreements of this meeting. Correct the report, do not take it back."
    ),
    "logged_long_ago": N_("This meeting was logged on {logged_on}. After a week it is only corrected."),
    "pause_began": N_("This pause began on {starts_on}. Give it an earlier last day instead."),
    "pause_too_long": N_("A pause lasts half a year at most. Choose a day until {latest}."),
    "pause_already": N_("There is a pause with these days already."),
}

FIELDS = {
    "families_involved": N_("Were children or parents involved?"),
    "families_how": N_("How, or what stood in the way"),
    "made_by_person_id": N_("Who made this report"),
    "next_organiser_id": N_("Who organises the next meeting"),
    "kind": N_("Which meeting"),
    "question": N_("Which question"),
    "chosen_solution": N_("Chosen solution"),
    "what_must_happen": N_("What must happen"),
    "starts_on": N_("First day"),
    "ends_on": N_("Last day"),
    "label": N_("What for"),
}

ROWS = {"agreements": N_("Joint agreement {row}"), "actions": N_("Action {row}")}
