"""What an import will write: the organisations and people of the network beside those of the file, matched."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, ContactChannel, Person


def alike(name: str) -> str:
    """Names that differ only in capitals and spaces are the same name."""
    return " ".join(name.casefold().split())


@dataclass(eq=False)
class OrganisationDraft:
    """`id` is empty when the file brings it. `told`: fields this file spoke about; the first row that does wins."""

    name: str
    id: int | None = None
    fields: dict[str, str | None] = field(default_factory=dict)
    claim: str | None = None
    told: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)

    def learn(self, **values: str | None) -> None:
        for name, value in values.items():
            if value is None or name in self.told:
                continue
            self.told.add(name)
            if alike(value) != alike(self.fields.get(name) or ""):
                self.fields[name] = value
                self.changed.add(name)


@dataclass(eq=False)
class Post:
    """A person's place at an organisation; `id` is empty when it is new."""

    organisation: OrganisationDraft
    id: int | None = None
    function: str | None = None
    since_on: date | None = None
    changed: bool = False


@dataclass(eq=False)
class PersonDraft:
    """`channels` by kind; those in `changed` are written."""

    name: str
    id: int | None = None
    posts: list[Post] = field(default_factory=list)
    channels: dict[str, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)

    def reach(self, kind: str, value: str) -> None:
        if kind in self.told:
            return
        self.told.add(kind)
        if alike(value) != alike(self.channels.get(kind, "")):
            self.channels[kind] = value
            self.changed.add(kind)


class Register:
    """Everybody in the network on a day, and everybody the file adds."""

    def __init__(self, session: Session, viewer: Viewer, day: date) -> None:
        self.organisations: list[OrganisationDraft] = []
        self.people: list[PersonDraft] = []
        self._by_name: dict[str, list[OrganisationDraft]] = defaultdict(list)
        self._by_external_id: dict[str, OrganisationDraft] = {}
        self._people_by_name: dict[str, list[PersonDraft]] = defaultdict(list)
        self._by_email: dict[str, PersonDraft] = {}
        for organisation in _organisations(session, viewer):
            self._keep(organisation)
        for person in _people(session, viewer, day, {o.id: o for o in self.organisations if o.id is not None}):
            self._keep_person(person)

    def organisation(self, name: str, external_id: str | None = None, claim: str | None = None) -> OrganisationDraft:
        """By its ID, else by its name; a new one when neither is known.

        `claim` tells apart what has one name in a file but is not the same there: each gets its own.
        """
        found = self.known(name, external_id, claim) or self._keep(OrganisationDraft(name))
        if claim is not None:
            found.claim = claim
        found.learn(external_id=external_id, name=name)
        if external_id:
            self._by_external_id.setdefault(external_id, found)
        return found

    def known(self, name: str, external_id: str | None = None, claim: str | None = None) -> OrganisationDraft | None:
        if external_id and (found := self._by_external_id.get(external_id)):
            return found
        for candidate in self._by_name.get(alike(name), ()):
            other_id = external_id and candidate.fields.get("external_id")
            other_claim = claim is not None and candidate.claim not in (None, claim)
            if not other_id and not other_claim:
                return candidate
        return None

    def person(self, name: str, email: str | None, organisation: OrganisationDraft | None) -> PersonDraft:
        """By e-mail when the names agree, else by name within the organisation; a new one when neither is known."""
        namesakes = self._people_by_name.get(alike(name), [])
        found = (
            next((p for p in namesakes if email and alike(p.channels.get("work_email", "")) == alike(email)), None)
            or next((p for p in namesakes if _works_at(p, organisation)), None)
            or self._other_spelling(name, email)
        )
        return found or self._keep_person(PersonDraft(name))

    def holder(self, email: str) -> PersonDraft | None:
        """The first who has this address."""
        return self._by_email.get(alike(email))

    def _other_spelling(self, name: str, email: str | None) -> PersonDraft | None:
        """The same address and the same last word of the name: J. Jansen is Jan Jansen."""
        if not email or not (holder := self.holder(email)):
            return None
        return holder if alike(holder.name).split()[-1:] == alike(name).split()[-1:] else None

    def _keep(self, organisation: OrganisationDraft) -> OrganisationDraft:
        self.organisations.append(organisation)
        self._by_name[alike(organisation.name)].append(organisation)
        if external_id := organisation.fields.get("external_id"):
            self._by_external_id.setdefault(external_id, organisation)
        return organisation

    def _keep_person(self, person: PersonDraft) -> PersonDraft:
        self.people.append(person)
        self._people_by_name[alike(person.name)].append(person)
        self.remember_email(person)
        return person

    def remember_email(self, person: PersonDraft) -> None:
        if email := person.channels.get("work_email"):
            self._by_email.setdefault(alike(email), person)


def _works_at(person: PersonDraft, organisation: OrganisationDraft | None) -> bool:
    if organisation is None:
        return not person.posts
    return any(post.organisation is organisation for post in person.posts)


def _organisations(session: Session, viewer: Viewer) -> Iterable[OrganisationDraft]:
    rows = session.execute(
        select(
            Organisation.id,
            Organisation.name,
            Organisation.external_id,
            Organisation.website,
            Organisation.general_email,
            Organisation.general_phone,
        )
        .where(Organisation.network_id == viewer.network_id)
        .order_by(Organisation.id)
    )
    for row in rows:
        fields = dict(row._mapping)
        yield OrganisationDraft(row.name, fields.pop("id"), fields)


def _people(
    session: Session, viewer: Viewer, day: date, organisations: dict[int, OrganisationDraft]
) -> Iterable[PersonDraft]:
    here = viewer.network_id
    people = {
        id: PersonDraft(name, id)
        for id, name in session.execute(
            select(Person.id, Person.display_name)
            .where(Person.network_id == here, Person.erased_on.is_(None))
            .order_by(Person.id)
        )
    }
    posts = session.execute(
        select(Affiliation.id, Affiliation.person_id, Affiliation.organisation_id, Affiliation.function_title)
        .where(Affiliation.network_id == here, or_(Affiliation.end_on.is_(None), Affiliation.end_on >= day))
        .order_by(Affiliation.id)
    )
    for id, person_id, organisation_id, function in posts:
        if person_id in people:
            people[person_id].posts.append(Post(organisations[organisation_id], id, function))
    channels = session.execute(
        select(ContactChannel.person_id, ContactChannel.kind, ContactChannel.value)
        .where(ContactChannel.network_id == here)
        .order_by(ContactChannel.id.desc())
    )
    for person_id, kind, value in channels:
        if person_id in people:
            people[person_id].channels[kind] = value
    return people.values()
