"""What several questions need of a network, asked with one statement each, for reads that demanded the right to it."""

from dataclasses import fields

from sqlalchemy import and_, select

from data_model.rules.meeting_days import MeetingDay
from data_model.scope import HERE
from data_model.tables.action import Action, ActionOwner, ActionUpdate
from data_model.tables.covenant import Covenant, CovenantParty, Evaluation, ManagementApproval, WorkingAgreement
from data_model.tables.meeting import Meeting, MeetingReport
from data_model.tables.network import Network
from data_model.tables.organisation import Organisation
from data_model.tables.person import Affiliation, ContactConfirmation, NetworkRole, Person
from data_model.tables.turnover import TurnoverEvent
from data_model.tables.webber import Webber, WebberDeputy

NETWORK = select(Network.id, Network.name, Network.trajectory_ended_on, Network.created_at).where(Network.id == HERE)
ORGANISATIONS = (
    select(Organisation.id, Organisation.name, Organisation.formality, Organisation.domain)
    .where(Organisation.network_id == HERE)
    .order_by(Organisation.name, Organisation.id)
)
PEOPLE = (
    select(Person.id, Person.display_name, Person.erased_on)
    .where(Person.network_id == HERE)
    .order_by(Person.display_name, Person.id)
)
AFFILIATIONS = (
    select(
        Affiliation.person_id,
        Affiliation.organisation_id,
        Affiliation.start_on,
        Affiliation.end_on,
        Affiliation.function_title,
        Person.erased_on,
    )
    .join(Person, and_(Person.id == Affiliation.person_id, Person.network_id == Affiliation.network_id))
    .where(Affiliation.network_id == HERE)
    .order_by(Affiliation.start_on, Affiliation.id)
)
NETWORK_ROLES = (
    select(NetworkRole.person_id, NetworkRole.start_on, NetworkRole.end_on, NetworkRole.role, NetworkRole.id)
    .where(NetworkRole.network_id == HERE)
    .order_by(NetworkRole.id)
)
CONFIRMATIONS = (
    select(ContactConfirmation.person_id, ContactConfirmation.confirmed_on, ContactConfirmation.result)
    .where(ContactConfirmation.network_id == HERE)
    .order_by(ContactConfirmation.confirmed_on, ContactConfirmation.id)
)
TURNOVER_EVENTS = (
    select(
        TurnoverEvent.id,
        TurnoverEvent.kind,
        TurnoverEvent.organisation_id,
        TurnoverEvent.person_id,
        TurnoverEvent.effective_on,
        TurnoverEvent.reported_on,
        TurnoverEvent.until_on,
        TurnoverEvent.successor_person_id,
        TurnoverEvent.withdrawn_on,
        TurnoverEvent.into_organisation_id,
    )
    .where(TurnoverEvent.network_id == HERE)
    .order_by(TurnoverEvent.id)
)
WEBBERS = (
    select(
        Webber.id,
        Webber.organisation_id,
        Webber.person_id,
        Webber.confirmed_on,
        Webber.rejected_on,
        Webber.ended_on,
        Webber.area,
        Webber.domain,
    )
    .where(Webber.network_id == HERE)
    .order_by(Webber.id)
)
WEBBER_DEPUTIES = (
    select(WebberDeputy.id, WebberDeputy.webber_id, WebberDeputy.person_id, WebberDeputy.start_on, WebberDeputy.end_on)
    .where(WebberDeputy.network_id == HERE)
    .order_by(WebberDeputy.id)
)

