"""Judges a file by its seal alone: bytes and a key list go in, an outcome comes out. Fails closed.

Two readings must agree before a file is called valid. The first looks only at bytes: which of our keys signed them,
are they still the same, and do time stamps that we believe cover the rest? The second is pyHanko's reading of the PDF
(`second_opinion`). Accidents in either make a file impossible to judge, never valid.
"""

import gc
import resource
from datetime import datetime
from io import BytesIO
from typing import assert_never

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyhanko.pdf_utils.generic import NullObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

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
from duo_site.controle.inspection_pool import MOST_BYTES
from duo_site.controle.quick_reader import QuickReader
from duo_site.controle.second_opinion import Opinion, give_second_opinion
from duo_site.memory import give_back_large_blocks
from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.keys import KeyList
from duo_site.uittreksel.number import parse_number
from duo_site.uittreksel.pdf import ATTACHMENT
from duo_site.uittreksel.proofs import read_inhoud
from duo_site.uittreksel.seal_block import TooManySeals, list_seal_blocks
from duo_site.uittreksel.seal_reading import SealReading, read_seal

_EARLIER_ATTACHMENT = "uittreksel.json"
_MEMORY_BYTES = 2 * 1024**3
_TIDIED_EVERY_BYTES = 1024 * 1024
_GROWN_KILOBYTES = 200 * 1024
_untidied = 0


def prepare_process() -> None:
    """Limit this process to 2 GiB of address space, so that a bomb ends the judging of one file and no more.

    What it holds now it keeps, so garbage is looked for in what comes later, and only between files.
    """
    give_back_large_blocks()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    gc.disable()
    gc.freeze()


def inspect_and_tidy(data: bytes, keys: KeyList, now: datetime) -> tuple[SealOutcome, bool]:
    """Judge a file, let go of it, and tell whether this process grew so much that another should take its place."""
    global _untidied
    outcome = inspect(data, keys, now)
    # What was read of a file refers to itself in circles, so it stays until the collector comes.
    _untidied += len(data)
    if _untidied > _TIDIED_EVERY_BYTES:
        gc.collect()
        _untidied = 0
    return outcome, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > _GROWN_KILOBYTES


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
        reading = read_seal(data, blocks, block, keys)
        if reading is None:
            continue
        if not reading.holds:
            return Gewijzigd((Reden.INHOUD_GEWIJZIGD,))
        if not reading.is_whole:
            return Gewijzigd((Reden.IETS_TOEGEVOEGD if reading.is_followed else Reden.ZEGEL_BESCHADIGD,))
        try:
            return _confirm(data, reading, keys, now)
        except Exception:
            # These bytes are what our key signed, so they were not changed; yet without the second opinion they
            # cannot be called valid.
            return NietTeControleren((Reden.BESCHADIGD,))
    return _in_ruins(data, keys) or (NietVanOns() if blocks else _without_block(data))


def _in_ruins(data: bytes, keys: KeyList) -> Gewijzigd | None:
    """Recognise what is left of a seal of ours that does not hold: our public key, or the hash of our certificate."""
    digits = data.lower()
    for key in keys.keys:
        certificate = x509.load_der_x509_certificate(key.certificate)
        public = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        if any(part.hex().encode() in digits for part in (public, certificate.fingerprint(SHA256()))):
            return Gewijzigd((Reden.ZEGEL_BESCHADIGD,))
    return None


def _confirm(data: bytes, reading: SealReading, keys: KeyList, now: datetime) -> SealOutcome:
    """Let pyHanko judge a file whose bytes our key signed, as the second opinion that must agree."""
    reader = QuickReader(BytesIO(data))
    opinion = give_second_opinion(reader, reading, now)
    match opinion:
        case Opinion.OUTSIDE_VALIDITY:
            return NietTeControleren((Reden.ZEGEL_BUITEN_GELDIGHEID,))
        case Opinion.MORE_SEALS:
            return NietTeControleren((Reden.MEER_ZEGELS,))
        case Opinion.SOMETHING_ADDED:
            return Gewijzigd((Reden.IETS_TOEGEVOEGD,))
        case Opinion.DOES_NOT_HOLD:
            return NietTeControleren((Reden.BESCHADIGD,))
        case datetime():
            pass
        case _:
            assert_never(opinion)
    inhoud = _read_inhoud(reader, reading, keys)
    if inhoud is None or inhoud.number != _read_number(reader):
        return NietTeControleren((Reden.NUMMER_ONTBREEKT,))
    return Geldig(Verzegeld(opinion, sealed_by=reading.key.name, key_id=reading.key.id, inhoud=inhoud))


def _without_block(data: bytes) -> SealOutcome:
    """Judge a file in which no seal was found by its bytes."""
    if b"%PDF-" not in data[:1024]:
        return NietTeControleren((Reden.GEEN_PDF,))
    reader = PdfFileReader(BytesIO(data), strict=False)
    if reader.encrypted:
        return NietTeControleren((Reden.BEVEILIGD,))
    if _bears_signature(reader):
        return NietVanOns()
    return GeenZegel()


def _bears_signature(reader: PdfFileReader) -> bool:
    """Tell whether a field for a signature is filled; one that is prepared for our seal points to nothing."""
    filled = enumerate_sig_fields(reader, filled_status=True)
    return any(not isinstance(value.get_object(), NullObject) for _name, value, _field in filled)


def _read_number(reader: PdfFileReader) -> str | None:
    """Read the number from the document information, where the print template puts it under keywords."""
    if "/Info" not in reader.trailer_view or "/Keywords" not in reader.trailer_view["/Info"]:
        return None
    return parse_number(str(reader.trailer_view["/Info"]["/Keywords"]))


def _read_inhoud(reader: PdfFileReader, reading: SealReading, keys: KeyList) -> UittrekselInhoud | None:
    """Read the attached contents, if they are there and ours.

    A file of before the time stamps holds them as plain JSON, which its seal covers.
    """
    names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    for place in range(1, len(names), 2):
        attached = names[place]["/EF"]["/F"].data
        if names[place]["/UF"] == ATTACHMENT:
            return read_inhoud(attached, keys.credentials)
        if names[place]["/UF"] == _EARLIER_ATTACHMENT and not reading.stamps:
            return UittrekselInhoud.from_json(attached.decode())
    return None
