"""The command line of this room: `duo zegel`."""

from datetime import UTC, datetime

import click

from duo_site.settings import Settings, SettingsError
from duo_site.uittreksel.keys import new_seal


@click.group()
def zegel() -> None:
    """Manage the keys that seal the uittreksels."""


@zegel.command()
def nieuw() -> None:
    """Make a new key and certificate, and seal with it from now on.

    Keys that were used before stay in the key list, so that documents sealed with them stay valid.
    """
    try:
        settings = Settings.from_environment()
        key = new_seal(settings.seal_folder, settings.operator, datetime.now(UTC))
    except (SettingsError, OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"New seal key {key.id} ({key.name}), valid until {key.valid_until:%Y-%m-%d}.")
