"""The words for what is counted: keys for programs, names for people (translated where they are shown)."""

from duo_site.cijfers.domain import ALL, Part, Series, Split
from duo_site.cijfers.files import COUNTS, OPINIONS, PAST
from duo_site.tally import NO_LANGUAGE, UNKNOWN
from duo_site.web.i18n import lazy_gettext as _l

SERIES = {
    Series.DOWNLOADS: _l("Downloads van uittreksels"),
    Series.UITTREKSELS: _l("Nieuwe uittreksels"),
    Series.CONTROLES: _l("Controles van bestanden"),
    Series.NUMMERS: _l("Opgezochte nummers"),
}
EXPLANATIONS = {
    Series.DOWNLOADS: _l("Elke keer dat iemand een uittreksel downloadt. Ook een tweede keer telt mee."),
    Series.UITTREKSELS: _l("Elk uittreksel dat wij maken. Wie het later nog eens downloadt, telt hier niet weer mee."),
    Series.CONTROLES: _l("Elk bestand en elke QR-code die wij controleren. Een dubbel bestand telt één keer."),
    Series.NUMMERS: _l("Elke keer dat iemand het nummer van een uittreksel opzoekt. Het nummer moet wel bestaan."),
}
SPLITS = {
    Split.SOORT: _l("Soort diploma"),
    Split.TAAL: _l("Taal"),
    Split.OORDEEL: _l("Uitkomst van de controle"),
}
EVERYTHING = _l("Alles samen")
FILES = {
    COUNTS: _l("Uittreksels en controles per maand"),
    OPINIONS: _l("Wat bezoekers vinden per maand"),
    PAST: _l("Eerdere jaren"),
}
_NAMES = {
    Split.SOORT: {
        "wo": _l("Wetenschappelijk onderwijs"),
        "hbo": _l("Hoger beroepsonderwijs"),
        "mbo": _l("Middelbaar beroepsonderwijs"),
        "vo": _l("Voortgezet onderwijs"),
        "vavo": _l("Voortgezet algemeen volwassenenonderwijs"),
        "vso": _l("Voortgezet speciaal onderwijs"),
        "schooldiploma": _l("Schooldiploma"),
        "staatsexamen-vo": _l("Staatsexamen voortgezet onderwijs"),
        "staatsexamen-vso": _l("Staatsexamen voortgezet speciaal onderwijs"),
        "nt2": _l("Staatsexamen Nederlands als tweede taal"),
        "inburgering": _l("Inburgeringsexamen"),
        "wft": _l("Wft-examen"),
        UNKNOWN: _l("Niet bekend"),
    },
    Split.TAAL: {"nl": _l("Nederlands"), "en": _l("Engels"), NO_LANGUAGE: _l("Vraag van een programma")},
    Split.OORDEEL: {
        "geldig": _l("Geldig"),
        "ingetrokken": _l("Ingetrokken"),
        "vervangen": _l("Vervangen"),
        "gewijzigd": _l("Gewijzigd"),
        "niet-van-ons": _l("Niet van ons"),
        "geen-zegel": _l("Geen zegel"),
        "niet-te-controleren": _l("Niet te controleren"),
    },
}


def name_of(part: Part) -> str:
    """Name a part in the language of the request."""
    if part == ALL or part.split is None:
        return str(EVERYTHING)
    return str(_NAMES[part.split][part.value])
