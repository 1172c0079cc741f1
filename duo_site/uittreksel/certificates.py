"""Makes the certificates of a seal (P-256): a root and below it one that seals; for a test the same for who stamps.

Seal and time stamps have a root each, and no two roots bear one name. Others choose the list of revoked certificates by
the name of its issuer, and take the newest: of a shared root that would be one from after the end of the seal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_TEST = "TEST - geen echt zegel"
_LIFETIME = timedelta(days=3 * 365)
_LONG_LIFETIME = timedelta(days=15 * 365)
CRL_LIFETIME = timedelta(days=7)
CLOCK_DIFFERENCE = timedelta(minutes=5)
"""How far clocks may be apart."""


@dataclass(frozen=True)
class Made:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class MadeAuthority:
    """A time stamp authority for a test, and its root."""

    root: Made
    signer: Made


@dataclass(frozen=True)
class Certificates:
    """A root, the certificate of a seal that it signed and, for a test, a time stamp authority as well."""

    root: Made
    seal: x509.Certificate
    time_stamps: MadeAuthority | None


def make_certificates(organisation: str | None, now: datetime, public_key: ec.EllipticCurvePublicKey) -> Certificates:
    """Make a root and the certificate of a seal; without an organisation it is a test, with time stamps of its own."""
    root = _make_root("Root", organisation, now)
    usage = _key_usage(certificates=False, content_commitment=True)
    seal = _issue(root, _name("Zegel", organisation), public_key, now, usage)
    return Certificates(root, seal, _make_time_stamps(now) if organisation is None else None)


def _make_root(use: str, organisation: str | None, now: datetime) -> Made:
    key = ec.generate_private_key(ec.SECP256R1())
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    name = _name(use, organisation, identifier.digest.hex()[:16])
    certificate = (
        _certificate(name, name, key.public_key(), now, _LONG_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(certificates=True), critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, SHA256())
    )
    return Made(certificate, key)


def _make_time_stamps(now: datetime) -> MadeAuthority:
    # RFC 3161 section 2.3: a time stamp authority has this one extended key usage, and it is critical.
    use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    root, key = _make_root("Root tijdstempel", None, now), ec.generate_private_key(ec.SECP256R1())
    name, usage = _name("Tijdstempel", None), _key_usage(certificates=False)
    return MadeAuthority(root, Made(_issue(root, name, key.public_key(), now, usage, use), key))


def issue_crl(root: Made, revoked: Iterable[tuple[int, datetime]], at: datetime) -> x509.CertificateRevocationList:
    """Issue the list of what a root revoked (serial number and moment), valid for a week from a moment.

    The same input gives the same bytes.
    """
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        .last_update(at)
        .next_update(at + CRL_LIFETIME)
        .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()), critical=False)
    )
    for serial, moment in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment).build()
        )
    return builder.sign(root.key, SHA256(), ecdsa_deterministic=True)


def _issue(
    root: Made,
    name: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    now: datetime,
    usage: x509.KeyUsage,
    use: x509.ExtendedKeyUsage | None = None,
) -> x509.Certificate:
    lifetime = _LIFETIME if use is None else _LONG_LIFETIME
    builder = (
        _certificate(name, root.certificate.subject, public_key, now, lifetime)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()), critical=False)
    )
    if use is not None:
        builder = builder.add_extension(use, critical=True)
    return builder.sign(root.key, SHA256())


def _name(use: str, organisation: str | None, number: str = "") -> x509.Name:
    common_name = f"{use} {_TEST}" if organisation is None else f"{use} {organisation}"[:64]
    told = {
        NameOID.COUNTRY_NAME: "NL",
        NameOID.ORGANIZATION_NAME: (organisation or f"Demonstratie, {_TEST}")[:64],
        NameOID.COMMON_NAME: common_name,
        NameOID.SERIAL_NUMBER: number,
    }
    return x509.Name([x509.NameAttribute(part, text) for part, text in told.items() if text])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, lifetime: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_DIFFERENCE)
        .not_valid_after(now + lifetime)
    )


def _key_usage(*, certificates: bool, content_commitment: bool = False) -> x509.KeyUsage:
    """Let a root sign certificates, and a seal sign documents with content commitment (ETSI EN 319 412-3)."""
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
