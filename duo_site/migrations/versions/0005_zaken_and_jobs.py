"""Zaken with their history, messages, documents and overviews; jobs; an index for overviews of the register.

Revision: 0005, follows 0004, made on 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

import duo_site.database

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

_MOMENT = duo_site.database.UtcDateTime()


def upgrade() -> None:
    """Apply this revision."""
    op.create_table('zaak',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=True),
    sa.Column('key', sa.String(length=100), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('status', sa.String(length=30), nullable=False),
    sa.Column('bestuursnummer', sa.String(length=5), nullable=False),
    sa.Column('instellingscode', sa.String(length=4), nullable=False),
    sa.Column('inhoud', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('entered_by', sa.String(length=100), nullable=False),
    sa.Column('entered_by_subject', sa.String(length=200), nullable=False),
    sa.Column('made_at', _MOMENT, nullable=False),
    sa.Column('changed_by', sa.String(length=100), nullable=False),
    sa.Column('changed_by_subject', sa.String(length=200), nullable=False),
    sa.Column('changed_at', _MOMENT, nullable=False),
    sa.Column('handed_in_by', sa.String(length=100), nullable=False),
    sa.Column('handed_in_at', _MOMENT, nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_zaak')),
    sa.UniqueConstraint('number', name=op.f('uq_zaak_number')),
    sqlite_autoincrement=True,
    )
    op.create_index('ix_zaak_place', 'zaak', ['bestuursnummer', 'instellingscode', 'status'], unique=False)
    op.create_index(op.f('ix_zaak_status'), 'zaak', ['status'], unique=False)
    op.create_index('uq_zaak_key', 'zaak', ['bestuursnummer', 'instellingscode', 'kind', 'key'], unique=True)
    op.create_table('zaak_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('zaak_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=30), nullable=False),
    sa.Column('at', _MOMENT, nullable=False),
    sa.Column('by_name', sa.String(length=100), nullable=False),
    sa.Column('agency', sa.Boolean(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['zaak_id'], ['zaak.id'], name=op.f('fk_zaak_step_zaak_id_zaak'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_zaak_step'))
    )
    op.create_index(op.f('ix_zaak_step_zaak_id'), 'zaak_step', ['zaak_id'], unique=False)
    op.create_table('zaak_bericht',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('zaak_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=True),
    sa.Column('at', _MOMENT, nullable=False),
    sa.Column('by_name', sa.String(length=100), nullable=False),
    sa.Column('by_subject', sa.String(length=200), nullable=False),
    sa.Column('agency', sa.Boolean(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['zaak_id'], ['zaak.id'], name=op.f('fk_zaak_bericht_zaak_id_zaak'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_zaak_bericht'))
    )
    op.create_index(op.f('ix_zaak_bericht_zaak_id'), 'zaak_bericht', ['zaak_id'], unique=False)
    op.create_index('uq_zaak_bericht_key', 'zaak_bericht', ['zaak_id', 'key'], unique=True)
    op.create_table('zaak_document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('zaak_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('media_type', sa.String(length=100), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('by_name', sa.String(length=100), nullable=False),
    sa.Column('at', _MOMENT, nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['zaak_id'], ['zaak.id'], name=op.f('fk_zaak_document_zaak_id_zaak'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_zaak_document'))
    )
    op.create_index(op.f('ix_zaak_document_zaak_id'), 'zaak_document', ['zaak_id'], unique=False)
    op.create_table('zaak_overzicht',
    sa.Column('zaak_id', sa.Integer(), nullable=False),
    sa.Column('file', sa.String(length=80), nullable=False),
    sa.Column('size', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('made_at', _MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['zaak_id'], ['zaak.id'], name=op.f('fk_zaak_overzicht_zaak_id_zaak'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('zaak_id', name=op.f('pk_zaak_overzicht'))
    )
    op.create_table('job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('holder', sa.String(length=32), nullable=False),
    sa.Column('held_until', _MOMENT, nullable=True),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=True),
    sa.Column('made_at', _MOMENT, nullable=False),
    sa.Column('changed_at', _MOMENT, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job'))
    )
    op.create_index('ix_job_state_held_until', 'job', ['state', 'held_until'], unique=False)
    op.create_index('uq_job_kind_key', 'job', ['kind', 'key'], unique=True)
    op.create_index('ix_diploma_instellingscode_id', 'diploma', ['instellingscode', 'id'], unique=False)


def downgrade() -> None:
    """Take this revision back."""
    op.drop_index('ix_diploma_instellingscode_id', table_name='diploma')
    for table in ('job', 'zaak_overzicht', 'zaak_document', 'zaak_bericht', 'zaak_step', 'zaak'):
        op.drop_table(table)
