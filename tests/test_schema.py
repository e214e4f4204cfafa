"""Migrations run up and down, and the tables they make are the tables of the code."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from data_model import schema
from data_model.tables import Base


def test_migrated_tables_are_those_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_every_migration_runs_down_and_up_again(engine: Engine) -> None:
    schema.migrate(engine, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    schema.migrate(engine)
    assert schema.current(engine) == schema.newest()


def test_a_revision_of_a_newer_version_is_not_known() -> None:
    assert schema.is_known(schema.newest())
    assert not schema.is_known("9999")
