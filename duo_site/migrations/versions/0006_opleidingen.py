"""The opleidingen of each onderwijsinstelling, one row for each period.

Revision: 0006, follows 0004, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

import duo_site.database

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

_SEARCHED = sa.String(length=450).with_variant(sa.String(length=450, collation='C'), 'postgresql')


def upgrade() -> None:
    """Apply this revision."""
    op.create_table('opleiding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('instellingscode', sa.String(length=4), nullable=False),
    sa.Column('opleidingscode', sa.String(length=5), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('niveau', sa.String(length=20), nullable=False),
    sa.Column('talen', sa.String(length=40), nullable=False),
    sa.Column('leerroutes', sa.String(length=60), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('search_text', _SEARCHED, nullable=False),
    sa.Column('zaak', sa.String(length=20), nullable=False),
    sa.Column('recorded_at', duo_site.database.UtcDateTime(), nullable=False),
    sa.CheckConstraint('ends_on is null or ends_on >= starts_on', name=op.f('ck_opleiding_period')),
    sa.ForeignKeyConstraint(['instellingscode'], ['onderwijsinstelling.instellingscode'], name=op.f('fk_opleiding_instellingscode_onderwijsinstelling')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opleiding')),
    sa.UniqueConstraint('instellingscode', 'opleidingscode', 'starts_on', name=op.f('uq_opleiding_instellingscode_opleidingscode_starts_on'))
    )
    op.create_index('ix_opleiding_search_text', 'opleiding', ['instellingscode', 'search_text'], unique=False)


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table('opleiding')
