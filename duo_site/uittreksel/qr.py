"""The QR code of the document, as one SVG path."""

from dataclasses import dataclass
from itertools import groupby

import segno

_QUIET_ZONE = 4
_FIXED_MASK = 2


@dataclass(frozen=True)
class QrCode:
    """A QR code: side in modules with the quiet zone (ISO/IEC 18004 section 9.1), and the path of its dark modules."""

    size: int
    path: str


def draw_qr(text: str) -> QrCode:
    """Draw a text as a QR code at level M. The mask is fixed, which costs a fifth of choosing the best."""
    code = segno.make(text, micro=False, error="m", boost_error=False, mask=_FIXED_MASK)
    path = []
    for row, modules in enumerate(code.matrix, _QUIET_ZONE):
        column = _QUIET_ZONE
        for dark, run in groupby(modules):
            length = len(list(run))
            if dark:
                path.append(f"M{column} {row}h{length}v1h-{length}z")
            column += length
    return QrCode(len(code.matrix) + 2 * _QUIET_ZONE, "".join(path))
