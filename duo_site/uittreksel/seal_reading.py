"""The first reading of a sealed file: its bytes alone, without trusting the structure of the PDF around them.

A file as we make it is a certified part, which our key signed, and after it one or more revisions that each end with a
time stamp over everything before. Every byte stands under one of the signatures, or in a block that can only be written
in one way.
"""

from dataclasses import dataclass
from hashlib import sha256

from pyhanko.sign.general import extract_signer_info

from duo_site.uittreksel.keys import KeyList, SealKey
from duo_site.uittreksel.seal_block import (
    SealBlock,
    cut_to_signed_part,
    is_signed_by,
    is_written_as,
    list_byte_ranges,
)
from duo_site.uittreksel.tokens import Stamp, find_signature_token, find_stamp, in_one_form, load_certificate


@dataclass(frozen=True)
class SealReading:
    """What the bytes of a file tell about a seal of ours."""

    key: SealKey
    holds: bool
    """Whether the part that the seal covers is what our key signed."""
    is_whole: bool
    """Whether the file is that part and the time stamps that belong to it, and nothing else."""
    is_followed: bool = False
    """Whether the file began as such a whole, and something stands behind it."""
    stamps: tuple[Stamp, ...] = ()
    """The time stamp over the signature, then those over the document; none in a file of before the time stamps."""


def read_seal(data: bytes, blocks: list[SealBlock], block: SealBlock, keys: KeyList) -> SealReading | None:
    """Read the seal in one of the blocks of a file; None when none of our keys made it."""
    part = cut_to_signed_part(data, block)
    for key in keys.keys:
        intact, ours = is_signed_by(part, block, key.certificate)
        if not ours:
            continue
        if not intact:
            return SealReading(key, holds=False, is_whole=False)
        stamps = _read_whole(data, blocks, key, keys)
        if stamps is not None:
            return SealReading(key, holds=True, is_whole=True, stamps=stamps)
        return SealReading(key, holds=True, is_whole=False, is_followed=_began_whole(data, blocks, key, keys))
    return None


def _began_whole(data: bytes, blocks: list[SealBlock], key: SealKey, keys: KeyList) -> bool:
    # By block and not by byte range, of which strangers can write many thousands.
    for length in {len(cut_to_signed_part(data, block)) for block in blocks} - {len(data)}:
        inside = [block for block in blocks if block.end <= length]
        if _read_whole(data[:length], inside, key, keys) is not None:
            return True
    return False


def _read_whole(data: bytes, blocks: list[SealBlock], key: SealKey, keys: KeyList) -> tuple[Stamp, ...] | None:
    """Give the time stamps of a file in which nothing stands that does not belong there; None for any other file."""
    try:
        return _read_stamps(data, blocks, key, keys) if _are_nested(data, blocks) else None
    except (KeyError, TypeError, ValueError):
        return None


def _are_nested(data: bytes, blocks: list[SealBlock]) -> bool:
    """Tell whether each block covers all before it and itself ends before the next, and the last covers the file."""
    ranges = list_byte_ranges(data)
    if not blocks or [(start, end) for start, end, _ in ranges] != [(block.start, block.end) for block in blocks]:
        return False
    ends = [end for _, _, end in ranges]
    return ends[-1] == len(data) and all(end <= block.start for end, block in zip(ends, blocks[1:], strict=False))


def _read_stamps(data: bytes, blocks: list[SealBlock], key: SealKey, keys: KeyList) -> tuple[Stamp, ...] | None:
    seal, *others = blocks
    if not _is_in_one_form(data, seal, key.certificate):
        return None
    token = find_signature_token(seal.signed_data)
    if token is None:
        return None if others or key.always_stamped else ()
    stamps = [find_stamp(token, sha256(_signature_of(seal)).digest(), keys)]
    for block, (_start, _end, length) in zip(others, list_byte_ranges(data)[1:], strict=True):
        covered = sha256(data[: block.start] + data[block.end : length]).digest()
        stamp = find_stamp(block.signed_data, covered, keys)
        if stamp is None or not _is_in_one_form(data, block, stamp.certificate):
            return None
        stamps.append(stamp)
    good = tuple(stamp for stamp in stamps if stamp is not None)
    return good if len(good) == len(blocks) > 1 else None


def _signature_of(block: SealBlock) -> bytes:
    return bytes(extract_signer_info(block.signed_data)["signature"].native)


def _is_in_one_form(data: bytes, block: SealBlock, certificate: bytes) -> bool:
    return is_written_as(data, block, in_one_form(block.signed_data, load_certificate(certificate)))
