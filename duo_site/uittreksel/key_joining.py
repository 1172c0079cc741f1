"""Takes a key with a certificate of an outside authority into the key list, at once or from a later moment on."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, pkcs12

from duo_site.settings import SealToken
from duo_site.uittreksel.certificate_checks import CertificateRefused, order_chain, require_fit, require_usable
from duo_site.uittreksel.key_files import keep_private, new_passphrase
from duo_site.uittreksel.key_making import enter, name_key, require_new, write_entry
from duo_site.uittreksel.key_requests import Waiting, find_waiting, forget_waiting, open_waiting
from duo_site.uittreksel.keys import SealKey


@dataclass(frozen=True)
class Moments:
    """When it is, and from when the key is to seal."""

    now: datetime
    start: datetime


def join_certificate(
    folder: Path,
    certificates: Iterable[x509.Certificate],
    moments: Moments,
    token: SealToken | None = None,
    label: str | None = None,
) -> SealKey:
    """Join the certificate for a key that was asked for here, or that lies in the token under a label.

    Raise CertificateRefused, NoSealKey or SealKeyUnavailable; then nothing changed.
    """
    chain = order_chain(certificates)
    public_key = chain[0].public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    waiting = find_waiting(folder, public_key) if label is None else Waiting(None, label)
    if waiting is None:
        raise CertificateRefused("No key waits for this certificate. Name the one in the token with --sleutel.")
    joined = _join(folder, chain, waiting, moments, token)
    forget_waiting(folder, public_key)
    return joined


def join_pkcs12(
    folder: Path, content: bytes, password: bytes, others: Iterable[x509.Certificate], moments: Moments
) -> SealKey:
    """Join a key and its certificates from a PKCS#12 file, with further certificates of its chain."""
    try:
        private, certificate, more = pkcs12.load_key_and_certificates(content, password)
    except ValueError as error:
        raise CertificateRefused("The file is no PKCS#12 file, or the password is wrong.") from error
    if certificate is None or not isinstance(private, (EllipticCurvePrivateKey, RSAPrivateKey)):
        raise CertificateRefused("The file must hold one certificate and its key, of an elliptic curve or RSA.")
    return _join(folder, order_chain([certificate, *more, *others]), Waiting(private, None), moments, None)


def _join(
    folder: Path, chain: list[x509.Certificate], key: Waiting, moments: Moments, token: SealToken | None
) -> SealKey:
    require_usable(chain, moments.start)
    probe = secrets.token_bytes(32)
    require_fit(chain[0], probe, open_waiting(key, token).sign(probe))
    name = name_key(chain[0])
    require_new(folder, name)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if key.private is not None:
        keep_private(folder, name, key.private, chain[0], new_passphrase(folder, name))
    entry = write_entry(folder, chain, moments.start, key.label)
    return enter(folder, entry, moments.start, moments.now)
