"""The names of the limits and of where their defaults come from."""

from words.language import N_

NORM_NAMES = {
    "rhythm_grace_min_days": N_("Grace after the due day, at least"),
    "rhythm_grace_share": N_("Grace after the due day, as a share of the interval"),
    "rhythm_lead_min_days": N_("A next date must exist before the due day, at least"),
    "rhythm_lead_share": N_("A next date must exist before the due day, as a share of the interval"),
    "rhythm_first_meeting_days": N_("The first webber meeting after session 5, within"),
    "meeting_unlogged_days": N_("A planned meeting is logged within"),
    "meeting_min_organisations": N_("Webber organisations that make it a webber meeting"),
    "turnout_share": N_("Share of the webber organisations that should be there"),
    "turnout_meetings": N_("Meetings in a row with a low turnout"),
    "absent_meetings": N_("Meetings in a row an organisation missed"),
    "families_days": N_("Involvement of families is discussed at least once in"),
    "report_shared_days": N_("The report is shared within"),
    "covenant_goal_confirmed_months": N_("The goal is confirmed again within"),
    "covenant_mandate_days": N_("A signature subject to mandate is settled within"),
    "covenant_unsigned_days": N_("All parties sign within"),
    "covenant_ends_days": N_("The end of the covenant comes into view before"),
    "covenant_ends_soon_days": N_("The end of the covenant is near before"),
    "covenant_expired_critical_days": N_("An expired covenant becomes critical after"),
    "covenant_notice_days": N_("The notice day comes into view before"),
    "evaluation_soon_days": N_("An evaluation comes into view before"),
    "evaluation_overdue_days": N_("An evaluation is overdue after"),
    "anchoring_days": N_("A promise is discussed inside the organisation within"),
    "update_before_meeting_days": N_("An update is given before the next meeting"),
    "update_window_days": N_("An update is asked for before that day"),
    "action_soon_days": N_("An action is due soon before its day"),
    "action_long_overdue_days": N_("An action long past its date is urgent after"),
    "action_stalled_meetings": N_("Meetings in a row without an update"),
    "agreements_sent_days": N_("Joint agreements are sent round within"),
    "contact_fresh_days": N_("Contact data are current for"),
    "contact_stale_days": N_("Contact data are out of date after"),
    "contact_fresh_critical_days": N_("Contact data of key people are current for"),
    "contact_stale_critical_days": N_("Contact data of key people are out of date after"),
    "confirmation_round_days": N_("A confirmation round is held every"),
    "handover_start_days": N_("A handover starts before the last day"),
    "handover_late_days": N_("A handover is too late after"),
    "signatory_deadline_days": N_("A mandate is urgent when a deadline falls within"),
    "carrier_few_relations": N_("An organisation with few relations has at most"),
    "contact_changes": N_("Changes of contact person that call for a talk"),
    "contact_changes_days": N_("Changes of contact person are counted over"),
    "churn_share": N_("Share of the people that left"),
    "churn_min_leavers": N_("People that left, at least"),
    "churn_days": N_("People that left are counted over"),
    "newcomer_days": N_("A newcomer is introduced within"),
    "quiet_signs": N_("Signs that an organisation grows quiet, at least"),
    "webbers_min": N_("Confirmed webbers with a person, at least"),
    "map_age_days": N_("The map is looked at again within"),
    "map_provisional_days": N_("A provisional map is agreed within"),
    "link_confirmed_days": N_("That a link works is said again within"),
    "kept_after_handover_days": N_("Contact data of somebody who left go after the handover within"),
    "kept_after_departure_days": N_("Contact data of somebody who left go after the last day within"),
    "kept_person_days": N_("The name of somebody who left goes after"),
    "kept_log_days": N_("Names in the log go after"),
    "kept_request_days": N_("An answered privacy request goes after"),
    "kept_sign_in_days": N_("Old links, sessions and sent mails go after"),
}

SOURCES = {
    "proposed default": N_("A proposed default. Choose what suits your network."),
    "seed 002, item 7: session 5 plans the first meeting": N_("Method: session 5 plans the first meeting."),
    "below two organisations it is a chat, not a webber meeting": N_(
        "Proposed: with fewer than two organisations it is a chat, not a webber meeting."
    ),
    "seed 003: a fixed participant for each organisation": N_("Method: each organisation has a fixed participant."),
    "seed 002, question D: how are children and parents involved?": N_(
        "Method: session 5 asks how children and parents are involved."
    ),
    "seed 002, item 7: how are the others informed?": N_("Method: session 5 asks how the others are informed."),
    "a real covenant was signed subject to mandate": N_(
        "Practice: a youth care covenant was signed subject to mandate."
    ),
    "decisions run through college and boards for months": N_(
        "Practice: a decision by the college and the boards takes months."
    ),
    "seed 002, items 4 and 7: what is promised?": N_("Method: session 5 asks what each organisation promises."),
    "seed 004, Afsluiting: a week before the next meeting": N_(
        "Method: an update goes to the next organiser a week before the meeting."
    ),
    "seed 004: keep it small and concrete": N_("Method: keep actions small and concrete."),
    "seed 004: the organiser sends the agreements round": N_("Method: the organiser sends the agreements round."),
    "at 180 days an unchecked record is wrong with a chance of 7 to 16 %": N_(
        "Figures: after 180 days 7 to 16 % of unchecked records are wrong."
    ),
    "at 365 days an unchecked record is wrong with a chance of 13 to 30 %": N_(
        "Figures: after 365 days 13 to 30 % of unchecked records are wrong."
    ),
    "at 90 days an unchecked record is wrong with a chance of 3 to 8 %": N_(
        "Figures: after 90 days 3 to 8 % of unchecked records are wrong."
    ),
    "seed 004 lets the list go round twice in a meeting": N_("Method: the contact list goes round twice in a meeting."),
    "the social domain loses about 13 % of its staff a year": N_(
        "Figures: the social domain loses about 13 % of its staff a year."
    ),
    "seed 003: knowing each other lowers the threshold": N_("Method: knowing each other lowers the threshold."),
    "one absence says nothing yet; several signs together do": N_(
        "Proposed: one absence says nothing yet, several signs together do."
    ),
    "no longer than needed to hand over": N_("Privacy: no longer than needed to hand over."),
    "one round of evaluation after somebody left": N_("Privacy: one round of evaluation after somebody left."),
    "two years, to look back at what was changed": N_("Privacy: two years, to look back at what was changed."),
    "two years, to show how a request was answered": N_("Privacy: two years, to show how a request was answered."),
    "one month, to look into misuse": N_("Privacy: one month, to look into misuse."),
}
