"""A rank for jobs: what is urgent goes first; and the index by which a worker looks for one.

Revision: 0009, follows 0008, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.add_column(sa.Column('rank', sa.Integer(), nullable=False, server_default='0'))
        batch_op.drop_index('ix_job_state_held_until')
        batch_op.create_index('ix_job_state_rank_id', ['state', 'rank', 'id'], unique=False)
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.alter_column('rank', existing_type=sa.Integer(), nullable=False, server_default=None)


def downgrade() -> None:
    """Take this revision back."""
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.drop_index('ix_job_state_rank_id')
        batch_op.create_index('ix_job_state_held_until', ['state', 'held_until'], unique=False)
        batch_op.drop_column('rank')
