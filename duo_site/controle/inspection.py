"""Judges a file by its seal alone: bytes and a key list go in, an outcome comes out. Fails closed.

Two readings must agree before a file is called valid. The first looks only at bytes: which of our keys signed them,
and are they still the same? The second is pyHanko's reading of the PDF: one certification, no changes allowed, whole
file covered, certificate chain to our own root. Accidents in either make a file impossible to judge, never valid.
"""

import resource
from datetime import datetime, timedelta
from io import BytesIO

from asn1crypto.x509 import Certificate  # type: ignore[import-untyped, unused-ignore]
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, read_certification_data
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from duo_site.controle.domain import (
    GeenZegel,
    Geldig,
    Gewijzigd,
    NietTeControleren,
    NietVanOns,
    Reden,
    SealOutcome,
    Verzegeld,
)
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.keys import KeyList, SealKey
from duo_site.uittreksel.number import parse_number
from duo_site.uittreksel.pdf import ATTACHMENT
from duo_site.uittreksel.seal_block import (
    SealBlock,
    TooManySeals,
    covers_whole_file,
    cut_to_signed_part,
    is_signed_by,
    is_written_as_sealed,
    list_seal_blocks,
)
from duo_site.uittreksel.workers import Workers, WorkersBusy, WorkersFailed, WorkTimedOut

MOST_BYTES = 5 * 1024 * 1024
"""A file above this size is not looked at."""

_CLOCK_DIFFERENCE = timedelta(minutes=5)
_MEMORY_BYTES = 2 * 1024**3
_FILES_PER_POOL = 1000


class InspectionBusy(Exception):
    """More files are waiting than can be judged in time; the visitor tries again in a moment."""


class InspectionPool:
    """Judges files in processes of its own, so that no file can hold up or exhaust the site."""

    def __init__(self, *, workers: int = 1, queue: int = 40, timeout: float = 20) -> None:
        """Take the number of processes, the longest queue and the seconds a file may take."""
        self._workers = Workers(
            processes=workers, queue=queue, timeout=timeout, tasks_per_pool=_FILES_PER_POOL, prepare=limit_memory
        )

    def inspect(self, data: bytes, keys: KeyList, now: datetime) -> SealOutcome:
        """Judge a file; raise InspectionBusy when too many are waiting."""
        if len(data) > MOST_BYTES:
            return NietTeControleren((Reden.TE_GROOT,))
        try:
            return self._workers.run(inspect, data, keys, now)
        except WorkersBusy as error:
            raise InspectionBusy("Too many files are being checked at this moment.") from error
        except WorkTimedOut:
            return NietTeControleren((Reden.DUURT_TE_LANG,))
        except WorkersFailed:
            return NietTeControleren((Reden.BESCHADIGD,))

    def close(self) -> None:
        """Stop the processes."""
        self._workers.close()


