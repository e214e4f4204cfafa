"""Sign-in by provider or link, a log in a chain, and what privacy asks."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
CHANGES_ROWS_OF = ('sign_in',)  # everybody signs in once more


def upgrade() -> None:
    op.create_table('erasure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('erased_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure'))
    )
    op.create_table('log_detail',
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('salt', sa.Text(), nullable=False, comment='random, so that the hash in the line tells nothing once this is gone'),
    sa.Column('detail', sa.Text(), nullable=False, comment='JSON: the name of the record, the reason of a refusal'),
    sa.ForeignKeyConstraint(['entry_id'], ['log_entry.id'], name=op.f('fk_log_detail_entry_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('entry_id', name=op.f('pk_log_detail'))
    )
    op.create_table('personal_link',
    sa.Column('key', sa.Text(), nullable=False, comment='128 random bits; the mail holds it signed'),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('browser_hash', sa.Text(), nullable=False, comment='SHA-256 of a cookie: only the browser that asked may use it'),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_personal_link_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_personal_link'))
    )
    with op.batch_alter_table('personal_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_personal_link_account_id'), ['account_id'], unique=False)

    op.create_table('outbox_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=True),
    sa.Column('link_key', sa.Text(), nullable=True),
    sa.Column('kind', sa.Text(), nullable=False, comment='sign_in_link or invitation'),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False, comment='not to be tried before'),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('gave_up_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_outbox_message_account_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['link_key'], ['personal_link.key'], name=op.f('fk_outbox_message_link_key'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_outbox_message_network_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_message'))
    )
    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outbox_message_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_message_due_at'), ['due_at'], unique=False)

    op.create_table('privacy_request',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False, comment='access, correct, restrict, object or erase'),
    sa.Column('text', sa.Text(), nullable=True, comment='what they asked, in their own words'),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('answer_by_on', sa.Date(), nullable=False),
    sa.Column('extended_on', sa.Date(), nullable=True, comment='when they were told it takes two months more'),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True, comment='granted, refused or withdrawn'),
    sa.Column('reason', sa.Text(), nullable=True, comment='needed for a refusal'),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True, comment='account; empty for imports and the demo'),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_privacy_request_network_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_privacy_request_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_privacy_request'))
    )
    with op.batch_alter_table('privacy_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_privacy_request_network_id'), ['network_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_privacy_request_person_id'), ['person_id'], unique=False)

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('issuer', sa.Text(), nullable=True, comment='the sign-in provider that knows this account'))
        batch_op.add_column(sa.Column('subject', sa.Text(), nullable=True, comment='the lasting name of this account at that provider'))
        batch_op.create_unique_constraint(batch_op.f('uq_account_issuer_subject'), ['issuer', 'subject'])
        batch_op.alter_column('email', existing_type=sa.Text(), existing_nullable=False, comment='in small letters')

    with op.batch_alter_table('contact_channel', schema=None) as batch_op:
        batch_op.add_column(sa.Column('legal_basis', sa.Text(), nullable=True, comment='public_task, or consent: a private one'))
        batch_op.add_column(sa.Column('consent_on', sa.Date(), nullable=True, comment='needed where the basis is consent'))
    op.execute("UPDATE contact_channel SET legal_basis = 'public_task'")
    with op.batch_alter_table('contact_channel', schema=None) as batch_op:
        batch_op.alter_column('legal_basis', existing_type=sa.Text(), nullable=False)

    with op.batch_alter_table('log_entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('detail_hash', sa.Text(), nullable=True, comment='SHA-256 of the detail; empty: there was none'))
        batch_op.add_column(sa.Column('previous_hash', sa.Text(), nullable=True, comment='of the line before; empty in the first'))
        batch_op.add_column(sa.Column('hash', sa.Text(), nullable=True, comment='SHA-256 of this line and the hash before it, hexadecimal'))
    _chain_what_is_there()
    with op.batch_alter_table('log_entry', schema=None) as batch_op:
        batch_op.alter_column('detail_hash', existing_type=sa.Text(), nullable=False)
        batch_op.alter_column('previous_hash', existing_type=sa.Text(), nullable=False)
        batch_op.alter_column('hash', existing_type=sa.Text(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_log_entry_hash'), ['hash'])

    with op.batch_alter_table('network', schema=None) as batch_op:
        batch_op.add_column(sa.Column('controller', sa.Text(), nullable=True, comment='who answers for the personal data of this network'))
        batch_op.add_column(sa.Column('privacy_contact', sa.Text(), nullable=True, comment='where to ask about them: a desk, not a person'))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('restricted_on', sa.Date(), nullable=True, comment='from then on contact data are shown to nobody else'))

    op.execute("UPDATE account SET email = lower(email)")
    op.execute("DELETE FROM sign_in")
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.add_column(sa.Column('grant_id', sa.Integer(), nullable=True, comment='the role in which they look; empty: the newest'))
        batch_op.add_column(sa.Column('method', sa.Text(), nullable=False, server_default='persona', comment='persona, provider or link'))
        batch_op.add_column(sa.Column('active_at', sa.DateTime(timezone=True), nullable=False, server_default='1970-01-01 00:00:00', comment='of the last click, to within minutes; gone with the row'))
        batch_op.create_foreign_key(batch_op.f('fk_sign_in_grant_id'), 'account_grant', ['grant_id'], ['id'], ondelete='SET NULL')
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.alter_column('method', existing_type=sa.Text(), server_default=None)
        batch_op.alter_column('active_at', existing_type=sa.DateTime(timezone=True), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_sign_in_grant_id'), type_='foreignkey')
        batch_op.drop_column('active_at')
        batch_op.drop_column('method')
        batch_op.drop_column('grant_id')

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('restricted_on')

    with op.batch_alter_table('network', schema=None) as batch_op:
        batch_op.drop_column('privacy_contact')
        batch_op.drop_column('controller')

    with op.batch_alter_table('log_entry', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_log_entry_hash'), type_='unique')
        batch_op.drop_column('hash')
        batch_op.drop_column('previous_hash')
        batch_op.drop_column('detail_hash')

    with op.batch_alter_table('contact_channel', schema=None) as batch_op:
        batch_op.drop_column('consent_on')
        batch_op.drop_column('legal_basis')

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.alter_column('email', existing_type=sa.Text(), existing_nullable=False, comment=None, existing_comment='in small letters')
        batch_op.drop_constraint(batch_op.f('uq_account_issuer_subject'), type_='unique')
        batch_op.drop_column('subject')
        batch_op.drop_column('issuer')

    with op.batch_alter_table('privacy_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_privacy_request_person_id'))
        batch_op.drop_index(batch_op.f('ix_privacy_request_network_id'))

    op.drop_table('privacy_request')
    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outbox_message_due_at'))
        batch_op.drop_index(batch_op.f('ix_outbox_message_account_id'))

    op.drop_table('outbox_message')
    with op.batch_alter_table('personal_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_personal_link_account_id'))

    op.drop_table('personal_link')
    op.drop_table('log_detail')
    op.drop_table('erasure')


# As data_model.write.journal hashed a line when this was written.
_LINE = ('account_id', 'network_id', 'action', 'entity', 'entity_id', 'result', 'origin', 'fields', 'command_id')


def _chain_what_is_there() -> None:
    lines = sa.table('log_entry', sa.column('id', sa.Integer), sa.column('at', sa.DateTime(timezone=True)),
                     *(sa.column(name) for name in (*_LINE, 'detail_hash', 'previous_hash', 'hash')))
    connection, previous = op.get_bind(), ''
    for line in connection.execute(sa.select(lines).order_by(lines.c.id)).mappings().all():
        values = [_moment(line['at']), *(line[name] for name in _LINE), '']
        now = sha256(json.dumps([previous, *values], ensure_ascii=False).encode()).hexdigest()
        connection.execute(
            lines.update().where(lines.c.id == line['id']).values(detail_hash='', previous_hash=previous, hash=now)
        )
        previous = now


def _moment(at: datetime) -> str:
    return (at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)).isoformat(timespec='microseconds')
