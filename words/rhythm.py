"""What the findings about meetings say."""

from words.finding import Wording
from words.language import N_

WORDING = {
    "rhythm.none_agreed": Wording(
        N_("No meeting rhythm agreed"),
        N_("The network has not agreed how often the webbers meet."),
        N_("Agree on a rhythm with the webbers. Many networks choose every six weeks."),
    ),
    "rhythm.lapsed": Wording(
        N_("The webber meetings have come to a halt"),
        N_("The last webber meeting was due on {due_on}. A second one has been missed since."),
        N_("Call one webber and set a date together."),
    ),
    "rhythm.overdue": Wording(
        N_("The webber meeting is overdue"),
        N_("The meeting was due on {due_on}, {late_days} ago."),
        N_("Was it held? Log it. If not, set a date now."),
    ),
    "rhythm.late": Wording(
        N_("The webber meeting is late"),
        N_("The meeting was due on {due_on}, {late_days} ago."),
        N_("Was it held? Log it. If not, set a date now."),
    ),
    "rhythm.planned_too_late": Wording(
        N_("The next webber meeting is planned too late"),
        N_("The next meeting is on {next_on}, but the agreed rhythm asks for one by {due_on}."),
        N_("Move the meeting forward, or agree on another rhythm."),
    ),
    "rhythm.not_planned": Wording(
        N_("The next webber meeting is not planned"),
        N_("The next meeting must be held by {due_on}, and there is no date yet."),
        N_("Set a date with the webbers."),
    ),
    "rhythm.unlogged": Wording(
        N_("Meeting not logged"),
        N_("A meeting was planned for {planned_on}, {unlogged_days} ago. Nobody wrote down whether it was held."),
        N_("If the meeting was held, log it."),
    ),
    "rhythm.low_turnout": Wording(
        N_("Few webber organisations at the meetings"),
        N_(
            "At the last meeting {present} of {expected} webber organisations were there. The one before was no better."
        ),
        N_("Ask the webbers whether day, time and agenda still suit them."),
    ),
    "rhythm.organisation_absent": Wording(
        N_("{organisation} missed the last meetings"),
        N_("{organisation} was not at the last {meetings} meetings, and nobody stood in."),
        N_("Ask the organisation how it wants to stay connected."),
    ),
    "rhythm.families_not_involved": Wording(
        N_("Children and parents are not visibly involved"),
        N_("No meeting of the past year says how families were involved, or no agreement about it is in force."),
        N_("Put it on the agenda and note the answer when you log the meeting."),
    ),
    "rhythm.report_not_shared": Wording(
        N_("Report not shared"),
        N_("The others have not had a report of the meeting of {held_on}."),
        N_("Send the report round."),
    ),
}
