"""A certificate that cannot serve for the seal is refused with one sentence, and then nothing changed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from duo_site.uittreksel.certificate_checks import CertificateRefused, order_chain, require_fit
from duo_site.uittreksel.key_joining import Moments, join_certificate, join_pkcs12
from duo_site.uittreksel.key_making import new_seal
from duo_site.uittreksel.keys import KEY_LIST, NoSealKey, load_keys
from duo_site.uittreksel.signers import open_signer

NOW = datetime(2026, 11, 21, 13, tzinfo=UTC)
MOMENTS = Moments(NOW, NOW)
LISTED = x509.CRLDistributionPoints(
    [x509.DistributionPoint([x509.UniformResourceIdentifier("http://127.0.0.1:9/crl")], None, None, None)]
)


def usage(**granted: bool) -> x509.KeyUsage:
    names = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign"
    )
    listed = [*names.split(), "encipher_only", "decipher_only"]
    return x509.KeyUsage(**{name: granted.get(name, False) for name in listed})


def certify(
    name: str, key: Any, issuer: tuple[x509.Certificate, Any] | None, *parts: x509.ExtensionType, days: int = 9
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer[0].subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=days))
    )
    for part in parts:
        builder = builder.add_extension(part, critical=False)
    return builder.sign(key if issuer is None else issuer[1], SHA256())


class Outside:
    """An authority of somebody else."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        authority = x509.BasicConstraints(ca=True, path_length=None)
        self.root = certify("Root", self.key, None, authority, usage(key_cert_sign=True))

    def issue(self, key: Any, *parts: x509.ExtensionType, days: int = 9) -> x509.Certificate:
        """Issue a certificate for a key."""
        return certify("Zegel", key, (self.root, self.key), *parts, days=days)


@pytest.fixture(scope="module")
def outside() -> Outside:
    """One authority for all."""
    return Outside()


def p256() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def in_file(key: Any, certificate: x509.Certificate, *others: x509.Certificate) -> bytes:
    return pkcs12.serialize_key_and_certificates(b"x", key, certificate, others, BestAvailableEncryption(b"secret"))


SEALS = usage(digital_signature=True, content_commitment=True)
REFUSED: list[tuple[str, Callable[[], Any], list[Any], int]] = [
    ("P-256", lambda: ec.generate_private_key(ec.SECP384R1()), [SEALS, LISTED], 9),
    ("P-256", lambda: rsa.generate_private_key(65537, 2048), [SEALS, LISTED], 9),
    ("nonRepudiation", p256, [usage(digital_signature=True), LISTED], 9),
    ("nonRepudiation", p256, [LISTED], 9),
    ("Not all", p256, [SEALS, LISTED], 0),
    ("CRL", p256, [SEALS], 9),
]


@pytest.mark.parametrize(("why", "make", "parts", "days"), REFUSED)
def test_what_cannot_serve_is_refused(
    tmp_path: Path, outside: Outside, why: str, make: Callable[[], Any], parts: list[Any], days: int
) -> None:
    listed = new_seal(tmp_path, None, NOW - timedelta(days=1))
    before = (tmp_path / KEY_LIST).read_bytes()
    key = make()
    content = in_file(key, outside.issue(key, *parts, days=days), outside.root)
    with pytest.raises(CertificateRefused, match=why):
        join_pkcs12(tmp_path, content, b"secret", [], MOMENTS)
    assert (tmp_path / KEY_LIST).read_bytes() == before
    assert load_keys(tmp_path).current == listed


def test_a_key_that_was_made_elsewhere_is_imported(tmp_path: Path, outside: Outside) -> None:
    old, key = new_seal(tmp_path, "Stichting", NOW - timedelta(days=1)), p256()
    certificate = outside.issue(key, SEALS, LISTED)
    content = in_file(key, certificate)
    with pytest.raises(CertificateRefused, match="--keten"):
        join_pkcs12(tmp_path, content, b"secret", [], MOMENTS)
    with pytest.raises(CertificateRefused, match="password"):
        join_pkcs12(tmp_path, content, b"guess", [outside.root], MOMENTS)
    joined = join_pkcs12(tmp_path, content, b"secret", [outside.root], MOMENTS)
    keys = load_keys(tmp_path)
    assert [one.id for one in keys.keys] == [old.id, joined.id]
    assert keys.current == joined
    assert (joined.valid_from, joined.valid_until) == (NOW, certificate.not_valid_after_utc)
    require_fit(certificate, b"data", open_signer(tmp_path, joined).sign(b"data"))
    with pytest.raises(NoSealKey, match="already"):
        join_pkcs12(tmp_path, content, b"secret", [outside.root], MOMENTS)
    require_fit(certificate, b"data", open_signer(tmp_path, joined).sign(b"data"))


def test_a_certificate_needs_its_key_and_its_chain(tmp_path: Path, outside: Outside) -> None:
    certificate = outside.issue(p256(), SEALS, LISTED)
    with pytest.raises(CertificateRefused, match="No key waits"):
        join_certificate(tmp_path, [certificate, outside.root], MOMENTS)
    with pytest.raises(CertificateRefused, match="another key"):
        require_fit(certificate, b"data", p256().sign(b"data", ec.ECDSA(SHA256())))
    with pytest.raises(CertificateRefused, match="one certificate"):
        order_chain([outside.root])
    own = p256()
    with pytest.raises(CertificateRefused, match="signed by itself"):
        order_chain([certify("Eigen", own, None, SEALS)])
    with pytest.raises(CertificateRefused, match="--keten"):
        order_chain([certificate, Outside().root])
