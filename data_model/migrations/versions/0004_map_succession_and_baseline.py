"""Where organisations stand on the map, who follows whom in a task, and how the network began."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    op.create_table('baseline',
    sa.Column('stood_on', sa.Date(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False, comment='JSON: counts and numbers of records, no names'),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True, comment='account; empty for imports and the demo'),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_baseline_network_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_baseline')),
    sa.UniqueConstraint('network_id', name=op.f('uq_baseline_network_id'))
    )
    with op.batch_alter_table('baseline', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_baseline_network_id'), ['network_id'], unique=False)

    op.create_table('map_position',
    sa.Column('map_version_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('x', sa.Double(), nullable=False, comment='from left to right, of a map that is 1 wide'),
    sa.Column('y', sa.Double(), nullable=False, comment='from top to bottom, of a map that is 1 high'),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True, comment='account; empty for imports and the demo'),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['map_version_id'], ['map_version.id'], name=op.f('fk_map_position_map_version_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_map_position_network_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_map_position_organisation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_map_position')),
    sa.UniqueConstraint('map_version_id', 'organisation_id', name=op.f('uq_map_position_map_version_id_organisation_id'))
    )
    with op.batch_alter_table('map_position', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_map_position_network_id'), ['network_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_map_position_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('succession',
    sa.Column('turnover_event_id', sa.Integer(), nullable=False),
    sa.Column('entity', sa.Text(), nullable=False, comment='webber, webber_deputy or network_role: the row of who goes'),
    sa.Column('entity_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True, comment='account; empty for imports and the demo'),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_succession_network_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_succession_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['turnover_event_id'], ['turnover_event.id'], name=op.f('fk_succession_turnover_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_succession')),
    sa.UniqueConstraint('turnover_event_id', 'entity', 'entity_id', name=op.f('uq_succession_turnover_event_id_entity_entity_id'))
    )
    with op.batch_alter_table('succession', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_succession_network_id'), ['network_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_succession_person_id'), ['person_id'], unique=False)

    with op.batch_alter_table('map_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('tested_by', sa.Text(), nullable=True, comment='which organisations tried it out'))

    with op.batch_alter_table('turnover_event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('closed_on', sa.Date(), nullable=True, comment='nothing hung loose any more'))
        batch_op.add_column(sa.Column('into_organisation_id', sa.Integer(), nullable=True, comment='the organisation it merges into'))
        batch_op.create_foreign_key(batch_op.f('fk_turnover_event_into_organisation_id'), 'organisation', ['into_organisation_id'], ['id'], ondelete='SET NULL')



def downgrade() -> None:
    with op.batch_alter_table('turnover_event', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_turnover_event_into_organisation_id'), type_='foreignkey')
        batch_op.drop_column('into_organisation_id')
        batch_op.drop_column('closed_on')

    with op.batch_alter_table('map_version', schema=None) as batch_op:
        batch_op.drop_column('tested_by')

    with op.batch_alter_table('succession', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_succession_person_id'))
        batch_op.drop_index(batch_op.f('ix_succession_network_id'))

    op.drop_table('succession')
    with op.batch_alter_table('map_position', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_map_position_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_map_position_network_id'))

    op.drop_table('map_position')
    with op.batch_alter_table('baseline', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_baseline_network_id'))

    op.drop_table('baseline')
