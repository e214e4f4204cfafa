"""The one shape in which every rule reports what needs somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NamedTuple

Value = str | int | float | date | None | tuple[str, ...]


class Urgency(IntEnum):
    """How soon somebody should look. Higher is more urgent."""

    ATTENTION = 1
    HIGH = 2
    CRITICAL = 3


class Subject(NamedTuple):
    """The record a finding is about. The name is for people; entity and id say which it is."""

    entity: str
    id: int
    name: str = ""


class Waits(NamedTuple):
    """Somebody knows the finding and accepts it until a day, the last one included."""

    acceptance_id: int
    until_on: date
    note: str


@dataclass(frozen=True, kw_only=True)
class Concern:
    """A record that somebody may want to act on. Organisation and person say whose it is, for the rights."""

    about: Subject
    organisation_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Finding(Concern):
    """One thing that needs somebody. It carries values; pages choose the words.

    `since` is the first day on which it was true, `changes_on` the first day on which it gets worse
    (empty when it does not). `covers` names further subjects for which this finding says enough, see `rules.attention`;
    `waits` is filled while somebody accepts it, see `rules.acceptance`.
    """

    kind: str
    urgency: Urgency
    since: date
    changes_on: date | None = None
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    covers: frozenset[Subject] = frozenset()
    waits: Waits | None = None

    @property
    def question(self) -> str:
        return self.kind.partition(".")[0]


class Act(StrEnum):
    """What somebody can do about a finding."""

    RECORD_MEETING = "record_meeting"
    PLAN_MEETING = "plan_meeting"
    AGREE_RHYTHM = "agree_rhythm"
    SHARE_REPORT = "share_report"
    INVITE_ORGANISATION = "invite_organisation"
    UPDATE_ACTION = "update_action"
    ADD_ACTION = "add_action"
    SEND_AGREEMENTS = "send_agreements"
    CONFIRM_CONTACT = "confirm_contact"
    RECORD_SIGNATURE = "record_signature"
    CONFIRM_MANDATE = "confirm_mandate"
    RECORD_APPROVAL = "record_approval"
    REVISE_COVENANT = "revise_covenant"
    EVALUATE_COVENANT = "evaluate_covenant"
    REVIEW_AGREEMENT = "review_agreement"
    INFORM_MANAGER = "inform_manager"
    ANNOUNCE_DEPARTURE = "announce_departure"
    NAME_SUCCESSOR = "name_successor"
    HAND_OVER = "hand_over"
    UPDATE_MAP = "update_map"


class Actor(StrEnum):
    """Who can do it."""

    COORDINATOR = "coordinator"
    WEBBER = "webber"
    ORGANISER = "organiser"
    OWNER = "owner"
    ORGANISATION = "organisation"
    MANAGER = "manager"
    PERSON = "person"


@dataclass(frozen=True)
class Kind:
    """What all findings of one kind share: the rule in `docs/policy`, its norms, who can act, and how."""

    rule: str
    actor: Actor
    act: Act
    norms: tuple[str, ...] = ()
