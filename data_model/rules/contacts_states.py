"""How far can contact data be trusted on a day, and which organisations can be reached? (docs/policy 3.D)"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from data_model.norms import Norms
from data_model.rules.contacts_facts import AffiliationFact, ContactFacts, PersonFact, active_people, critical_people


class ContactState(StrEnum):
    """How far the contact data of a person can be trusted on a day."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    UNCONFIRMED = "unconfirmed"
    REPORTED_WRONG = "reported_wrong"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Contact:
    """An active person on a day: for which members, since when critical (empty: not), and in which state."""

    person: PersonFact
    affiliations: tuple[AffiliationFact, ...]
    critical_since: date | None
    state: ContactState


class Contacts(dict[int, Contact]):
    """The people who count on a day, by their number."""

    @cached_property
    def by_organisation(self) -> Mapping[int, list[Contact]]:
        found: dict[int, list[Contact]] = {}
        for contact in self.values():
            for id in {affiliation.organisation_id for affiliation in contact.affiliations}:
                found.setdefault(id, []).append(contact)
        return found


def limits(norms: Norms, critical: bool) -> tuple[int, int]:
    """The last age in days at which data are fresh, and the last at which they are not yet stale."""
    if critical:
        return norms.contact_fresh_critical_days, norms.contact_stale_critical_days
    return norms.contact_fresh_days, norms.contact_stale_days


def contact_state(person: PersonFact, day: date, norms: Norms, *, critical: bool) -> ContactState:
    """The row of table 3.D. Withheld comes first: what is not shared is neither fresh nor stale for others."""
    if person.known_channels(day) and not person.visible(day):
        return ContactState.WITHHELD
    if person.wrong_since(day):
        return ContactState.REPORTED_WRONG
    confirmed_on = person.confirmed_on(day)
    if confirmed_on is None:
        return ContactState.UNCONFIRMED
    fresh_days, stale_days = limits(norms, critical)
    age = (day - confirmed_on).days
    if age <= fresh_days:
        return ContactState.FRESH
    return ContactState.AGEING if age <= stale_days else ContactState.STALE


def counts_as_stale(state: ContactState, *, critical: bool) -> bool:
    """Stale, reported wrong, or never confirmed in a critical role."""
    if state is ContactState.UNCONFIRMED:
        return critical
    return state in (ContactState.STALE, ContactState.REPORTED_WRONG)


def contacts_on(facts: ContactFacts, day: date, norms: Norms) -> Contacts:
    """All people who count on a day: with an active affiliation to an active member."""
    critical = critical_people(facts, day)
    people = {person.id: person for person in facts.people}
    return Contacts(
        (
            id,
            Contact(
                person=people[id],
                affiliations=tuple(affiliations.values()),
                critical_since=min(critical[id].values()) if id in critical else None,
                state=contact_state(people[id], day, norms, critical=id in critical),
            ),
        )
        for id, affiliations in active_people(facts, day).items()
    )


def reachable(contacts: Contacts, organisation_id: int, day: date) -> bool:
    """Whether an organisation has an active person with fresh data and a visible channel."""
    return any(c.state is ContactState.FRESH and c.person.visible(day) for c in contacts_of(contacts, organisation_id))


def contacts_of(contacts: Contacts, organisation_id: int) -> list[Contact]:
    return contacts.by_organisation.get(organisation_id, [])


def reach(facts: ContactFacts, day: date, norms: Norms) -> tuple[int, int]:
    """How many member organisations are reachable, and how many there are: "21 of 24"."""
    contacts = contacts_on(facts, day, norms)
    members = [organisation.id for organisation in facts.organisations if organisation.active(day)]
    return sum(reachable(contacts, id, day) for id in members), len(members)


def people_by_state(facts: ContactFacts, day: date, norms: Norms) -> Counter[ContactState]:
    return Counter(contact.state for contact in contacts_on(facts, day, norms).values())
