"""Covenants: their term, parties and signatures, approvals, agreements, promises and evaluations."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import NetworkRecord

COVENANT = "covenant.id"
ORGANISATION = "organisation.id"
PERSON = "person.id"


class Covenant(NetworkRecord):
    """Signed agreements of the network. The dates say its state on any day."""

    __tablename__ = "covenant"

    kind: Mapped[str] = mapped_column(comment="convenant, onderhoudscontract or bestaand")
    title: Mapped[str]
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("shared_goal.id", ondelete="SET NULL"), index=True)
    drafted_on: Mapped[date]
    opened_on: Mapped[date | None] = mapped_column(comment="open for signature since")
    open_reason: Mapped[str | None] = mapped_column(comment="why it was opened with ingredients missing")
    in_force_on: Mapped[date | None]
    start_on: Mapped[date | None]
    end_on: Mapped[date | None] = mapped_column(comment="last day of the term; empty: no term")
    ended_on: Mapped[date | None] = mapped_column(comment="the day the parties ended it")
    auto_renew: Mapped[bool] = mapped_column(default=False)
    renew_months: Mapped[int | None]
    notice_days: Mapped[int] = mapped_column(default=0)
    evaluation_interval_months: Mapped[int] = mapped_column(default=12)
    first_evaluation_on: Mapped[date | None]
    management_approval_needed: Mapped[str] = mapped_column(default="unknown", comment="yes, no or unknown")
    approval_route: Mapped[str | None]
    document_ref: Mapped[str | None] = mapped_column(comment="where the signed text is kept")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey(COVENANT, ondelete="SET NULL"), index=True)


class CovenantRevision(NetworkRecord):
    """The time in which the parties rewrite a covenant that is in force."""

    __tablename__ = "covenant_revision"

    covenant_id: Mapped[int] = mapped_column(ForeignKey(COVENANT, ondelete="CASCADE"), index=True)
    started_on: Mapped[date]
    finished_on: Mapped[date | None]


class CovenantAnnex(NetworkRecord):
    """A change to a covenant, such as other organisations or webbers."""

    __tablename__ = "covenant_annex"

    covenant_id: Mapped[int] = mapped_column(ForeignKey(COVENANT, ondelete="CASCADE"), index=True)
    title: Mapped[str]
    reason: Mapped[str | None]
    agreed_on: Mapped[date]
    document_ref: Mapped[str | None]


class CovenantParty(NetworkRecord):
    """An organisation in a covenant. Its signature binds the organisation, not the person who signed.

    Coming back after leaving is a new row.
    """

    __tablename__ = "covenant_party"
    __table_args__ = (UniqueConstraint("covenant_id", "organisation_id", "joined_on"),)

    covenant_id: Mapped[int] = mapped_column(ForeignKey(COVENANT, ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey(ORGANISATION, ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(default="signing", comment="signing or named_only")
    joined_on: Mapped[date]
    left_on: Mapped[date | None]
    requested_on: Mapped[date | None]
    declined_on: Mapped[date | None]
    subject_to_mandate_on: Mapped[date | None]
    signed_on: Mapped[date | None] = mapped_column(comment="signed with mandate")
    withdrawn_on: Mapped[date | None]
    signatory_person_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON, ondelete="SET NULL"), index=True)
    signatory_function: Mapped[str | None]
    mandate_confirmed_on: Mapped[date | None] = mapped_column(comment="by the present manager")


class CovenantWebber(NetworkRecord):
    """A webber as listed in the covenant, its third ingredient."""

    __tablename__ = "covenant_webber"

    covenant_id: Mapped[int] = mapped_column(ForeignKey(COVENANT, ondelete="CASCADE"), index=True)
    webber_id: Mapped[int] = mapped_column(ForeignKey("webber.id", ondelete="CASCADE"), index=True)
    listed_on: Mapped[date]
    unlisted_on: Mapped[date | None]


class ManagementApproval(NetworkRecord):
    """Whether the management of an organisation must agree, whether it did, and how it stays informed."""

    __tablename__ = "management_approval"
    __table_args__ = (UniqueConstraint("covenant_id", "organisation_id"),)

    covenant_id: Mapped[int] = mapped_column(ForeignKey(COVENANT, ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey(ORGANISATION, ondelete="CASCADE"), index=True)
    needed: Mapped[str] = mapped_column(default="unknown", comment="yes, no or unknown")
    asked_on: Mapped[date | None]
    given_on: Mapped[date | None]
    refused_on: Mapped[date | None]
    given_by_person_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON, ondelete="SET NULL"), index=True)
    given_by_function: Mapped[str | None]
    informed_how: Mapped[str | None]
    inform_every_months: Mapped[int | None]
    last_informed_on: Mapped[date | None]


class WorkingAgreement(NetworkRecord):
    """One agreement under one of the six topics, the fourth ingredient."""

    __tablename__ = "working_agreement"

    covenant_id: Mapped[int] = mapped_column(ForeignKey(COVENANT, ondelete="CASCADE"), index=True)
    topic: Mapped[str] = mapped_column(comment="a value of data_model.vocabulary.Topic")
    text: Mapped[str]
    owner_organisation_id: Mapped[int | None] = mapped_column(ForeignKey(ORGANISATION, ondelete="SET NULL"), index=True)
    contact_person_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON, ondelete="SET NULL"), index=True)
    agreed_on: Mapped[date]
    review_on: Mapped[date | None] = mapped_column(comment="empty: with the next evaluation")
    not_applicable_reason: Mapped[str | None] = mapped_column(comment="filled: the topic does not apply here")
    dropped_on: Mapped[date | None]


class AgreementReview(NetworkRecord):
    """What the network said of an agreement on a day."""

    __tablename__ = "agreement_review"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("working_agreement.id", ondelete="CASCADE"), index=True)
    reviewed_on: Mapped[date]
    outcome: Mapped[str] = mapped_column(comment="active, kept or not_kept")
    note: Mapped[str | None]


class AnchoringPromise(NetworkRecord):
    """What an organisation promised to arrange inside its own house."""

    __tablename__ = "anchoring_promise"

    organisation_id: Mapped[int] = mapped_column(ForeignKey(ORGANISATION, ondelete="CASCADE"), index=True)
    contact_person_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON, ondelete="SET NULL"), index=True)
    text: Mapped[str]
    promised_on: Mapped[date]
    discussed_on: Mapped[date | None]
    anchored_on: Mapped[date | None]


class Evaluation(NetworkRecord):
    """An evaluation of a covenant. It counts only with a date, an outcome and a next date."""

    __tablename__ = "evaluation"

    covenant_id: Mapped[int] = mapped_column(ForeignKey(COVENANT, ondelete="CASCADE"), index=True)
    held_on: Mapped[date]
    outcome: Mapped[str | None] = mapped_column(comment="continue, adapt_with_annex or end")
    summary: Mapped[str | None]
    next_on: Mapped[date | None]
