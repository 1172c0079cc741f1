"""The sectors of education."""

from enum import StrEnum


class Sector(StrEnum):
    """A sector of education, by the word in its addresses."""

    PRIMAIR_ONDERWIJS = "primair-onderwijs"
    VOORTGEZET_ONDERWIJS = "voortgezet-onderwijs"
    MIDDELBAAR_BEROEPSONDERWIJS = "middelbaar-beroepsonderwijs"
    HOGER_ONDERWIJS = "hoger-onderwijs"


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


SECTOR_LABELS = {
    Sector.PRIMAIR_ONDERWIJS: _n_("Primair onderwijs"),
    Sector.VOORTGEZET_ONDERWIJS: _n_("Voortgezet onderwijs"),
    Sector.MIDDELBAAR_BEROEPSONDERWIJS: _n_("Middelbaar beroepsonderwijs"),
    Sector.HOGER_ONDERWIJS: _n_("Hoger onderwijs"),
}
