"""What each outcome and each reason means, in plain words (msgids; translated where they are shown)."""

from dataclasses import dataclass
from enum import StrEnum

from duo_site.controle.domain import Oordeel, Reden


class Kind(StrEnum):
    """How an outcome looks: the component `verdict` knows these."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Explanation:
    """An outcome in words: a word for in a table, its title, what it means, what it does not mean, and what to do."""

    kind: Kind
    word: str
    title: str
    meaning: str
    not_meaning: str
    todo: tuple[str, ...]


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


_ASK_HOLDER = _n_("Vraag de persoon om het uittreksel opnieuw te downloaden en het bestand zelf te sturen.")
ASK_ANEW = _n_("Vraag de persoon om een nieuw uittreksel. Dat is gratis en kan meteen.")
_RELY_NOT = _n_("Vertrouw niet op dit bestand.")
_NO_PROOF = _n_("Gebruik dit bestand niet als bewijs.")
_LATER = _n_("Probeer het over een kwartier opnieuw.")
_STILL_DIPLOMA = _n_("Dit zegt niet dat de persoon geen diploma heeft.")

EXPLANATIONS: dict[Oordeel, Explanation] = {
    Oordeel.GELDIG: Explanation(
        Kind.GOOD,
        _n_("Geldig"),
        _n_("Dit uittreksel is echt"),
        _n_("Het bestand komt uit het diplomaregister. Er is niets aan veranderd."),
        _n_("Het zegt niet wie u het bestand gaf. Vergelijk de naam en geboortedatum met een identiteitsbewijs."),
        (
            _n_("Kijk of de gegevens hieronder bij de persoon horen."),
            _n_("Bewaar het PDF-bestand. Een afdruk is geen bewijs."),
        ),
    ),
    Oordeel.INGETROKKEN: Explanation(
        Kind.BAD,
        _n_("Ingetrokken"),
        _n_("Dit uittreksel is ingetrokken"),
        _n_("Het bestand was echt, maar het diploma staat niet meer in het register."),
        _n_("Het zegt niet waarom het diploma is ingetrokken."),
        (_RELY_NOT, _n_("Vraag de persoon wat er aan de hand is.")),
    ),
    Oordeel.VERVANGEN: Explanation(
        Kind.BAD,
        _n_("Vervangen"),
        _n_("Dit uittreksel is vervangen"),
        _n_("Het bestand was echt, maar de gegevens in het register zijn daarna verbeterd."),
        _n_("Dit zegt niet dat de persoon iets verkeerd deed. De onderwijsinstelling verbeterde de gegevens."),
        (_NO_PROOF, ASK_ANEW),
    ),
    Oordeel.GEWIJZIGD: Explanation(
        Kind.BAD,
        _n_("Gewijzigd"),
        _n_("Dit uittreksel is gewijzigd"),
        _n_("Er zit een zegel van ons in het bestand, maar het bestand is daarna veranderd."),
        _n_("Dit zegt niet wie het bestand veranderde. Soms doet een programma dat bij het opslaan."),
        (_RELY_NOT, _ASK_HOLDER),
    ),
    Oordeel.NIET_VAN_ONS: Explanation(
        Kind.BAD,
        _n_("Niet van ons"),
        _n_("Dit bestand is niet van ons"),
        _n_("Er zit een zegel of handtekening in het bestand, maar die is niet van ons."),
        _STILL_DIPLOMA,
        (_RELY_NOT, _ASK_HOLDER),
    ),
    Oordeel.GEEN_ZEGEL: Explanation(
        Kind.BAD,
        _n_("Geen zegel"),
        _n_("Er zit geen zegel in dit bestand"),
        _n_("Een echt uittreksel heeft altijd een digitaal zegel. Dit bestand heeft dat niet."),
        _n_("Een scan, afdruk of opnieuw opgeslagen kopie verliest het zegel. Het diploma kan echt zijn."),
        (_NO_PROOF, _ASK_HOLDER),
    ),
    Oordeel.NIET_TE_CONTROLEREN: Explanation(
        Kind.UNKNOWN,
        _n_("Niet te controleren"),
        _n_("Wij kunnen dit bestand niet controleren"),
        _n_("Wij weten niet of dit uittreksel echt is. Gebruik het daarom niet als bewijs."),
        _STILL_DIPLOMA,
        (_NO_PROOF, _ASK_HOLDER),
    ),
}

TODO_FOR: dict[Reden, tuple[str, ...]] = {
    Reden.GEEN_SLEUTELS: (_LATER,),
    Reden.DUURT_TE_LANG: (_LATER, _ASK_HOLDER),
    Reden.NIET_IN_REGISTER: (_NO_PROOF, ASK_ANEW),
    Reden.REGISTER_ZEGT_ANDERS: (_NO_PROOF, ASK_ANEW),
    Reden.ONTVANGSTBEWIJS: (_n_("Kies het PDF-bestand van het uittreksel zelf."),),
    Reden.GEEN_PDF: (_n_("Kies het PDF-bestand van het uittreksel zelf."), _ASK_HOLDER),
    Reden.LEEG: (_n_("Kijk of het bestand op uw computer ook leeg is."), _ASK_HOLDER),
}
"""What to do instead, where the reason makes something else useful."""

REASONS: dict[Reden, str] = {
    Reden.ZEGEL_KLOPT: _n_("Het zegel is van ons en het klopt."),
    Reden.INGETROKKEN_IN_REGISTER: _n_("Het register zegt dat het diploma is ingetrokken."),
    Reden.VERVANGEN_IN_REGISTER: _n_("Het register heeft nieuwe gegevens van dit diploma."),
    Reden.INHOUD_GEWIJZIGD: _n_("De inhoud is anders dan toen wij het bestand verzegelden."),
    Reden.IETS_TOEGEVOEGD: _n_("Na het verzegelen is er iets aan het bestand toegevoegd."),
    Reden.ZEGEL_BESCHADIGD: _n_("Het zegel in het bestand is beschadigd."),
    Reden.ZEGEL_VAN_EEN_ANDER: _n_("Het zegel is gemaakt met een sleutel die niet op onze lijst staat."),
    Reden.GEEN_ZEGEL_IN_BESTAND: _n_("Een scan of opnieuw opgeslagen kopie heeft geen zegel meer."),
    Reden.GEEN_PDF: _n_("Dit is geen PDF-bestand."),
    Reden.LEEG: _n_("Het bestand is leeg."),
    Reden.TE_GROOT: _n_("Het bestand is groter dan 5 MB. Een uittreksel is nooit zo groot."),
    Reden.BEVEILIGD: _n_("Het bestand is beveiligd met een wachtwoord. Een uittreksel heeft dat nooit."),
    Reden.BESCHADIGD: _n_("Het bestand is beschadigd. Wij kunnen het niet lezen."),
    Reden.DUURT_TE_LANG: _n_("Het lezen van het bestand duurde te lang."),
    Reden.MEER_ZEGELS: _n_("Er zit meer dan één zegel in het bestand. Een uittreksel heeft er één."),
    Reden.ZEGEL_BUITEN_GELDIGHEID: _n_("Het zegel is gezet op een moment dat onze sleutel niet geldig was."),
    Reden.NUMMER_ONTBREEKT: _n_("Er staat geen goed nummer in het bestand."),
    Reden.NIET_IN_REGISTER: _n_("Het zegel is van ons, maar het nummer staat niet in het register."),
    Reden.REGISTER_ZEGT_ANDERS: _n_("Het register heeft andere gegevens bij dit nummer."),
    Reden.GEEN_SLEUTELS: _n_("Wij kunnen onze eigen sleutels nu niet lezen. Probeer het later opnieuw."),
    Reden.AFBEELDING: _n_("Dit is een foto of scan. Stuur een foto van de QR-code apart."),
    Reden.ONTVANGSTBEWIJS: _n_(
        "Dit is een ontvangstbewijs van een controle. Het zegel is van ons, maar het is geen uittreksel."
    ),
    Reden.ARCHIEF_ONLEESBAAR: _n_("Het ZIP-bestand is beschadigd. Wij kunnen dit deel niet uitpakken."),
    Reden.ARCHIEF_IN_ARCHIEF: _n_("Dit is een ZIP-bestand in een ander ZIP-bestand. Dat pakken wij niet uit."),
    Reden.ARCHIEF_VERDACHT: _n_("Dit deel van het ZIP-bestand is te sterk ingepakt. Wij pakken het niet uit."),
    Reden.SAMEN_TE_GROOT: _n_("De bestanden zijn samen groter dan 64 MB. Stuur dit bestand apart."),
    Reden.STATUSLIJST_ONTBREEKT: _n_("Zonder statuslijst is niet bekend of het uittreksel nog geldig is."),
    Reden.STATUSLIJST_ONGELDIG: _n_("De statuslijst is niet van ons, of hij is veranderd."),
    Reden.STATUSLIJST_VERLOPEN: _n_("De statuslijst is te oud. Download een nieuwe."),
    Reden.NIET_IN_STATUSLIJST: _n_("Het uittreksel staat niet in de statuslijst."),
}
