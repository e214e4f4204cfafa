"""What an act is given when it is drawn by lot: records that are there, days around today, and any of its choices."""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from data_model.access import Role
from data_model.findings import Urgency
from data_model.norms import Norms
from data_model.questions import KINDS
from data_model.vocabulary import (
    ActionState,
    Domain,
    HandoverItemKind,
    NetworkTask,
    SignatureState,
    Topic,
    TurnoverKind,
)
from data_model.write.covenant_terms import Terms
from data_model.write.incoming import ContactFile, ContactRow, Place
from data_model.write.joint_agreements import AgreementRow, StepRow
from data_model.write.provider import Identity
from tests.elsewhere import MISSING
from tests.machine.tables import Row, Tables
from tests.write.any_act import NUMBERED, VALUES, Asked, parameters, table_of

DAYS = (0,) * 8 + (-1, 1, -7, 7, -30, 30, -100, 100, -400, 400)
# Arguments with a choice; the first is what mostly fits. Where a name means several things, by act as well.
CHOICES: Mapping[str, Sequence[Any]] = {
    "approval_needed": ("no", "yes", "unknown"),
    "basis": ("consent", "public_task", "other"),
    "decide_request.outcome": ("granted", "refused"),
    "direction": ("needs_from_webber", "offers_to_webber"),
    "domain": (*Domain,),
    "evaluate_covenant.outcome": ("continue", "adapt_with_annex", "end"),
    "formality": ("formal", "informal"),
    "announce_departure.kind": (*TurnoverKind,),
    "draw_up_covenant.kind": ("convenant", "onderhoudscontract", "bestaand"),
    "accept_finding.kind": tuple(KINDS),
    "make_privacy_request.kind": ("erase", "access", "correct", "restrict", "object"),
    "interval_unit": ("week", "month"),
    "interval_value": (4, 1, 0, 99),
    "language": ("nl", "en"),
    "meeting_kind": ("webber", "network"),
    "method": ("page", "meeting", "phone", "bounce"),
    "name_task_successor.entity": ("webber", "network_role", "action", "working_agreement"),
    "take_over_task.entity": ("webber", "network_role", "action", "working_agreement"),
    "needed": ("yes", "no", "unknown"),
    "new_state": (*ActionState, None),
    "kind": ("webber", "network"),
    "result": ("correct", "wrong"),
    "record_approval.outcome": ("given", "refused"),
    "review_agreement.outcome": ("kept", "active", "not_kept"),
    "start_network_role.role": (*NetworkTask,),
    "change_grant.role": (*Role,),
    "invite_account.role": (*Role,),
    "role": ("signing", "named_only"),
    "standing": ("joined", "invited"),
    "state": (*SignatureState,),
    "topic": (*Topic,),
    "urgency": (*Urgency,),
    "set_norm.name": tuple(field.name for field in fields(Norms)),
    "restore_norm.name": tuple(field.name for field in fields(Norms)),
    "value": (30, 0, 0.5, 1, 4000),
    "terms": (Terms(), Terms(end_on=date(2027, 12, 31), auto_renew=True, renew_months=12, notice_days=30)),
    "actions": ((), (StepRow("Bellen", 1, 1),)),
    "agreements": ((), (AgreementRow("Samen bellen"),)),
    "identity": (Identity("https://login.example", "1", "iemand@example.org"),),
    "by_what": ((), ("text",)),
    "ticked": ((), tuple(HandoverItemKind), ("relations",)),
    "channels": (
        {"mobile": ("06 12345678", "network")},
        {"mobile": ("", "network"), "work_phone": ("010 1234567", "webbers")},
        {"work_email": ("nieuw@voorbeeld.example", "coordinator")},
    ),
    "private": ((), ("mobile",)),
    "seen_version": (None, None, None, 1, 2, 999),
    "x": (0.5, 0.0, 1.0),
    "y": (0.5, 0.0, 1.0),
}
SEVERAL = {
    "attendance": "organisation",
    "covenants": "covenant",
    "join": "organisation",
    "leave": "organisation",
    "list_webbers": "webber",
    "named_only": "organisation",
    "organisations": "organisation",
    "parties": "covenant_party",
    "relation_ids": "relation",
    "signing": "organisation",
    "unlist_webbers": "covenant_webber",
    "webbers": "webber",
}
NEW_NAMES = {"name", "display_name", "title", "label", "email"}
PERSON = {"person_id", "owner_person_id", "to_person_id"}


