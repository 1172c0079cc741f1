"""The command line of this room: `duo controle`."""

from pathlib import Path

import click

from duo_site.controle import service
from duo_site.controle.domain import Oordeel, Outcome
from duo_site.controle.inspection import MOST_BYTES, inspect
from duo_site.controle.judging import judge
from duo_site.database import make_engine, reading_session
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web.clock import now


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
def controle(files: tuple[str, ...]) -> None:
    """Check whether uittreksels are genuine; prints one word per file, with its reasons.

    The words: geldig, ingetrokken, vervangen, gewijzigd, niet-van-ons, geen-zegel, niet-te-controleren.
    Exit code 0 when every file is geldig, 1 when one is not.
    """
    settings = Settings.from_environment()
    secrecy, engine = Secrecy(settings.data_key), make_engine(settings.database_url)
    outcomes: list[Outcome] = []
    for name in files:
        with Path(name).open("rb") as file:
            judged = judge(file.read(MOST_BYTES + 1), settings.seal_folder, now(), inspect)
        with reading_session(engine) as session:
            outcome, _entry = service.confirm(session, secrecy, judged)
        outcomes.append(outcome)
        click.echo(f"{outcome.oordeel}\t{name}\t{', '.join(outcome.redenen)}")
    engine.dispose()
    if any(outcome.oordeel is not Oordeel.GELDIG for outcome in outcomes):
        raise click.exceptions.Exit(1)
