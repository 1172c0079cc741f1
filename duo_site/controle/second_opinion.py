"""The second reading of a sealed file: pyHanko's, as a PDF, at the moments that the time stamps state.

One certification that allows no changes, over the whole file up to the additions that make it last (ETSI EN 319 142-1:
validation data and document time stamps); certificate chains to our own trust anchors, and nothing fetched.
"""

from datetime import datetime
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from asn1crypto.crl import CertificateList  # type: ignore[import-untyped, unused-ignore]
from asn1crypto.ocsp import OCSPResponse  # type: ignore[import-untyped, unused-ignore]
from asn1crypto.x509 import Certificate  # type: ignore[import-untyped, unused-ignore]
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import IndirectObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, read_certification_data
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from duo_site.controle.additions import OnlyWhatLasts
from duo_site.uittreksel.seal_reading import SealReading
from duo_site.uittreksel.tokens import CLOCK_DIFFERENCE, Stamp

_ADDITIONS = OnlyWhatLasts()


class Opinion(Enum):
    """Why the second reading does not agree."""

    OUTSIDE_VALIDITY = auto()
    """At the moment of sealing the key was not valid, or that moment cannot be."""
    MORE_SEALS = auto()
    SOMETHING_ADDED = auto()
    DOES_NOT_HOLD = auto()


def give_second_opinion(reader: PdfFileReader, reading: SealReading, now: datetime) -> datetime | Opinion:
    """Judge a file that held in the first reading; give the moment of sealing if it holds here too."""
    seals, stamps = reader.embedded_regular_signatures, reader.embedded_timestamp_signatures
    if len(seals) != 1 or len(stamps) != max(0, len(reading.stamps) - 1):
        return Opinion.MORE_SEALS
    (seal,) = seals
    sealed_at = _moment_of_sealing(seal, reading, now)
    if sealed_at is None:
        return Opinion.OUTSIDE_VALIDITY
    return _judge(reader, seal, stamps, reading, sealed_at)


def _moment_of_sealing(seal: EmbeddedPdfSignature, reading: SealReading, now: datetime) -> datetime | None:
    """Give the moment that the time stamp states, or that the seal states itself where there is no time stamp.

    A seal without a time stamp proves nothing about time: a key that was revoked since could have made it yesterday.
    """
    told, key = seal.self_reported_timestamp, reading.key
    stated = reading.stamps[0].at if reading.stamps else told
    moments = [stamp.at for stamp in reading.stamps]
    if told is None or stated is None or max((stated, *moments)) > now + CLOCK_DIFFERENCE:
        return None
    if abs(stated - told) > CLOCK_DIFFERENCE or any(moment < stated - CLOCK_DIFFERENCE for moment in moments):
        return None
    if not key.is_valid_at(stated) or (not reading.stamps and key.revoked_at is not None):
        return None
    return stated


def _is_certification(reader: PdfFileReader, seal: EmbeddedPdfSignature) -> bool:
    """Tell whether the signature certifies the document and allows no changes (ISO 32000-1 section 12.8.2.2)."""
    certification = read_certification_data(reader)
    return (
        certification is not None
        and certification.author_sig == seal.sig_object
        and seal.docmdp_level is MDPPerm.NO_CHANGES
        and seal.sig_object.get("/SubFilter") == SigSeedSubFilter.PADES.value
    )


def _judge(
    reader: PdfFileReader,
    seal: EmbeddedPdfSignature,
    stamps: list[EmbeddedPdfSignature],
    reading: SealReading,
    sealed_at: datetime,
) -> datetime | Opinion:
    """Validate the seal at the moment of sealing, and each time stamp over the document at its own."""
    data = _read_validation_data(reader) if reading.stamps else {}
    contexts = [_stamp_context(data, stamp) for stamp in reading.stamps]
    status = validate_pdf_signature(
        seal,
        signer_validation_context=_seal_context(data, reading, sealed_at),
        ts_validation_context=contexts[0] if contexts else None,
        diff_policy=_ADDITIONS,
    )
    if status.modification_level not in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES):
        return Opinion.SOMETHING_ADDED
    if not _is_certification(reader, seal):
        return Opinion.DOES_NOT_HOLD
    covered = SignatureCoverageLevel.ENTIRE_REVISION if contexts else SignatureCoverageLevel.ENTIRE_FILE
    if not status.bottom_line or status.coverage < covered or status.signing_cert.dump() != reading.key.certificate:
        return Opinion.DOES_NOT_HOLD
    if contexts and (status.timestamp_validity is None or status.timestamp_validity.timestamp != sealed_at):
        return Opinion.DOES_NOT_HOLD
    for stamp, context, expected in zip(stamps, contexts[1:], reading.stamps[1:], strict=True):
        # What stands behind this stamp stands behind the seal too, so it has been looked at.
        told = validate_pdf_timestamp(stamp, context, skip_diff=True)
        if not (told.valid and told.intact and told.trusted) or told.timestamp != expected.at:
            return Opinion.DOES_NOT_HOLD
        if told.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
            return Opinion.SOMETHING_ADDED
    return sealed_at


def _seal_context(data: dict[str, Any], reading: SealReading, moment: datetime) -> ValidationContext:
    anchor, *issuers = (_certificate(part) for part in reading.key.chain)
    if not reading.stamps:
        data = {"other_certs": [], "allow_fetching": False, "revocation_mode": "soft-fail"}
    return _context(data, anchor, issuers, moment)


def _stamp_context(data: dict[str, Any], stamp: Stamp) -> ValidationContext:
    anchor, *others = (_certificate(part) for part in stamp.authority.certificates)
    return _context(data, anchor, others, stamp.at)


def _context(
    data: dict[str, Any], anchor: Certificate, others: list[Certificate], moment: datetime
) -> ValidationContext:
    known = data | {"other_certs": [*data["other_certs"], *others]}
    return ValidationContext(trust_roots=[anchor], moment=moment, **known)


def _read_validation_data(reader: PdfFileReader) -> dict[str, Any]:
    """Take revocation data from the file: they are signed by whom we trust, and the file must bring them."""
    store = DocumentSecurityStore.read_dss(reader)
    return {
        "other_certs": [_certificate(_read(part, DecodePurpose.CERTIFICATE)) for part in store.certs.values()],
        "crls": [_revocation_list(_read(part, DecodePurpose.CRL)) for part in store.crls],
        "ocsps": [_answer(_read(part, DecodePurpose.OCSP_RESPONSE)) for part in store.ocsps],
        "allow_fetching": False,
        "revocation_mode": "require",
    }


def _read(part: IndirectObject, purpose: DecodePurpose) -> bytes:
    stream: StreamObject = part.get_object()  # type: ignore[no-untyped-call]
    return bytes(stream.read_data(purpose))


# What stands in one file mostly stands in the next too, and asn1crypto keeps what it once worked out of a certificate.
_certificate = lru_cache(maxsize=64)(Certificate.load)
_revocation_list = lru_cache(maxsize=64)(CertificateList.load)
_answer = lru_cache(maxsize=64)(OCSPResponse.load)
