"""What the log says was done: one phrase an act, with what it was done to."""

from collections.abc import Mapping

from data_model.read.log import LogLine
from words.language import N_, Words
from words.norms import NORM_NAMES
from words.refusals import REFUSALS

UNKNOWN = "…"

# Every act by its name in the log. A test compares these with the acts there are.
ACTS: Mapping[str, str] = {
    "accept_finding": N_("let a point of attention wait: {name}"),
    "withdraw_acceptance": N_("no longer let a point of attention wait: {name}"),
    "add_action": N_("added action {name}"),
    "update_action": N_("gave an update of action {name}"),
    "transfer_action": N_("handed over action {name}"),
    "add_affiliation": N_("wrote down where {name} works"),
    "change_affiliation": N_("changed the function of {name}"),
    "end_affiliation": N_("ended the work of {name} at an organisation"),
    "add_agreement": N_("added a working agreement: {name}"),
    "change_agreement": N_("changed a working agreement: {name}"),
    "drop_agreement": N_("dropped a working agreement: {name}"),
    "review_agreement": N_("reviewed a working agreement: {name}"),
    "set_aside_topic": N_("set a topic aside: {name}"),
    "make_promise": N_("wrote down a promise of {name}"),
    "change_promise": N_("changed a promise of {name}"),
    "discuss_promise": N_("noted that a promise of {name} was discussed"),
    "anchor_promise": N_("noted that a promise of {name} is anchored"),
    "arrange_management": N_("arranged whom to ask as management of {name}"),
    "settle_approval": N_("settled how managers agree: {name}"),
    "record_approval": N_("recorded the answer of the management of {name}"),
    "inform_manager": N_("noted that the management of {name} was informed"),
    "add_annex": N_("added an annex: {name}"),
    "draw_up_covenant": N_("drew up a covenant: {name}"),
    "open_for_signature": N_("opened the covenant {name} for signature"),
    "put_in_force": N_("put the covenant {name} in force"),
    "start_revision": N_("started the revision of a covenant: {name}"),
    "finish_revision": N_("finished the revision of a covenant: {name}"),
    "end_covenant": N_("ended the covenant {name}"),
    "set_term": N_("set the term of the covenant {name}"),
    "evaluate_covenant": N_("recorded an evaluation: {name}"),
    "set_goal": N_("set the shared goal: {name}"),
    "confirm_goal": N_("confirmed the shared goal: {name}"),
    "add_party": N_("added {name} as party to the covenant"),
    "party_leaves": N_("noted that {name} leaves the covenant"),
    "change_place": N_("changed the place of {name} in the covenant"),
    "record_signature": N_("recorded the signature of {name}"),
    "sign_together": N_("recorded signatures under {name}"),
    "confirm_mandate": N_("recorded the mandate of {name}"),
    "plan_meeting": N_("planned the meeting of {name}"),
    "move_meeting": N_("moved the meeting of {name}"),
    "cancel_meeting": N_("cancelled the meeting of {name}"),
    "name_organiser": N_("named who organises the meeting of {name}"),
    "record_meeting": N_("logged the meeting of {name}"),
    "correct_report": N_("corrected the report of the meeting of {name}"),
    "unlog_meeting": N_("took back the log of the meeting of {name}"),
    "share_report": N_("shared the report of the meeting of {name}"),
    "send_agreements_round": N_("sent round the agreements of the meeting of {name}"),
    "add_joint_agreement": N_("added an agreement of the meeting of {name}"),
    "change_joint_agreement": N_("changed an agreement of the meeting of {name}"),
    "agree_rhythm": N_("agreed on the rhythm of the meetings"),
    "add_pause": N_("added a pause of the meetings"),
    "change_pause": N_("changed a pause of the meetings"),
    "drop_pause": N_("dropped a pause of the meetings"),
    "confirm_contact": N_("confirmed the contact data of {name}"),
    "correct_contact": N_("corrected the contact data of {name}"),
    "report_wrong": N_("reported the contact data of {name} as wrong"),
    "start_confirmation_round": N_("started a round to confirm contact data"),
    "close_confirmation_round": N_("closed a round to confirm contact data"),
    "announce_departure": N_("announced a change of {name}"),
    "announce_organisation_stops": N_("announced that {name} stops or merges"),
    "name_successor": N_("named a successor of {name}"),
    "no_successor": N_("noted that {name} gets no successor"),
    "withdraw_announcement": N_("took back an announced change of {name}"),
    "name_task_successor": N_("named who follows in a task: {name}"),
    "take_over_task": N_("recorded that {name} took over a task"),
    "introduce_successor": N_("introduced a successor on the links of {name}"),
    "close_departure": N_("closed the departure of {name}"),
    "reopen_departure": N_("opened the departure of {name} again"),
    "plan_handover": N_("planned the handover of {name}"),
    "start_handover": N_("started the handover of {name}"),
    "tick_item": N_("ticked a point of the handover of {name}"),
    "complete_handover": N_("completed the handover of {name}"),
    "record_handover": N_("recorded a handover of {name}"),
    "handover_not_possible": N_("noted that a handover of {name} is not possible"),
    "propose_webber": N_("proposed {name} as webber"),
    "confirm_proposal": N_("confirmed {name} as webber"),
    "reject_proposal": N_("did not take over the proposal of {name} as webber"),
    "confirm_webber": N_("recorded {name} as webber"),
    "end_webber": N_("ended the webber task of {name}"),
    "name_deputy": N_("named {name} as stand-in of a webber"),
    "end_deputy": N_("ended the stand-in of a webber: {name}"),
    "agree_expectation": N_("agreed what is expected of a webber: {name}"),
    "end_expectation": N_("ended what is expected of a webber: {name}"),
    "add_relation": N_("drew the link {name}"),
    "change_relation": N_("changed the link {name}"),
    "confirm_relation": N_("confirmed the link {name}"),
    "end_relation": N_("ended the link {name}"),
    "add_carrier": N_("named {name} as keeper of a link"),
    "end_carrier": N_("ended that {name} keeps a link"),
    "move_on_map": N_("moved {name} on the map"),
    "start_map": N_("started a version of the map"),
    "make_provisional": N_("called a version of the map provisional"),
    "note_tested": N_("noted that a version of the map was tried out"),
    "agree_map": N_("agreed on a version of the map"),
    "add_organisation": N_("added the organisation {name}"),
    "change_organisation": N_("changed the organisation {name}"),
    "invite": N_("invited {name} to the network"),
    "join": N_("noted that {name} takes part"),
    "record_answer": N_("recorded the answer of {name} to the invitation"),
    "pause": N_("noted a pause of {name}"),
    "resume": N_("noted that {name} takes part again"),
    "leave": N_("noted that {name} leaves the network"),
    "add_person": N_("added {name}"),
    "change_person": N_("changed the name of {name}"),
    "start_network_role": N_("gave {name} a task in the network"),
    "end_network_role": N_("ended a task of {name} in the network"),
    "name_coordinator_deputy": N_("named {name} as stand-in for the coordinator"),
    "set_norm": N_("set a limit: {norm}"),
    "restore_norm": N_("put a limit back: {norm}"),
    "change_network": N_("changed the data of the network"),
    "end_trajectory": N_("said when the trajectory ended"),
    "keep_baseline": N_("kept the baseline of the network"),
    "open_network": N_("opened the network {name}"),
    "apply_import": N_("brought in a file"),
    "undo": N_("undid an act: {act}"),
    "choose_language": N_("chose the language of the screen"),
    "open_log": N_("opened the log"),
    "open_page": N_("asked for {page}, and may not see that"),
    "bind_account": N_("tied the account of {name} to the sign-in provider"),
    "release_account": N_("untied the account of {name} from the sign-in provider"),
    "invite_account": N_("invited {name}"),
    "resend_invitation": N_("invited {name} again"),
    "block_account": N_("blocked the account of {name}"),
    "unblock_account": N_("unblocked the account of {name}"),
    "change_grant": N_("changed the role of {name}"),
    "end_grant": N_("ended a role of {name}"),
    "make_privacy_request": N_("wrote down a privacy request of {name}"),
    "extend_request": N_("took more time for a privacy request of {name}"),
    "decide_request": N_("decided on a privacy request of {name}"),
    "withdraw_request": N_("withdrew a privacy request of {name}"),
    "take_copy": N_("took a copy of the data of {name}"),
    "restrict_person": N_("restricted the use of the data of {name}"),
    "lift_restriction": N_("lifted the restriction on the data of {name}"),
    "set_legal_basis": N_("recorded why data of {name} may be kept"),
    "withdraw_consent": N_("withdrew a consent of {name}"),
    "withdraw_role_consent": N_("withdrew the consent to a task of {name}"),
    "apply_retention": N_("applied the retention periods"),
    "erase_person": N_("erased a person"),
    "repeat_erasure": N_("erased again who was erased before a copy was put back"),
}

