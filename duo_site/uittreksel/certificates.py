"""Makes the certificates of a seal: a root and below it the certificate that seals (P-256)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

_TEST = "TEST - geen echt zegel"
_LIFETIME = timedelta(days=3 * 365)
_CLOCK_DIFFERENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Certificates:
    """A root certificate, the seal certificate it signed and the key of the seal."""

    root: x509.Certificate
    seal: x509.Certificate
    seal_key: ec.EllipticCurvePrivateKey


def make_certificates(organisation: str | None, now: datetime) -> Certificates:
    """Make a root and a seal certificate; without an organisation both are named as a test."""
    root_key, seal_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, seal_name = _name("Root", organisation), _name("Zegel", organisation)
    root = (
        _certificate(root_name, root_name, root_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .sign(root_key, SHA256())
    )
    seal = (
        _certificate(seal_name, root_name, seal_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(certificates=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(seal_key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, SHA256())
    )
    return Certificates(root, seal, seal_key)


def _name(use: str, organisation: str | None) -> x509.Name:
    common_name = f"{use} {_TEST}" if organisation is None else f"{use} {organisation}"[:64]
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, (organisation or f"Demonstratie, {_TEST}")[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCK_DIFFERENCE)
        .not_valid_after(now + _LIFETIME)
    )


def _key_usage(*, certificates: bool) -> x509.KeyUsage:
    """Let a root sign certificates, and a seal sign documents with content commitment (ETSI EN 319 412-3)."""
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
