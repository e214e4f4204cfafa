"""How each network stood when it was last judged."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    op.create_table('standing',
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('judged_on', sa.Date(), nullable=False, comment='the day it is about'),
    sa.Column('judged_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('data_version', sa.Integer(), nullable=False, comment='of the network, before it was judged'),
    sa.Column('critical', sa.Integer(), nullable=False, comment='findings that nobody accepted'),
    sa.Column('high', sa.Integer(), nullable=False),
    sa.Column('attention', sa.Integer(), nullable=False),
    sa.Column('critical_before', sa.Integer(), nullable=False, comment='the same a month earlier, from the facts as known now'),
    sa.Column('high_before', sa.Integer(), nullable=False),
    sa.Column('attention_before', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_standing_network_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('network_id', name=op.f('pk_standing'))
    )
    with op.batch_alter_table('standing', schema=None) as batch_op:
        batch_op.create_index('ix_standing_rank', ['critical', 'high', 'attention', 'network_id'], unique=False)

    op.create_table('question_standing',
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('question', sa.Text(), nullable=False, comment='rhythm, covenant, actions, contacts or turnover'),
    sa.Column('critical', sa.Integer(), nullable=False),
    sa.Column('high', sa.Integer(), nullable=False),
    sa.Column('attention', sa.Integer(), nullable=False),
    sa.Column('critical_before', sa.Integer(), nullable=False),
    sa.Column('high_before', sa.Integer(), nullable=False),
    sa.Column('attention_before', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['standing.network_id'], name=op.f('fk_question_standing_network_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('network_id', 'question', name=op.f('pk_question_standing'))
    )
    with op.batch_alter_table('account_grant', schema=None) as batch_op:
        batch_op.create_index('ix_account_grant_account_id_network_id', ['account_id', 'network_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('account_grant', schema=None) as batch_op:
        batch_op.drop_index('ix_account_grant_account_id_network_id')

    op.drop_table('question_standing')
    with op.batch_alter_table('standing', schema=None) as batch_op:
        batch_op.drop_index('ix_standing_rank')

    op.drop_table('standing')
