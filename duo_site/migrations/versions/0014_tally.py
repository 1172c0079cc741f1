"""The counts of each month, for the public figures.

Revision: 0014, follows 0013, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    op.create_table('tally',
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('what', sa.String(length=20), nullable=False),
    sa.Column('soort', sa.String(length=20), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('count', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.PrimaryKeyConstraint('month', 'what', 'soort', 'language', name=op.f('pk_tally'))
    )


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table('tally')
