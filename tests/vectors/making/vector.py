"""A vector: a file, what every reader must say of it, and why."""

from dataclasses import dataclass
from typing import Any

from duo_site.controle.domain import Oordeel

GELDIG, GEWIJZIGD, CANNOT = Oordeel.GELDIG, Oordeel.GEWIJZIGD, Oordeel.NIET_TE_CONTROLEREN
NIET_VAN_ONS, GEEN_ZEGEL = Oordeel.NIET_VAN_ONS, Oordeel.GEEN_ZEGEL
INGETROKKEN, VERVANGEN = Oordeel.INGETROKKEN, Oordeel.VERVANGEN


@dataclass(frozen=True)
class Vector:
    """A file with the word that each reader must give."""

    name: str
    """Of the file."""
    kind: str
    data: bytes
    seal: Oordeel
    """The word of whoever has the register: page, API and command line."""
    why: str
    """One sentence."""
    without_register: Oordeel | None = None
    """The word of the command line with downloaded lists, where it rightly is another."""

    @property
    def offline(self) -> Oordeel:
        """The word with downloaded lists."""
        return self.without_register or self.seal

    @property
    def offline_stale(self) -> Oordeel:
        """The word with a status list that is too old: nothing that rests on it is told."""
        return CANNOT if self.offline in (GELDIG, INGETROKKEN, VERVANGEN) else self.offline

    def describe(self) -> dict[str, Any]:
        """Tell the vector as the manifest does."""
        words = {"register": self.seal, "lijsten": self.offline, "oude-statuslijst": self.offline_stale}
        return {"bestand": self.name, "soort": self.kind, "oordeel": words, "waarom": self.why}
