"""The permissions: what a view may ask of who calls it."""

from enum import StrEnum


class Permission(StrEnum):
    """A right that a view asks for; who has it follows from the login means and the rollen."""

    MIJN_DIPLOMAS = "mijn-diplomas"
    MIJN_DUO = "mijn-duo"
    GEEF_ROLLEN = "geef-rollen"
    LEES_ZAKEN = "lees-zaken"
    LEES_ALLE_ZAKEN = "lees-alle-zaken"
    VOER_ZAKEN_IN = "voer-zaken-in"
    ZAAK_REGISTRATIEOVERZICHT = "zaak-registratieoverzicht"
    ZAAK_OBO = "zaak-obo"
    ZAAK_SUBSIDIE = "zaak-subsidie"
    ZAAK_OPLEIDING = "zaak-opleiding"
    ZAAK_JAARVERSLAG = "zaak-jaarverslag"
    LEES_OPLEIDINGEN = "lees-opleidingen"
    WIJZIG_OPLEIDINGEN = "wijzig-opleidingen"
    BEKIJK_STUDENT = "bekijk-student"
    DIEN_VERANTWOORDING_IN = "dien-verantwoording-in"
    REDACTIE = "redactie"
    BEANTWOORD_ZAKEN = "beantwoord-zaken"
    LEES_FEEDBACK = "lees-feedback"
    BEHEER_FEEDBACK = "beheer-feedback"
    MAAK_NIEUWSBRIEF = "maak-nieuwsbrief"
    VERTAAL = "vertaal"
    PUBLICEER = "publiceer"
