"""Texts that editors change: what was saved, every version of it, and what was published.

Revision: 0018, follows 0017, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

import duo_site.database

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    op.create_table('text_draft',
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('digest', sa.String(length=32), nullable=False),
    sa.Column('key', sa.JSON(), nullable=False),
    sa.Column('texts', sa.JSON(), nullable=False),
    sa.Column('source', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('by', sa.String(length=255), nullable=False),
    sa.Column('at', duo_site.database.UtcDateTime(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('language', 'digest', name=op.f('pk_text_draft'))
    )
    op.create_table('text_version',
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('digest', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('texts', sa.JSON(), nullable=False),
    sa.Column('by', sa.String(length=255), nullable=False),
    sa.Column('at', duo_site.database.UtcDateTime(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('language', 'digest', 'version', name=op.f('pk_text_version'))
    )
    op.create_table('text_snapshot',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('by', sa.String(length=255), nullable=False),
    sa.Column('at', duo_site.database.UtcDateTime(), nullable=False),
    sa.Column('back_to', sa.Integer(), nullable=True),
    sa.Column('texts', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_text_snapshot'))
    )


def downgrade() -> None:
    """Take this revision back."""
    for table in ('text_snapshot', 'text_version', 'text_draft'):
        op.drop_table(table)
