"""Where in the tables somebody is found, and what of each row is told: every column that points to a person is here."""

from dataclasses import dataclass

from data_model.tables.account import Account, Grant, PersonalLink, SignIn
from data_model.tables.action import ActionOwner, ActionUpdate
from data_model.tables.base import Base
from data_model.tables.covenant import AnchoringPromise, CovenantParty, ManagementApproval, WorkingAgreement
from data_model.tables.map import RelationCarrier
from data_model.tables.meeting import Meeting, MeetingReport
from data_model.tables.person import Affiliation, ContactChannel, ContactConfirmation, NetworkRole, Person
from data_model.tables.post import OutboxMessage
from data_model.tables.privacy import PrivacyRequest
from data_model.tables.turnover import Succession, TurnoverEvent
from data_model.tables.webber import Webber, WebberDeputy


@dataclass(frozen=True)
class Kept:
    """A table with the columns that say whose row it is, and what it tells.

    `of_network`: its rows belong to one network. `to_others`: the coordinator may read it too; when somebody signed
    in is not theirs to know.
    """

    table: type[Base]
    whose: tuple[str, ...]
    told: tuple[str, ...]
    of_network: bool = True
    to_others: bool = True


_MINE = ("person_id",)

KEPT = (
    Kept(Person, ("id",), ("display_name", "legal_basis", "basis_recorded_on", "restricted_on")),
    Kept(Affiliation, _MINE, ("organisation_id", "function_title", "fixed_participant", "start_on", "end_on")),
    Kept(ContactChannel, _MINE, ("kind", "value", "visibility", "legal_basis", "consent_on", "added_on")),
    Kept(ContactConfirmation, _MINE, ("confirmed_on", "confirmed_by", "method", "result")),
    Kept(NetworkRole, _MINE, ("role", "start_on", "end_on", "consent_on")),
    Kept(
        Webber,
        _MINE,
        (
            "organisation_id",
            "area",
            "domain",
            "reason_proposed",
            "proposed_on",
            "confirmed_on",
            "rejected_on",
            "ended_on",
        ),
    ),
    Kept(WebberDeputy, _MINE, ("webber_id", "start_on", "end_on")),
    Kept(RelationCarrier, _MINE, ("relation_id", "organisation_id", "start_on", "end_on")),
    Kept(ActionOwner, _MINE, ("action_id", "organisation_id", "start_on", "end_on")),
    Kept(ActionUpdate, _MINE, ("action_id", "updated_on", "text", "new_state")),
    Kept(
        Meeting,
        ("organiser_person_id", "chair_person_id"),
        ("kind", "planned_on", "held_on", "cancelled_on", "location"),
    ),
    Kept(MeetingReport, ("made_by_person_id",), ("meeting_id", "drafted_on", "shared_on")),
    Kept(
        CovenantParty,
        ("signatory_person_id",),
        ("covenant_id", "organisation_id", "signatory_function", "subject_to_mandate_on", "signed_on", "withdrawn_on"),
    ),
    Kept(
        ManagementApproval,
        ("given_by_person_id",),
        ("covenant_id", "organisation_id", "given_by_function", "given_on", "refused_on"),
    ),
    Kept(WorkingAgreement, ("contact_person_id",), ("covenant_id", "topic", "text", "agreed_on", "dropped_on")),
    Kept(AnchoringPromise, ("contact_person_id",), ("organisation_id", "text", "promised_on", "anchored_on")),
    Kept(
        TurnoverEvent,
        ("person_id", "successor_person_id"),
        ("kind", "organisation_id", "effective_on", "until_on", "reported_on", "no_successor_on", "withdrawn_on"),
    ),
    Kept(Succession, _MINE, ("entity",)),
    Kept(
        PrivacyRequest,
        _MINE,
        ("kind", "text", "received_on", "answer_by_on", "extended_on", "decided_on", "outcome", "reason"),
    ),
    Kept(Grant, _MINE, ("role", "organisation_id", "start_on", "end_on")),
)

# By account, where the person has one to sign in with. Keys and hashes that open a door are told to nobody.
ACCOUNT = (
    Kept(Account, ("id",), ("email", "display_name", "language", "issuer", "subject", "blocked_on"), of_network=False),
    *(
        Kept(table, ("account_id",), told, of_network=False, to_others=False)
        for table, told in (
            (SignIn, ("method", "created_at", "active_at", "expires_at", "revoked_at")),
            (PersonalLink, ("created_at", "expires_at", "used_at")),
            (OutboxMessage, ("kind", "created_at", "due_at", "sent_at", "gave_up_at")),
        )
    ),
)
