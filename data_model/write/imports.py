"""Acts on files: what an import would do, and doing it in one transaction or not at all."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day
from data_model.refusal import Refusal
from data_model.tables.base import NetworkRecord
from data_model.tables.log import ImportRun
from data_model.tables.map import MapVersion, Relation, RelationCarrier
from data_model.tables.organisation import Membership, Organisation
from data_model.tables.person import Affiliation, ContactChannel, Person
from data_model.write.drafts import OrganisationDraft, PersonDraft, Post, Register
from data_model.write.import_contacts import draft_contacts
from data_model.write.import_graph import GraphDraft, RelationDraft, draft_graph
from data_model.write.import_plan import ImportPlan
from data_model.write.incoming import GraphFile, Parsed
from data_model.write.journal import act, note
from data_model.write.map_positions import place_missing
from data_model.write.records import find, make


@dataclass(frozen=True)
class Applied:
    """What an import left behind: its number, the map it made and what it did."""

    id: int
    map_version_id: int | None
    plan: ImportPlan


@scope.read
def plan(session: Session, viewer: Viewer, parsed: Parsed, *, day: date, as_organisations: bool = False) -> ImportPlan:
    """What applying this file would do. Writes nothing."""
    require(viewer, Entity.OFFICE, Verb.EDIT)
    return _drafted(session, viewer, parsed, day, as_organisations).plan


@act
def apply_import(
    session: Session,
    *,
    parsed: Parsed,
    as_organisations: bool = False,
    seen: tuple[int, int, int, int] | None = None,
    by: Viewer,
    at: datetime,
) -> Applied:
    """Take a file in. Refuses one without a usable row.

    `seen`: the counts of the plan on the screen; refuses when the network changed so much since that they differ.
    """
    require(by, Entity.OFFICE, Verb.EDIT)
    work = _drafted(session, by, parsed, dutch_day(at), as_organisations)
    counts = work.plan.counts
    if not any(counts[:3]):
        raise Refusal("nothing_to_import")
    if seen is not None and seen != counts:
        raise Refusal("changed_meanwhile")
    map_version = _Writer(session, by, at).write(work, parsed)
    new, changed, same, refused = counts
    run = make(
        session,
        ImportRun,
        file_name=parsed.file_name,
        file_kind=parsed.file_kind,
        new_count=new,
        changed_count=changed,
        same_count=same,
        refused_count=refused,
        map_version_id=map_version.id if map_version else None,
        by=by,
        at=at,
    )
    note(session, "apply_import", run, by=by, at=at)
    return Applied(run.id, run.map_version_id, work.plan)


@dataclass(frozen=True)
class _Work:
    plan: ImportPlan
    register: Register
    relations: tuple[RelationDraft, ...] = ()


def _drafted(session: Session, viewer: Viewer, parsed: Parsed, day: date, as_organisations: bool) -> _Work:
    register = Register(session, viewer, day)
    if isinstance(parsed, GraphFile):
        drafted: GraphDraft = draft_graph(session, viewer, register, parsed, as_organisations)
        return _Work(drafted.plan, register, drafted.relations)
    return _Work(draft_contacts(register, parsed), register)


class _Writer:
    """Writes what was drafted. Every row bears the moment of the import."""

    def __init__(self, session: Session, by: Viewer, at: datetime) -> None:
        self._session = session
        self._by = by
        self._at = at
        self._today = dutch_day(at)

    def write(self, work: _Work, parsed: Parsed) -> MapVersion | None:
        self._organisations(work.register.organisations)
        self._people(work.register.people)
        if isinstance(parsed, GraphFile) and work.plan.makes_map:
            return self._map(parsed, work.relations)
        return None

    def _organisations(self, drafts: list[OrganisationDraft]) -> None:
        made: list[tuple[OrganisationDraft, Organisation]] = []
        for draft in drafts:
            if draft.id is None:
                fields = {"name": draft.name} | {name: draft.fields[name] for name in draft.changed}
                made.append((draft, make(self._session, Organisation, **fields, by=self._by, at=self._at)))
            elif draft.changed:
                record = find(self._session, Organisation, draft.id, self._by)
                for name in draft.changed:
                    setattr(record, name, draft.fields[name])
        self._session.flush()
        for draft, organisation in made:
            draft.id = organisation.id
            self._make(Membership, organisation_id=organisation.id, joined_on=self._today)

    def _people(self, drafts: list[PersonDraft]) -> None:
        made = [
            (draft, make(self._session, Person, display_name=draft.name, by=self._by, at=self._at))
            for draft in drafts
            if draft.id is None
        ]
        self._session.flush()
        for draft, person in made:
            draft.id = person.id
        fresh = {draft.id for draft, _ in made}
        for draft in drafts:
            for post in draft.posts:
                self._post(draft, post)
            for kind in sorted(draft.changed):
                self._channel(draft, kind, None if draft.id in fresh else self._present_channel(draft, kind))

    def _post(self, draft: PersonDraft, post: Post) -> None:
        if post.id is None:
            self._make(
                Affiliation,
                person_id=draft.id,
                organisation_id=post.organisation.id,
                function_title=post.function,
                start_on=post.since_on or self._today,
            )
        elif post.changed:
            find(self._session, Affiliation, post.id, self._by).function_title = post.function

    def _present_channel(self, draft: PersonDraft, kind: str) -> ContactChannel | None:
        here = ContactChannel.network_id == self._by.network_id
        return self._session.scalar(
            select(ContactChannel)
            .where(here, ContactChannel.person_id == draft.id, ContactChannel.kind == kind)
            .order_by(ContactChannel.id)
            .limit(1)
        )

    def _channel(self, draft: PersonDraft, kind: str, present: ContactChannel | None) -> None:
        """The sharing choice of a channel that is there already stays as it is."""
        if present is None:
            self._make(ContactChannel, person_id=draft.id, kind=kind, value=draft.channels[kind], added_on=self._today)
        else:
            present.value = draft.channels[kind]

    def _map(self, parsed: GraphFile, drafts: tuple[RelationDraft, ...]) -> MapVersion:
        version = make(
            self._session,
            MapVersion,
            made_on=self._today,
            tool=parsed.tool,
            source_file_name=parsed.file_name,
            by=self._by,
            at=self._at,
        )
        self._session.flush()
        made = [(draft, self._relation(version, draft)) for draft in drafts]
        self._session.flush()
        for draft, relation in made:
            if draft.before is not None:
                self._carriers(draft.before, relation)
        place_missing(self._session, version, by=self._by, at=self._at)
        return version

    def _relation(self, version: MapVersion, draft: RelationDraft) -> Relation:
        before = draft.before
        return make(
            self._session,
            Relation,
            map_version_id=version.id,
            organisation_a_id=draft.a.id,
            organisation_b_id=draft.b.id,
            kind=draft.kind,
            description=draft.description,
            strength=draft.strength,
            start_on=before.start_on if before else self._today,
            last_confirmed_on=before.last_confirmed_on if before else None,
            by=self._by,
            at=self._at,
        )

    def _carriers(self, before: Relation, relation: Relation) -> None:
        """Files know no carriers: who carried the relation on the map before carries it still."""
        carriers = select(RelationCarrier).where(
            RelationCarrier.network_id == self._by.network_id, RelationCarrier.relation_id == before.id
        )
        for carrier in self._session.scalars(carriers).all():
            self._make(
                RelationCarrier,
                relation_id=relation.id,
                organisation_id=carrier.organisation_id,
                person_id=carrier.person_id,
                start_on=carrier.start_on,
                end_on=carrier.end_on,
            )

    def _make(self, table: type[NetworkRecord], **values: object) -> None:
        make(self._session, table, **values, by=self._by, at=self._at)
