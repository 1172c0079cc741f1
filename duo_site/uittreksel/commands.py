"""The command line of this room: `duo zegel`."""

from datetime import UTC, datetime
from pathlib import Path

import click
from cryptography import x509

from duo_site.settings import Settings, SettingsError
from duo_site.uittreksel.key_making import believe, new_seal, revoke
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.proofs.keys import new_credential_key


@click.group()
def zegel() -> None:
    """Manage the keys that seal the uittreksels."""


@zegel.command()
@click.option("--proef", is_flag=True, default=False, help="A whole PKI for a test, with time stamps of its own.")
def nieuw(proef: bool) -> None:
    """Make a new key and certificate, and seal with it from now on.

    Keys that were used before stay in the key list, so that documents sealed with them stay valid.
    """
    try:
        settings = Settings.from_environment()
        if settings.operator is None and not proef:
            raise SettingsError("DUO_OPERATOR is not set. For a test: duo zegel nieuw --proef")
        key = new_seal(settings.seal_folder, None if proef else settings.operator, datetime.now(UTC))
        new_credential_key(settings.seal_folder, datetime.now(UTC))
    except (SettingsError, OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"New seal key {key.id} ({key.name}), valid until {key.valid_until:%Y-%m-%d}.")
    if not proef and not settings.tsa_urls:
        click.echo("To seal, it needs a time stamp authority: set DUO_TSA_URLS, and believe it: duo zegel vertrouw")


@zegel.command()
@click.argument("chain", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def vertrouw(chain: Path) -> None:
    """Believe the time stamps of an authority: a PEM file with its certificates, trust anchor first."""
    try:
        settings = Settings.from_environment()
        name = believe(settings.seal_folder, x509.load_pem_x509_certificates(chain.read_bytes()))
    except (SettingsError, OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Time stamp authority {name} is believed from now on.")


@zegel.command()
@click.argument("key_id")
def intrekken(key_id: str) -> None:
    """Revoke a key from now on: what it seals later is not valid, what was stamped earlier stays valid."""
    try:
        settings = Settings.from_environment()
        revoke(settings.seal_folder, key_id, datetime.now(UTC))
    except (NoSealKey, SettingsError, OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Seal key {key_id} is revoked. Make a new one with: duo zegel nieuw")
