"""What editors do with the feedback: labels, what is done, steps to undo, changes for visitors, the weekly e-mail.

Revision: 0016, follows 0015, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

import duo_site.database

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

_MOMENT = duo_site.database.UtcDateTime()
_HAS_COMMENT = sa.text("(opmerking <> '' OR gemist <> '')")
_NOT_COUNTED = sa.text("state <> 'geteld'")


def upgrade() -> None:
    """Apply this revision."""
    op.create_index('ix_survey_answer_comment', 'survey_answer', ['day'], unique=False,
                    sqlite_where=_HAS_COMMENT, postgresql_where=_HAS_COMMENT)
    op.create_index('ix_survey_answer_state', 'survey_answer', ['state', 'day'], unique=False,
                    sqlite_where=_NOT_COUNTED, postgresql_where=_NOT_COUNTED)
    op.create_table('survey_label',
    sa.Column('answer_id', sa.Uuid(), nullable=False),
    sa.Column('label', sa.String(length=40), nullable=False),
    _answer('survey_label'),
    sa.PrimaryKeyConstraint('answer_id', 'label', name=op.f('pk_survey_label')),
    )
    op.create_index(op.f('ix_survey_label_label'), 'survey_label', ['label'], unique=False)
    op.create_table('survey_handled',
    sa.Column('answer_id', sa.Uuid(), nullable=False),
    _answer('survey_handled'),
    sa.PrimaryKeyConstraint('answer_id', name=op.f('pk_survey_handled')),
    )
    op.create_table('survey_step',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', _MOMENT, nullable=False),
    sa.Column('action', sa.String(length=20), nullable=False),
    sa.Column('label', sa.String(length=40), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_survey_step')),
    )
    op.create_index(op.f('ix_survey_step_at'), 'survey_step', ['at'], unique=False)
    op.create_table('survey_step_answer',
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('answer_id', sa.Uuid(), nullable=False),
    sa.Column('before', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['step'], ['survey_step.number'], name=op.f('fk_survey_step_answer_step_survey_step'),
                            ondelete='CASCADE'),
    _answer('survey_step_answer'),
    sa.PrimaryKeyConstraint('step', 'answer_id', name=op.f('pk_survey_step_answer')),
    )
    op.create_index(op.f('ix_survey_step_answer_answer_id'), 'survey_step_answer', ['answer_id'], unique=False)
    op.create_table('survey_deed',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('page', sa.String(length=200), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    *(sa.Column(name, sa.Text(), nullable=False) for name in ('said_nl', 'said_en', 'done_nl', 'done_en')),
    sa.Column('published_at', _MOMENT, nullable=True),
    sa.Column('made_at', _MOMENT, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_deed')),
    )
    op.create_table('survey_deed_answer',
    sa.Column('deed_id', sa.Uuid(), nullable=False),
    sa.Column('answer_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['deed_id'], ['survey_deed.id'], name=op.f('fk_survey_deed_answer_deed_id_survey_deed'),
                            ondelete='CASCADE'),
    _answer('survey_deed_answer'),
    sa.PrimaryKeyConstraint('deed_id', 'answer_id', name=op.f('pk_survey_deed_answer')),
    )
    op.create_index(op.f('ix_survey_deed_answer_answer_id'), 'survey_deed_answer', ['answer_id'], unique=False)
    op.create_table('feedback_digest_reader',
    sa.Column('subject', sa.String(length=255), nullable=False),
    sa.Column('address', sa.LargeBinary(), nullable=False),
    sa.Column('since', _MOMENT, nullable=False),
    sa.PrimaryKeyConstraint('subject', name=op.f('pk_feedback_digest_reader')),
    )
    op.create_index(op.f('ix_feedback_digest_reader_since'), 'feedback_digest_reader', ['since'], unique=False)


def downgrade() -> None:
    """Take this revision back."""
    for name in ('feedback_digest_reader', 'survey_deed_answer', 'survey_deed', 'survey_step_answer', 'survey_step',
                 'survey_handled', 'survey_label'):
        op.drop_table(name)
    op.drop_index('ix_survey_answer_state', table_name='survey_answer')
    op.drop_index('ix_survey_answer_comment', table_name='survey_answer')


def _answer(table: str) -> sa.ForeignKeyConstraint:
    """Tie a column to the answers; what hangs on an answer goes with it."""
    name = op.f(f'fk_{table}_answer_id_survey_answer')
    return sa.ForeignKeyConstraint(['answer_id'], ['survey_answer.id'], name=name, ondelete='CASCADE')
