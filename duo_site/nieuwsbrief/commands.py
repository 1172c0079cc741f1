"""`duo nieuwsbrief`: what the nieuwsbrief needs besides its pages."""

from pathlib import Path

import click

from duo_site.database import make_engine, writing_session
from duo_site.nieuwsbrief.bounces import list_contents, read_bounce
from duo_site.nieuwsbrief.domain import is_address_gone
from duo_site.nieuwsbrief.service import enter_bounce
from duo_site.nieuwsbrief.tokens import Tokens
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web.clock import now


@click.group()
def nieuwsbrief() -> None:
    """Look after the nieuwsbrief."""


@nieuwsbrief.command()
@click.argument("places", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PLACE...")
def bounces(places: tuple[Path, ...]) -> None:
    """Read mail that came back: files, folders (also Maildir) or mbox files. Reading again changes nothing.

    An address that does not exist any more is erased; so is one that refuses three issues in a year.
    """
    settings = Settings.from_environment()
    engine, tokens = make_engine(settings.database_url), Tokens(Secrecy(settings.data_key))
    read = [read_bounce(content, tokens) for place in places for content in list_contents(place)]
    found = [bounce for bounce in read if bounce]
    entered = 0
    with writing_session(engine) as session:
        for bounce in found:
            entered += enter_bounce(session, bounce.delivery, now(), is_gone=is_address_gone(bounce.status))
    engine.dispose()
    click.echo(f"Read: {len(read)}. Refused for good: {len(found)}, of which new: {entered}.")
