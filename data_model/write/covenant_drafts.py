"""The act of drawing up a covenant: new, as the follow-up of a former one, or one that exists already."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.access import Entity, Verb, Viewer, require
from data_model.days import dutch_day, happened, lasts
from data_model.refusal import Refusal
from data_model.rules.covenant_facts import SIGNING
from data_model.tables.covenant import Covenant, CovenantWebber, ManagementApproval, WorkingAgreement
from data_model.tables.network import SharedGoal
from data_model.tables.organisation import Organisation
from data_model.tables.webber import Webber
from data_model.text import SHORT, free_text
from data_model.write.covenant_parties import NAMED_ONLY, enter
from data_model.write.covenant_terms import Terms
from data_model.write.covenants import within
from data_model.write.journal import act, note
from data_model.write.records import find, make

KINDS = ("convenant", "onderhoudscontract", "bestaand")
APPROVAL = ("yes", "no", "unknown")
EARLIEST = date(1900, 1, 1)


@act
def draw_up_covenant(
    session: Session,
    *,
    kind: str,
    title: str,
    drafted_on: date,
    terms: Terms,
    approval_needed: str = "unknown",
    document_ref: str | None = None,
    signing: Collection[int] = (),
    named_only: Collection[int] = (),
    webbers: Collection[int] = (),
    replaces_id: int | None = None,
    take_over: bool = False,
    by: Viewer,
    at: datetime,
) -> Covenant:
    """Write down a draft with the goal of the network, its organisations and its webbers.

    With `replaces_id` it is the follow-up of that covenant; `take_over` copies the working agreements that stand
    and what was arranged with managers. Refuses a kind that is not in KINDS, a day in the future, terms that
    cannot be, a webber who is not confirmed, and a second follow-up of one covenant.
    """
    require(by, Entity.COVENANT, Verb.EDIT)
    _check_choices(kind, approval_needed, signing, named_only)
    within(drafted_on, "drafted_on", earliest=EARLIEST, at=at)
    terms.check(drafted_on)
    former = _former(session, replaces_id, dutch_day(at), by)
    covenant = make(
        session,
        Covenant,
        kind=kind,
        title=free_text(title, "covenant_title", required=True, limit=SHORT),
        goal_id=_goal(session, dutch_day(at), by),
        drafted_on=drafted_on,
        management_approval_needed=approval_needed,
        document_ref=free_text(document_ref, "document_ref", limit=SHORT),
        replaces_id=former.id if former else None,
        **vars(terms),
        by=by,
        at=at,
    )
    session.flush()
    _name(session, covenant, signing, named_only, webbers, by, at)
    if former and take_over:
        _take_over(session, former, covenant, by, at)
    note(session, "draw_up_covenant", covenant, ("kind", "title", "drafted_on", *vars(terms)), by=by, at=at)
    return covenant


def _check_choices(kind: str, needed: str, signing: Collection[int], named_only: Collection[int]) -> None:
    if kind not in KINDS:
        raise Refusal("not_a_choice", "covenant_kind")
    if needed not in APPROVAL:
        raise Refusal("not_a_choice", "approval_needed")
    if set(signing) & set(named_only):
        raise Refusal("signs_or_named", "named_only")


def _former(session: Session, replaces_id: int | None, today: date, by: Viewer) -> Covenant | None:
    if replaces_id is None:
        return None
    former = find(session, Covenant, replaces_id, by)
    others = session.scalars(
        select(Covenant).where(Covenant.network_id == by.network_id, Covenant.replaces_id == former.id)
    )
    follow_up = next((one for one in others if not happened(one.ended_on, today)), None)
    if follow_up:
        raise Refusal("follow_up_already", "replaces_id", covenant=follow_up.title)
    return former


def _goal(session: Session, today: date, by: Viewer) -> int | None:
    """The goal that the network has today."""
    goals = session.scalars(
        select(SharedGoal)
        .where(SharedGoal.network_id == by.network_id, SharedGoal.agreed_on <= today)
        .order_by(SharedGoal.agreed_on.desc(), SharedGoal.id.desc())
    )
    return next((goal.id for goal in goals if not happened(goal.replaced_on, today)), None)


def _name(
    session: Session,
    covenant: Covenant,
    signing: Collection[int],
    named_only: Collection[int],
    webbers: Collection[int],
    by: Viewer,
    at: datetime,
) -> None:
    for role, organisations in ((SIGNING, signing), (NAMED_ONLY, named_only)):
        for organisation_id in dict.fromkeys(organisations):
            find(session, Organisation, organisation_id, by)
            enter(session, covenant.id, organisation_id, role, covenant.drafted_on, asked=False, by=by, at=at)
    today = dutch_day(at)
    for webber_id in dict.fromkeys(webbers):
        webber = find(session, Webber, webber_id, by)
        runs = lasts(webber.confirmed_on, webber.ended_on, today) and not happened(webber.rejected_on, today)
        if not runs or webber.confirmed_on is None:
            raise Refusal("not_a_webber_now", "webbers")
        on = max(covenant.drafted_on, webber.confirmed_on)
        make(session, CovenantWebber, covenant_id=covenant.id, webber_id=webber.id, listed_on=on, by=by, at=at)


def _take_over(session: Session, former: Covenant, covenant: Covenant, by: Viewer, at: datetime) -> None:
    """What stands is agreed again; whoever must approve or wants to hear is asked and told again."""
    today = dutch_day(at)
    agreements = select(WorkingAgreement).where(
        WorkingAgreement.network_id == by.network_id, WorkingAgreement.covenant_id == former.id
    )
    for old in session.scalars(agreements):
        if not happened(old.dropped_on, today):
            make(
                session,
                WorkingAgreement,
                covenant_id=covenant.id,
                topic=old.topic,
                text=old.text,
                owner_organisation_id=old.owner_organisation_id,
                contact_person_id=old.contact_person_id,
                agreed_on=covenant.drafted_on,
                review_on=old.review_on if old.review_on and old.review_on > covenant.drafted_on else None,
                not_applicable_reason=old.not_applicable_reason,
                by=by,
                at=at,
            )
    approvals = select(ManagementApproval).where(
        ManagementApproval.network_id == by.network_id, ManagementApproval.covenant_id == former.id
    )
    for one in session.scalars(approvals):
        arranged = {"informed_how": one.informed_how, "inform_every_months": one.inform_every_months}
        whose = {"covenant_id": covenant.id, "organisation_id": one.organisation_id, "needed": one.needed}
        make(session, ManagementApproval, **whose, **arranged, by=by, at=at)
