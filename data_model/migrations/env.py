"""How Alembic reaches the database: in the transaction that `data_model.schema` hands it."""

from alembic import context

from data_model.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
