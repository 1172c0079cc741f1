"""Finds the CMS block of a seal in the bytes of a file, without trusting the structure of the PDF around it.

A parser may stumble over a changed byte; what our key signed is still recognised here. So a damaged uittreksel is
called changed, and not unreadable. This finding alone never makes a file genuine.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from asn1crypto import cms, x509  # type: ignore[import-untyped, unused-ignore]
from pyhanko.sign.general import CMSExtractionError, extract_signer_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

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

    @property
    def certificates(self) -> list[bytes]:
        """List the certificates in the block (DER)."""
        return [choice.chosen.dump() for choice in self.signed_data["certificates"]]


def list_seal_blocks(data: bytes) -> Iterator[SealBlock]:
    """List the CMS blocks in a file, in order; what does not parse is left out. Raise TooManySeals above 16."""
    for count, match in enumerate(_HEX_STRING.finditer(data)):
        if count == _MOST_BLOCKS:
            raise TooManySeals("The file holds more seals than any real document.")
        try:
            content = cms.ContentInfo.load(bytes.fromhex(match[1].decode()))
            if content["content_type"].native == "signed_data":
                # Reading it whole here makes every later access safe, since asn1crypto parses lazily.
                content["content"].native  # noqa: B018
                yield SealBlock(match.start(), match.end(), content["content"])
        except (KeyError, TypeError, ValueError):
            continue


def cut_to_signed_part(data: bytes, block: SealBlock) -> bytes:
    """Leave out what follows the byte range that begins around this block, if there is one."""
    for first, second, length in (tuple(map(int, numbers)) for numbers in _BYTE_RANGE.findall(data)):
        if (first, second) == (block.start, block.end):
            return data[: second + length]
    return data


def covers_whole_file(data: bytes, block: SealBlock) -> bool:
    """Tell whether the only byte range in the file is everything but this block, filled up with zeros.

    The digits of the block are written as a seal writes them, in one case, since nothing signs how they are written.
    """
    ranges = _BYTE_RANGE.findall(data)
    if len(ranges) != 1:
        return False
    first, second, length = (int(number) for number in ranges[0])
    digits = data[block.start + 1 : block.end - 1].decode()
    content = bytes.fromhex(digits)
    filling = content[len(cms.ContentInfo.load(content).dump()) :]
    return (
        (first, second, second + length) == (block.start, block.end, len(data))
        and digits in (content.hex(), content.hex().upper())
        and not filling.strip(b"\0")
    )


def is_written_as_sealed(data: bytes, block: SealBlock, certificate: bytes) -> bool:
    """Tell whether the block is the one way to write what was signed.

    A CMS has parts that no signature covers, such as its version and the name of its issuer. So it is written anew from
    the signed attributes, the signature and our certificate, and must come out the same (RFC 5652 section 5.1).
    """
    ours = x509.Certificate.load(certificate)
    signer = extract_signer_info(block.signed_data)
    name = {"issuer": ours.issuer, "serial_number": ours.serial_number}
    rewritten = cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v1",
                    "digest_algorithms": [{"algorithm": _DIGEST}],
                    "encap_content_info": {"content_type": "data"},
                    "certificates": [ours],
                    "signer_infos": [
                        {
                            "version": "v1",
                            "sid": cms.SignerIdentifier({"issuer_and_serial_number": name}),
                            "digest_algorithm": {"algorithm": _DIGEST},
                            "signature_algorithm": {"algorithm": signer["signature_algorithm"]["algorithm"].native},
                            "signed_attrs": signer["signed_attrs"],
                            "signature": signer["signature"],
                        }
                    ],
                }
            ),
        }
    ).dump()
    written = bytes.fromhex(data[block.start + 1 : block.end - 1].decode())
    return written == bytes(rewritten).ljust(len(written), b"\0")


def is_signed_by(data: bytes, block: SealBlock, certificate: bytes) -> tuple[bool, bool]:
    """Tell whether the bytes around the block are those that were signed, and whether this certificate signed."""
    around = hashlib.new(_DIGEST, data[: block.start] + data[block.end :]).digest()
    try:
        intact, valid = validate_sig_integrity(
            extract_signer_info(block.signed_data), x509.Certificate.load(certificate), "data", around
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
