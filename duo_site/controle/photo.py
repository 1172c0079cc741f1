"""Reads the QR code in a photo of a print. Runs in a process of its own: it opens pictures that strangers made."""

import resource
from enum import StrEnum
from io import BytesIO

from duo_site.uittreksel.workers import Workers, WorkersBusy, WorkersFailed, WorkTimedOut

MOST_PIXELS = 50_000_000
"""A larger picture is not unpacked: a PNG of 5 MB can hold thousands of millions of pixels."""

_LONGEST_SIDES = (1600, 4000)
"""Sides in pixels at which is looked, one after the other: small first, because that is quick and often enough."""
_MEMORY_BYTES = 2 * 1024**3
_LONGEST_TEXT = 5000
_PHOTOS_PER_POOL = 1000


class PhotoProblem(StrEnum):
    """Why a photo gave no text."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    NO_CODE = "no-code"


class PhotoBusy(Exception):
    """More photos are waiting than are read in time."""


class PhotoPool:
    """Reads photos in one process, which starts at the first."""

    def __init__(self) -> None:
        """Set the limits."""
        self._workers = Workers(
            processes=1, queue=10, timeout=15, tasks_per_pool=_PHOTOS_PER_POOL, prepare=_limit_memory
        )

    def read(self, data: bytes) -> tuple[str, ...] | PhotoProblem:
        """Read the texts of the QR codes in a PNG or JPEG; raise PhotoBusy when too many are waiting."""
        try:
            return self._workers.run(read_codes, data)
        except WorkersBusy as error:
            raise PhotoBusy("Too many photos are being read at this moment.") from error
        except (WorkersFailed, WorkTimedOut):
            return PhotoProblem.UNREADABLE

    def close(self) -> None:
        """Stop the process."""
        self._workers.close()


def read_codes(data: bytes) -> tuple[str, ...] | PhotoProblem:
    """Read the texts of the QR codes in a PNG or JPEG, or tell why there are none."""
    import zxingcpp
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return PhotoProblem.TOO_LARGE
            picture.draft("L", (_LONGEST_SIDES[-1], _LONGEST_SIDES[-1]))
            whole = ImageOps.grayscale(picture)
    except Exception:
        # A picture that a stranger made may raise anything in its decoder.
        return PhotoProblem.UNREADABLE
    for side in _LONGEST_SIDES:
        smaller = whole.copy()
        smaller.thumbnail((side, side))
        found = zxingcpp.read_barcodes(smaller, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        if found:
            return tuple(code.text[:_LONGEST_TEXT] for code in found)
    return PhotoProblem.NO_CODE


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
