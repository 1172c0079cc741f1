"""The command line of the kit: `duo kit`."""

from pathlib import Path

import click

from duo_site.controle.kit.publishing import publish_kit
from duo_site.database import make_engine
from duo_site.settings import Settings
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.proofs.keys import NoCredentialKey
from duo_site.uittreksel.proofs.publishing import StatusListPublisher
from duo_site.web.clock import now
from duo_site.web.i18n import DUTCH, LANGUAGES


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--taal", type=click.Choice(LANGUAGES), default=DUTCH, help="Language of the kit.", show_default=True)
def kit(file: Path, taal: str) -> None:
    """Write the kit: one HTML file that checks QR codes and diploma.json without any network.

    It holds the public keys and the status list of this moment. The list holds for a day; a newer one, from
    /api/v1/statuslijst, can be loaded into the kit. GET /controle/kit gives the same file.
    """
    settings = Settings.from_environment()
    engine = make_engine(settings.database_url)
    try:
        published = StatusListPublisher(engine, settings.seal_folder, settings.base_url).current(now())
        made = publish_kit(settings, published, taal)
    except (NoCredentialKey, NoSealKey) as error:
        raise click.ClickException(str(error)) from error
    finally:
        engine.dispose()
    file.write_bytes(made.html)
    click.echo(f"{file}: {len(made.html):,} bytes.")
