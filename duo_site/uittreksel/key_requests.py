"""Asks an authority for a certificate: a new key, and the request (PKCS#10) that goes to the authority.

Until the certificate is there, the key lies in the seal folder as `aanvraag-….p12`, or in the token.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from asn1crypto import csr, keys  # type: ignore[import-untyped, unused-ignore]
from asn1crypto import x509 as asn1  # type: ignore[import-untyped, unused-ignore]
from asn1crypto.pem import armor  # type: ignore[import-untyped, unused-ignore]
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from duo_site.settings import SealToken
from duo_site.uittreksel.certificate_checks import LEAST_RSA_BITS
from duo_site.uittreksel.key_files import Private, keep_private, new_passphrase, open_private
from duo_site.uittreksel.signers import FileKey, PrivateKey, open_token_key
from duo_site.uittreksel.whole_files import write_whole

_PREFIX = "aanvraag-"


@dataclass(frozen=True)
class Subject:
    """In whose name the certificate is to be (ETSI EN 319 412-3)."""

    organisation: str
    name: str
    country: str
    number: str | None = None
    """Of the organisation in a register, such as NTRNL-12345678 (ETSI EN 319 412-1 section 5.1.4)."""


@dataclass(frozen=True)
class Waiting:
    """A key whose certificate was asked for: in the seal folder, or in the token by its label."""

    private: Private | None
    label: str | None


def request_in_file(folder: Path, subject: Subject, *, use_rsa: bool) -> bytes:
    """Make a key in the seal folder and give the request for it (PEM)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    private: Private = (
        rsa.generate_private_key(65537, LEAST_RSA_BITS) if use_rsa else ec.generate_private_key(ec.SECP256R1())
    )
    key = FileKey(private)
    name = _name(key.public_key)
    keep_private(folder, name, private, None, new_passphrase(folder, name))
    return _write(subject, key, use_rsa=use_rsa)


def request_in_token(folder: Path, subject: Subject, key: PrivateKey, label: str, *, use_rsa: bool) -> bytes:
    """Give the request (PEM) for a key in the token, and remember its label."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(folder / f"{_name(key.public_key)}.json", json.dumps({"token_label": label}).encode(), 0o600)
    return _write(subject, key, use_rsa=use_rsa)


def find_waiting(folder: Path, public_key: bytes) -> Waiting | None:
    """Find the key that waits for a certificate with this public key (DER); raise NoSealKey if it cannot be opened."""
    name = _name(public_key)
    if (folder / f"{name}.json").exists():
        return Waiting(None, str(json.loads((folder / f"{name}.json").read_text())["token_label"]))
    if (folder / f"{name}.p12").exists():
        return Waiting(open_private(folder, f"{name}.p12", name)[1], None)
    return None


def forget_waiting(folder: Path, public_key: bytes) -> None:
    """Remove what was kept of a key that waited and now stands in the key list."""
    for file in folder.glob(f"{_name(public_key)}.*"):
        file.unlink()


def open_waiting(waiting: Waiting, token: SealToken | None) -> PrivateKey:
    """Open a key that waits; raise NoSealKey when it is in a token and none is configured."""
    if waiting.private is not None:
        return FileKey(waiting.private)
    return open_token_key(token, waiting.label or "")


def _name(public_key: bytes) -> str:
    return f"{_PREFIX}{sha256(public_key).hexdigest()[:16]}"


def _write(subject: Subject, key: PrivateKey, *, use_rsa: bool) -> bytes:
    parts = [
        (NameOID.COUNTRY_NAME, subject.country),
        (NameOID.ORGANIZATION_NAME, subject.organisation),
        (NameOID.ORGANIZATION_IDENTIFIER, subject.number),
        (NameOID.COMMON_NAME, subject.name),
    ]
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in parts if value])
    usage = asn1.Extension(
        {
            "extn_id": "key_usage",
            "critical": True,
            "extn_value": asn1.KeyUsage({"digital_signature", "non_repudiation"}),
        }
    )
    info = csr.CertificationRequestInfo(
        {
            "version": "v1",
            "subject": asn1.Name.load(name.public_bytes()),
            "subject_pk_info": keys.PublicKeyInfo.load(key.public_key),
            "attributes": [{"type": "extension_request", "values": [[usage]]}],
        }
    )
    request = csr.CertificationRequest(
        {
            "certification_request_info": info,
            "signature_algorithm": {"algorithm": "sha256_rsa" if use_rsa else "sha256_ecdsa"},
            "signature": key.sign(info.dump()),
        }
    )
    return bytes(armor("CERTIFICATE REQUEST", request.dump()))
