"""The people, for whom they work, which task they hold in the network, and how to reach them."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import NetworkRecord

PERSON = "person.id"


class Person(NetworkRecord):
    """No birth date, no home address, no photo: only what a colleague may know."""

    __tablename__ = "person"

    display_name: Mapped[str]
    legal_basis: Mapped[str] = mapped_column(default="public_task", comment="public_task, consent or other")
    basis_recorded_on: Mapped[date | None]
    restricted_on: Mapped[date | None] = mapped_column(comment="from then on contact data are shown to nobody else")
    erased_on: Mapped[date | None]


class Affiliation(NetworkRecord):
    """A person works for an organisation from a day until a day (the last day included)."""

    __tablename__ = "affiliation"

    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    function_title: Mapped[str | None]
    fixed_participant: Mapped[bool] = mapped_column(default=False, comment="the fixed face of the organisation")
    start_on: Mapped[date]
    end_on: Mapped[date | None] = mapped_column(comment="last day")


class NetworkRole(NetworkRecord):
    """A task in the network: coordinator, deputy_coordinator, project_team, manager, expert_by_experience."""

    __tablename__ = "network_role"

    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), index=True)
    role: Mapped[str]
    start_on: Mapped[date]
    end_on: Mapped[date | None] = mapped_column(comment="last day")
    consent_on: Mapped[date | None] = mapped_column(comment="needed for expert_by_experience")


class ContactChannel(NetworkRecord):
    """One way to reach a person. Old values are not kept."""

    __tablename__ = "contact_channel"

    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(comment="work_email, work_phone or mobile")
    value: Mapped[str]
    visibility: Mapped[str] = mapped_column(default="network", comment="network, webbers, coordinator or withheld")
    legal_basis: Mapped[str] = mapped_column(default="public_task", comment="public_task, or consent: a private one")
    consent_on: Mapped[date | None] = mapped_column(comment="needed where the basis is consent")
    added_on: Mapped[date]


class ContactConfirmation(NetworkRecord):
    """Somebody said on a day that a person's contact data are right, changed or wrong."""

    __tablename__ = "contact_confirmation"

    person_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), index=True)
    confirmed_on: Mapped[date]
    confirmed_by: Mapped[str] = mapped_column(comment="self, organisation, coordinator or network")
    method: Mapped[str] = mapped_column(default="page", comment="page, meeting, phone or bounce")
    result: Mapped[str] = mapped_column(comment="correct, changed or wrong")


class ConfirmationRound(NetworkRecord):
    """A round in which everybody is asked whether their contact data are still right."""

    __tablename__ = "confirmation_round"

    started_on: Mapped[date]
    answer_by_on: Mapped[date] = mapped_column(comment="the day until which an answer is asked")
    closed_on: Mapped[date | None]
