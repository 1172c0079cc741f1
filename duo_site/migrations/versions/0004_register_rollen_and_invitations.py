"""The register of onderwijsinstellingen, medewerkers, invitations and the history of rollen.

Revision: 0004, follows 0002, made on 2026-11-21.
"""

import sqlalchemy as sa
from alembic import op

import duo_site.database

revision = '0004'
down_revision = '0002'
branch_labels = None
depends_on = None

_MOMENT = duo_site.database.UtcDateTime()


def upgrade() -> None:
    """Apply this revision."""
    op.create_table('bestuur',
    sa.Column('bestuursnummer', sa.String(length=5), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('bestuursnummer', name=op.f('pk_bestuur'))
    )
    op.create_table('onderwijsinstelling',
    sa.Column('instellingscode', sa.String(length=4), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('town', sa.String(length=100), nullable=False),
    sa.Column('sector', sa.String(length=40), nullable=False),
    sa.Column('bestuursnummer', sa.String(length=5), nullable=False),
    sa.Column('bekostiging', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['bestuursnummer'], ['bestuur.bestuursnummer'], name=op.f('fk_onderwijsinstelling_bestuursnummer_bestuur')),
    sa.PrimaryKeyConstraint('instellingscode', name=op.f('pk_onderwijsinstelling'))
    )
    op.create_index(op.f('ix_onderwijsinstelling_bestuursnummer'), 'onderwijsinstelling', ['bestuursnummer'], unique=False)
    op.create_table('medewerker',
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('level', sa.String(length=10), nullable=False),
    sa.Column('last_login_at', _MOMENT, nullable=True),
    sa.PrimaryKeyConstraint('subject', name=op.f('pk_medewerker'))
    )
    op.create_table('uitnodiging',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('bestuursnummer', sa.String(length=5), nullable=False),
    sa.Column('instellingscode', sa.String(length=4), nullable=False),
    sa.Column('rol', sa.String(length=60), nullable=False),
    sa.Column('machtigingen', sa.String(length=200), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('invited_by', sa.String(length=200), nullable=False),
    sa.Column('invited_by_name', sa.String(length=200), nullable=False),
    sa.Column('made_at', _MOMENT, nullable=False),
    sa.Column('expires_at', _MOMENT, nullable=False),
    sa.Column('accepted_by', sa.String(length=200), nullable=True),
    sa.Column('accepted_at', _MOMENT, nullable=True),
    sa.Column('withdrawn_at', _MOMENT, nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_uitnodiging')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_uitnodiging_token_hash'))
    )
    op.create_index(op.f('ix_uitnodiging_bestuursnummer'), 'uitnodiging', ['bestuursnummer'], unique=False)
    op.create_table('rolwijziging',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', _MOMENT, nullable=False),
    sa.Column('bestuursnummer', sa.String(length=5), nullable=False),
    sa.Column('instellingscode', sa.String(length=4), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('rol', sa.String(length=60), nullable=False),
    sa.Column('machtigingen', sa.String(length=200), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=True),
    sa.Column('subject_name', sa.String(length=100), nullable=False),
    sa.Column('actor', sa.String(length=200), nullable=True),
    sa.Column('actor_name', sa.String(length=200), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rolwijziging'))
    )
    op.create_index(op.f('ix_rolwijziging_bestuursnummer'), 'rolwijziging', ['bestuursnummer'], unique=False)
    with op.batch_alter_table('roltoekenning', schema=None) as batch_op:
        batch_op.add_column(sa.Column('machtigingen', sa.String(length=200), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('ended_at', _MOMENT, nullable=True))
        batch_op.drop_constraint(batch_op.f('uq_roltoekenning_subject_rol_instellingscode_starts_on'), type_='unique')
        batch_op.create_index('ix_roltoekenning_place', ['bestuursnummer', 'instellingscode'], unique=False)
        batch_op.create_index('uq_roltoekenning_held', ['subject', 'rol', 'bestuursnummer', 'instellingscode', 'starts_on'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
    with op.batch_alter_table('roltoekenning', schema=None) as batch_op:
        batch_op.alter_column('machtigingen', existing_type=sa.String(length=200), nullable=False, server_default=None)
    # A beheerder works for the bestuur as a whole: the instellingscode that stood beside his rol never counted.
    op.execute("UPDATE roltoekenning SET instellingscode = '' WHERE rol = 'beheerder-bekostiging-en-opleidingen'")


def downgrade() -> None:
    """Take this revision back."""
    with op.batch_alter_table('roltoekenning', schema=None) as batch_op:
        batch_op.drop_index('ix_roltoekenning_place')
        batch_op.drop_index('uq_roltoekenning_held', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_unique_constraint(
            batch_op.f('uq_roltoekenning_subject_rol_instellingscode_starts_on'), ['subject', 'rol', 'instellingscode', 'starts_on']
        )
        batch_op.drop_column('ended_at')
        batch_op.drop_column('machtigingen')
    for table in ('rolwijziging', 'uitnodiging', 'medewerker', 'onderwijsinstelling', 'bestuur'):
        op.drop_table(table)
