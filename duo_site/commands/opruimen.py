"""`duo opruimen`: erase what has passed its time."""

import click

from duo_site.app import create_app
from duo_site.database import writing_session
from duo_site.retention import erase_expired
from duo_site.settings import Settings
from duo_site.web.clock import now
from duo_site.web.site import Site


@click.command()
def opruimen() -> None:
    """Erase data that has passed its time, by the table that the page /privacy shows."""
    site: Site = create_app(Settings.from_environment()).extensions["duo"]
    with writing_session(site.engine) as session:
        erased = erase_expired(session, site.retention, now())
    for kind, number in erased.items():
        click.echo(f"{kind}: {number}")
