"""The agreed limits, each with its source. A network can override them."""

from collections.abc import Iterable
from dataclasses import Field, dataclass, field, fields, replace
from typing import Any

INFERRED = "proposed default"


def norm(default: int | float, source: str = INFERRED, low: float = 0, high: float = 3650) -> Any:
    """A limit with the reason for its default and the range in which a network may set it."""
    return field(default=default, metadata={"source": source, "low": low, "high": high})


@dataclass(frozen=True)
class Norms:
    """Days unless the name says otherwise."""

    # How often the webbers meet (3.A). The interval itself is never a norm: the network agrees it.
    rhythm_grace_min_days: int = norm(7)
    rhythm_grace_share: float = norm(0.25, high=1)
    rhythm_lead_min_days: int = norm(14)
    rhythm_lead_share: float = norm(0.50, high=1)
    rhythm_first_meeting_days: int = norm(28, "seed 002, item 7: session 5 plans the first meeting")
    meeting_unlogged_days: int = norm(7)
    meeting_min_organisations: int = norm(
        2, "below two organisations it is a chat, not a webber meeting", low=1, high=20
    )
    turnout_share: float = norm(0.5, high=1)
    turnout_meetings: int = norm(2, low=1, high=10)
    absent_meetings: int = norm(2, "seed 003: a fixed participant for each organisation", low=1, high=10)
    families_days: int = norm(365, "seed 002, question D: how are children and parents involved?")
    report_shared_days: int = norm(14, "seed 002, item 7: how are the others informed?")

    # Whether the covenant holds (3.B)
    covenant_goal_confirmed_months: int = norm(12, high=60)
    covenant_mandate_days: int = norm(60, "a real covenant was signed subject to mandate")
    covenant_unsigned_days: int = norm(42)
    covenant_ends_days: int = norm(180, "decisions run through college and boards for months")
    covenant_ends_soon_days: int = norm(90, "decisions run through college and boards for months")
    covenant_expired_critical_days: int = norm(90)
    covenant_notice_days: int = norm(60)
    evaluation_soon_days: int = norm(60)
    evaluation_overdue_days: int = norm(30)
    anchoring_days: int = norm(60, "seed 002, items 4 and 7: what is promised?")

    # Whether actions are followed up (3.C)
    update_before_meeting_days: int = norm(7, "seed 004, Afsluiting: a week before the next meeting", high=60)
    update_window_days: int = norm(7, high=60)
    action_soon_days: int = norm(7, high=60)
    action_long_overdue_days: int = norm(30)
    action_stalled_meetings: int = norm(2, "seed 004: keep it small and concrete", low=1, high=10)
    agreements_sent_days: int = norm(7, "seed 004: the organiser sends the agreements round", high=60)

    # Whether contact data are current (3.D)
    contact_fresh_days: int = norm(180, "at 180 days an unchecked record is wrong with a chance of 7 to 16 %")
    contact_stale_days: int = norm(365, "at 365 days an unchecked record is wrong with a chance of 13 to 30 %")
    contact_fresh_critical_days: int = norm(90, "at 90 days an unchecked record is wrong with a chance of 3 to 8 %")
    contact_stale_critical_days: int = norm(180, "at 180 days an unchecked record is wrong with a chance of 7 to 16 %")
    confirmation_round_days: int = norm(182, "seed 004 lets the list go round twice in a meeting")

    # Which personnel changes break links (3.E)
    handover_start_days: int = norm(14)
    handover_late_days: int = norm(30)
    signatory_deadline_days: int = norm(180)
    carrier_few_relations: int = norm(2, high=20)
    contact_changes: int = norm(2, low=1, high=20)
    contact_changes_days: int = norm(365)
    churn_share: float = norm(0.20, "the social domain loses about 13 % of its staff a year", high=1)
    churn_min_leavers: int = norm(5, low=1, high=100)
    churn_days: int = norm(365)
    newcomer_days: int = norm(60, "seed 003: knowing each other lowers the threshold")
    quiet_signs: int = norm(2, "one absence says nothing yet; several signs together do", low=1, high=5)
    webbers_min: int = norm(2, low=1, high=20)
    map_age_days: int = norm(365)
    map_provisional_days: int = norm(90)
    link_confirmed_days: int = norm(365)

    # How long data of people are kept (docs/privacy/retention.md)
    kept_after_handover_days: int = norm(30, "no longer than needed to hand over")
    kept_after_departure_days: int = norm(60, "no longer than needed to hand over")
    kept_person_days: int = norm(365, "one round of evaluation after somebody left", low=30)
    kept_log_days: int = norm(730, "two years, to look back at what was changed", low=30)
    kept_request_days: int = norm(730, "two years, to show how a request was answered", low=30)
    kept_sign_in_days: int = norm(30, "one month, to look into misuse")


NORMS: dict[str, Field[Any]] = {entry.name: entry for entry in fields(Norms)}


def adjusted(overrides: Iterable[tuple[str, float]]) -> Norms:
    """The defaults with a network's own limits laid over them, oldest first. Names that no longer exist are skipped."""
    kept: dict[str, Any] = {name: value for name, value in overrides if name in NORMS}
    whole = {name: int(value) for name, value in kept.items() if isinstance(NORMS[name].default, int)}
    return replace(Norms(), **kept | whole)
