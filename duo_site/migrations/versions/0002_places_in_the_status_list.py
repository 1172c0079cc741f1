"""A place in the status list for every uittreksel, those made before too.

Revision: 0002, follows 0001, made on 2026-11-21.
"""

from random import SystemRandom

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

_SHORTEST_LIST = 2**17
_ROWS_AT_ONCE = 5000


def upgrade() -> None:
    """Apply this revision."""
    with op.batch_alter_table('uittreksel', schema=None) as batch_op:
        batch_op.add_column(sa.Column('status_index', sa.Integer(), nullable=True))
    give_places(op.get_bind())
    with op.batch_alter_table('uittreksel', schema=None) as batch_op:
        batch_op.alter_column('status_index', existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_uittreksel_status_index'), ['status_index'])
        batch_op.create_index('ix_uittreksel_changed', ['status_since'], unique=False, sqlite_where=sa.text("status <> 'geldig'"), postgresql_where=sa.text("status <> 'geldig'"))


def give_places(connection: sa.Connection) -> None:
    """Give the rows that there are places by lot, in a list of which they take a quarter at most."""
    table = sa.table('uittreksel', sa.column('number', sa.String), sa.column('status_index', sa.Integer))
    numbers = list(connection.scalars(sa.select(table.c.number)))
    size = _SHORTEST_LIST
    while size < 4 * len(numbers):
        size *= 2
    places = SystemRandom().sample(range(size), len(numbers))
    change = table.update().where(table.c.number == sa.bindparam('of')).values(status_index=sa.bindparam('place'))
    for start in range(0, len(numbers), _ROWS_AT_ONCE):
        rows = [{'of': number, 'place': place} for number, place in zip(numbers[start:start + _ROWS_AT_ONCE], places[start:start + _ROWS_AT_ONCE])]
        connection.execute(change, rows)


def downgrade() -> None:
    """Take this revision back."""
    with op.batch_alter_table('uittreksel', schema=None) as batch_op:
        batch_op.drop_index('ix_uittreksel_changed', sqlite_where=sa.text("status <> 'geldig'"), postgresql_where=sa.text("status <> 'geldig'"))
        batch_op.drop_constraint(batch_op.f('uq_uittreksel_status_index'), type_='unique')
        batch_op.drop_column('status_index')
