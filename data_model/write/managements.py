"""Acts on managers: whether they must approve the covenant, and how and how often they hear of the network."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.refusal import Refusal
from data_model.rules import transitions
from data_model.tables.covenant import Covenant, ManagementApproval
from data_model.tables.organisation import Organisation
from data_model.text import SHORT, free_text
from data_model.write.covenants import open_covenant
from data_model.write.journal import act, note
from data_model.write.records import find, make, unchanged

NEEDED = ("yes", "no", "unknown")
STATES = {"yes": "needed", "no": "not_needed"}
MONTHS = 60


@act
def settle_approval(
    session: Session,
    *,
    covenant_id: int,
    needed: str,
    route: str | None = None,
    organisations: Collection[int] = (),
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> Covenant:
    """Record for the covenant whether managers must approve, along which route, and of which organisations.

    Refuses organisations without the need, and an organisation whose managers need not approve.
    """
    require(by, Entity.COVENANT, Verb.EDIT)
    covenant = open_covenant(session, covenant_id, by, at)
    unchanged(covenant, seen_version)
    if needed not in NEEDED:
        raise Refusal("not_a_choice", "approval_needed")
    if organisations and needed != "yes":
        raise Refusal("approval_of_whom", "approval_organisations")
    covenant.management_approval_needed = needed
    covenant.approval_route = free_text(route, "approval_route")
    for organisation_id in organisations:
        _need(session, covenant, organisation_id, by, at)
    fields = ["management_approval_needed", "approval_route", *(["approvals"] if organisations else [])]
    note(session, "settle_approval", covenant, fields, by=by, at=at)
    return covenant


def _need(session: Session, covenant: Covenant, organisation_id: int, by: Viewer, at: datetime) -> None:
    find(session, Organisation, organisation_id, by)
    approval = _of(session, covenant.id, organisation_id, by)
    if approval is None:
        whose = {"covenant_id": covenant.id, "organisation_id": organisation_id}
        make(session, ManagementApproval, **whose, needed="yes", by=by, at=at)
    elif approval.needed != "yes":
        transitions.check("management_approval", STATES.get(approval.needed, "unknown"), "needed")
        approval.needed = "yes"


@act
def arrange_management(
    session: Session,
    *,
    covenant_id: int,
    organisation_id: int,
    needed: str,
    informed_how: str | None = None,
    inform_every_months: int | None = None,
    seen_version: int | None = None,
    by: Viewer,
    at: datetime,
) -> ManagementApproval:
    """Record for one organisation whether its managers must approve, and how and how often they want to hear.

    `seen_version` 0 says that nothing was recorded yet. Refuses to take back what was said of the approval,
    a number of months nobody can mean, and changes that change nothing.
    """
    require(by, Entity.COVENANT, Verb.EDIT, organisation_id=organisation_id)
    find(session, Organisation, organisation_id, by)
    covenant = open_covenant(session, covenant_id, by, at)
    approval = _of(session, covenant.id, organisation_id, by)
    if approval is None and seen_version:
        raise Refusal("changed_meanwhile")
    new = _arranged(approval, needed, informed_how, inform_every_months)
    if approval is None:
        whose = {"covenant_id": covenant.id, "organisation_id": organisation_id}
        approval = make(session, ManagementApproval, **whose, **new, by=by, at=at)
    else:
        unchanged(approval, seen_version)
        for name, value in new.items():
            setattr(approval, name, value)
    note(session, "arrange_management", approval, new, by=by, at=at)
    return approval


def _arranged(
    approval: ManagementApproval | None, needed: str, how: str | None, months: int | None
) -> dict[str, str | int | None]:
    """The fields that become different."""
    if needed not in NEEDED:
        raise Refusal("not_a_choice", "approval_needed")
    if months is not None and not 1 <= months <= MONTHS:
        raise Refusal("out_of_range", "inform_every_months", low=1, high=MONTHS)
    before = approval.needed if approval else "unknown"
    if needed != before:
        transitions.check("management_approval", STATES.get(before, "unknown"), STATES.get(needed, "unknown"))
    told = {
        "needed": needed,
        "informed_how": free_text(how, "informed_how", limit=SHORT),
        "inform_every_months": months,
    }
    new = {name: value for name, value in told.items() if (getattr(approval, name) if approval else None) != value}
    if not new or (approval is None and new == {"needed": "unknown"}):
        raise Refusal("nothing_changes")
    return new


def _of(session: Session, covenant_id: int, organisation_id: int, by: Viewer) -> ManagementApproval | None:
    return session.scalar(
        select(ManagementApproval).where(
            ManagementApproval.network_id == by.network_id,
            ManagementApproval.covenant_id == covenant_id,
            ManagementApproval.organisation_id == organisation_id,
        )
    )
