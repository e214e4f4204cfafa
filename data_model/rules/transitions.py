"""Which states may follow which (docs/policy 2b). Whatever is not listed is refused."""

from collections.abc import Mapping

from data_model.refusal import Refusal

# `expired` of a covenant follows from its last day and `resolved` of a signal from its rule: nobody moves them there.
TRANSITIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "network_phase": {
        "trajectory": ("handover", "maintenance", "dormant", "closed"),
        "handover": ("maintenance", "dormant", "closed"),
        "maintenance": ("dormant", "closed"),
        "dormant": ("maintenance", "closed"),
        "closed": (),
    },
    "membership": {
        "invited": ("active", "declined"),
        "active": ("paused", "left"),
        "paused": ("active", "left"),
        "declined": (),
        "left": (),
    },
    "webber": {"proposed": ("confirmed", "rejected"), "confirmed": ("ended",), "rejected": (), "ended": ()},
    "meeting": {"planned": ("held", "cancelled", "moved"), "held": ("planned",), "cancelled": (), "moved": ()},
    "meeting_report": {"missing": ("draft",), "draft": ("shared",), "shared": ()},
    "covenant": {
        "draft": ("open_for_signature", "ended"),
        "open_for_signature": ("in_force", "ended"),
        "in_force": ("in_revision", "ended"),
        "in_revision": ("in_force", "ended"),
        "expired": ("ended",),
        "ended": (),
    },
    "covenant_party": {
        "not_asked": ("asked",),
        "asked": ("signed_subject_to_mandate", "signed", "declined"),
        "signed_subject_to_mandate": ("signed",),
        "signed": ("withdrawn",),
        "declined": (),
        "withdrawn": (),
    },
    "management_approval": {
        "unknown": ("not_needed", "needed"),
        "needed": ("asked",),
        "asked": ("given", "refused"),
        "not_needed": (),
        "given": (),
        "refused": ("given",),
    },
    "working_agreement": {
        "new": ("active", "dropped"),
        "active": ("kept", "not_kept", "dropped"),
        "kept": ("active", "dropped"),
        "not_kept": ("active", "dropped"),
        "dropped": (),
    },
    "anchoring_promise": {"not_discussed": ("discussed",), "discussed": ("anchored",), "anchored": ("discussed",)},
    "action": {
        "open": ("in_progress", "dropped", "transferred"),
        "in_progress": ("done", "dropped", "transferred"),
        "transferred": ("open",),
        "done": ("in_progress",),
        "dropped": (),
    },
    "map_version": {"draft": ("provisional",), "provisional": ("agreed",), "agreed": ("outdated",), "outdated": ()},
    "handover": {
        "not_started": ("planned", "not_possible"),
        "planned": ("in_progress", "not_possible"),
        "in_progress": ("completed", "not_possible"),
        "completed": (),
        "not_possible": (),
    },
    "signal": {
        "new": ("seen", "accepted"),
        "seen": ("taken_up", "accepted"),
        "taken_up": ("accepted",),
        "accepted": (),
        "resolved": (),
    },
    "data_subject_request": {"received": ("verified",), "verified": ("done", "refused"), "done": (), "refused": ()},
}


def check(entity: str, state: str, to: str) -> None:
    """Raise `Refusal` unless a record of this entity may go from one state to the other."""
    if to not in TRANSITIONS[entity][state]:
        raise Refusal("transition", entity=entity, from_state=state, to_state=to)
