"""What every table shares: names for constraints, moments in UTC, and who wrote a row when."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, ClassVar, TypeGuard

from sqlalchemy import Date, DateTime, Dialect, ForeignKey, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from data_model.text import ERASED, erased_said

CONSTRAINT_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


HIGHEST_ID = 2**31 - 1  # of an INTEGER in PostgreSQL; what is higher no database is asked for


def is_id(value: object) -> TypeGuard[int]:
    """Whether a record could have this number. True and False are no numbers here."""
    return type(value) is int and 0 < value <= HIGHEST_ID


class Moment(TypeDecorator[datetime]):
    """An instant in UTC. SQLite keeps no time zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Told(TypeDecorator[str]):
    """Text. Where an erased person was, it reads as the one who looks says that, and is kept the same for all."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value.replace(erased_said.get(), ERASED) if value else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], str | None]:
        """Without the two calls around it that a `process_result_value` costs: there are many texts in a page."""
        return _told


def _told(value: str | None) -> str | None:
    return value.replace(ERASED, erased_said.get()) if value and ERASED in value else value


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map: ClassVar = {str: Told, date: Date, datetime: Moment}


class Record(Base):
    """A row people can write. `version` rises with each change, so that no one overwrites unseen."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(comment="account; empty for imports and the demo")
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class NetworkRecord(Record):
    """A row that belongs to one network. Every query names the network."""

    __abstract__ = True

    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"), index=True)
