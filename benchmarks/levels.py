"""Seals at each level of PAdES (ETSI EN 319 142-1), to measure what each costs. What is issued is always B-LTA."""

from datetime import datetime
from pathlib import Path

from duo_site.uittreksel.seal_room import ValidationData
from duo_site.uittreksel.seal_tools import SealTools, Toolbox
from duo_site.uittreksel.sealing import PyHankoSealer, require_seal
from duo_site.uittreksel.signatures import Stamper, certify

_NOTHING = ValidationData((), (), ())


class Levels:
    """Seals with the test authorities of a seal folder, each result read back as production does."""

    def __init__(self, folder: Path) -> None:
        """Take a seal folder; raise NoSealKey when there is no key in it."""
        self._toolbox, self._sealer = Toolbox(folder), PyHankoSealer(folder)

    def b_b(self, pdf: bytes, at: datetime) -> bytes:
        """Certify."""
        return _certify(pdf, self._toolbox.get(at), at, None, _NOTHING)

    def b_lt(self, pdf: bytes, at: datetime) -> bytes:
        """Certify, with a time stamp over the signature and with validation data."""
        tools = self._toolbox.get(at)
        return _certify(pdf, tools, at, lambda digest: tools.stamp(digest, at), tools.gather(at))

    def b_lta(self, pdf: bytes, at: datetime) -> bytes:
        """Seal as production does: with a time stamp over the document as well."""
        return self._sealer.seal(pdf, at)


def _certify(pdf: bytes, tools: SealTools, at: datetime, stamper: Stamper | None, data: ValidationData) -> bytes:
    sealed = certify(pdf, tools.certifier, at, stamper, data)
    require_seal(sealed, tools)
    return sealed
