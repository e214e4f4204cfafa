"""A network map from a file: every node an organisation, every link a relation, none lost without saying so."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Viewer
from data_model.refusal import Refusal
from data_model.tables.map import MapVersion, Relation
from data_model.text import SHORT, free_text
from data_model.vocabulary import Domain
from data_model.write.drafts import OrganisationDraft, Register, alike
from data_model.write.import_plan import ImportPlan, Outcome, Tally
from data_model.write.incoming import Connection, Element, GraphFile, noted

# What a map calls an organisation. A node without a type counts as one.
ORGANISATION_TYPES = {
    *("gemeente", "instelling", "school", "onderwijs", "kerk", "fonds", "formeel", "informeel"),
    *("company", "bedrijf", "ngo", "foundation", "association", "formal", "informal"),
} | frozenset(Domain)
ORGANISATION_ENDINGS = ("organisatie", "organisaties", "organisation", "organization", "stichting", "vereniging")
REFUSED = "refused"


@dataclass(eq=False)
class RelationDraft:
    """A link of the file, with the one on the present map that it continues."""

    a: OrganisationDraft
    b: OrganisationDraft
    kind: str | None
    description: str | None
    strength: float | None
    before: Relation | None = None

    @property
    def says(self) -> tuple[str | None, str | None, float | None]:
        return (self.kind, self.description, self.strength)


@dataclass(frozen=True)
class GraphDraft:
    """All that a map brings."""

    plan: ImportPlan
    relations: tuple[RelationDraft, ...]


def draft_graph(session: Session, viewer: Viewer, register: Register, file: GraphFile, as_all: bool) -> GraphDraft:
    """`as_all`: every node is an organisation, whatever its type says."""
    tally = Tally(file)
    nodes = _Nodes(register)
    for element in file.elements:
        nodes.add(element, tally, as_all)
    present = _present_map(session, viewer)
    left = {relation.id: relation for relation in present or ()}
    relations = tuple(_relations(file, nodes, left, tally))
    differs = bool(left) or any(line.outcome is not Outcome.SAME for line in tally.lines)
    makes_map = file.lists_connections and (present is None or differs)
    gone = len(left) if file.lists_connections else 0
    return GraphDraft(tally.plan(makes_map=makes_map, gone=gone), relations)


class _Nodes:
    """Who is who in this file: by ID, else by label and type, else by label."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._by_id: dict[str, OrganisationDraft | str] = {}
        self._by_label: dict[str, OrganisationDraft | str] = {}
        self._seen: set[int] = set()

    def add(self, element: Element, tally: Tally, as_all: bool) -> None:
        node: OrganisationDraft | str = REFUSED
        try:
            node = self._organisation(element, tally, as_all)
        except Refusal as refusal:
            columns = {"external_id": "ID", "label": "Label", "type": "Type"}
            column = columns.get(refusal.field or "", "")
            tally.refused.append(noted(refusal.kind, element.place, column, **refusal.values))
        for id in filter(None, (element.external_id, element.key)):
            self._by_id.setdefault(id, node)
        if self._by_label.get(alike(element.label), REFUSED) is REFUSED:
            self._by_label[alike(element.label)] = node

    def _organisation(self, element: Element, tally: Tally, as_all: bool) -> OrganisationDraft:
        label = free_text(element.label, "label", required=True, limit=SHORT)
        assert label is not None
        external_id = free_text(element.external_id, "external_id", limit=SHORT)
        if not as_all and element.type and not _is_organisation(element.type):
            raise Refusal("not_an_organisation", "type", name=label, type=element.type[:SHORT])
        organisation = self._register.organisation(label, external_id, claim=alike(element.type))
        tally.line(element.place, "organisation", _outcome(organisation, id(organisation) in self._seen), label)
        self._seen.add(id(organisation))
        return organisation

    def end(self, reference: str) -> OrganisationDraft | str | None:
        """The node, `REFUSED` when it is one that stays out, None when nobody knows it."""
        return (
            self._by_id.get(reference)
            or self._by_label.get(alike(reference))
            or self._register.known(reference, reference)
        )

    def ends(self, reference: str) -> list[str]:
        """One, or several separated by |, unless that sign belongs to the name."""
        if "|" not in reference or self.end(reference):
            return [reference]
        return [part.strip() for part in reference.split("|") if part.strip()]


