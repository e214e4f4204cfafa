"""Whom somebody means by a name: a person or an organisation."""

from collections.abc import Collection, Iterator, Mapping

from data_model.findings import Subject
from data_model.refusal import Refusal
from data_model.rules.ties import Ties


def named(ties: Ties, names: Collection[str]) -> tuple[frozenset[int], frozenset[int]]:
    """The people and the organisations with these names; of several with one name the organisation comes after it.

    Refuses a name nobody has, and one that could be several.
    """
    called: dict[str, set[Subject]] = {}
    for label, subject in _called(ties):
        called.setdefault(label, set()).add(subject)
    found: set[Subject] = set()
    for name in names:
        match = called.get(name, set())
        if not match:
            raise Refusal("unknown_person", "without", name=name)
        if len(match) > 1:
            raise Refusal("which_one", "without", name=name, names=_apart(called, match))
        found |= match
    people, organisations = ({one.id for one in found if one.entity == kind} for kind in ("person", "organisation"))
    return frozenset(people), frozenset(organisations)


def _apart(called: Mapping[str, set[Subject]], several: set[Subject]) -> tuple[str, ...]:
    """For each of several the first name by which nobody else is called."""
    return tuple(sorted(next(label for label, whom in called.items() if whom == {one}) for one in several))


def _called(ties: Ties) -> Iterator[tuple[str, Subject]]:
    """What people and organisations are called: a name, a name with the organisation, a name with a number."""
    houses = {one.id: one.name for one in ties.organisations}
    people = {one.id: one.subject for one in ties.people if one.erased_on is None}
    every = [*people.values(), *(one.subject for one in ties.organisations)]
    yield from ((one.name, one) for one in every)
    for work in ties.affiliations:
        if person := people.get(work.person_id):
            yield f"{person.name} ({houses[work.organisation_id]})", person
    yield from ((f"{one.name} ({one.id})", one) for one in every)
