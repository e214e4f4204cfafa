"""A state in a table or a list of facts: always its word with an icon; colour only where somebody should look."""

from collections.abc import Mapping
from typing import TypeVar

from pages.frame.html import Html, tag
from words.language import Words

C = TypeVar("C", bound=str)

FINE, LOOK, HIGH, CRITICAL, RESTING, UNDER_WAY = "fine", "attention", "high", "critical", "resting", "under-way"
ICONS = {FINE: "✓", LOOK: "●", HIGH: "◆", CRITICAL: "▲", RESTING: "–", UNDER_WAY: "○"}

# A code has one look wherever it is shown.
LOOKS = {
    FINE: "fresh done signed given anchored active in_force on_schedule held completed confirmed closed works agreed",
    LOOK: (
        "ageing stale unconfirmed asked soon signed_subject_to_mandate refused needed unknown not_planned "
        "planned_too_late no_rhythm in_revision to_log carrier_unknown "
        "single_carried provisional"
    ),
    HIGH: "reported_wrong overdue late missed expired at_risk",
    CRITICAL: "lapsed broken",
    RESTING: (
        "withheld dropped declined withdrawn left paused cancelled moved replaced ended not_needed not_needed_yet "
        "not_possible rejected none blocked outdated"
    ),
    UNDER_WAY: (
        "open in_progress running not_asked invited planned draft open_for_signature not_discussed discussed "
        "waits_for_date not_started proposed"
    ),
}
LOOK_OF = {code: look for look, codes in LOOKS.items() for code in codes.split()}


def state_label(words: Words, wording: Mapping[C, str], code: C) -> Html:
    """The word of a code from its own table of words."""
    look = LOOK_OF[code]
    icon = tag("span", ICONS[look], aria_hidden="true")
    return tag("span", icon, "\u00a0", words(wording[code]), klass=f"sk-state sk-{look}")
