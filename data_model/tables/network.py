"""The network itself: where it is, what it is for, which phase it is in and what it agreed as limits."""

from datetime import date

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import NetworkRecord, Record


class Municipality(Record):
    """The host. CBS codes are valid for a time: municipalities merge."""

    __tablename__ = "municipality"

    cbs_code: Mapped[str | None] = mapped_column(comment="GMxxxx")
    name: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class Network(Record):
    """An organisatienetwerk: sovereign organisations around one goal."""

    __tablename__ = "network"
    __table_args__ = (UniqueConstraint("name"),)

    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"), index=True)
    name: Mapped[str]
    area_type: Mapped[str] = mapped_column(default="municipality", comment="neighbourhood, municipality or region")
    area_name: Mapped[str | None]
    governance_form: Mapped[str | None] = mapped_column(comment="shared, lead_organisation or network_admin_org")
    trajectory_ended_on: Mapped[date | None] = mapped_column(comment="the day of session 5")
    controller: Mapped[str | None] = mapped_column(comment="who answers for the personal data of this network")
    privacy_contact: Mapped[str | None] = mapped_column(comment="where to ask about them: a desk, not a person")
    data_version: Mapped[int] = mapped_column(default=1, comment="rises with every act in this network")


class NetworkPhase(NetworkRecord):
    """Since when the network is in a phase: trajectory, handover, maintenance, dormant or closed."""

    __tablename__ = "network_phase"

    phase: Mapped[str]
    since_on: Mapped[date]


class Baseline(NetworkRecord):
    """How the network stood on the day its trajectory ended, written down once and never changed."""

    __tablename__ = "baseline"
    __table_args__ = (UniqueConstraint("network_id"),)

    stood_on: Mapped[date]
    state: Mapped[str] = mapped_column(Text, comment="JSON: counts and numbers of records, no names")


class SharedGoal(NetworkRecord):
    """The one goal of the network, the first ingredient of the covenant."""

    __tablename__ = "shared_goal"

    text: Mapped[str]
    agreed_on: Mapped[date]
    replaced_on: Mapped[date | None]


class GoalConfirmation(NetworkRecord):
    """A day on which the network said again that it stands behind its goal."""

    __tablename__ = "goal_confirmation"

    goal_id: Mapped[int] = mapped_column(ForeignKey("shared_goal.id", ondelete="CASCADE"), index=True)
    confirmed_on: Mapped[date]


class InformationArrangement(NetworkRecord):
    """How everybody stays informed: an agreement between people, not software."""

    __tablename__ = "information_arrangement"

    who_is_informed: Mapped[str]
    how: Mapped[str]
    how_often: Mapped[str | None]
    by_whom: Mapped[str | None]
    agreed_on: Mapped[date]
    ended_on: Mapped[date | None]


class NormOverride(NetworkRecord):
    """A limit that this network set for itself, with its reason. The newest of a name holds."""

    __tablename__ = "norm_override"

    name: Mapped[str] = mapped_column(comment="a field of data_model.norms.Norms")
    value: Mapped[float]
    reason: Mapped[str]
    set_on: Mapped[date]
