"""The QR code of the document, as rows of bits."""

from dataclasses import dataclass
from typing import Any

import zxingcpp

_QUIET_ZONE = 4
_LARGEST_VERSION = 20
# One of the eight masks of ISO/IEC 18004 section 7.8 for all: to try them costs eight times the drawing, and what we
# write is nearly all signature and packed data, of which none leaves large even areas. The reader is told which it is.
_MASK = 3


class QrTooLarge(ValueError):
    """The text does not fit the largest QR code that the page has room for."""


@dataclass(frozen=True)
class QrCode:
    """A QR code: side in modules with the quiet zone (ISO/IEC 18004 section 9.1), and its rows, eight modules a byte.

    A dark module is 0, as black is in an image of grey. Each row begins at a new byte.
    """

    size: int
    rows: bytes


def draw_qr(text: str) -> QrCode:
    """Draw a text as a QR code at level M; raise QrTooLarge above version 20, which the page could not show legibly."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=_MASK)
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    modules = memoryview(image)
    side = image.shape[0]
    if side > 17 + 4 * _LARGEST_VERSION:
        raise QrTooLarge(f"The QR code would have {side} modules a side.")
    size = side + 2 * _QUIET_ZONE
    pixels, stride = modules.tobytes(), (size + 7) // 8
    light = (1 << 8 * stride) - 1
    rows = [light.to_bytes(stride)] * _QUIET_ZONE
    for start in range(0, side * side, side):
        row = pixels[start : start + side].translate(_DIGITS).decode()
        # The quiet zone to the right and the filling of the last byte are light too.
        rows.append(int("1" * _QUIET_ZONE + row.ljust(8 * stride - _QUIET_ZONE, "1"), 2).to_bytes(stride))
    return QrCode(size, b"".join([*rows, *rows[:_QUIET_ZONE]]))


_DIGITS = bytes(ord("0") if shade < 128 else ord("1") for shade in range(256))
