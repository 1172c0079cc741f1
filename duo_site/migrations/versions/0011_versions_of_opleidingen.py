"""Of which days each row of an opleiding is the version, so that a search reads one index.

Revision: 0011, follows 0010, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

_SEARCHED = ['instellingscode', 'search_text', 'id', 'version_from', 'version_until', 'starts_on', 'ends_on', 'niveau', 'talen']
_BEFORE = """
    exists (select 1 from opleiding as other where other.instellingscode = opleiding.instellingscode
        and other.opleidingscode = opleiding.opleidingscode and other.starts_on < opleiding.starts_on)
"""
_NEXT = """
    (select min(other.starts_on) from opleiding as other where other.instellingscode = opleiding.instellingscode
        and other.opleidingscode = opleiding.opleidingscode and other.starts_on > opleiding.starts_on)
"""


def upgrade() -> None:
    """Apply this revision."""
    op.drop_index('ix_opleiding_search_text', table_name='opleiding')
    with op.batch_alter_table('opleiding', schema=None) as batch_op:
        batch_op.add_column(sa.Column('version_from', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('version_until', sa.Date(), nullable=True))
    op.execute(f"""
        update opleiding set version_from = case when {_BEFORE} then starts_on else '0001-01-01' end,
            version_until = coalesce({_NEXT}, '9999-12-31')
    """)
    with op.batch_alter_table('opleiding', schema=None) as batch_op:
        batch_op.alter_column('version_from', existing_type=sa.Date(), nullable=False)
        batch_op.alter_column('version_until', existing_type=sa.Date(), nullable=False)
    op.create_index('ix_opleiding_search', 'opleiding', _SEARCHED, unique=False)


def downgrade() -> None:
    """Take this revision back."""
    op.drop_index('ix_opleiding_search', table_name='opleiding')
    with op.batch_alter_table('opleiding', schema=None) as batch_op:
        batch_op.drop_column('version_until')
        batch_op.drop_column('version_from')
    op.create_index('ix_opleiding_search_text', 'opleiding', ['instellingscode', 'search_text'], unique=False)
