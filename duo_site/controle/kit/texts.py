"""What the kit says of each outcome and each reason (msgids; translated where the kit is made)."""

from duo_site.controle.domain import Oordeel
from duo_site.controle.texts import EXPLANATIONS, REASONS, Explanation, Kind


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


_COMPARE = _n_("Vergelijk elk gegeven hieronder met wat er voor u ligt. Ziet u verschil? Vertrouw het dan niet.")
_ASK_FILE = _n_("Vraag de persoon om het PDF-bestand zelf en controleer dat op de site.")
_RELY_NOT = _n_("Vertrouw niet op dit bestand of deze afdruk.")
_STILL_DIPLOMA = _n_("Dit zegt niet dat de persoon geen diploma heeft.")

ONLY_THE_DATA = "alleen-gegevens"
"""A whole PDF whose data hold: what the kit cannot look at in it keeps it from being valid."""

KIT_EXPLANATIONS: dict[str, Explanation] = {
    ONLY_THE_DATA: Explanation(
        Kind.UNKNOWN,
        EXPLANATIONS[Oordeel.NIET_TE_CONTROLEREN].word,
        _n_("De gegevens zijn echt, het zegel is niet helemaal gecontroleerd"),
        _n_("Wij hebben de gegevens ondertekend. Volgens de statuslijst zijn ze niet ingetrokken of vervangen."),
        _n_("De kit ziet niet wanneer het zegel is gezet. Daarom noemt de kit het bestand niet geldig."),
        (
            _n_("Controleer het bestand op de site zodra u internet hebt."),
            _COMPARE,
            _n_("Vergelijk de naam en geboortedatum met een identiteitsbewijs."),
        ),
    ),
    Oordeel.GELDIG: Explanation(
        Kind.GOOD,
        EXPLANATIONS[Oordeel.GELDIG].word,
        _n_("Deze gegevens zijn echt"),
        _n_("Wij hebben deze gegevens ondertekend. Volgens de statuslijst zijn ze niet ingetrokken of vervangen."),
        _n_("De afdruk of het bestand zelf is niet gecontroleerd. Daarop kan iets anders staan."),
        (
            _COMPARE,
            _n_("Vergelijk de naam en geboortedatum met een identiteitsbewijs."),
        ),
    ),
    Oordeel.INGETROKKEN: Explanation(
        Kind.BAD,
        EXPLANATIONS[Oordeel.INGETROKKEN].word,
        _n_("Dit uittreksel is ingetrokken"),
        _n_("De gegevens waren van ons, maar het diploma staat niet meer in het register."),
        _n_("Het zegt niet waarom het diploma is ingetrokken."),
        (_RELY_NOT, _n_("Vraag de persoon wat er aan de hand is.")),
    ),
    Oordeel.VERVANGEN: Explanation(
        Kind.BAD,
        EXPLANATIONS[Oordeel.VERVANGEN].word,
        _n_("Dit uittreksel is vervangen"),
        _n_("De gegevens waren van ons, maar ze zijn daarna in het register verbeterd."),
        _n_("Dit zegt niet dat de persoon iets verkeerd deed. De onderwijsinstelling verbeterde de gegevens."),
        (_n_("Vraag de persoon om een nieuw uittreksel. Dat is gratis en kan meteen."),),
    ),
    Oordeel.GEWIJZIGD: Explanation(
        Kind.BAD,
        EXPLANATIONS[Oordeel.GEWIJZIGD].word,
        _n_("Dit is gewijzigd"),
        _n_("Het noemt een sleutel van ons, maar het is anders dan wat wij ondertekenden."),
        _n_("Dit zegt niet wie het veranderde. Soms is een code verkeerd overgenomen."),
        (_RELY_NOT, _ASK_FILE),
    ),
    Oordeel.NIET_VAN_ONS: Explanation(
        Kind.BAD,
        EXPLANATIONS[Oordeel.NIET_VAN_ONS].word,
        _n_("Dit is niet van ons"),
        _n_("Het is ondertekend met een sleutel die deze kit niet kent."),
        _n_("Is deze kit oud? Dan kan onze sleutel nieuwer zijn. Download een nieuwe kit en probeer het opnieuw."),
        (_RELY_NOT, _ASK_FILE),
    ),
    Oordeel.GEEN_ZEGEL: Explanation(
        Kind.BAD,
        EXPLANATIONS[Oordeel.GEEN_ZEGEL].word,
        _n_("Er zit geen zegel of handtekening in"),
        _n_("Een echt uittreksel heeft een zegel en een ondertekende QR-code. Hier ontbreekt dat."),
        _STILL_DIPLOMA,
        (_ASK_FILE,),
    ),
    Oordeel.NIET_TE_CONTROLEREN: Explanation(
        Kind.UNKNOWN,
        EXPLANATIONS[Oordeel.NIET_TE_CONTROLEREN].word,
        _n_("De kit kan dit niet controleren"),
        _n_("Wij weten niet of dit echt en nog geldig is. Gebruik het daarom niet als bewijs."),
        _STILL_DIPLOMA,
        (_ASK_FILE,),
    ),
}

_SHARED_REASONS = (
    "inhoud-gewijzigd", "iets-toegevoegd", "zegel-beschadigd", "zegel-van-een-ander", "geen-zegel-in-bestand",
    "geen-pdf", "leeg", "te-groot", "beschadigd", "statuslijst-ontbreekt", "statuslijst-ongeldig",
    "statuslijst-verlopen", "niet-in-statuslijst", "zegel-buiten-geldigheid",
)  # fmt: skip

KIT_REASONS: dict[str, str] = {reden.value: text for reden, text in REASONS.items() if reden in _SHARED_REASONS} | {
    "gegevens-ondertekend": _n_("De handtekening onder de gegevens is van ons en klopt."),
    "zegel-niet-gecontroleerd": _n_("De kit controleert het zegel van de PDF niet helemaal. De site doet dat wel."),
    "ingetrokken-in-statuslijst": _n_("Volgens de statuslijst is het ingetrokken."),
    "vervangen-in-statuslijst": _n_("Volgens de statuslijst zijn er nieuwe gegevens van dit diploma."),
    "handtekening-klopt-niet": _n_("De handtekening klopt niet."),
    "sleutel-onbekend": _n_("Deze kit kent de sleutel van de handtekening niet."),
    "sleutel-buiten-geldigheid": _n_("De handtekening is gezet op een moment dat onze sleutel niet geldig was."),
    "datum-in-de-toekomst": _n_("De handtekening is van later dan nu. Kijk of uw computer de goede tijd heeft."),
    "geen-handtekening": _n_("Er staat alleen een adres met een nummer in. Dat is geen bewijs."),
    "geen-verklaring": _n_("Wij vinden geen ondertekende gegevens in dit bestand."),
    "meer-verklaringen": _n_("Er staan meer ondertekende gegevens in het bestand. Een uittreksel heeft ze één keer."),
    "toevoeging-onbekend": _n_("Achter het zegel staat iets dat de kit niet kan beoordelen. De site kan dat wel."),
    "qr-onleesbaar": _n_("Dit is niet de hele tekst van een QR-code van ons."),
    "onleesbaar": _n_("Dit is niet te lezen."),
    "geen-qr-in-foto": _n_("Wij zien geen QR-code in deze foto. Maak de foto van dichtbij en met genoeg licht."),
    "browser-te-oud": _n_("Deze browser kan geen handtekening controleren. Gebruik een nieuwere browser."),
}
