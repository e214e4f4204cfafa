"""The network map: its versions, the relations between organisations and the people who carry them."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_model.tables.base import NetworkRecord


class MapVersion(NetworkRecord):
    """A map as drawn on a day: draft, then provisional, then agreed."""

    __tablename__ = "map_version"

    made_on: Mapped[date]
    provisional_on: Mapped[date | None]
    agreed_on: Mapped[date | None]
    tested_on: Mapped[date | None] = mapped_column(comment="tried out with a case; the case itself is never kept")
    tool: Mapped[str | None]
    source_file_name: Mapped[str | None]
    tested_by: Mapped[str | None] = mapped_column(comment="which organisations tried it out")
    note: Mapped[str | None]


class MapPosition(NetworkRecord):
    """Where an organisation stands on a map, so that it is found there again at the next visit."""

    __tablename__ = "map_position"
    __table_args__ = (UniqueConstraint("map_version_id", "organisation_id"),)

    map_version_id: Mapped[int] = mapped_column(ForeignKey("map_version.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    x: Mapped[float] = mapped_column(comment="from left to right, of a map that is 1 wide")
    y: Mapped[float] = mapped_column(comment="from top to bottom, of a map that is 1 high")


class Relation(NetworkRecord):
    """A link between two organisations on a map. Two links between the same two are allowed."""

    __tablename__ = "relation"

    map_version_id: Mapped[int] = mapped_column(ForeignKey("map_version.id", ondelete="CASCADE"), index=True)
    organisation_a_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    organisation_b_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str | None] = mapped_column(comment="consultation, referral, joint project, informal ...")
    description: Mapped[str | None]
    strength: Mapped[float | None]
    start_on: Mapped[date]
    end_on: Mapped[date | None] = mapped_column(comment="last day")
    last_confirmed_on: Mapped[date | None]


class RelationCarrier(NetworkRecord):
    """A person who carries a relation on the side of his or her organisation."""

    __tablename__ = "relation_carrier"

    relation_id: Mapped[int] = mapped_column(ForeignKey("relation.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True, comment="the side"
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    start_on: Mapped[date]
    end_on: Mapped[date | None] = mapped_column(comment="last day")
