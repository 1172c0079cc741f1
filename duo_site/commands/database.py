"""`duo db`: the tables."""

import click

from duo_site import migrations
from duo_site.database import make_engine
from duo_site.settings import Settings


@click.group("db")
def database() -> None:
    """Look after the database."""


@database.command("upgrade")
def upgrade() -> None:
    """Make the tables, or bring them up to date. Running it again changes nothing."""
    settings = Settings.from_environment()
    settings.instance.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.database_url)
    click.echo(f"The database is at revision {migrations.upgrade(engine, settings.data_key)}.")
    engine.dispose()
