"""What an answer is about, whether it is whole and whether it counts; and the totals of the answers that count.

Revision: 0013, follows 0012, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

_MARKS = range(1, 11)
_KEY = 'day, page, task, kind, language'
_COUNTS = ('answers', 'complete', 'ja', 'deels', 'nee', *(f'mark_{mark}' for mark in _MARKS))


def upgrade() -> None:
    """Apply this revision."""
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('task', sa.String(length=20), nullable=False, server_default='pagina'))
        batch_op.add_column(sa.Column('kind', sa.String(length=20), nullable=False, server_default='vraaglijst'))
        batch_op.add_column(sa.Column('complete', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('gemist', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('state', sa.String(length=10), nullable=False, server_default='geteld'))
    op.execute(sa.text('UPDATE survey_answer SET complete = (doel IS NOT NULL AND cijfer IS NOT NULL)'))
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        for name, kind in (
            ('task', sa.String(length=20)),
            ('kind', sa.String(length=20)),
            ('complete', sa.Boolean()),
            ('gemist', sa.Text()),
            ('state', sa.String(length=10)),
        ):
            batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
    op.create_table('survey_total',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('page', sa.String(length=200), nullable=False),
    sa.Column('task', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTS),
    sa.PrimaryKeyConstraint('day', 'page', 'task', 'kind', 'language', name=op.f('pk_survey_total'))
    )
    op.execute(sa.text(_count_existing()))


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table('survey_total')
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        for name in ('state', 'gemist', 'complete', 'kind', 'task'):
            batch_op.drop_column(name)


def _count_existing() -> str:
    """Write the statement that counts the answers there are; all of them count."""
    found = [f"SUM(CASE WHEN gevonden = '{word}' THEN 1 ELSE 0 END)" for word in ('ja', 'deels', 'nee')]
    marks = [f'SUM(CASE WHEN cijfer = {mark} THEN 1 ELSE 0 END)' for mark in _MARKS]
    counts = ', '.join(['COUNT(*)', 'SUM(CASE WHEN complete THEN 1 ELSE 0 END)', *found, *marks])
    names = ', '.join(_COUNTS)
    return f'INSERT INTO survey_total ({_KEY}, {names}) SELECT {_KEY}, {counts} FROM survey_answer GROUP BY {_KEY}'
