"""Which agreements lose what they rest on when people leave: the covenant, promises and actions."""

from collections.abc import Iterator

from data_model.findings import Subject
from data_model.norms import Norms
from data_model.rules.actions_facts import RUNNING, ActionFacts, owner_on, state_on
from data_model.rules.covenant_complete import concerns
from data_model.rules.covenant_facts import CovenantFacts
from data_model.rules.covenant_ingredients import Result, ingredients
from data_model.rules.covenant_state import GONE, state
from data_model.rules.leaving import Leaving
from data_model.rules.losses import Loss, Lost


def of_covenants(before: CovenantFacts, after: CovenantFacts, leaving: Leaving, norms: Norms) -> Iterator[Lost]:
    """The ingredients that lack more than they did, and the promises whose contact goes."""
    for covenant in before.covenants:
        if state(before, covenant, leaving.on) in GONE:
            continue
        results = (ingredients(facts, covenant, leaving.on, norms) for facts in (before, after))
        for was, will in zip(*results, strict=True):
            if new := _new(was, will):
                yield Lost(
                    loss=Loss.INGREDIENT,
                    like="covenant.update_needed",
                    about=covenant.subject,
                    values={"covenant": covenant.title, "ingredient": will.ingredient, "concerns": new},
                )
    yield from _promises(before, after, leaving)


def _new(was: Result, will: Result) -> tuple[str, ...]:
    known = {(reason.code, name) for reason in was.missing for name in reason.names or ("",)}
    more = [r for r in will.missing if any((r.code, name) not in known for name in r.names or ("",))]
    said = set(concerns([was]))
    found = concerns([Result(will.ingredient, tuple(more))])
    return tuple(one for one in found if one not in said) or found


def _promises(before: CovenantFacts, after: CovenantFacts, leaving: Leaving) -> Iterator[Lost]:
    for promise in before.promises:
        id, own = promise.contact_person_id, before.organisation(promise.organisation_id)
        if id is None or promise.promised_on > leaving.on or own.lost(id, leaving.on):
            continue
        if after.organisation(own.id).lost(id, leaving.on):
            yield Lost(
                loss=Loss.PROMISE,
                like="covenant.promise_not_discussed",
                about=Subject("anchoring_promise", promise.id, own.name),
                organisation_id=own.id,
                person_id=id,
                values={"organisation": own.name},
            )


def of_actions(facts: ActionFacts, leaving: Leaving) -> Iterator[Lost]:
    for action in facts.actions:
        owner = owner_on(action, leaving.on)
        if owner is None or (owner.person_id, owner.organisation_id) not in leaving.places:
            continue
        if action.created_on <= leaving.on and state_on(action, leaving.on) in RUNNING:
            yield Lost(
                loss=Loss.ACTION,
                like="turnover.open_actions",
                about=Subject("action", action.id, action.description),
                organisation_id=owner.organisation_id,
                person_id=owner.person_id,
                values={
                    "action": action.description,
                    "person": owner.name,
                    "organisation": owner.organisation,
                    "due_on": action.due_on,
                },
            )