class Given:
    """Draws the arguments of one act from what stands in the tables."""

    def __init__(self, lot: Random, tables: Tables, at: datetime, number: int) -> None:
        self.lot, self.tables, self.at, self.number = lot, tables, at, number

    def to(self, act: str) -> dict[str, Any]:
        named = {name: one for name, one in parameters(act).items() if one.kind is one.KEYWORD_ONLY}
        asked = [name for name in named if name not in ("by", "at")]
        whose = self._works() if "organisation_id" in asked and PERSON & {*asked} else {}
        given: dict[str, Any] = {}
        for name in asked:
            if named[name].default is not inspect.Parameter.empty and self._one((True, False)):
                continue
            given[name] = self._value(Asked(act, name), named[name], whose)
        return given

    def _value(self, asked: Asked, one: inspect.Parameter, whose: Row) -> Any:
        name = asked.argument
        if name in whose:
            return whose[name]
        for choices in (str(asked), name):
            if choices in CHOICES:
                return self._one(CHOICES[choices])
        if name in NEW_NAMES:
            return f"nieuw{self.number:04}@voorbeeld.example" if name == "email" else f"Nieuw Nummer {self.number:04}"
        if name == "parsed":
            return self._file()
        if name in SEVERAL:
            return self._several(asked)
        if name.endswith("_id"):
            return self._id(table_of(asked))
        if "date" in str(one.annotation):
            return self._moment() if name == "erased_at" else self._day()
        if one.annotation in (bool, bool | None):
            return self._one((True, False))
        return (
            self._one((VALUES.get(name, "Zo is het"), self._about_somebody()))
            if "str" in str(one.annotation)
            else VALUES.get(name)
        )

    def _file(self) -> ContactFile:
        place, houses = Place("Lijst", 2), [row["name"] for row in self.tables["organisation"].values()]
        organisation = self._one((f"Huis {self.number:04}", self._one(houses or ["Huis"])))
        channels = (("mobile", f"06 2{self.number:07}"),)
        row = ContactRow(
            place=place, organisation=organisation, person=f"Iemand Nummer {self.number:04}", channels=channels
        )
        return ContactFile(file_name="lijst.csv", file_kind="contacts", rows=(row,))

    def _works(self) -> Row:
        """Somebody of an organisation, so that most acts about both are possible."""
        rows = {id: row for id, row in self.tables["affiliation"].items() if row["end_on"] is None}
        if not rows or not self._one((True, True, False)):
            return {}
        row = rows[self._one([*rows])]
        return dict.fromkeys(PERSON, row["person_id"]) | {"organisation_id": row["organisation_id"]}

    def _id(self, table: str) -> int:
        """Half of the time one of the newest: so what was begun here goes on."""
        ids = sorted(self.tables[table], reverse=True)
        return int(self._one(self._one((ids[:3], [*ids, MISSING])) or [MISSING]))

    def _several(self, asked: Asked) -> Any:
        chosen = [self._id(SEVERAL[asked.argument]) for _ in range(self._one((1, 0, 2)))]
        made = [NUMBERED[asked.argument](id) for id in chosen]
        if all(isinstance(one, dict) for one in made):
            return {key: value for one in made for key, value in one.items()}
        return tuple(dict.fromkeys(value for one in made for value in one))

    def _day(self) -> date:
        return self.at.date() + timedelta(days=self._one(DAYS))

    def _moment(self) -> datetime:
        return self.at

    def _about_somebody(self) -> str:
        people = [row["display_name"] for row in self.tables["person"].values() if row["erased_on"] is None]
        return f"Vraag het {self._one(people)} maar" if people else ""

    def _one(self, choices: Sequence[Any]) -> Any:
        return self.lot.choice(choices)
