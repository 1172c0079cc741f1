"""What a photo of a QR code proves, in plain words (msgids; translated where they are shown)."""

from dataclasses import dataclass

from duo_site.controle.photo import PhotoProblem
from duo_site.controle.texts import ASK_ANEW, Kind


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


PHOTO_PROBLEMS: dict[PhotoProblem, str] = {
    PhotoProblem.UNREADABLE: _n_("Wij kunnen deze foto niet lezen. Maak een nieuwe foto."),
    PhotoProblem.TOO_LARGE: _n_("Deze foto heeft te veel beeldpunten. Maak een kleinere foto."),
    PhotoProblem.NO_CODE: _n_("Wij zien geen QR-code in deze foto. Maak de foto van dichtbij en met genoeg licht."),
}


@dataclass(frozen=True)
class CodeExplanation:
    """What a QR code proves in words: its title, what it means, and what to do."""

    kind: Kind
    title: str
    meaning: str
    todo: tuple[str, ...]


_ASK_FILE = _n_("Vraag de persoon om het PDF-bestand zelf, en controleer dat hier.")
_NO_PRINT = _n_("Vertrouw niet op deze afdruk.")


CODE_EXPLANATIONS: dict[str, CodeExplanation] = {
    "geldig": CodeExplanation(
        Kind.GOOD,
        _n_("De gegevens in deze QR-code zijn echt"),
        _n_("Wij hebben deze gegevens ondertekend. Vergelijk ze met wat er op de afdruk staat."),
        (_n_("Vergelijk de naam en geboortedatum met een identiteitsbewijs."), _ASK_FILE),
    ),
    "ingetrokken": CodeExplanation(
        Kind.BAD,
        _n_("Dit uittreksel is ingetrokken"),
        _n_("De QR-code is van ons, maar het diploma staat niet meer in het register."),
        (_NO_PRINT, _n_("Vraag de persoon wat er aan de hand is.")),
    ),
    "vervangen": CodeExplanation(
        Kind.BAD,
        _n_("Dit uittreksel is vervangen"),
        _n_("De QR-code is van ons, maar de gegevens in het register zijn daarna verbeterd."),
        (_n_("Gebruik deze afdruk niet als bewijs."), ASK_ANEW),
    ),
    "onbekend": CodeExplanation(
        Kind.UNKNOWN,
        _n_("Wij kunnen deze QR-code niet controleren"),
        _n_("De QR-code is van ons, maar het nummer staat niet in het register."),
        (_NO_PRINT, _ASK_FILE),
    ),
    "gewijzigd": CodeExplanation(
        Kind.BAD,
        _n_("Deze QR-code is veranderd"),
        _n_("De handtekening in de QR-code klopt niet."),
        (_NO_PRINT, _ASK_FILE),
    ),
    "niet-van-ons": CodeExplanation(
        Kind.BAD,
        _n_("Deze QR-code is niet van ons"),
        _n_("De QR-code is ondertekend met een sleutel die niet op onze lijst staat."),
        (_NO_PRINT, _ASK_FILE),
    ),
}
"""By the word for the status in the register, or for what is wrong with the code."""
