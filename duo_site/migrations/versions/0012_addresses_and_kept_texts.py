"""An e-mail address for each bestuur, sessions that ended, and what was typed when one did.

Revision: 0012, follows 0011, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

import duo_site.database

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

_MOMENT = duo_site.database.UtcDateTime()
# Whose address somebody's was is known where he accepted an invitation. Elsewhere it goes to the besturen where he holds a
# rol, but never to one when it came from the invitation of another.
_ACCEPTED = """
INSERT INTO medewerker_email (subject, bestuursnummer, email)
SELECT accepted_by, bestuursnummer, email FROM uitnodiging AS newest
WHERE id = (SELECT max(id) FROM uitnodiging AS other
            WHERE other.accepted_by = newest.accepted_by AND other.bestuursnummer = newest.bestuursnummer)
"""
_OTHERS = """
INSERT INTO medewerker_email (subject, bestuursnummer, email)
SELECT DISTINCT medewerker.subject, roltoekenning.bestuursnummer, medewerker.email
FROM medewerker JOIN roltoekenning ON roltoekenning.subject = medewerker.subject
WHERE medewerker.email <> ''
  AND NOT EXISTS (SELECT 1 FROM medewerker_email AS known
                  WHERE known.subject = medewerker.subject AND known.bestuursnummer = roltoekenning.bestuursnummer)
  AND NOT EXISTS (SELECT 1 FROM uitnodiging
                  WHERE uitnodiging.accepted_by = medewerker.subject AND uitnodiging.email = medewerker.email)
"""
_BACK = """
UPDATE medewerker SET email = COALESCE(
  (SELECT max(known.email) FROM medewerker_email AS known WHERE known.subject = medewerker.subject), '')
"""


def upgrade() -> None:
    """Apply this revision."""
    op.create_table('medewerker_email',
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('bestuursnummer', sa.String(length=5), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.PrimaryKeyConstraint('subject', 'bestuursnummer', name=op.f('pk_medewerker_email'))
    )
    op.execute(_ACCEPTED)
    op.execute(_OTHERS)
    with op.batch_alter_table('medewerker', schema=None) as batch_op:
        batch_op.drop_column('email')
    with op.batch_alter_table('session', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ended_at', _MOMENT, nullable=True))
    op.create_table('kept_text',
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('form', sa.String(length=64), nullable=False),
    sa.Column('contents', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', _MOMENT, nullable=False),
    sa.PrimaryKeyConstraint('owner', 'form', name=op.f('pk_kept_text'))
    )
    op.create_index(op.f('ix_kept_text_made_at'), 'kept_text', ['made_at'], unique=False)


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table('kept_text')
    # A session that ended must not come to life again.
    op.execute("DELETE FROM session WHERE ended_at IS NOT NULL")
    with op.batch_alter_table('session', schema=None) as batch_op:
        batch_op.drop_column('ended_at')
    with op.batch_alter_table('medewerker', schema=None) as batch_op:
        batch_op.add_column(sa.Column('email', sa.String(length=254), nullable=False, server_default=''))
    op.execute(_BACK)
    with op.batch_alter_table('medewerker', schema=None) as batch_op:
        batch_op.alter_column('email', existing_type=sa.String(length=254), nullable=False, server_default=None)
    op.drop_table('medewerker_email')
