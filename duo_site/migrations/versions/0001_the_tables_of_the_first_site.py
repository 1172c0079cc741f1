"""The tables of the first site.

Revision: 0001, the first, made on 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op

import duo_site.database

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    op.create_table('audit_head',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('chain', sa.String(length=64), nullable=False),
    sa.Column('seal', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_head'))
    )
    op.create_table('audit_line',
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('at', duo_site.database.UtcDateTime(), nullable=False),
    sa.Column('action', sa.String(length=60), nullable=False),
    sa.Column('target', sa.String(length=200), nullable=False),
    sa.Column('result', sa.String(length=60), nullable=False),
    sa.Column('actor', sa.String(length=255), nullable=False),
    sa.Column('origin', sa.String(length=60), nullable=False),
    sa.Column('chain', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_audit_line'))
    )
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_line_actor'), ['actor'], unique=False)

    op.create_table('diplomahouder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('bsn', sa.LargeBinary(), nullable=False),
    sa.Column('bsn_lookup', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_diplomahouder')),
    sa.UniqueConstraint('bsn_lookup', name=op.f('uq_diplomahouder_bsn_lookup'))
    )
    op.create_table('rate_count',
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('ends_at', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_rate_count'))
    )
    with op.batch_alter_table('rate_count', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rate_count_ends_at'), ['ends_at'], unique=False)

    op.create_table('roltoekenning',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('rol', sa.String(length=60), nullable=False),
    sa.Column('instellingscode', sa.String(length=4), nullable=False),
    sa.Column('bestuursnummer', sa.String(length=5), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('given_by', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roltoekenning')),
    sa.UniqueConstraint('subject', 'rol', 'instellingscode', 'starts_on', name=op.f('uq_roltoekenning_subject_rol_instellingscode_starts_on'))
    )
    with op.batch_alter_table('roltoekenning', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_roltoekenning_subject'), ['subject'], unique=False)

    op.create_table('session',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('contents', sa.LargeBinary(), nullable=False),
    sa.Column('created_at', duo_site.database.UtcDateTime(), nullable=False),
    sa.Column('seen_at', duo_site.database.UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_session'))
    )
    with op.batch_alter_table('session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_session_seen_at'), ['seen_at'], unique=False)

    op.create_table('survey_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('page', sa.String(length=200), nullable=False),
    sa.Column('doel', sa.String(length=30), nullable=True),
    sa.Column('gevonden', sa.String(length=10), nullable=False),
    sa.Column('cijfer', sa.Integer(), nullable=True),
    sa.Column('opmerking', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_answer'))
    )
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_answer_day'), ['day'], unique=False)

    op.create_table('uittreksel',
    sa.Column('number', sa.String(length=34), nullable=False),
    sa.Column('diploma_key', sa.String(length=200), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('with_grades', sa.Boolean(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('inhoud', sa.LargeBinary(), nullable=False),
    sa.Column('status', sa.String(length=11), nullable=False),
    sa.Column('status_since', duo_site.database.UtcDateTime(), nullable=False),
    sa.Column('created_at', duo_site.database.UtcDateTime(), nullable=False),
    sa.CheckConstraint("language in ('nl', 'en')", name=op.f('ck_uittreksel_language')),
    sa.CheckConstraint("status in ('geldig', 'ingetrokken', 'vervangen')", name=op.f('ck_uittreksel_status')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_uittreksel')),
    sa.UniqueConstraint('diploma_key', 'version', 'language', 'with_grades', 'day', name=op.f('uq_uittreksel_diploma_key_version_language_with_grades_day'))
    )
    op.create_table('diploma',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=32), nullable=False),
    sa.Column('levering', sa.String(length=100), nullable=False),
    sa.Column('content', sa.String(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('holder_id', sa.Integer(), nullable=False),
    sa.Column('person', sa.LargeBinary(), nullable=False),
    sa.Column('document', sa.String(length=20), nullable=False),
    sa.Column('soort', sa.String(length=20), nullable=False),
    sa.Column('bekostiging', sa.String(length=20), nullable=False),
    sa.Column('opleidingscode', sa.String(length=5), nullable=False),
    sa.Column('opleiding', sa.String(length=500), nullable=False),
    sa.Column('profiel', sa.String(length=100), nullable=False),
    sa.Column('niveau_nlqf', sa.String(length=10), nullable=False),
    sa.Column('instellingscode', sa.String(length=4), nullable=False),
    sa.Column('onderwijsinstelling', sa.String(length=200), nullable=False),
    sa.Column('plaats', sa.String(length=100), nullable=False),
    sa.Column('behaald_op', sa.Date(), nullable=False),
    sa.Column('cijfers', sa.JSON(), nullable=False),
    sa.Column('delivered_at', duo_site.database.UtcDateTime(), nullable=False),
    sa.Column('updated_at', duo_site.database.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['diplomahouder.id'], name=op.f('fk_diploma_holder_id_diplomahouder')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_diploma')),
    sa.UniqueConstraint('levering', name=op.f('uq_diploma_levering')),
    sa.UniqueConstraint('public_id', name=op.f('uq_diploma_public_id'))
    )
    with op.batch_alter_table('diploma', schema=None) as batch_op:
        batch_op.create_index('ix_diploma_holder_id_behaald_op', ['holder_id', 'behaald_op'], unique=False)



def downgrade() -> None:
    """Take this revision back."""
    with op.batch_alter_table('diploma', schema=None) as batch_op:
        batch_op.drop_index('ix_diploma_holder_id_behaald_op')

    op.drop_table('diploma')
    op.drop_table('uittreksel')
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_survey_answer_day'))

    op.drop_table('survey_answer')
    with op.batch_alter_table('session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_session_seen_at'))

    op.drop_table('session')
    with op.batch_alter_table('roltoekenning', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_roltoekenning_subject'))

    op.drop_table('roltoekenning')
    with op.batch_alter_table('rate_count', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rate_count_ends_at'))

    op.drop_table('rate_count')
    op.drop_table('diplomahouder')
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_line_actor'))

    op.drop_table('audit_line')
    op.drop_table('audit_head')
