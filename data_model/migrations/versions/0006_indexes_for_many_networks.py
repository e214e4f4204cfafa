"""Indexes, so that what is asked of one network costs the same however many there are."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'

# Each table with the columns of an index it gets: keys to a row that can be deleted, and what is looked for besides.
NEW = (
    ('account_grant', 'organisation_id'),
    ('account_grant', 'person_id'),
    ('action', 'joint_agreement_id'),
    ('action', 'working_agreement_id'),
    ('action_owner', 'organisation_id'),
    ('action_update', 'person_id'),
    ('anchoring_promise', 'contact_person_id'),
    ('attendance', 'organisation_id'),
    ('covenant', 'goal_id'),
    ('covenant', 'replaces_id'),
    ('covenant_party', 'organisation_id'),
    ('covenant_party', 'signatory_person_id'),
    ('covenant_webber', 'webber_id'),
    ('import_run', 'map_version_id'),
    ('log_entry', 'account_id'),
    ('log_entry', 'entity', 'entity_id'),
    ('log_entry', 'network_id', 'at'),
    ('log_entry', 'network_id', 'id'),
    ('management_approval', 'given_by_person_id'),
    ('management_approval', 'organisation_id'),
    ('meeting', 'chair_person_id'),
    ('meeting', 'moved_to_id'),
    ('meeting', 'organiser_person_id'),
    ('meeting_report', 'made_by_person_id'),
    ('network', 'municipality_id'),
    ('outbox_message', 'gave_up_at'),
    ('outbox_message', 'link_key'),
    ('outbox_message', 'network_id'),
    ('outbox_message', 'sent_at'),
    ('personal_link', 'created_at'),
    ('personal_link', 'expires_at'),
    ('personal_link', 'used_at'),
    ('relation', 'organisation_a_id'),
    ('relation', 'organisation_b_id'),
    ('relation_carrier', 'organisation_id'),
    ('sign_in', 'active_at'),
    ('sign_in', 'expires_at'),
    ('sign_in', 'grant_id'),
    ('sign_in', 'revoked_at'),
    ('turnover_event', 'into_organisation_id'),
    ('turnover_event', 'successor_person_id'),
    ('webber', 'person_id'),
    ('webber_deputy', 'person_id'),
    ('working_agreement', 'contact_person_id'),
    ('working_agreement', 'owner_organisation_id'),
)
# Led by the same column as another index.
NEEDLESS = (
    ('account_grant', 'account_id'),
    ('attendance', 'meeting_id'),
    ('covenant_party', 'covenant_id'),
    ('log_entry', 'network_id'),
    ('management_approval', 'covenant_id'),
)
WAITS = sa.text('sent_at IS NULL AND gave_up_at IS NULL')


def upgrade() -> None:
    for table, *columns in NEW:
        op.create_index(name(table, *columns), table, columns)
    for table, column in NEEDLESS:
        op.drop_index(name(table, column), table)
    op.drop_index('ix_outbox_message_due_at', 'outbox_message')
    op.create_index(
        'ix_outbox_message_waiting', 'outbox_message', ['due_at'], sqlite_where=WAITS, postgresql_where=WAITS
    )


def downgrade() -> None:
    op.drop_index('ix_outbox_message_waiting', 'outbox_message')
    op.create_index('ix_outbox_message_due_at', 'outbox_message', ['due_at'])
    for table, column in NEEDLESS:
        op.create_index(name(table, column), table, [column])
    for table, *columns in NEW:
        op.drop_index(name(table, *columns), table)


def name(table: str, *columns: str) -> str:
    return '_'.join(('ix', table, *columns))
