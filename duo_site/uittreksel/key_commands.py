"""`duo zegel aanvraag`, `opnemen` and `importeren`: a seal whose certificate an outside authority issued."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from cryptography import x509

from duo_site.settings import Settings, SettingsError
from duo_site.uittreksel.key_joining import Moments, join_certificate, join_pkcs12
from duo_site.uittreksel.key_requests import Subject, request_in_file, request_in_token
from duo_site.uittreksel.keys import SealKey
from duo_site.uittreksel.one_clear_line import one_clear_line
from duo_site.uittreksel.proofs.keys import CREDENTIAL_KEY_LIST, new_credential_key
from duo_site.uittreksel.signers import make_key_in_token, new_label

_FILE: Any = click.Path(exists=True, dir_okay=False, path_type=Path)
_CHAIN = click.option("--keten", type=_FILE, help="PEM file with the certificates above it, up to the root.")
_START = click.option(
    "--vanaf", metavar="MOMENT", help="When it begins to seal, such as 2027-01-01T00:00+01:00; otherwise at once."
)


@click.command()
@click.option("--naam", required=True, help="Name on the seal (common name).")
@click.option("--organisatie", help="Name of the organisation; otherwise DUO_OPERATOR.")
@click.option("--nummer", help="Its number in a register, such as NTRNL-12345678.")
@click.option("--land", default="NL", show_default=True, help="Country, in two letters.")
@click.option("--rsa", is_flag=True, default=False, help="RSA of 3072 bits, for an authority without P-256.")
@click.option("--pkcs11", is_flag=True, default=False, help="Make the key in the token (HSM) of DUO_PKCS11_TOKEN.")
@one_clear_line
def aanvraag(naam: str, organisatie: str | None, nummer: str | None, land: str, rsa: bool, pkcs11: bool) -> None:
    """Make a key and print the request for its certificate (PKCS#10, PEM), which goes to the authority.

    The key waits in the seal folder or the token. Nothing is sealed with it before: duo zegel opnemen
    """
    settings = Settings.from_environment()
    organisation = organisatie or settings.operator
    if organisation is None:
        raise SettingsError("Name the organisation with --organisatie or DUO_OPERATOR.")
    subject = Subject(organisation, naam, land, nummer)
    if pkcs11:
        label = new_label(datetime.now(UTC))
        key = make_key_in_token(settings.seal_token, label, use_rsa=rsa)
        request = request_in_token(settings.seal_folder, subject, key, label, use_rsa=rsa)
    else:
        request = request_in_file(settings.seal_folder, subject, use_rsa=rsa)
    click.echo(request, nl=False)


@click.command()
@click.argument("certificate", type=_FILE)
@_CHAIN
@_START
@click.option("--sleutel", help="Name of the key in the token, when it was not asked for here.")
@one_clear_line
def opnemen(certificate: Path, keten: Path | None, vanaf: str | None, sleutel: str | None) -> None:
    """Seal with a certificate (PEM) that an authority issued for a key that was asked for here.

    Older keys end when it begins and stay in the key list, so that documents sealed with them stay valid.
    """
    settings = Settings.from_environment()
    certificates = _read(certificate) + (_read(keten) if keten else [])
    key = join_certificate(settings.seal_folder, certificates, _moments(vanaf), settings.seal_token, sleutel)
    _report(settings, key)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--wachtwoord-bestand", type=_FILE, help="File with the password; otherwise it is asked for.")
@_CHAIN
@_START
@one_clear_line
def importeren(file: Path, wachtwoord_bestand: Path | None, keten: Path | None, vanaf: str | None) -> None:
    """Seal with a key and its certificate from a PKCS#12 file that was made elsewhere."""
    settings = Settings.from_environment()
    if wachtwoord_bestand is None:
        password = click.prompt("Password of the file", hide_input=True, err=True)
    else:
        password = wachtwoord_bestand.read_text().strip()
    others = _read(keten) if keten else []
    key = join_pkcs12(settings.seal_folder, file.read_bytes(), password.encode(), others, _moments(vanaf))
    _report(settings, key)


def _read(file: Path) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(file.read_bytes())


def _moments(start: str | None) -> Moments:
    now = datetime.now(UTC)
    if start is None:
        return Moments(now, now)
    moment = datetime.fromisoformat(start)
    if moment.tzinfo is None:
        raise ValueError("--vanaf needs a time zone, such as 2027-01-01T00:00+01:00.")
    return Moments(now, max(now, moment.astimezone(UTC)))


def _report(settings: Settings, key: SealKey) -> None:
    if not (settings.seal_folder / CREDENTIAL_KEY_LIST).exists():
        new_credential_key(settings.seal_folder, datetime.now(UTC))
    click.echo(
        f"Seal key {key.id} ({key.name}) seals from {key.valid_from:%Y-%m-%d %H:%M} UTC, "
        f"valid until {key.valid_until:%Y-%m-%d}."
    )
    if not settings.tsa_urls:
        click.echo("To seal, it needs a time stamp authority: set DUO_TSA_URLS, and believe it: duo zegel vertrouw")
