"""The command line `duo`: every command of every room."""

import sys

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from duo_site.commands import audit, cijfers, content, database, jobs, opruimen, translations
from duo_site.controle.commands import controle
from duo_site.controle.kit.commands import kit
from duo_site.demo.commands import demo
from duo_site.mijn_diplomas.commands import register
from duo_site.mijn_duo.opleidingen.commands import opleidingen
from duo_site.mijn_duo.rollen.commands import rollen
from duo_site.nieuwsbrief.commands import nieuwsbrief
from duo_site.settings import SettingsError
from duo_site.uittreksel.commands import zegel


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def duo() -> None:
    """Run and look after the site. Settings come from variables DUO_*; README.md lists them."""


for command in (
    audit, cijfers, content, controle, database, demo, jobs,
    kit, nieuwsbrief, opleidingen, opruimen, register, rollen, translations, zegel,
):  # fmt: skip
    duo.add_command(command)


def main() -> None:
    """Run a command; a wrong setting, database or file ends it with one clear line and exit code 1."""
    try:
        duo()
    except SettingsError as error:
        click.echo(f"duo: {error}", err=True)
        sys.exit(1)
    except (OperationalError, ProgrammingError) as error:
        click.echo(f"duo: the database does not answer as it should: {error.orig}. Try: duo db upgrade", err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"duo: {error.strerror}: {error.filename}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
