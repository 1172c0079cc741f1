"""Runs the revisions; called by Alembic."""

from alembic import context
from sqlalchemy import Connection

import duo_site.app  # noqa: F401  The rooms' models register themselves when they are imported.
from duo_site.database import Base


class BrokenReference(Exception):
    """A revision left a row that points to a row which is not there."""


def run(connection: Connection) -> None:
    """Run all revisions in one transaction."""
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise BrokenReference("The revisions are taken back: a row would point to a row that is not there.")
    connection.commit()


def set_references(connection: Connection, *, kept: bool) -> None:
    """Let SQLite watch over references or not; it listens only outside a transaction."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(f"PRAGMA foreign_keys={'ON' if kept else 'OFF'}")


with context.config.attributes["engine"].connect() as open_connection:
    # SQLite changes a table by making it anew; with references on, dropping the old one takes their rows along.
    set_references(open_connection, kept=False)
    try:
        run(open_connection)
    finally:
        open_connection.rollback()
        set_references(open_connection, kept=True)
