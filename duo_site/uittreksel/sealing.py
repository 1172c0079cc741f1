"""The port to the seal, and the one that seals with pyHanko: PAdES B-LTA as a certification (ETSI EN 319 142-1)."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from duo_site.settings import SealToken
from duo_site.uittreksel.keys import NoSealKey
from duo_site.uittreksel.revocation import RevocationUnknown
from duo_site.uittreksel.seal_block import list_seal_blocks
from duo_site.uittreksel.seal_failures import SealingFailed, TimeStampFailed
from duo_site.uittreksel.seal_reading import SealReading, read_seal
from duo_site.uittreksel.seal_room import ValidationData
from duo_site.uittreksel.seal_tools import SealTools, Toolbox
from duo_site.uittreksel.signatures import seal_document

__all__ = ["PyHankoSealer", "Sealer", "SealingFailed", "TimeStampFailed"]


class Sealer(Protocol):
    """Seals a document."""

    def seal(self, pdf: bytes, at: datetime) -> bytes:
        """Seal a PDF at a moment and give the sealed bytes.

        Raise SealingFailed or TimeStampFailed; never give back what is unsealed or half sealed.
        """
        ...


class PyHankoSealer:
    """Seals with the current key of a seal folder: always at level B-LTA."""

    def __init__(self, folder: Path, tsa_addresses: Sequence[str] = (), token: SealToken | None = None) -> None:
        """Load the key list; raise NoSealKey when there is none.

        Times are stamped at the addresses, in this order; without any by the test authority of the seal folder.
        """
        self._toolbox = Toolbox(folder, tsa_addresses, token)

    def seal(self, pdf: bytes, at: datetime) -> bytes:
        """Certify a PDF so that no change is allowed, with time stamps and all that a later reader needs."""
        tools = self._toolbox.get(at)
        try:
            data = tools.gather(at)
            sealed = seal_document(pdf, tools.certifier, at, lambda digest: tools.stamp(digest, at), data)
        except (NoSealKey, SealingFailed):
            raise
        except RevocationUnknown as error:
            raise SealingFailed(str(error)) from error
        except Exception as error:
            raise SealingFailed("The document could not be sealed.") from error
        _require_stamps(require_seal(sealed, tools), tools, data)
        return sealed


def require_seal(sealed: bytes, tools: SealTools) -> SealReading:
    """Give the first reading of the controle of what was sealed; raise SealingFailed unless our key signed it."""
    blocks = list(list_seal_blocks(sealed))
    reading = read_seal(sealed, blocks, blocks[0], tools.keys) if blocks else None
    if reading is None or not reading.holds or reading.key != tools.key:
        raise SealingFailed("The seal that was made does not hold, so the document was not issued.")
    return reading


def _require_stamps(reading: SealReading, tools: SealTools, data: ValidationData) -> None:
    """Refuse a result that the controle would not accept, now or once the certificates have ended."""
    if not reading.is_whole or not reading.stamps:
        raise SealingFailed("The seal that was made is not whole, so the document was not issued.")
    if any(stamp.certificate not in data.certificates for stamp in reading.stamps):
        raise TimeStampFailed("The time stamp authority changed its certificate just now; try again.")
    if not tools.key.is_valid_at(reading.stamps[0].at):
        raise TimeStampFailed("The seal key ended just now; try again.")
