"""Whether the network map can be relied on, and who is not on it (section 4, row 3; 3.E, T5 step 5)."""

from collections.abc import Iterator

from data_model.days import days_after, happened
from data_model.findings import Finding, Subject, Urgency
from data_model.norms import Norms
from data_model.rules.graph import isolated
from data_model.rules.map_facts import MapFact
from data_model.rules.outlook import Outlook


def judge(outlook: Outlook, norms: Norms) -> Iterator[Finding]:
    yield from _provisional(outlook, norms)
    yield from _without_carrier(outlook)
    yield from _not_connected(outlook)


def _provisional(outlook: Outlook, norms: Norms) -> Iterator[Finding]:
    for version in outlook.ties.maps:
        since = days_after(version.provisional_on, norms.map_provisional_days + 1) if version.provisional_on else None
        if version.provisional_on and since and since <= outlook.today and not _settled(version, outlook):
            yield Finding(
                kind="turnover.map_provisional",
                about=Subject("map_version", version.id),
                urgency=Urgency.ATTENTION,
                since=since,
                values={
                    "provisional_on": version.provisional_on,
                    "map_age_days": (outlook.today - version.made_on).days,
                },
            )


def _settled(version: MapFact, outlook: Outlook) -> bool:
    """Whether it was agreed, or a later map took its place."""
    own = (version.made_on, version.id)
    return any(
        (happened(other.agreed_on, outlook.today) and (other.made_on, other.id) >= own)
        or (happened(other.provisional_on, outlook.today) and (other.made_on, other.id) > own)
        for other in outlook.ties.maps
    )


def _without_carrier(outlook: Outlook) -> Iterator[Finding]:
    """One note for the whole network: who carries a link is often not known, and that breaks nothing."""
    drawn = outlook.drawn(outlook.today)
    unknown = [r for r in drawn if not all(outlook.recorded(r, side, outlook.today) for side in (r.a, r.b))]
    if unknown:
        yield Finding(
            kind="turnover.relation_without_carrier",
            about=outlook.ties.network,
            urgency=Urgency.ATTENTION,
            since=outlook.since_map(min(r.start_on for r in unknown)),
            values={"relations": len(unknown), "all": len(drawn), "map_age_days": outlook.map_days},
        )


def _not_connected(outlook: Outlook) -> Iterator[Finding]:
    today = outlook.today
    if not outlook.drawn(today):
        return
    alone = isolated(outlook.active(today), [(r.a, r.b) for r in outlook.unbroken(today)])
    for organisation in sorted((outlook.organisations[id] for id in alone), key=lambda o: o.id):
        joined = min(m.joined_on for m in organisation.memberships if m.joined_on and m.active(today))
        yield Finding(
            kind="turnover.not_connected",
            about=organisation.subject,
            urgency=Urgency.ATTENTION,
            since=outlook.since_map(joined),
            values={"organisation": organisation.name, "map_age_days": outlook.map_days},
            organisation_id=organisation.id,
        )