# What some acts were called in lines of before.
FORMER: Mapping[str, str] = {
    "invite_organisation": ACTS["invite"],
    "join_network": ACTS["join"],
    "answer_invitation": ACTS["record_answer"],
    "pause_membership": ACTS["pause"],
    "resume_membership": ACTS["resume"],
    "leave_network": ACTS["leave"],
}

RESULTS = {"done": N_("It was done"), "refused": N_("Refused, nothing was changed")}


def did(words: Words, line: LogLine) -> str:
    """What somebody did, as the rest of a sentence that begins with their name."""
    detail = line.fields[0] if line.fields else ""
    values = {
        "name": _called(words, line),
        "norm": words(NORM_NAMES[line.name]) if line.name in NORM_NAMES else UNKNOWN,
        "act": _phrase(words, detail, {"name": UNKNOWN, "norm": UNKNOWN, "act": UNKNOWN, "page": UNKNOWN}),
        "page": f"/{detail}",
    }
    return _phrase(words, line.action, values)


def acted(words: Words, action: str) -> str:
    """An act as something to choose: the same words, with nothing it was done to."""
    return _phrase(words, action, {"name": UNKNOWN, "norm": UNKNOWN, "act": UNKNOWN, "page": UNKNOWN})


def refused_because(words: Words, line: LogLine) -> str:
    """Why not, where the reason needs nothing that is not kept."""
    sentence = REFUSALS.get(line.why or "", "") if line.action != "open_page" else ""
    return words(sentence) if sentence and "{" not in sentence else ""


def _called(words: Words, line: LogLine) -> str:
    if line.name:
        return line.name
    if line.on:
        return words.day(line.on)
    return words("number {n}", n=str(line.entity_id)) if line.entity_id else UNKNOWN


def _phrase(words: Words, action: str, values: Mapping[str, str]) -> str:
    phrase = ACTS.get(action) or FORMER.get(action)
    return words(phrase, **values) if phrase else action.replace("_", " ")
