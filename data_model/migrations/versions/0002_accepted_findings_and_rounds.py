"""Accepted findings and confirmation rounds."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'


def upgrade() -> None:
    op.create_table('acceptance',
    sa.Column('kind', sa.Text(), nullable=False, comment='the kind of finding, such as rhythm.overdue'),
    sa.Column('entity', sa.Text(), nullable=False, comment='what the finding is about'),
    sa.Column('entity_id', sa.Integer(), nullable=False),
    sa.Column('urgency', sa.Integer(), nullable=False, comment='of the finding when it was accepted'),
    sa.Column('accepted_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=False, comment='last day'),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True, comment='account; empty for imports and the demo'),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_acceptance_network_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_acceptance'))
    )
    with op.batch_alter_table('acceptance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_acceptance_network_id'), ['network_id'], unique=False)

    op.create_table('confirmation_round',
    sa.Column('started_on', sa.Date(), nullable=False),
    sa.Column('answer_by_on', sa.Date(), nullable=False, comment='the day until which an answer is asked'),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True, comment='account; empty for imports and the demo'),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_confirmation_round_network_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_confirmation_round'))
    )
    with op.batch_alter_table('confirmation_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_confirmation_round_network_id'), ['network_id'], unique=False)



    _say_who_confirms("self, organisation, coordinator or network", "self, organisation or coordinator")


def _say_who_confirms(comment: str, before: str) -> None:
    """SQLite keeps no comments."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("contact_confirmation", "confirmed_by", comment=comment, existing_comment=before)


def downgrade() -> None:
    _say_who_confirms("self, organisation or coordinator", "self, organisation, coordinator or network")
    with op.batch_alter_table('confirmation_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_confirmation_round_network_id'))

    op.drop_table('confirmation_round')
    with op.batch_alter_table('acceptance', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_acceptance_network_id'))

    op.drop_table('acceptance')
