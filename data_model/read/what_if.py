"""What would break if one to three people or organisations left on a day. Nothing of it is stored."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Reach, Role, Verb, Viewer, allows, require_any
from data_model.findings import Subject
from data_model.norms import Norms
from data_model.read.acceptances import acceptances
from data_model.read.judged import Known, known
from data_model.read.map import ties
from data_model.read.settings import norms_of
from data_model.refusal import Forbidden, Refusal
from data_model.rules.acceptance import Accepted, marked
from data_model.rules.leaving import Leaving, planned, running, there, without
from data_model.rules.losses import Loss, Lost, of_people
from data_model.rules.losses_agreed import of_actions, of_covenants
from data_model.rules.names import named
from data_model.rules.ties import Ties
from data_model.rules.what_if import MOST, WhatIf, compared
from data_model.tables.base import is_id

ENTITIES = {Loss.INGREDIENT: Entity.COVENANT, Loss.PROMISE: Entity.COVENANT, Loss.ACTION: Entity.ACTIONS}


class Leaver(NamedTuple):
    """Somebody, or an organisation, who can be chosen. `houses` are the organisations a person works for."""

    about: Subject
    houses: tuple[str, ...] = ()


@scope.read
def may_leave(session: Session, viewer: Viewer, day: date, today: date) -> list[Leaver]:
    """Whom the viewer may think away on a day, by name: the people, then the organisations."""
    extent = require_any(viewer, Entity.TURNOVER, Verb.WATCH)
    known_of = ties(session, viewer)
    names = {one.id: one.name for one in known_of.organisations}
    houses: dict[int, list[int]] = {}
    for person_id, organisation_id in sorted(there(known_of, day, today)):
        houses.setdefault(person_id, []).append(organisation_id)
    people = [
        Leaver(one.subject, tuple(sorted(names[id] for id in houses[one.id])))
        for one in known_of.people
        if one.id in houses and (extent is Reach.NETWORK or viewer.organisation_id in houses[one.id])
    ]
    if extent is Reach.NETWORK:
        whole = [Leaver(one.subject) for one in known_of.organisations if running(one, day, today)]
    else:
        whole = []
    own = viewer.person_id if viewer.role is Role.WEBBER else None
    mine = (one for one in people if one.about.id != own)
    return [*sorted(mine, key=_by_name), *sorted(whole, key=_by_name)]


def _by_name(leaver: Leaver) -> tuple[str, int]:
    return leaver.about.name, leaver.about.id


@scope.read
def what_if(
    session: Session,
    viewer: Viewer,
    people: Collection[int],
    organisations: Collection[int],
    day: date,
    today: date,
) -> WhatIf:
    """As if they were announced today to be gone from `day` on, and judged on that day.

    Refuses nobody, more than three, a day before today, and who is not there yet or not any more on that day.
    """
    extent = require_any(viewer, Entity.TURNOVER, Verb.WATCH)
    before = known(session, viewer)
    facts = {question.name: of_it for question, of_it in before.facts}
    about: Ties = facts["turnover"].ties
    who = _chosen(about, viewer, extent, frozenset(people), frozenset(organisations))
    leaving = planned(about, frozenset(people), frozenset(organisations), day, today)
    if extent is not Reach.NETWORK and any((id, viewer.organisation_id) not in leaving.places for id in people):
        raise Forbidden
    return imagined(before, who, leaving, norms_of(session, viewer, day), acceptances(session, viewer, day))


def imagined(
    before: Known, who: tuple[Subject, ...], leaving: Leaving, norms: Norms, accepted: Sequence[Accepted]
) -> WhatIf:
    """The answer, from what is known without them leaving."""
    after = replace(before, facts=tuple((question, without(of_it, leaving)) for question, of_it in before.facts))
    was, will = (marked(one.judged(leaving.on, norms), accepted) for one in (before, after))
    lost = tuple(one for one in _lost(before, after, leaving, norms) if _visible(before.viewer, one))
    names = [question.name for question, _ in before.facts]
    return WhatIf(who, leaving.on, compared(names, was, will), lost, tuple(will))


def _chosen(
    known_of: Ties, viewer: Viewer, extent: Reach, people: frozenset[int], organisations: frozenset[int]
) -> tuple[Subject, ...]:
    if not all(is_id(id) for id in (*people, *organisations)):
        raise Forbidden
    if not people | organisations:
        raise Refusal("nobody_chosen", "people")
    if len(people) + len(organisations) > MOST:
        raise Refusal("too_many_chosen", "people", most=MOST)
    subjects = [one.subject for one in known_of.people if one.id in people]
    subjects += [one.subject for one in known_of.organisations if one.id in organisations]
    if len(subjects) < len(people) + len(organisations) or (organisations and extent is not Reach.NETWORK):
        raise Forbidden
    if viewer.role is Role.WEBBER and viewer.person_id in people:
        raise Refusal("not_yourself", "people")
    return tuple(subjects)


def _lost(before: Known, after: Known, leaving: Leaving, norms: Norms) -> Iterable[Lost]:
    was, will = ({question.name: of_it for question, of_it in one.facts} for one in (before, after))
    yield from of_people(was["turnover"], will["turnover"], leaving)
    if "covenant" in was:
        yield from of_covenants(was["covenant"], will["covenant"], leaving, norms)
    if "actions" in was:
        yield from of_actions(was["actions"], leaving)


def _visible(viewer: Viewer, lost: Lost) -> bool:
    """Webbers do not see what would be lost with themselves."""
    if viewer.role is Role.WEBBER and lost.person_id == viewer.person_id is not None:
        return False
    entity = ENTITIES.get(lost.loss, Entity.TURNOVER)
    return allows(viewer, entity, Verb.WATCH, organisation_id=lost.organisation_id, person_id=lost.person_id)


@scope.read
def what_if_named(session: Session, viewer: Viewer, names: Collection[str], day: date, today: date) -> WhatIf:
    """As `what_if`, for people and organisations by their names."""
    require_any(viewer, Entity.TURNOVER, Verb.WATCH)
    people, organisations = named(ties(session, viewer), names)
    return what_if(session, viewer, people, organisations, day, today)
