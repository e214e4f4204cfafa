"""What the findings about covenants say."""

from words.finding import Wording
from words.language import N_

# What a finding names by code: ingredients, topics and parts of a covenant. `Words.value` speaks them.
NAMES = (
    N_("goal"),
    N_("organisations"),
    N_("webbers"),
    N_("agreements"),
    N_("second organisation"),
    N_("webber"),
    N_("management approval"),
    N_("involvement"),
    N_("referral"),
    N_("frequency"),
    N_("handling"),
    N_("monitoring"),
    N_("anchoring"),
    N_("other"),
)

WORDING = {
    "covenant.none": Wording(
        N_("There is no covenant"),
        N_("The network has not written its agreements down in a covenant or maintenance contract."),
        N_("Write down four things: the goal, the organisations, the webbers and the working agreements."),
    ),
    "covenant.incomplete": Wording(
        N_("The covenant is not complete: {present} of {required} ingredients"),
        N_("“{covenant}” does not have these ingredients yet: {missing}. It is about: {concerns}."),
        N_("Fill in together what is missing."),
    ),
    "covenant.update_needed": Wording(
        N_("The covenant needs an update"),
        N_("“{covenant}” was right when it came into force, but not any more: {missing}. It is about: {concerns}."),
        N_("Make an annex with the changes."),
    ),
    "covenant.goal_not_confirmed": Wording(
        N_("The goal has not been confirmed lately"),
        N_("The goal of “{covenant}” was last confirmed longer ago than agreed."),
        N_("Ask at the next meeting whether everyone still stands behind the goal."),
    ),
    "covenant.no_informal_organisation": Wording(
        N_("No informal organisation in the covenant"),
        N_("“{covenant}” names formal organisations only. Informal ones matter for families as well."),
        N_("Ask which informal organisation belongs in it. It can be named without signing."),
    ),
    "covenant.webber_without_deputy": Wording(
        N_("A webber in the covenant has no stand-in"),
        N_("“{covenant}” lists webbers without a stand-in. It is about: {concerns}."),
        N_("Ask the organisation who can stand in."),
    ),
    "covenant.topic_not_kept": Wording(
        N_("A topic of the covenant is not working yet"),
        N_("“{covenant}”: no agreement on these topics is working yet: {concerns}."),
        N_("Discuss together what is in the way, and agree on something smaller."),
    ),
    "covenant.not_signed": Wording(
        N_("Nobody has signed the covenant yet"),
        N_("“{covenant}” was put to {required} organisations on {first_request_on}."),
        N_("Ask what they need before they can sign."),
    ),
    "covenant.party_unsigned": Wording(
        N_("{organisation} has not signed yet"),
        N_("“{covenant}” is signed by {signed} of {required} organisations. The question is out since {asked_on}."),
        N_("Ask {organisation} what it needs before it can sign."),
    ),
    "covenant.mandate_pending": Wording(
        N_("The covenant is signed subject to mandate"),
        N_(
            "“{covenant}” is signed by {signed} of {required} organisations. Still subject to mandate: {organisations}."
        ),
        N_("Ask when the board decides, and record the signature."),
    ),
    "covenant.party_declined": Wording(
        N_("{organisation} does not sign"),
        N_("{organisation} said on {said_on} that it does not sign “{covenant}”."),
        N_("Ask how the organisation wants to stay connected. It can be named without signing."),
    ),
    "covenant.party_withdrew": Wording(
        N_("{organisation} took its signature back"),
        N_("{organisation} took its signature under “{covenant}” back on {said_on}."),
        N_("Discuss what this means for the agreements, and write it in an annex."),
    ),
    "covenant.approval_missing": Wording(
        N_("The managers of {organisation} have not answered yet"),
        N_("The covenant needs their approval. The question is out since {asked_on}."),
        N_("Ask {organisation} when the answer can be expected."),
    ),
    "covenant.approval_refused": Wording(
        N_("The managers of {organisation} do not agree"),
        N_("{organisation} answered on {refused_on} that its managers do not agree with the covenant."),
        N_("Ask what should be different."),
    ),
    "covenant.no_term": Wording(
        N_("The covenant has no term and no evaluation date"),
        N_("“{covenant}” says neither when it ends nor when it is evaluated."),
        N_("Agree on a last day or on a first evaluation."),
    ),
    "covenant.renews_soon": Wording(
        N_("The covenant renews itself"),
        N_("“{covenant}” runs until {end_on} and then renews itself. {decide_by} is the last day to change it."),
        N_("Decide together whether anything must change."),
    ),
    "covenant.ends": Wording(
        N_("The covenant ends"),
        N_("“{covenant}” runs until {end_on}. That is {left_days} from now."),
        N_("Plan the follow-up: decisions of college and boards take months."),
    ),
    "covenant.ends_without_follow_up": Wording(
        N_("The covenant ends and there is no follow-up"),
        N_("“{covenant}” runs until {end_on}. That is {left_days} from now, and no new version is being written."),
        N_("Start a revision or a new covenant now."),
    ),
    "covenant.expired": Wording(
        N_("The covenant has expired"),
        N_("“{covenant}” ran until {end_on}, {over_days} ago."),
        N_("Renew the covenant, or record that it has ended."),
    ),
    "covenant.evaluation_due": Wording(
        N_("The covenant is due for evaluation"),
        N_("“{covenant}” was to be evaluated by {due_on}, {late_days} ago."),
        N_("Evaluate the covenant. Note the outcome and the next date."),
    ),
    "covenant.evaluation_overdue": Wording(
        N_("The evaluation of the covenant is overdue"),
        N_("“{covenant}” was to be evaluated by {due_on}, {late_days} ago."),
        N_("Set a date now. Note the outcome and the next date."),
    ),
    "covenant.agreement_not_reviewed": Wording(
        N_("An agreement has not been discussed yet"),
        N_("“{agreement}” ({topic}) was to be discussed by {due_on}."),
        N_("Put the agreement on the agenda of the next meeting."),
    ),
    "covenant.agreement_not_kept": Wording(
        N_("An agreement is not working yet"),
        N_("“{agreement}” ({topic}) is not working yet."),
        N_("Discuss at the next meeting what is in the way."),
    ),
    "covenant.agreement_without_contact": Wording(
        N_("An agreement has no contact person"),
        N_("“{agreement}” ({topic}) is with {organisation}, where the network knows nobody now."),
        N_("Ask {organisation} who can be called about this agreement."),
    ),
    "covenant.promise_not_discussed": Wording(
        N_("A promise has not been discussed inside {organisation} yet"),
        N_("{organisation} promised on {promised_on} to arrange something in its own house."),
        N_("Ask {organisation} when it can be discussed."),
    ),
    "covenant.manager_not_informed": Wording(
        N_("The managers of {organisation} are waiting for news"),
        N_("They asked to hear of the network every {every_months}. The last day for that was {due_on}."),
        N_("Send a short summary, and record that you did."),
    ),
}
