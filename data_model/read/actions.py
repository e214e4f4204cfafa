"""The facts about actions and joint agreements."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model import scope
from data_model.access import Entity, Verb, Viewer, require_any
from data_model.read.affiliations import spells
from data_model.read.groups import grouped
from data_model.read.meeting_days import meeting_days
from data_model.read.statements import ACTION_OWNERS, ACTION_UPDATES, ACTIONS, ORGANISATIONS, PEOPLE, TURNOVER_EVENTS
from data_model.rules.actions_facts import (
    ActionFact,
    ActionFacts,
    AgreementFact,
    OwnerFact,
    Period,
    UpdateFact,
)
from data_model.scope import HERE
from data_model.tables.action import JointAgreement
from data_model.vocabulary import ActionState, TurnoverKind

_JOINT_AGREEMENTS = (
    select(
        JointAgreement.id,
        JointAgreement.chosen_solution,
        JointAgreement.meeting_id,
        JointAgreement.sent_round_on,
    )
    .where(JointAgreement.network_id == HERE)
    .order_by(JointAgreement.id)
)


class _Places(NamedTuple):
    """Where owners worked, and which departures were reported, by person and organisation."""

    affiliations: Mapping[tuple[int, int], tuple[Period, ...]]
    departures: Mapping[tuple[int | None, int], tuple[Period, ...]]

    def departures_of(self, person_id: int, organisation_id: int) -> tuple[Period, ...]:
        own = self.departures.get((person_id, organisation_id), ())
        return own + self.departures.get((None, organisation_id), ())


@scope.read
def facts(session: Session, viewer: Viewer) -> ActionFacts:
    """Everything about actions in the viewer's network. The findings drawn from it are filtered by viewer."""
    require_any(viewer, Entity.ACTIONS, Verb.SEE)
    owners, updates = _owners(session), _updates(session)
    rows = scope.rows(session, ACTIONS)
    return ActionFacts(
        actions=tuple(
            ActionFact(
                id=row.id,
                description=row.description,
                created_on=row.created_on,
                due_on=row.due_on,
                series=row.kind or "network",
                agreement_id=row.joint_agreement_id,
                owners=owners.get(row.id, ()),
                updates=updates.get(row.id, ()),
            )
            for row in rows
        ),
        meetings=meeting_days(session),
        agreements=tuple(AgreementFact(*row) for row in scope.rows(session, _JOINT_AGREEMENTS)),
    )


def _owners(session: Session) -> dict[int, tuple[OwnerFact, ...]]:
    places = _Places(
        grouped(((one.person_id, one.organisation_id), (one.start_on, one.end_on)) for one in spells(session)),
        _departures(session),
    )
    owners: dict[int, list[OwnerFact]] = defaultdict(list)
    people = {row.id: row.display_name for row in scope.rows(session, PEOPLE)}
    organisations = {row.id: row.name for row in scope.rows(session, ORGANISATIONS)}
    for action_id, person_id, organisation_id, start_on, end_on in scope.rows(session, ACTION_OWNERS):
        owners[action_id].append(
            OwnerFact(
                person_id=person_id,
                name=people[person_id],
                organisation_id=organisation_id,
                organisation=organisations[organisation_id],
                start_on=start_on,
                end_on=end_on,
                affiliations=places.affiliations.get((person_id, organisation_id), ()),
                departures=places.departures_of(person_id, organisation_id),
            )
        )
    return {id: tuple(group) for id, group in owners.items()}


def _departures(session: Session) -> dict[tuple[int | None, int], tuple[Period, ...]]:
    found: dict[tuple[int | None, int], tuple[Period, ...]] = defaultdict(tuple)
    for event in scope.rows(session, TURNOVER_EVENTS):
        if event.kind in (TurnoverKind.LEAVES, TurnoverKind.ORGANISATION_STOPS):
            whose = None if event.kind == TurnoverKind.ORGANISATION_STOPS else event.person_id
            found[whose, event.organisation_id] += ((event.reported_on, event.withdrawn_on),)
    return found


def _updates(session: Session) -> dict[int, tuple[UpdateFact, ...]]:
    updates: dict[int, list[UpdateFact]] = defaultdict(list)
    rows = scope.rows(session, ACTION_UPDATES)
    for action_id, updated_on, text, new_state in rows:
        state = ActionState(new_state) if new_state else None
        updates[action_id].append(UpdateFact(updated_on, bool(text.strip()), state))
    return {id: tuple(group) for id, group in updates.items()}
