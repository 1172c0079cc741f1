"""The permissions: what a view may ask of who calls it."""

from enum import StrEnum


class Permission(StrEnum):
    """A right that a view asks for; who has it follows from the login means and the rollen."""

    MIJN_DIPLOMAS = "mijn-diplomas"
    MIJN_DUO = "mijn-duo"
    GEEF_ROLLEN = "geef-rollen"
    VRAAG_BEKOSTIGING_AAN = "vraag-bekostiging-aan"
    WIJZIG_OPLEIDINGEN = "wijzig-opleidingen"
    LEES_ZAKEN = "lees-zaken"
    DIEN_VERANTWOORDING_IN = "dien-verantwoording-in"
    REDACTIE = "redactie"
