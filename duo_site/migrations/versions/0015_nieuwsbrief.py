"""The nieuwsbrief: subscriptions with their topics, issues, deliveries, and the count of letters on a day.

Revision: 0015, follows 0014, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

import duo_site.database

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

_MOMENT = duo_site.database.UtcDateTime()


def upgrade() -> None:
    """Apply this revision."""
    op.create_table('nieuwsbrief_abonnement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('address_key', sa.String(length=64), nullable=False),
    sa.Column('address', sa.LargeBinary(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('wanted_at', _MOMENT, nullable=False),
    sa.Column('confirmed_at', _MOMENT, nullable=True),
    sa.Column('refusals', sa.Integer(), nullable=False),
    sa.Column('refused_at', _MOMENT, nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nieuwsbrief_abonnement')),
    sa.UniqueConstraint('address_key', name=op.f('uq_nieuwsbrief_abonnement_address_key')),
    )
    op.create_table('nieuwsbrief_onderwerp',
    sa.Column('abonnement_id', sa.Uuid(), nullable=False),
    sa.Column('topic', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['abonnement_id'], ['nieuwsbrief_abonnement.id'],
                            name=op.f('fk_nieuwsbrief_onderwerp_abonnement_id_nieuwsbrief_abonnement'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('abonnement_id', 'topic', name=op.f('pk_nieuwsbrief_onderwerp')),
    )
    op.create_table('nieuwsbrief_dagtelling',
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_nieuwsbrief_dagtelling')),
    )
    op.create_index(op.f('ix_nieuwsbrief_dagtelling_day'), 'nieuwsbrief_dagtelling', ['day'], unique=False)
    op.create_table('nieuwsbrief_uitgave',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('introduction', sa.Text(), nullable=False),
    sa.Column('topics', sa.JSON(), nullable=False),
    sa.Column('items', sa.JSON(), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('changed_by', sa.String(length=100), nullable=False),
    sa.Column('changed_at', _MOMENT, nullable=False),
    sa.Column('sent_at', _MOMENT, nullable=True),
    sa.Column('finished_at', _MOMENT, nullable=True),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nieuwsbrief_uitgave')),
    sa.UniqueConstraint('key', name=op.f('uq_nieuwsbrief_uitgave_key')),
    )
    op.create_table('nieuwsbrief_bezorging',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uitgave_id', sa.Integer(), nullable=False),
    sa.Column('abonnement_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('not_before', _MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['abonnement_id'], ['nieuwsbrief_abonnement.id'],
                            name=op.f('fk_nieuwsbrief_bezorging_abonnement_id_nieuwsbrief_abonnement'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['uitgave_id'], ['nieuwsbrief_uitgave.id'],
                            name=op.f('fk_nieuwsbrief_bezorging_uitgave_id_nieuwsbrief_uitgave'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nieuwsbrief_bezorging')),
    )
    op.create_index(op.f('ix_nieuwsbrief_bezorging_abonnement_id'), 'nieuwsbrief_bezorging', ['abonnement_id'], unique=False)
    op.create_index('ix_nieuwsbrief_bezorging_next', 'nieuwsbrief_bezorging', ['uitgave_id', 'state', 'id'], unique=False)
    op.create_index('uq_nieuwsbrief_bezorging_once', 'nieuwsbrief_bezorging', ['uitgave_id', 'abonnement_id'], unique=True)


def downgrade() -> None:
    """Take this revision back."""
    for table in ('bezorging', 'uitgave', 'dagtelling', 'onderwerp', 'abonnement'):
        op.drop_table(f'nieuwsbrief_{table}')