def limit_memory() -> None:
    """Limit this process to 2 GiB of address space, so that a bomb ends the judging of one file and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


def inspect(data: bytes, keys: KeyList, now: datetime) -> SealOutcome:
    """Judge a file by its seal, against our key list; the register is not asked here."""
    if not data:
        return NietTeControleren((Reden.LEEG,))
    if len(data) > MOST_BYTES:
        return NietTeControleren((Reden.TE_GROOT,))
    try:
        return _judge(data, keys, now)
    except TooManySeals:
        return NietTeControleren((Reden.MEER_ZEGELS,))
    except Exception:
        # The parsers read what strangers made, so any accident at all may happen in them.
        return _in_ruins(data, keys) or NietTeControleren((Reden.BESCHADIGD,))


def _judge(data: bytes, keys: KeyList, now: datetime) -> SealOutcome:
    blocks = list(list_seal_blocks(data))
    for block in blocks:
        for key in keys.keys:
            intact, ours = is_signed_by(data, block, key.certificate)
            if not ours:
                continue
            if not intact or len(blocks) > 1 or not covers_whole_file(data, block):
                return _changed(data, block, key)
            if not is_written_as_sealed(data, block, key.certificate):
                return Gewijzigd((Reden.ZEGEL_BESCHADIGD,))
            try:
                return _confirm(data, block, key, now)
            except Exception:
                # These bytes are what our key signed, so they were not changed; yet without the second opinion they
                # cannot be called valid.
                return NietTeControleren((Reden.BESCHADIGD,))
    return _in_ruins(data, keys) or (NietVanOns() if blocks else _without_block(data))


def _changed(data: bytes, block: SealBlock, key: SealKey) -> Gewijzigd:
    """Tell what was done to a file that our key once sealed."""
    part = cut_to_signed_part(data, block)
    appended = len(part) < len(data) and is_signed_by(part, block, key.certificate)[0]
    return Gewijzigd((Reden.IETS_TOEGEVOEGD if appended else Reden.INHOUD_GEWIJZIGD,))


def _in_ruins(data: bytes, keys: KeyList) -> Gewijzigd | None:
    """Recognise what is left of a seal of ours that does not hold: our public key, or the hash of our certificate."""
    digits = data.lower()
    for key in keys.keys:
        certificate = x509.load_der_x509_certificate(key.certificate)
        public = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        if any(part.hex().encode() in digits for part in (public, certificate.fingerprint(SHA256()))):
            return Gewijzigd((Reden.ZEGEL_BESCHADIGD,))
    return None


def _confirm(data: bytes, block: SealBlock, key: SealKey, now: datetime) -> SealOutcome:
    """Let pyHanko judge a file whose bytes our key signed, as the second opinion that must agree."""
    reader = PdfFileReader(BytesIO(data), strict=True)
    signatures = reader.embedded_signatures
    if len(signatures) != 1:
        return NietTeControleren((Reden.MEER_ZEGELS,))
    signature = signatures[0]
    sealed_at = signature.self_reported_timestamp
    if sealed_at is None or sealed_at > now + _CLOCK_DIFFERENCE or not key.is_valid_at(sealed_at):
        return NietTeControleren((Reden.ZEGEL_BUITEN_GELDIGHEID,))
    if not _is_certification(reader, signature) or not _holds(signature, key, sealed_at):
        return NietTeControleren((Reden.BESCHADIGD,))
    if data[block.start + 1 : block.end - 1].lower() != signature.pkcs7_content.hex().encode():
        return NietTeControleren((Reden.BESCHADIGD,))
    inhoud = _read_inhoud(reader)
    if inhoud is None or inhoud.number != _read_number(reader):
        return NietTeControleren((Reden.NUMMER_ONTBREEKT,))
    return Geldig(Verzegeld(sealed_at=sealed_at, sealed_by=key.name, key_id=key.id, inhoud=inhoud))


def _is_certification(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> bool:
    """Tell whether the signature certifies the document and allows no changes (ISO 32000-1 section 12.8.2.2)."""
    certification = read_certification_data(reader)
    return (
        certification is not None
        and certification.author_sig == signature.sig_object
        and signature.docmdp_level is MDPPerm.NO_CHANGES
        and signature.sig_object.get("/SubFilter") == SigSeedSubFilter.PADES.value
    )


def _holds(signature: EmbeddedPdfSignature, key: SealKey, sealed_at: datetime) -> bool:
    """Tell whether digest, signature, coverage and the chain to the key's own root hold at the moment of sealing."""
    context = ValidationContext(
        trust_roots=[Certificate.load(key.root)], moment=sealed_at, allow_fetching=False, revocation_mode="soft-fail"
    )
    status = validate_pdf_signature(signature, signer_validation_context=context)
    return (
        status.bottom_line
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and status.modification_level is ModificationLevel.NONE
        and status.signing_cert.dump() == key.certificate
    )


def _without_block(data: bytes) -> SealOutcome:
    """Judge a file in which no seal was found by its bytes."""
    if b"%PDF-" not in data[:1024]:
        return NietTeControleren((Reden.GEEN_PDF,))
    reader = PdfFileReader(BytesIO(data), strict=False)
    if reader.encrypted:
        return NietTeControleren((Reden.BEVEILIGD,))
    if reader.embedded_signatures:
        return NietVanOns()
    return GeenZegel(claimed_number=_read_number(reader))


def _read_number(reader: PdfFileReader) -> str | None:
    """Read the number from the document information, where the print template puts it under keywords."""
    if "/Info" not in reader.trailer_view or "/Keywords" not in reader.trailer_view["/Info"]:
        return None
    return parse_number(str(reader.trailer_view["/Info"]["/Keywords"]))


def _read_inhoud(reader: PdfFileReader) -> UittrekselInhoud | None:
    """Read the attached contents, if they are there."""
    names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    for place in range(1, len(names), 2):
        if names[place]["/UF"] == ATTACHMENT:
            return UittrekselInhoud.from_json(names[place]["/EF"]["/F"].data.decode())
    return None
