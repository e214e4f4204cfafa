"""What many changes together do to a network: new faces, people lost, domains without anybody (3.E, T10-T13)."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from data_model.days import days_after
from data_model.findings import Finding, Subject, Urgency
from data_model.norms import Norms
from data_model.rules.outlook import Outlook, since
from data_model.rules.tasks import TurnoverFacts
from data_model.rules.ties import AffiliationFact
from data_model.vocabulary import PILLARS, Domain, TurnoverKind


def judge(facts: TurnoverFacts, outlook: Outlook, norms: Norms) -> Iterator[Finding]:
    yield from _changing_contacts(outlook, norms)
    yield from _churn(outlook, norms)
    yield from _domains_lost(facts, outlook)
    yield from _newcomers(facts, outlook, norms)


def first_day_gone(affiliation: AffiliationFact, outlook: Outlook) -> date | None:
    """The day after the last one for the organisation. Being away for a time does not count."""
    ends = [days_after(affiliation.end_on, 1)] if affiliation.end_on else []
    ends += [
        event.effective_on
        for event in outlook.departures
        if event.kind != TurnoverKind.AWAY
        and (event.person_id, event.organisation_id) == (affiliation.person_id, affiliation.organisation_id)
        and event.effective_on > affiliation.start_on
    ]
    return min(ends, default=None)


def _changing_contacts(outlook: Outlook, norms: Norms) -> Iterator[Finding]:
    """T10: an organisation sent off several contact people in a year."""
    after = days_after(outlook.today, -norms.contact_changes_days)
    for id in outlook.active(outlook.today):
        gone = {(a.person_id, first_day_gone(a, outlook)) for a in outlook.affiliations.get(id, ())}
        days = sorted(on for _, on in gone if on and after < on <= outlook.today)
        if len(days) >= norms.contact_changes:
            yield Finding(
                kind="turnover.changing_contacts",
                about=outlook.organisations[id].subject,
                urgency=Urgency.ATTENTION,
                since=days[norms.contact_changes - 1],
                values={"organisation": outlook.organisations[id].name, "changes": len(days)},
                organisation_id=id,
            )


def _churn(outlook: Outlook, norms: Norms) -> Iterator[Finding]:
    """T11: more people left the network in a year than it can bear."""
    gone = _left_on(outlook)
    leavers, average = _leavers(outlook, gone, outlook.today, norms)
    if _too_many(leavers, average, norms):
        yield Finding(
            kind="turnover.churn",
            about=outlook.ties.network,
            urgency=Urgency.ATTENTION,
            since=since(
                lambda day: _too_many(*_leavers(outlook, gone, day, norms), norms), set(gone.values()), outlook.today
            ),
            values={"leavers": leavers, "average": round(average)},
        )


def _left_on(outlook: Outlook) -> dict[int, date]:
    """For each person who is gone from every organisation: since when."""
    last: dict[int, date | None] = {}
    for affiliation in outlook.ties.affiliations:
        person, on = affiliation.person_id, first_day_gone(affiliation, outlook)
        earlier = last.get(person, date.min)
        last[person] = max(on, earlier) if on and earlier else None
    return {person: on for person, on in last.items() if on}


def _leavers(outlook: Outlook, gone: dict[int, date], day: date, norms: Norms) -> tuple[int, float]:
    """How many left in the period up to a day, and how many people there were on average at its two ends."""
    starts = [a.start_on for a in outlook.ties.affiliations]
    first = max(days_after(day, -norms.churn_days), min(starts, default=day))
    leavers = sum(first < on <= day for on in gone.values())
    staff = {a.person_id for a in outlook.ties.affiliations}
    there = [sum(outlook.around(person, end) for person in staff) for end in (first, day)]
    return leavers, sum(there) / 2


def _too_many(leavers: int, average: float, norms: Norms) -> bool:
    return leavers >= norms.churn_min_leavers and leavers > norms.churn_share * average


def _domains_lost(facts: TurnoverFacts, outlook: Outlook) -> Iterator[Finding]:
    """T12: a domain on which the method rests has nobody left, now or after an announced change."""
    for domain in PILLARS:
        days = _changes_in(domain, facts, outlook)
        coming = sorted(e.effective_on for e in outlook.events if e.effective_on > outlook.today)
        empty_on = next((day for day in [outlook.today, *coming] if not _in_domain(domain, facts, outlook, day)), None)
        if empty_on is None or not any(_in_domain(domain, facts, outlook, day) for day in days if day <= outlook.today):
            continue
        announced = [e.reported_on for e in outlook.events if e.effective_on == empty_on]
        empty = partial(_nobody_in, domain, facts, outlook)
        now = empty_on == outlook.today
        yield Finding(
            kind="turnover.domain_lost",
            about=Subject("domain", PILLARS.index(domain) + 1, domain.value),
            urgency=Urgency.HIGH,
            since=since(empty, days, outlook.today) if now else max(announced),
            changes_on=None if now else empty_on,
            values={"domain": domain},
        )


def _in_domain(domain: Domain, facts: TurnoverFacts, outlook: Outlook, day: date) -> bool:
    """Whether anybody is there from a domain. Experts by experience count wherever they belong."""
    if domain is Domain.LIVED_EXPERIENCE and any(
        outlook.around(person, day) for person in facts.in_role("expert_by_experience", day)
    ):
        return True
    own = (id for id in outlook.active(day) if outlook.organisations[id].domain == domain)
    return any(outlook.people_of(id, day) for id in own)


def _nobody_in(domain: Domain, facts: TurnoverFacts, outlook: Outlook, day: date) -> bool:
    return not _in_domain(domain, facts, outlook, day)


def _changes_in(domain: Domain, facts: TurnoverFacts, outlook: Outlook) -> set[date]:
    days: set[date] = set()
    for organisation in outlook.organisations.values():
        days |= outlook.staff_changes(organisation.id) if organisation.domain == domain else set()
    for role in facts.roles:
        if domain is Domain.LIVED_EXPERIENCE and role.role == "expert_by_experience":
            days |= {role.start_on} | ({days_after(role.end_on, 1)} if role.end_on else set())
    return days


def first_places(outlook: Outlook) -> list[AffiliationFact]:
    """Where each person came in: the first time at any organisation."""
    first: dict[int, AffiliationFact] = {}
    for affiliation in sorted(outlook.ties.affiliations, key=lambda a: a.start_on):
        first.setdefault(affiliation.person_id, affiliation)
    return list(first.values())


def _newcomers(facts: TurnoverFacts, outlook: Outlook, norms: Norms) -> Iterator[Finding]:
    """T13: somebody joined after the sessions, and the organisation was at no meeting since."""
    for joined in first_places(outlook):
        missed = missed_since(joined, facts, outlook, norms, outlook.today)
        if not missed:
            continue
        person, organisation = outlook.people[joined.person_id], outlook.organisations[joined.organisation_id]
        yield Finding(
            kind="turnover.newcomer_not_introduced",
            about=person.subject,
            urgency=Urgency.ATTENTION,
            since=max(late_on(joined, norms), min(missed)),
            values={
                "person": person.name,
                "organisation": organisation.name,
                "joined_on": joined.start_on,
                "meetings": len(missed),
            },
            organisation_id=joined.organisation_id,
            person_id=person.id,
        )


def late_on(joined: AffiliationFact, norms: Norms) -> date:
    """The first day on which a newcomer should have been introduced."""
    return days_after(joined.start_on, norms.newcomer_days + 1)


def missed_since(
    joined: AffiliationFact, facts: TurnoverFacts, outlook: Outlook, norms: Norms, day: date
) -> list[date]:
    """The meetings held since somebody joined. None while it is early, and when the organisation was at one or left."""
    own = joined.organisation_id
    if joined.start_on <= facts.trajectory_ended_on or day < late_on(joined, norms):
        return []
    if not (outlook.works(joined.person_id, own, day) and outlook.takes_part(own, day)):
        return []
    held = [m for m in facts.meetings if m.held_on and joined.start_on <= m.held_on <= day]
    return [m.held_on for m in held if m.held_on] if not any(own in m.present for m in held) else []