DAY = tuple(
    getattr(Meeting, "organiser_person_id" if field.name == "organiser_id" else field.name).label(field.name)
    for field in fields(MeetingDay)
)
MEETINGS = (
    select(*DAY, Meeting.families_involved, MeetingReport.shared_on)
    .outerjoin(
        MeetingReport, and_(MeetingReport.meeting_id == Meeting.id, MeetingReport.network_id == Meeting.network_id)
    )
    .where(Meeting.network_id == HERE)
    .order_by(Meeting.planned_on, Meeting.id)
)
ACTIONS = (
    select(
        Action.id,
        Action.description,
        Action.created_on,
        Action.due_on,
        Action.joint_agreement_id,
        Meeting.kind,
    )
    .outerjoin(Meeting, and_(Meeting.id == Action.meeting_id, Meeting.network_id == Action.network_id))
    .where(Action.network_id == HERE)
    .order_by(Action.created_on, Action.id)
)
ACTION_OWNERS = (
    select(
        ActionOwner.action_id,
        ActionOwner.person_id,
        ActionOwner.organisation_id,
        ActionOwner.start_on,
        ActionOwner.end_on,
    )
    .where(ActionOwner.network_id == HERE)
    .order_by(ActionOwner.start_on, ActionOwner.id)
)
ACTION_UPDATES = (
    select(ActionUpdate.action_id, ActionUpdate.updated_on, ActionUpdate.text, ActionUpdate.new_state)
    .where(ActionUpdate.network_id == HERE)
    .order_by(ActionUpdate.updated_on, ActionUpdate.id)
)

COVENANTS = (
    select(
        Covenant.id,
        Covenant.title,
        Covenant.drafted_on,
        Covenant.opened_on,
        Covenant.in_force_on,
        Covenant.start_on,
        Covenant.end_on,
        Covenant.ended_on,
        Covenant.auto_renew,
        Covenant.renew_months,
        Covenant.notice_days,
        Covenant.evaluation_interval_months,
        Covenant.first_evaluation_on,
        Covenant.management_approval_needed,
        Covenant.replaces_id,
        Covenant.goal_id,
    )
    .where(Covenant.network_id == HERE)
    .order_by(Covenant.drafted_on, Covenant.id)
)
COVENANT_PARTIES = (
    select(
        CovenantParty.id,
        CovenantParty.covenant_id,
        CovenantParty.organisation_id,
        CovenantParty.role,
        CovenantParty.joined_on,
        CovenantParty.left_on,
        CovenantParty.requested_on,
        CovenantParty.declined_on,
        CovenantParty.subject_to_mandate_on,
        CovenantParty.signed_on,
        CovenantParty.withdrawn_on,
        CovenantParty.signatory_person_id,
        CovenantParty.mandate_confirmed_on,
        Organisation.name,
    )
    .join(
        Organisation,
        and_(Organisation.id == CovenantParty.organisation_id, Organisation.network_id == CovenantParty.network_id),
    )
    .where(CovenantParty.network_id == HERE)
    .order_by(Organisation.name, CovenantParty.id)
)
MANAGEMENT_APPROVALS = (
    select(
        ManagementApproval.id,
        ManagementApproval.covenant_id,
        ManagementApproval.organisation_id,
        ManagementApproval.needed,
        ManagementApproval.asked_on,
        ManagementApproval.given_on,
        ManagementApproval.refused_on,
        ManagementApproval.given_by_person_id,
        ManagementApproval.inform_every_months,
        ManagementApproval.last_informed_on,
        Organisation.name,
    )
    .join(
        Organisation,
        and_(
            Organisation.id == ManagementApproval.organisation_id,
            Organisation.network_id == ManagementApproval.network_id,
        ),
    )
    .where(ManagementApproval.network_id == HERE)
    .order_by(Organisation.name, ManagementApproval.id)
)
EVALUATIONS = (
    select(Evaluation.covenant_id, Evaluation.held_on, Evaluation.outcome, Evaluation.next_on)
    .where(Evaluation.network_id == HERE)
    .order_by(Evaluation.held_on, Evaluation.id)
)
WORKING_AGREEMENTS = (
    select(
        WorkingAgreement.id,
        WorkingAgreement.covenant_id,
        WorkingAgreement.topic,
        WorkingAgreement.agreed_on,
        WorkingAgreement.text,
        WorkingAgreement.owner_organisation_id,
        WorkingAgreement.review_on,
        WorkingAgreement.not_applicable_reason,
        WorkingAgreement.dropped_on,
    )
    .where(WorkingAgreement.network_id == HERE)
    .order_by(WorkingAgreement.id)
)
