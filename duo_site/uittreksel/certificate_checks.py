"""Looks at a certificate that somebody else issued for the seal, before it is used: later it would be too late."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

LEAST_RSA_BITS = 3072
_MOST_CERTIFICATES = 8
_Kind = TypeVar("_Kind", bound=x509.ExtensionType)


class CertificateRefused(ValueError):
    """The certificate cannot serve for the seal; the message says why."""


def order_chain(certificates: Iterable[x509.Certificate]) -> list[x509.Certificate]:
    """Put certificates in order, that of the seal first and the root last; raise CertificateRefused."""
    given = list(dict.fromkeys(certificates))
    leaves = [one for one in given if not _is_authority(one)]
    if len(leaves) != 1:
        raise CertificateRefused("The files must hold one certificate that is no authority's: that of the seal.")
    chain = leaves
    while not _is_issued_by(chain[-1], chain[-1]):
        above = [one for one in given if one not in chain and _is_authority(one) and _is_issued_by(chain[-1], one)]
        if not above or len(chain) == _MOST_CERTIFICATES:
            raise CertificateRefused("The chain does not end in a root. Give the certificates above it with --keten.")
        chain = [*chain, above[0]]
    if len(chain) == 1:
        raise CertificateRefused("The certificate is signed by itself. Let an authority issue it, or: duo zegel nieuw")
    return chain


def require_usable(chain: Sequence[x509.Certificate], start: datetime) -> None:
    """Raise CertificateRefused unless the first certificate of a chain may seal from a moment on."""
    seal, *above = chain
    _require_strong_key(seal)
    if any(not one.not_valid_before_utc <= start < one.not_valid_after_utc for one in chain):
        raise CertificateRefused(f"Not all certificates of the chain are valid at {start:%Y-%m-%d %H:%M} UTC.")
    usage = _find(seal, x509.KeyUsage)
    if usage is None or not usage.content_commitment:
        raise CertificateRefused("The certificate lacks the key usage nonRepudiation (content commitment).")
    for one in chain[:-1]:
        if _find(one, x509.CRLDistributionPoints) is None and not _names_ocsp(one):
            raise CertificateRefused("A certificate names neither CRL nor OCSP, so nothing proves it is not revoked.")
    if any(usage is not None and not usage.key_cert_sign for usage in (_find(one, x509.KeyUsage) for one in above)):
        raise CertificateRefused("A certificate of the chain may not sign certificates.")


def require_fit(certificate: x509.Certificate, data: bytes, signature: bytes) -> None:
    """Raise CertificateRefused unless the key of a certificate made a signature over data."""
    public = certificate.public_key()
    try:
        if isinstance(public, EllipticCurvePublicKey):
            public.verify(signature, data, ECDSA(SHA256()))
        elif isinstance(public, RSAPublicKey):
            public.verify(signature, data, PKCS1v15(), SHA256())
    except InvalidSignature as error:
        raise CertificateRefused("The certificate is for another key.") from error


def _require_strong_key(certificate: x509.Certificate) -> None:
    public = certificate.public_key()
    is_curve = isinstance(public, EllipticCurvePublicKey) and isinstance(public.curve, SECP256R1)
    if not is_curve and not (isinstance(public, RSAPublicKey) and public.key_size >= LEAST_RSA_BITS):
        raise CertificateRefused(f"The key is neither P-256 nor RSA of at least {LEAST_RSA_BITS} bits.")


def _is_authority(certificate: x509.Certificate) -> bool:
    constraints = _find(certificate, x509.BasicConstraints)
    return constraints is not None and constraints.ca


def _is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


def _names_ocsp(certificate: x509.Certificate) -> bool:
    access = _find(certificate, x509.AuthorityInformationAccess)
    return access is not None and any(
        one.access_method == x509.oid.AuthorityInformationAccessOID.OCSP for one in access
    )


def _find(certificate: x509.Certificate, kind: type[_Kind]) -> _Kind | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
