"""What the findings about actions say, and the words for their states."""

from data_model.rules.actions_due import DueState
from data_model.rules.actions_updates import UpdateState
from words.finding import Wording
from words.language import N_

WORDING = {
    "actions.update_asked": Wording(
        N_("An update is asked for"),
        N_("“{action}”: give an update by {deadline_on}. The organiser uses it for the meeting of {meeting_on}."),
        N_("Write one sentence about how it is going."),
    ),
    "actions.update_late": Wording(
        N_("The update on an action is late"),
        N_("“{action}” ({organisation}): the update was asked for by {deadline_on}. The meeting is on {meeting_on}."),
        N_("Write one sentence about how it is going. A short update helps as well."),
    ),
    "actions.overdue": Wording(
        N_("An action is past its date"),
        N_("“{action}” ({organisation}) was due on {due_on}, {late_days} ago."),
        N_("Is it done? Say so. If not, choose a smaller step or drop it together."),
    ),
    "actions.stalled": Wording(
        N_("An action has come to a halt"),
        N_("“{action}” ({organisation}): no update for {meetings} meetings in a row. The last one was on {last_on}."),
        N_("Make the action smaller, hand it to somebody else or drop it."),
    ),
    "actions.without_owner": Wording(
        N_("An action has no owner"),
        N_("Nobody in the network holds “{action}” any more."),
        N_("Ask who takes it over, or drop it together."),
    ),
    "actions.agreements_not_sent": Wording(
        N_("Agreements not sent round"),
        N_("The others have not had the agreements of the meeting of {held_on}."),
        N_("Send the agreements round."),
    ),
    "actions.agreement_without_action": Wording(
        N_("An agreement has no action"),
        N_("Nobody took a step for the agreement “{agreement}” of {held_on}."),
        N_("Ask who takes a first small step."),
    ),
    "actions.no_organiser": Wording(
        N_("The next meeting has no organiser"),
        N_("The meeting of {meeting_on} has no organiser. Updates, asked for by {deadline_on}, have no address."),
        N_("Ask who organises the next meeting."),
    ),
}

UPDATE_STATES = {
    UpdateState.CLOSED: N_("No update needed any more"),
    UpdateState.WAITS_FOR_DATE: N_("Waits for a date of the next meeting"),
    UpdateState.NOT_NEEDED_YET: N_("Not needed yet"),
    UpdateState.GIVEN: N_("Update given"),
    UpdateState.ASKED: N_("Update asked for"),
    UpdateState.LATE: N_("Update late"),
    UpdateState.MISSED: N_("Update missed"),
}

DUE_STATES = {
    DueState.CLOSED: N_("Closed"),
    DueState.OVERDUE: N_("Past its date"),
    DueState.SOON: N_("Nearly due"),
    DueState.RUNNING: N_("Running"),
}
