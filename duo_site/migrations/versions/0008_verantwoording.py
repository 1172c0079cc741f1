"""The verantwoording of each year, and its files.

Revision: 0008, follows 0007, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

import duo_site.database

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

_MOMENT = duo_site.database.UtcDateTime()


def upgrade() -> None:
    """Apply this revision."""
    op.create_table('verantwoording',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('bestuursnummer', sa.String(length=5), nullable=False),
    sa.Column('instellingscode', sa.String(length=4), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('editor_subject', sa.String(length=200), nullable=True),
    sa.Column('editor_name', sa.String(length=200), nullable=False),
    sa.Column('editor_until', _MOMENT, nullable=True),
    sa.Column('submissions', sa.Integer(), nullable=False),
    sa.Column('handed_in_at', _MOMENT, nullable=True),
    sa.Column('handed_in_by', sa.String(length=200), nullable=False),
    sa.Column('zaak', sa.String(length=20), nullable=False),
    sa.Column('handed_in_jaarrekening', sa.Integer(), nullable=True),
    sa.Column('handed_in_controleverklaring', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verantwoording')),
    sa.UniqueConstraint('bestuursnummer', 'instellingscode', 'year', name=op.f('uq_verantwoording_bestuursnummer_instellingscode_year'))
    )
    op.create_table('verantwoording_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('verantwoording_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=30), nullable=False),
    sa.Column('errors', sa.Integer(), nullable=False),
    sa.Column('warnings', sa.Integer(), nullable=False),
    sa.Column('findings', sa.LargeBinary(), nullable=True),
    sa.Column('by_subject', sa.String(length=200), nullable=False),
    sa.Column('by_name', sa.String(length=200), nullable=False),
    sa.Column('at', _MOMENT, nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['verantwoording_id'], ['verantwoording.id'], name=op.f('fk_verantwoording_file_verantwoording_id_verantwoording'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verantwoording_file'))
    )
    op.create_index(op.f('ix_verantwoording_file_verantwoording_id'), 'verantwoording_file', ['verantwoording_id'], unique=False)


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table('verantwoording_file')
    op.drop_table('verantwoording')
