"""Reads time stamp tokens (RFC 3161): in one form only, and believed only from an authority in our key list."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import algos, cms, core, tsp, x509  # type: ignore[import-untyped, unused-ignore]
from pyhanko.sign.general import CMSExtractionError, extract_signer_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from duo_site.uittreksel.keys import KeyList, TimeStampAuthority

CLOCK_DIFFERENCE = timedelta(minutes=5)
"""How far a clock may be off."""

_UNREADABLE = (CMSExtractionError, SignatureValidationError, KeyError, NotImplementedError, TypeError, ValueError)


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
    digest = algos.DigestAlgorithm({"algorithm": signer["digest_algorithm"]["algorithm"].native})
    algorithm = signer["signature_algorithm"]
    if algorithm["algorithm"].native != "rsassa_pss":
        algorithm = {"algorithm": algorithm["algorithm"].native}
    rewritten = {
        "version": "v1",
        "sid": finished(
            cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": finished(
                        cms.IssuerAndSerialNumber(
                            {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                        )
                    )
                }
            )
        ),
        "digest_algorithm": finished(digest),
        "signature_algorithm": algorithm,
        "signed_attrs": signer["signed_attrs"],
        "signature": signer["signature"],
    }
    token = _find_token(signer) if is_detached else None
    if token is not None:
        rewritten["unsigned_attrs"] = cms.CMSAttributes(
            [cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [token]})]
        )
    return bytes(
        cms.ContentInfo(
            {
                "content_type": "signed_data",
                "content": cms.SignedData(
                    {
                        "version": "v1" if is_detached else "v3",
                        "digest_algorithms": [digest],
                        "encap_content_info": {"content_type": "data"} if is_detached else content,
                        "certificates": [certificate],
                        "signer_infos": [rewritten],
                    }
                ),
            }
        ).dump()
    )


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
            found = (certificate.issuer, certificate.serial_number) == (sid["issuer"], sid["serial_number"].native)
        else:
            found = certificate.key_identifier == sid.native
        if found:
            return certificate
    raise ValueError("The CMS does not hold the certificate of its signer.")


def _read_stamp(token: cms.SignedData, digest: bytes, keys: KeyList) -> Stamp | None:
    content = token["encap_content_info"]["content"]
    told: tsp.TSTInfo = content.parsed
    imprint = told["message_imprint"]
    certificate = read_signer_certificate(token)
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


def finished(part: core.Asn1Value) -> core.Asn1Value:
    """Write a part and read it back: asn1crypto encodes what was built anew again for each level above it."""
    return type(part).load(part.dump())
