"""Writes the text of the QR code: the address of the controle, and behind a # the small credential.

The whole text is one web address (RFC 3986), which any camera opens; what stands behind the # never reaches a server.
Base 45 (RFC 9285) knows two signs that no address may hold, the space and the percent sign, so these two are written
as %20 and %25. All of it stays within the alphanumeric set of QR codes.
"""

import zlib
from datetime import datetime
from math import ceil

import base45

from duo_site.uittreksel.domain import UittrekselInhoud
from duo_site.uittreksel.proofs.compact import shorten, write_claims
from duo_site.uittreksel.proofs.keys import SigningKey
from duo_site.uittreksel.proofs.signing import sign_cose

PREFIX = "UIT1:"

_CAPACITY_BITS = 669 * 8
"""Version 20 at level M (ISO/IEC 18004, table 7)."""
_SEGMENT_BITS = 4 + 16
"""Mode and count of a segment at versions 10 to 26; the longest of the modes used here."""
_MOST_ROOM, _STEP = 400, 20


class QrTextTooLong(ValueError):
    """Not even the shortest texts fit: the address of the site is too long."""


def write_qr(inhoud: UittrekselInhoud, key: SigningKey, at: datetime) -> str:
    """Write the text, with names shortened so far that it fits version 20; raise QrTextTooLong when it cannot."""
    for room in range(_MOST_ROOM, 0, -_STEP):
        payload = write_claims(shorten(inhoud, room), at)
        signed = sign_cose(payload, key, inhoud.check_address.encode())
        written = base45.b45encode(zlib.compress(signed, 9)).decode()
        credential = PREFIX + written.replace("%", "%25").replace(" ", "%20")
        if _count_bits(inhoud.check_address + "#", credential) <= _CAPACITY_BITS:
            return f"{inhoud.check_address}#{credential}"
    raise QrTextTooLong("The address of the site is too long for the QR code.")


def _count_bits(address: str, credential: str) -> int:
    """Count what the two take: bytes for the address, eleven bits for two signs of the credential."""
    return 2 * _SEGMENT_BITS + 8 * len(address.encode()) + ceil(len(credential) * 11 / 2)
