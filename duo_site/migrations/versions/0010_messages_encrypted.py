"""The text of messages in zaken, encrypted; those that were there too.

Revision: 0010, follows 0009, made on 2026-11-22.
"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import context, op

from duo_site.secrecy import Secrecy

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

_ROWS_AT_ONCE = 1000


class NoDataKey(Exception):
    """There are messages to encrypt, and nobody gave the key."""


def upgrade() -> None:
    """Apply this revision."""
    with op.batch_alter_table('zaak_bericht', schema=None) as batch_op:
        batch_op.add_column(sa.Column('contents', sa.LargeBinary(), nullable=True))
    move('text', 'contents', lambda secrecy, text, place: secrecy.encrypt(text, place))
    with op.batch_alter_table('zaak_bericht', schema=None) as batch_op:
        batch_op.alter_column('contents', existing_type=sa.LargeBinary(), nullable=False)
        batch_op.drop_column('text')


def downgrade() -> None:
    """Take this revision back."""
    with op.batch_alter_table('zaak_bericht', schema=None) as batch_op:
        batch_op.add_column(sa.Column('text', sa.Text(), nullable=True))
    move('contents', 'text', lambda secrecy, sealed, place: secrecy.decrypt(bytes(sealed), place))
    with op.batch_alter_table('zaak_bericht', schema=None) as batch_op:
        batch_op.alter_column('text', existing_type=sa.Text(), nullable=False)
        batch_op.drop_column('contents')


def move(source: str, target: str, change: Callable[[Secrecy, object, str], object]) -> None:
    """Fill one column from the other, some rows at a time."""
    types = {'text': sa.Text, 'contents': sa.LargeBinary}
    table = sa.table(
        'zaak_bericht', sa.column('id', sa.Integer), sa.column('zaak_id', sa.Integer), *(sa.column(name, types[name]) for name in types)
    )
    connection, last, secrecy = op.get_bind(), 0, None
    found = sa.select(table.c.id, table.c.zaak_id, table.c[source]).order_by(table.c.id).limit(_ROWS_AT_ONCE)
    while rows := connection.execute(found.where(table.c.id > last)).all():
        secrecy = secrecy or give_secrecy()
        values = [{'of': row.id, 'value': change(secrecy, row[2], f'zaak/{row.zaak_id}/bericht')} for row in rows]
        bound = sa.bindparam('value', type_=types[target]())
        connection.execute(table.update().where(table.c.id == sa.bindparam('of')).values({target: bound}), values)
        last = rows[-1].id


def give_secrecy() -> Secrecy:
    """Give what encrypts, with the key that who runs the revisions gave."""
    key = context.config.attributes.get('data_key')
    if key is None:
        raise NoDataKey('There are messages to encrypt: give the data key.')
    return Secrecy(key)
