"""Reads time stamp tokens (RFC 3161): in one form only, and believed only from an authority in our key list."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache

from asn1crypto import algos, cms, core, tsp, x509  # type: ignore[import-untyped, unused-ignore]
from pyhanko.sign.general import CMSExtractionError, extract_signer_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from duo_site.uittreksel.der import FIRST, OCTETS, SECOND, SEQUENCE, SET, write_der
from duo_site.uittreksel.keys import KeyList, TimeStampAuthority

CLOCK_DIFFERENCE = timedelta(minutes=5)
"""How far a clock may be off."""

_UNREADABLE = (CMSExtractionError, SignatureValidationError, KeyError, NotImplementedError, TypeError, ValueError)
_SIGNED_DATA = bytes(cms.ContentType("signed_data").dump())
_TOKEN_TYPE = bytes(cms.CMSAttributeType("signature_time_stamp_token").dump())
_DETACHED = bytes(cms.EncapsulatedContentInfo({"content_type": "data"}).dump())


@dataclass(frozen=True)
class Stamp:
    """A time stamp that holds: when, by whom, with which certificate (DER)."""

    at: datetime
    authority: TimeStampAuthority
    certificate: bytes


def in_one_form(signed_data: cms.SignedData, certificate: x509.Certificate) -> bytes:
    """Write a CMS in the one form that we accept, from what is signed in it, the signature and its certificate.

    A CMS has parts that no signature covers, such as its version, further certificates and the name of its issuer
    (RFC 5652 section 5.1). What is written in another form was not written by us.
    """
    signer = extract_signer_info(signed_data)
    content = signed_data["encap_content_info"]
    is_detached = content["content_type"].native == "data"
    digest = _write_digest_algorithm(signer["digest_algorithm"]["algorithm"].native)
    algorithm = signer["signature_algorithm"]
    token = _find_token(signer) if is_detached else None
    rewritten = (
        _version("v1"),
        _name_signer(certificate.dump()),
        digest,
        write_der(FIRST, signer["signed_attrs"].contents),
        algorithm.dump()
        if algorithm["algorithm"].native == "rsassa_pss"
        else _write_signature_algorithm(algorithm["algorithm"].native),
        write_der(OCTETS, signer["signature"].native),
        b"" if token is None else write_der(SECOND, write_der(SEQUENCE, _TOKEN_TYPE + write_der(SET, token.dump()))),
    )
    signed = (
        _version("v1" if is_detached else "v3"),
        write_der(SET, digest),
        _DETACHED if is_detached else content.dump(),
        write_der(FIRST, certificate.dump()),
        write_der(SET, write_der(SEQUENCE, b"".join(rewritten))),
    )
    return write_der(SEQUENCE, _SIGNED_DATA + write_der(FIRST, write_der(SEQUENCE, b"".join(signed))))


def find_signature_token(signed_data: cms.SignedData) -> cms.SignedData | None:
    """Find the time stamp over the signature (ETSI EN 319 122-1 section 5.3)."""
    token = _find_token(extract_signer_info(signed_data))
    return None if token is None else token["content"]


def find_stamp(token: cms.SignedData, digest: bytes, keys: KeyList) -> Stamp | None:
    """Read a time stamp over a SHA-256 digest; None unless it holds, in one form, and is from an authority of ours."""
    try:
        return _read_stamp(token, digest, keys)
    except _UNREADABLE:
        return None


def read_signer_certificate(signed_data: cms.SignedData) -> x509.Certificate:
    """Give the certificate of the signer as it stands in the CMS; raise ValueError when it is not there."""
    signer = extract_signer_info(signed_data)
    sid = signer["sid"].chosen
    for choice in signed_data["certificates"]:
        certificate = choice.chosen
        if isinstance(sid, cms.IssuerAndSerialNumber):
            found = certificate.serial_number == sid["serial_number"].native and _is_same(
                certificate.issuer, sid["issuer"]
            )
        else:
            found = certificate.key_identifier == sid.native
        if found:
            return certificate
    raise ValueError("The CMS does not hold the certificate of its signer.")


def _read_stamp(token: cms.SignedData, digest: bytes, keys: KeyList) -> Stamp | None:
    content = token["encap_content_info"]["content"]
    told: tsp.TSTInfo = content.parsed
    imprint = told["message_imprint"]
    certificate = load_certificate(read_signer_certificate(token).dump())
    signer = extract_signer_info(token)
    hashed = hashlib.new(signer["digest_algorithm"]["algorithm"].native, bytes(content)).digest()
    intact, valid = validate_sig_integrity(signer, certificate, "tst_info", hashed)
    at = told["gen_time"].native
    use = certificate.extended_key_usage_value
    authority = keys.find_authority(certificate.dump(), at)
    if (
        not (intact and valid)
        or imprint["hash_algorithm"]["algorithm"].native != "sha256"
        or imprint["hashed_message"].native != digest
        or authority is None
        or use is None
        or use.native != ["time_stamping"]
    ):
        return None
    return Stamp(at, authority, certificate.dump())


def _find_token(signer: cms.SignerInfo) -> cms.ContentInfo | None:
    attributes = signer["unsigned_attrs"]
    if not attributes:
        return None
    if len(attributes) != 1 or attributes[0]["type"].native != "signature_time_stamp_token":
        raise ValueError("The seal holds an attribute that we never add.")
    (token,) = attributes[0]["values"]
    return token


def _is_same(one: x509.Name, other: x509.Name) -> bool:
    """Compare two names; bytes first, because asn1crypto prepares each word anew as RFC 4518 says."""
    return bool(one.dump() == other.dump() or one == other)


@lru_cache(64)
def load_certificate(der: bytes) -> x509.Certificate:
    """Load a certificate; the same one for the same bytes, because it keeps what was made of the names in it."""
    return _Certificate.load(der)


class _Certificate(x509.Certificate):  # type: ignore[misc, unused-ignore]
    """A certificate of which the name of the issuer is compared by its bytes first."""

    @cached_property
    def issuer(self) -> x509.Name:
        """Give the name of the issuer."""
        return _Name.load(super().issuer.dump())


class _Name(x509.Name):  # type: ignore[misc, unused-ignore]
    """A name that is compared by its bytes first.

    pyHanko means to do so too (`match_issuer_serial`), but the name in a signature has a tag more, so the bytes differ.
    Python asks this side of a comparison first, because its class is derived from that of the other side.
    """

    def __eq__(self, other: object) -> bool:
        """Compare the contents without tags, and the words in them only when those differ."""
        if isinstance(other, x509.Name) and self.chosen.contents == other.chosen.contents:
            return True
        return bool(super().__eq__(other))

    __hash__ = x509.Name.__hash__


@lru_cache(64)
def _name_signer(certificate: bytes) -> bytes:
    """Write who signs: the issuer and the serial number of his certificate (RFC 5652 section 5.3)."""
    signer = load_certificate(certificate)
    named = cms.IssuerAndSerialNumber({"issuer": signer.issuer, "serial_number": signer.serial_number})
    return bytes(cms.SignerIdentifier({"issuer_and_serial_number": finished(named)}).dump())


@lru_cache(8)
def _version(number: str) -> bytes:
    return bytes(cms.CMSVersion(number).dump())


@lru_cache(8)
def _write_digest_algorithm(name: str) -> bytes:
    return bytes(algos.DigestAlgorithm({"algorithm": name}).dump())


@lru_cache(8)
def _write_signature_algorithm(name: str) -> bytes:
    return bytes(algos.SignedDigestAlgorithm({"algorithm": name}).dump())


def finished(part: core.Asn1Value) -> core.Asn1Value:
    """Write a part and read it back: asn1crypto encodes what was built anew again for each level above it."""
    return type(part).load(part.dump())
