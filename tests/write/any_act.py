"""Every act there is, and what an act can be given: which argument numbers a record of which table, and examples."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from data_model import write
from data_model.findings import Urgency
from data_model.questions import KINDS
from data_model.tables.base import Base
from data_model.write.covenant_terms import Terms
from data_model.write.joint_agreements import StepRow
from data_model.write.journal import ACTS
from tests.conftest import NOW

Act = Callable[..., Any]
TODAY = NOW.date()

# The table an argument numbers, where its name does not say so.
TABLES = {
    "approval": "management_approval",
    "carrier": "relation_carrier",
    "channel": "contact_channel",
    "deputy": "webber_deputy",
    "entity": "organisation",
    "event": "turnover_event",
    "expectation": "webber_expectation",
    "former": "shared_goal",
    "goal": "shared_goal",
    "grant": "account_grant",
    "item": "handover_item",
    "next_organiser": "person",
    "organisation_a": "organisation",
    "organisation_b": "organisation",
    "owner_organisation": "organisation",
    "party": "covenant_party",
    "promise": "anchoring_promise",
    "agreement": "working_agreement",
    "replaces": "covenant",
    "request": "privacy_request",
    "role": "network_role",
    "round": "confirmation_round",
    "confirm_webber.former": "webber",
    "name_task_successor.entity": "webber",
    "take_over_task.entity": "webber",
}
# Arguments that hold numbers without being called so, and how.
NUMBERED: Mapping[str, Callable[[int], Any]] = {
    "attendance": lambda id: {id: "present"},
    "actions": lambda id: (StepRow("Bellen", id, id),),
    "join": lambda id: {id: "signing"},
    **{
        name: lambda id: (id,)
        for name in (
            "covenants",
            "leave",
            "list_webbers",
            "named_only",
            "organisations",
            "parties",
            "relation_ids",
            "signing",
            "unlist_webbers",
            "webbers",
        )
    },
}
# What an act that needs more than numbers is given, by name; where a name means several things, by act as well.
VALUES: Mapping[str, Any] = {
    "actions": (),
    "agreements": (),
    "another": True,
    "basis": "consent",
    "channels": {"mobile": ("06 12345678", "network")},
    "chosen_solution": "Samen bellen",
    "decisions": "Samen bellen",
    "description": "Bellen",
    "direction": "needs_from_webber",
    "display_name": "Nieuw Hier",
    "domain": "education",
    "email": "nieuw@example.org",
    "erased_at": NOW,
    "fixed_participant": True,
    "formality": "formal",
    "function_title": "Leidinggevende",
    "joins": True,
    "kind": "webber",
    "label": "Zomer",
    "name": "Nieuw Hier",
    "needed": "yes",
    "next_on": TODAY + timedelta(days=200),
    "outcome": "continue",
    "parties": (),
    "reason": "Zo hebben we het afgesproken",
    "role": "signing",
    "state": "signed",
    "terms": Terms(),
    "text": "Zo hebben we het afgesproken",
    "ticked": ("relations",),
    "title": "Samen",
    "topic": "other",
    "urgency": Urgency.HIGH,
    "why": "Dat mag wachten",
    "until_on": TODAY + timedelta(days=30),
    "x": 0.5,
    "y": 0.5,
    "announce_organisation_stops.effective_on": TODAY + timedelta(days=30),
    "announce_departure.effective_on": TODAY + timedelta(days=30),
    "accept_finding.kind": next(kind for kind in KINDS if kind.startswith("contacts.")),
    "accept_finding.entity": "organisation",
    "add_pause.ends_on": TODAY + timedelta(days=30),
    "change_grant.role": "webber",
    "decide_request.outcome": "granted",
    "draw_up_covenant.kind": "convenant",
    "invite_account.role": "webber",
    "make_privacy_request.kind": "access",
    "move_meeting.planned_on": TODAY + timedelta(days=3),
    "plan_meeting.planned_on": TODAY + timedelta(days=3),
    "name_task_successor.entity": "webber",
    "take_over_task.entity": "webber",
    "record_approval.outcome": "given",
    "relation_ids": (1,),
    "review_agreement.outcome": "active",
    "start_network_role.role": "project_team",
}


def _load() -> None:
    for module in pkgutil.iter_modules(write.__path__):
        importlib.import_module(f"{write.__name__}.{module.name}")


_load()
HOUSE = {name: one for name, one in ACTS.items() if one.__module__.startswith(write.__name__)}


class Asked(NamedTuple):
    """An argument of an act that can name a record."""

    act: str
    argument: str

    def __str__(self) -> str:
        return f"{self.act}.{self.argument}"


def parameters(name: str) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(HOUSE[name]).parameters


def numbers(name: str) -> list[Asked]:
    return [Asked(name, one) for one in parameters(name) if one.endswith("_id") or one in NUMBERED]


def table_of(asked: Asked) -> str:
    said = asked.argument.removesuffix("_id")
    return next(
        (TABLES[one] for one in (f"{asked.act}.{said}", said) if one in TABLES),
        said if said in Base.metadata.tables else said.rpartition("_")[2],
    )
