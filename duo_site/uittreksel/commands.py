"""The command line of this room: `duo zegel`."""

from datetime import UTC, datetime
from pathlib import Path

import click
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from duo_site.settings import Settings, SettingsError
from duo_site.uittreksel.key_commands import aanvraag, importeren, opnemen
from duo_site.uittreksel.key_making import InToken, believe, new_seal, revoke
from duo_site.uittreksel.keys import load_keys
from duo_site.uittreksel.one_clear_line import one_clear_line
from duo_site.uittreksel.proofs.keys import new_credential_key
from duo_site.uittreksel.signers import make_key_in_token, new_label


@click.group()
def zegel() -> None:
    """Manage the keys that seal the uittreksels."""


for command in (aanvraag, importeren, opnemen):
    zegel.add_command(command)


@zegel.command()
@click.option("--proef", is_flag=True, default=False, help="A whole PKI for a test, with time stamps of its own.")
@click.option("--pkcs11", is_flag=True, default=False, help="Make the key in the token (HSM) of DUO_PKCS11_TOKEN.")
@one_clear_line
def nieuw(proef: bool, pkcs11: bool) -> None:
    """Make a new key and certificate, and seal with it from now on.

    Keys that were used before stay in the key list, so that documents sealed with them stay valid.
    """
    settings, now = Settings.from_environment(), datetime.now(UTC)
    if settings.operator is None and not proef:
        raise SettingsError("DUO_OPERATOR is not set. For a test: duo zegel nieuw --proef")
    held = _make_in_token(settings, now) if pkcs11 else None
    key = new_seal(settings.seal_folder, None if proef else settings.operator, now, held)
    new_credential_key(settings.seal_folder, now)
    click.echo(f"New seal key {key.id} ({key.name}), valid until {key.valid_until:%Y-%m-%d}.")
    if not proef and not settings.tsa_urls:
        click.echo("To seal, it needs a time stamp authority: set DUO_TSA_URLS, and believe it: duo zegel vertrouw")


def _make_in_token(settings: Settings, now: datetime) -> InToken:
    label = new_label(now)
    public = load_der_public_key(make_key_in_token(settings.seal_token, label).public_key)
    assert isinstance(public, EllipticCurvePublicKey)
    return InToken(label, public)


@zegel.command()
@one_clear_line
def lijst() -> None:
    """List the keys: from when until when, where the private key is, and which one seals now."""
    keys, now = load_keys(Settings.from_environment().seal_folder), datetime.now(UTC)
    for key in keys.keys:
        kept = "in the seal folder" if key.token_label is None else f"in the token as {key.token_label}"
        revoked = "" if key.revoked_at is None else f", revoked at {key.revoked_at:%Y-%m-%d %H:%M}"
        seals = ", seals now" if key == keys.current_at(now) else ""
        click.echo(
            f"{key.id} ({key.name}) from {key.valid_from:%Y-%m-%d %H:%M} until {key.valid_until:%Y-%m-%d %H:%M} UTC, "
            f"{kept}{revoked}{seals}"
        )


@zegel.command()
@click.argument("chain", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@one_clear_line
def vertrouw(chain: Path) -> None:
    """Believe the time stamps of an authority: a PEM file with its certificates, trust anchor first."""
    settings = Settings.from_environment()
    name = believe(settings.seal_folder, x509.load_pem_x509_certificates(chain.read_bytes()))
    click.echo(f"Time stamp authority {name} is believed from now on.")


@zegel.command()
@click.argument("key_id")
@one_clear_line
def intrekken(key_id: str) -> None:
    """Revoke a key from now on: what it seals later is not valid, what was stamped earlier stays valid."""
    revoke(Settings.from_environment().seal_folder, key_id, datetime.now(UTC))
    click.echo(f"Seal key {key_id} is revoked. Make a new one with: duo zegel nieuw")
