"""The pages that the search knows, their index, and questions that found nothing.

Revision: 0017, follows 0016, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

_INDEX = {
    'sqlite': (
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "language, kind, title, keywords, headings, summary, text, tokenize = 'unicode61 remove_diacritics 0')",
        'CREATE TRIGGER search_page_gone AFTER DELETE ON search_page '
        'BEGIN DELETE FROM search_index WHERE rowid = old.id; END',
    ),
    'postgresql': (
        'CREATE TABLE search_index (page_id integer CONSTRAINT pk_search_index PRIMARY KEY '
        'CONSTRAINT fk_search_index_page_id_search_page REFERENCES search_page (id) ON DELETE CASCADE, '
        'language varchar(8) NOT NULL, kind varchar(20) NOT NULL, head tsvector NOT NULL, whole tsvector NOT NULL)',
        'CREATE INDEX ix_search_index_whole ON search_index USING gin (whole)',
    ),
}


def upgrade() -> None:
    """Apply this revision."""
    op.create_table('search_page',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('path', sa.String(length=300), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('published', sa.Date(), nullable=True),
    sa.Column('importance', sa.Float(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('title_stems', sa.Text(), nullable=False),
    sa.Column('keywords_stems', sa.Text(), nullable=False),
    sa.Column('headings_stems', sa.Text(), nullable=False),
    sa.Column('summary_stems', sa.Text(), nullable=False),
    sa.Column('text_stems', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_page'))
    )
    op.create_index('uq_search_page_language_path', 'search_page', ['language', 'path'], unique=True)
    op.create_index('uq_search_page_digest', 'search_page', ['digest'], unique=True)
    op.create_table('search_word',
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('word', sa.String(length=40), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('language', 'word', name=op.f('pk_search_word'))
    )
    op.create_table('search_state',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_state'))
    )
    op.create_table('search_miss',
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('question', sa.String(length=80), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('month', 'language', 'question', name=op.f('pk_search_miss'))
    )
    for statement in _INDEX[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Take this revision back."""
    op.execute('DROP TABLE search_index')
    for table in ('search_miss', 'search_state', 'search_word', 'search_page'):
        op.drop_table(table)
