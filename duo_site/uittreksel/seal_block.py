"""Finds the CMS block of a seal in the bytes of a file, without trusting the structure of the PDF around it.

A parser may stumble over a changed byte; what our key signed is still recognised here. So a damaged uittreksel is
called changed, and not unreadable. This finding alone never makes a file genuine.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from asn1crypto import cms  # type: ignore[import-untyped, unused-ignore]
from pyhanko.sign.general import CMSExtractionError, extract_signer_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from duo_site.uittreksel.tokens import load_certificate

_HEX_STRING = re.compile(rb"<(30[0-9A-Fa-f]{400,})>")
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")
_DIGEST = "sha256"
_MOST_BLOCKS = 16


class TooManySeals(Exception):
    """The file holds more blocks than any real document."""


@dataclass(frozen=True)
class SealBlock:
    """A hexadecimal CMS block: its place in the file (with the angle brackets) and its contents."""

    start: int
    end: int
    signed_data: cms.SignedData


def list_seal_blocks(data: bytes) -> Iterator[SealBlock]:
    """List the CMS blocks in a file, in order; what does not parse is left out. Raise TooManySeals above 16."""
    for count, match in enumerate(_HEX_STRING.finditer(data)):
        if count == _MOST_BLOCKS:
            raise TooManySeals("The file holds more seals than any real document.")
        try:
            content = cms.ContentInfo.load(bytes.fromhex(match[1].decode()))
            if content["content_type"].native == "signed_data":
                # asn1crypto parses lazily, and reading all of it would take a second: so later readers fail closed.
                extract_signer_info(content["content"])
                yield SealBlock(match.start(), match.end(), content["content"])
        except (CMSExtractionError, KeyError, TypeError, ValueError):
            continue


def cut_to_signed_part(data: bytes, block: SealBlock) -> bytes:
    """Leave out what follows the byte range that begins around this block, if there is one."""
    for first, second, length in (tuple(map(int, numbers)) for numbers in _BYTE_RANGE.findall(data)):
        if (first, second) == (block.start, block.end):
            return data[: second + length]
    return data


def list_byte_ranges(data: bytes) -> list[tuple[int, int, int]]:
    """List the byte ranges in a file: begin and end of the block that each leaves out, and its own end."""
    found = (tuple(map(int, numbers)) for numbers in _BYTE_RANGE.findall(data))
    return [(first, second, second + length) for first, second, length in found]


def is_written_as(data: bytes, block: SealBlock, content: bytes) -> bool:
    """Tell whether a block holds exactly this CMS, filled up with zeros, in capital digits.

    Nothing signs how the digits of the last block are written, so one way is the only right one.
    """
    digits = data[block.start + 1 : block.end - 1].decode()
    written = bytes.fromhex(digits)
    return digits == written.hex().upper() and written == content.ljust(len(written), b"\0")


def is_signed_by(data: bytes, block: SealBlock, certificate: bytes) -> tuple[bool, bool]:
    """Tell whether the bytes around the block are those that were signed, and whether this certificate signed."""
    around = hashlib.new(_DIGEST, data[: block.start] + data[block.end :]).digest()
    try:
        intact, valid = validate_sig_integrity(
            extract_signer_info(block.signed_data), load_certificate(certificate), "data", around
        )
    except (
        CMSExtractionError,
        SignatureValidationError,
        KeyError,
        NotImplementedError,
        TypeError,
        ValueError,
    ):
        return False, False
    return bool(intact), bool(valid)