def _is_organisation(type: str) -> bool:
    return alike(type) in ORGANISATION_TYPES or alike(type).endswith(ORGANISATION_ENDINGS)


def _outcome(organisation: OrganisationDraft, seen_before: bool) -> Outcome:
    """A second row about the same organisation adds nothing."""
    if seen_before:
        return Outcome.SAME
    if organisation.id is None:
        return Outcome.NEW
    return Outcome.CHANGED if organisation.changed else Outcome.SAME


def _relations(file: GraphFile, nodes: _Nodes, left: dict[int, Relation], tally: Tally) -> Iterator[RelationDraft]:
    """The links of the file. Takes from `left` each relation of the present map that one continues."""
    found = [(connection, draft) for connection in file.connections for draft in _links(connection, nodes, tally)]
    _continue_alike(found, left)
    _continue_between(found, left)
    for connection, draft in found:
        before = draft.before
        outcome = Outcome.NEW if before is None else Outcome.SAME if _says(before) == draft.says else Outcome.CHANGED
        tally.line(connection.place, "relation", outcome, f"{draft.a.name} – {draft.b.name}", draft.kind or "")
        yield draft


def _links(connection: Connection, nodes: _Nodes, tally: Tally) -> Iterator[RelationDraft]:
    try:
        kind = free_text(connection.kind, "Type", limit=SHORT)
        description = free_text(connection.description, "Description")
    except Refusal as refusal:
        tally.refused.append(noted(refusal.kind, connection.place, refusal.field or "", **refusal.values))
        return
    for target in nodes.ends(connection.to):
        ends = {"From": (connection.from_, nodes.end(connection.from_)), "To": (target, nodes.end(target))}
        a, b = (node for _, node in ends.values())
        if isinstance(a, OrganisationDraft) and isinstance(b, OrganisationDraft):
            yield RelationDraft(a, b, kind, description, connection.strength)
            continue
        column = next(column for column, (_, node) in ends.items() if not isinstance(node, OrganisationDraft))
        name, node = ends[column]
        reason = "unknown_endpoint" if node is None else "endpoint_refused"
        tally.refused.append(noted(reason, connection.place, column, name=name[:SHORT]))


def _continue_alike(found: list[tuple[Connection, RelationDraft]], left: dict[int, Relation]) -> None:
    waiting: dict[object, list[Relation]] = defaultdict(list)
    for relation in left.values():
        waiting[(*_between(relation), *_says(relation))].append(relation)
    for _, draft in found:
        if same := waiting[(*_ends(draft), *draft.says)]:
            draft.before = same.pop(0)
            del left[draft.before.id]


def _continue_between(found: list[tuple[Connection, RelationDraft]], left: dict[int, Relation]) -> None:
    waiting: dict[object, list[Relation]] = defaultdict(list)
    for relation in left.values():
        waiting[_between(relation)].append(relation)
    for _, draft in found:
        if draft.before is None and (other := waiting[_ends(draft)]):
            draft.before = other.pop(0)
            del left[draft.before.id]


def _ends(draft: RelationDraft) -> tuple[int | None, int | None]:
    return (draft.a.id, draft.b.id)


def _between(relation: Relation) -> tuple[int, int]:
    return (relation.organisation_a_id, relation.organisation_b_id)


def _says(relation: Relation) -> tuple[str | None, str | None, float | None]:
    return (relation.kind, relation.description, relation.strength)


def _present_map(session: Session, viewer: Viewer) -> list[Relation] | None:
    """The relations of the newest map; None without a map."""
    here = viewer.network_id
    newest = session.scalar(
        select(MapVersion.id)
        .where(MapVersion.network_id == here)
        .order_by(MapVersion.made_on.desc(), MapVersion.id.desc())
        .limit(1)
    )
    if newest is None:
        return None
    relations = select(Relation).where(Relation.network_id == here, Relation.map_version_id == newest)
    return list(session.scalars(relations.order_by(Relation.id)))
