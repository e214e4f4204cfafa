"""The words of the forms that make and steer a covenant: what to choose from, and why something is not done."""

from data_model.vocabulary import Topic
from words.language import N_

COVENANT_KINDS = {
    "convenant": N_("Covenant"),
    "onderhoudscontract": N_("Maintenance contract"),
    "bestaand": N_("Existing covenant"),
}

NEEDED = {"yes": N_("Yes"), "no": N_("No"), "unknown": N_("Not known yet")}

ROLES = {"signing": N_("Signs the covenant"), "named_only": N_("Is only named")}

TOPICS = {
    Topic.INVOLVEMENT: N_("Involving children and families"),
    Topic.REFERRAL: N_("Referral"),
    Topic.FREQUENCY: N_("How often we meet"),
    Topic.HANDLING: N_("How we handle questions"),
    Topic.MONITORING: N_("Monitoring the agreements"),
    Topic.ANCHORING: N_("Anchoring in each organisation"),
    Topic.OTHER: N_("Other agreements"),
}

AGREEMENT_OUTCOMES = {
    "new": N_("Not discussed yet"),
    "active": N_("Just started"),
    "kept": N_("Is working"),
    "not_kept": N_("Not working yet"),
    "not_applicable": N_("Does not apply"),
}

REFUSALS = {
    "before_the_start": N_("This day is before the first day, {start_on}. Choose a later day."),
    "after_the_end": N_("The last day is {end_on}. Choose an earlier day."),
    "renews_without_end": N_("A covenant can only renew itself when it has a last day. Fill in the last day."),
    "nothing_changes": N_("Nothing is different yet. Change something first, or close this form."),
    "party_already": N_("This organisation is in the covenant already."),
    "same_place": N_("This organisation has this place in the covenant already."),
    "ingredients_missing": N_(
        "The covenant is not complete. It still misses: {missing}. Write here why you ask for signatures all the same."
    ),
    "in_force_already": N_("This covenant is in force since {in_force_on}."),
    "not_all_signed": N_(
        "Not everyone has signed and agreed yet: {signed} of {required} organisations signed. Record that first."
    ),
    "no_revision": N_("This covenant is not being revised."),
    "signs_or_named": N_("An organisation signs or is only named, not both."),
    "follow_up_already": N_("“{covenant}” is the follow-up of this covenant already."),
    "not_a_webber_now": N_("Only a webber who is confirmed today can be on the list."),
    "review_not_later": N_("The agreement is discussed after the day it was made, {agreed_on}. Choose a later day."),
    "topic_taken": N_("There are agreements on this topic, or it was set aside already. Drop those first."),
    "approval_of_whom": N_("Choose organisations only when managers must approve."),
}

FIELDS = {
    "covenant_kind": N_("What it is"),
    "covenant_title": N_("Name of the covenant"),
    "drafted_on": N_("Written on"),
    "term_end_on": N_("Last day"),
    "first_evaluation_on": N_("First evaluation"),
    "notice_days": N_("Days of notice"),
    "renew_months": N_("Renews for how many months"),
    "evaluation_interval_months": N_("Months between evaluations"),
    "document_ref": N_("Where the text is kept"),
    "named_only": N_("Organisations that are only named"),
    "webbers": N_("Webbers in the covenant"),
    "replaces_id": N_("Follow-up of"),
    "opened_on": N_("On which day"),
    "open_reason": N_("Why it opens while something is missing"),
    "in_force_on": N_("On which day"),
    "started_on": N_("On which day"),
    "finished_on": N_("Last day of the revision"),
    "covenant_ended_on": N_("On which day"),
    "party_from_on": N_("From which day"),
    "party_until_on": N_("Last day in the covenant"),
    "from_on": N_("From which day"),
    "place": N_("Place in the covenant"),
    "parties": N_("Who signed"),
    "topic": N_("Topic"),
    "agreement_text": N_("What was agreed"),
    "contact_person_id": N_("Whom to call about it"),
    "review_on": N_("Discuss it by"),
    "dropped_on": N_("From which day"),
    "not_applicable_reason": N_("Why the topic does not apply"),
    "promise_text": N_("What is promised"),
    "promised_on": N_("Promised on"),
    "goal_text": N_("Shared goal"),
    "goal_agreed_on": N_("Agreed on"),
    "approval_needed": N_("Must managers approve?"),
    "approval_route": N_("How approval is asked"),
    "approval_organisations": N_("Managers of which organisations"),
    "informed_how": N_("How they hear of the network"),
    "inform_every_months": N_("Every how many months"),
}
