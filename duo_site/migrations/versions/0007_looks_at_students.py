"""The logboek of diplomahouders, and how often somebody looked students up on a day.

Revision: 0007, follows 0006, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

import duo_site.database

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    op.create_table('inzage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=64), nullable=False),
    sa.Column('at', duo_site.database.UtcDateTime(), nullable=False),
    sa.Column('organisation', sa.String(length=200), nullable=False),
    sa.Column('instellingscode', sa.String(length=4), nullable=False),
    sa.Column('function', sa.String(length=100), nullable=False),
    sa.Column('reason', sa.String(length=100), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('looker', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inzage'))
    )
    op.create_index('ix_inzage_subject_at', 'inzage', ['subject', 'at'], unique=False)
    op.create_table('opzoekdag',
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('subject', 'day', name=op.f('pk_opzoekdag'))
    )


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table('opzoekdag')
    op.drop_table('inzage')
