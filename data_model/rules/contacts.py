"""Can every organisation still be reached? (docs/policy 3.D; seed 002, Nota bene; seed 004, Bouwsteen 7)"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from data_model.days import days_after, happened
from data_model.findings import Act, Actor, Finding, Kind, Subject, Urgency, Value
from data_model.norms import Norms
from data_model.rules.contacts_facts import ContactFacts, PersonFact
from data_model.rules.contacts_states import (
    Contact,
    Contacts,
    ContactState,
    contacts_of,
    contacts_on,
    limits,
    reachable,
)
from data_model.rules.membership import MemberFact

FRESHNESS = ("contact_fresh_days", "contact_fresh_critical_days")
STALENESS = ("contact_stale_days", "contact_stale_critical_days")
KINDS = {
    "contacts.organisation_unreachable": Kind(
        "D.reachable", Actor.ORGANISATION, Act.CONFIRM_CONTACT, FRESHNESS + STALENESS
    ),
    "contacts.stale": Kind("D.stale", Actor.PERSON, Act.CONFIRM_CONTACT, STALENESS),
    "contacts.ageing": Kind("D.ageing", Actor.PERSON, Act.CONFIRM_CONTACT, FRESHNESS[1:] + STALENESS[1:]),
    "contacts.unconfirmed": Kind("D.unconfirmed", Actor.PERSON, Act.CONFIRM_CONTACT),
    "contacts.reported_wrong": Kind("D.wrong", Actor.PERSON, Act.CONFIRM_CONTACT),
    "contacts.incomplete": Kind("D.complete", Actor.PERSON, Act.CONFIRM_CONTACT),
    "contacts.round_due": Kind("D.round", Actor.COORDINATOR, Act.CONFIRM_CONTACT, ("confirmation_round_days",)),
}


def judge(facts: ContactFacts, today: date, norms: Norms) -> Iterator[Finding]:
    """What needs somebody about contact data today.

    The domain gives these rules no severity. High: reported wrong, and stale or never confirmed in a
    critical role. An organisation is high when nobody there could be tried: no person with a visible
    channel whose data are ageing or were never confirmed. The rest is attention.
    """
    contacts = contacts_on(facts, today, norms)
    for organisation in facts.organisations:
        if organisation.active(today) and not reachable(contacts, organisation.id, today):
            yield _unreachable(facts, organisation, contacts, today, norms)
    for contact in contacts.values():
        yield from _state(contact, today, norms)
        yield from _incomplete(contact, today)
    yield from _round_due(facts, contacts, today, norms)


def _unreachable(
    facts: ContactFacts, organisation: MemberFact, contacts: Contacts, today: date, norms: Norms
) -> Finding:
    tried = [
        contact
        for contact in contacts_of(contacts, organisation.id)
        if contact.state in (ContactState.AGEING, ContactState.UNCONFIRMED) and contact.person.visible(today)
    ]
    ends = [_tried_until(contact, organisation.id, today, norms) for contact in tried]
    joined = [m.resumed_on if happened(m.resumed_on, today) else m.joined_on for m in organisation.memberships]
    fresh_ends = [
        days_after(until, 1)
        for person in facts.people_by_organisation.get(organisation.id, ())
        for until in _fresh_until(person, organisation.id, contacts.get(person.id), today, norms)
    ]
    return Finding(
        kind="contacts.organisation_unreachable",
        about=organisation.subject,
        urgency=Urgency.ATTENTION if tried else Urgency.HIGH,
        since=min(today, max([on for on in joined if on and on <= today] + fresh_ends)),
        changes_on=max((on for on in ends if on), default=None) if all(ends) else None,
        values={"organisation": organisation.name, "people": len(contacts_of(contacts, organisation.id))},
        organisation_id=organisation.id,
    )


def _fresh_until(
    person: PersonFact, organisation_id: int, contact: Contact | None, today: date, norms: Norms
) -> Iterator[date]:
    """The last days on which this person kept the organisation reachable."""
    critical = contact is not None and contact.critical_since is not None
    for affiliation in person.affiliations:
        if affiliation.organisation_id != organisation_id or affiliation.start_on > today or not person.visible(today):
            continue
        last_day = min(today, affiliation.end_on or today)
        if confirmed_on := person.confirmed_on(last_day):
            wrong_on = person.wrong_since(last_day)
            ends = (days_after(confirmed_on, limits(norms, critical)[0]), affiliation.end_on)
            yield min(end for end in (*ends, days_after(wrong_on, -1) if wrong_on else None) if end)


def _tried_until(contact: Contact, organisation_id: int, today: date, norms: Norms) -> date | None:
    """The first day on which the organisation cannot be tried through this person: the data are stale or they left."""
    last_days = (a.end_on for a in contact.affiliations if a.organisation_id == organisation_id and a.end_on)
    return min(filter(None, (_stale_on(contact, today, norms), *(days_after(on, 1) for on in last_days))), default=None)


def _stale_on(contact: Contact, today: date, norms: Norms) -> date | None:
    """The day on which data that are ageing become stale."""
    confirmed_on = contact.person.confirmed_on(today)
    if contact.state is not ContactState.AGEING or confirmed_on is None:
        return None
    return days_after(confirmed_on, limits(norms, contact.critical_since is not None)[1] + 1)


def _passed_on(contact: Contact, confirmed_on: date, norms: Norms, which: int) -> date:
    """The first day past the limit for everyone or, when sooner, past the limit for the critical role held then."""
    ordinary = days_after(confirmed_on, limits(norms, False)[which] + 1)
    if contact.critical_since is None:
        return ordinary
    return min(ordinary, max(days_after(confirmed_on, limits(norms, True)[which] + 1), contact.critical_since))


def _about(
    kind: str,
    contact: Contact,
    *,
    since: date,
    urgency: Urgency,
    changes_on: date | None = None,
    **values: Value,
) -> Finding:
    person = contact.person
    return Finding(
        kind=f"contacts.{kind}",
        about=Subject("person", person.id, person.name),
        urgency=urgency,
        since=since,
        changes_on=changes_on,
        values={"person": person.name, **values},
        organisation_id=contact.affiliations[0].organisation_id,
        person_id=person.id,
    )


def _state(contact: Contact, today: date, norms: Norms) -> Iterator[Finding]:
    critical = contact.critical_since is not None
    urgency = Urgency.HIGH if critical else Urgency.ATTENTION
    confirmed_on = contact.person.confirmed_on(today)
    match contact.state:
        case ContactState.REPORTED_WRONG:
            since = contact.person.wrong_since(today) or today
            yield _about("reported_wrong", contact, since=since, urgency=Urgency.HIGH, reported_on=since)
        case ContactState.UNCONFIRMED:
            since = min(affiliation.start_on for affiliation in contact.affiliations)
            yield _about("unconfirmed", contact, since=since, urgency=urgency)
        case ContactState.STALE if confirmed_on:
            since = _passed_on(contact, confirmed_on, norms, 1)
            yield _about("stale", contact, since=since, urgency=urgency, confirmed_on=confirmed_on)
        case ContactState.AGEING if confirmed_on and critical:
            yield _about(
                "ageing",
                contact,
                since=_passed_on(contact, confirmed_on, norms, 0),
                urgency=Urgency.ATTENTION,
                changes_on=_stale_on(contact, today, norms),
                confirmed_on=confirmed_on,
            )


def _incomplete(contact: Contact, today: date) -> Iterator[Finding]:
    """Complete is: a function at each organisation, and a work phone or work e-mail (seed 004)."""
    at_work = any(c.kind in ("work_phone", "work_email") for c in contact.person.known_channels(today))
    without_function = [a.start_on for a in contact.affiliations if not a.has_function]
    if at_work and not without_function:
        return
    since = min(without_function if at_work else [a.start_on for a in contact.affiliations])
    yield _about("incomplete", contact, since=since, urgency=Urgency.ATTENTION)


def _round_due(facts: ContactFacts, contacts: Contacts, today: date, norms: Norms) -> Iterator[Finding]:
    """A round that waits for answers answers this too: it is due again when that one is over without enough of them."""
    if any(one.waits(today) for one in facts.rounds):
        return
    days = norms.confirmation_round_days
    confirmed = sorted((on for c in contacts.values() if (on := c.person.confirmed_on(today))), reverse=True)
    recent = sum((today - on).days <= days for on in confirmed)
    if not contacts or 2 * recent >= len(contacts):
        return
    over = [one.over_on for one in facts.rounds if one.started_on < one.over_on <= today]
    yield Finding(
        kind="contacts.round_due",
        about=facts.network,
        urgency=Urgency.ATTENTION,
        since=max([_too_few_since(contacts, confirmed, days), *over]),
        values={"confirmed": recent, "people": len(contacts), "round_days": days},
    )


def _too_few_since(contacts: Mapping[int, Contact], confirmed: Sequence[date], days: int) -> date:
    """The first day on which fewer than half were confirmed lately. `confirmed`: the last days, the latest first."""
    needed = (len(contacts) + 1) // 2
    if len(confirmed) >= needed:
        return days_after(confirmed[needed - 1], days + 1)
    return min(affiliation.start_on for contact in contacts.values() for affiliation in contact.affiliations)
