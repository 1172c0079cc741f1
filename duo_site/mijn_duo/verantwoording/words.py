"""What the portal says: states, refusals and findings in plain words (msgids), in the language of the request."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel.numbers import format_decimal

from duo_site.mijn_duo.verantwoording.domain import FileState, Status
from duo_site.mijn_duo.verantwoording.guard_rules import Refusal
from duo_site.web.i18n import current_language
from duo_site.web.i18n import gettext as _

_UNSATISFIED = "formula:assertionUnsatisfied"
_MESSAGE = "message:"
_SUM = "calcInconsistency"
_MOST_PLACES = 6
_AMOUNT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?= euro)")


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


STATUSES = {
    Status.LEEG: _n_("Leeg"),
    Status.ZONDER_VERKLARING: _n_("Cijfers, nog zonder controleverklaring"),
    Status.MET_VERKLARING: _n_("Cijfers met controleverklaring"),
    Status.INGEDIEND: _n_("Ingediend"),
    Status.GECORRIGEERD: _n_("Gecorrigeerd"),
    Status.GESLOTEN: _n_("Gesloten"),
}
COLOURS = {Status.INGEDIEND: "good", Status.GECORRIGEERD: "good", Status.LEEG: "warning"}
STATES = {
    FileState.ONGECONTROLEERD: _n_("Nog niet gecontroleerd"),
    FileState.GOED: _n_("Goed"),
    FileState.FOUT: _n_("Fouten gevonden"),
}
STATE_COLOURS = {FileState.GOED: "good", FileState.FOUT: "bad", FileState.ONGECONTROLEERD: "warning"}
REFUSALS = {
    Refusal.EMPTY: _n_("Dit bestand is leeg."),
    Refusal.TOO_LARGE: _n_("Dit bestand is groter dan 5 MB."),
    Refusal.ARCHIVE: _n_("Dit is een ingepakt bestand. Pak het eerst uit en kies het XBRL-bestand zelf."),
    Refusal.NOT_UTF8: _n_("Dit bestand is niet opgeslagen als UTF-8. Laat uw software het opnieuw maken."),
    Refusal.NOT_XML: _n_("Dit is geen goed XML-bestand. Misschien is het niet helemaal opgeslagen."),
    Refusal.DOCTYPE: _n_("Er staat een documenttype (DOCTYPE) of entiteit in. Dat laten wij uit veiligheid niet toe."),
    Refusal.INSTRUCTION: _n_("Er staat een opdracht voor andere software in. Dat laten wij uit veiligheid niet toe."),
    Refusal.EXTERNAL: _n_("Het bestand verwijst naar een ander bestand. Dat laten wij uit veiligheid niet toe."),
    Refusal.ACTIVE: _n_(
        "Er staan onderdelen in die iets kunnen uitvoeren of laden. Dat laten wij uit veiligheid niet toe."
    ),
    Refusal.TOO_DEEP: _n_("De onderdelen staan te diep in elkaar."),
    Refusal.TOO_MANY: _n_("Het bestand heeft te veel onderdelen."),
    Refusal.NOT_XBRL: _n_("Dit is geen jaarrekening in XBRL of inline XBRL."),
    Refusal.OTHER_TAXONOMY: _n_("Dit bestand hoort bij een andere taxonomie dan dit portaal gebruikt."),
    Refusal.OTHER_BESTUUR: _n_("Het bestuursnummer in het bestand is niet dat van uw bestuur."),
    Refusal.OTHER_YEAR: _n_(
        "Het bestand gaat niet over dit verslagjaar. De laatste dag moet 31 december van dit jaar zijn."
    ),
}

_KNOWN = {
    "alueError": _n_("De waarde bij %(name)s is niet goed geschreven."),
    "schemaImportMissing": _n_("De taxonomie kent het onderdeel %(name)s niet."),
    "missingReferences": _n_("De taxonomie kent het onderdeel %(name)s niet."),
    "elementUnexpected": _n_("Het onderdeel %(name)s hoort niet op deze plek."),
    "contextReference": _n_("Bij %(name)s staat geen periode die in het bestand bestaat."),
    "itemContextRef": _n_("Bij %(name)s staat geen periode die in het bestand bestaat."),
    "contextPeriodType": _n_("Bij %(name)s staat een dag waar een periode hoort, of andersom."),
    "numericUnit": _n_("Bij %(name)s ontbreekt de eenheid, bijvoorbeeld euro."),
}
"""Sentences for the codes that come most, by how they end; with %(name)s for what it is about."""


@dataclass(frozen=True)
class Place:
    """Where something stands in the file: line, element as people and as the file name it, and its value."""

    line: int
    name: str
    element: str
    value: str


@dataclass(frozen=True)
class ShownFinding:
    """A finding as the page shows it."""

    is_error: bool
    text: str
    places: tuple[Place, ...]
    code: str


def tidy(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put findings in the order of the file, and leave out what the message of a rule says already."""
    told = {finding["arguments"].get("label") for finding in findings if finding["code"].startswith(_MESSAGE)}
    kept = [
        finding
        for finding in findings
        if finding["code"] != _UNSATISFIED or finding["arguments"].get("label") not in told
    ]
    return sorted(kept, key=lambda finding: (finding["places"][0]["line"] if finding["places"] else 0, finding["code"]))


def show_finding(finding: Mapping[str, Any]) -> ShownFinding:
    """Put a finding in words."""
    places = tuple(
        Place(place["line"], place["label"] or place["element"], place["element"], place["value"])
        for place in finding["places"][:_MOST_PLACES]
    )
    return ShownFinding(finding["is_error"], _explain(finding, places), places, finding["code"])


def _explain(finding: Mapping[str, Any], places: tuple[Place, ...]) -> str:
    """Choose the sentence: that of the rule where the taxonomy has one, else ours for the kind of finding."""
    code, arguments = finding["code"], finding["arguments"]
    name = places[0].name if places else finding["concept"]
    if code.startswith(_MESSAGE):
        told = str(arguments.get("formulaMessage") or finding["rule"] or finding["text"])
        return _AMOUNT.sub(lambda found: _figure(found[0]), told)
    if code == _UNSATISFIED:
        return finding["rule"] or _("Het bestand voldoet niet aan de regel %(rule)s.", rule=arguments.get("label", ""))
    if code.endswith(_SUM) and "reportedSum" in arguments:
        return _explain_sum(finding["concept"] or name, arguments)
    for ending, sentence in _KNOWN.items():
        if code.endswith(ending):
            return _(sentence, name=name)
    if code.startswith(("xmlSchema:", "xbrl.", "xbrl:", "ix", "xbrldie:", "oime:")):
        return _("Het bestand volgt hier de regels van XBRL niet.")
    return _("Hier klopt iets niet. Uw softwareleverancier kan de code uitleggen.")


def _explain_sum(name: str, arguments: Mapping[str, str]) -> str:
    text = _(
        "De som klopt niet. Bij %(name)s staat %(reported)s. De onderdelen samen zijn %(computed)s.",
        name=name,
        reported=_figure(arguments["reportedSum"]),
        computed=_figure(arguments["computedSum"]),
    )
    if arguments.get("unreportedContributors", "none") == "none":
        return text
    return f"{text} {_('Niet elk onderdeel heeft een bedrag.')}"


def _figure(text: str) -> str:
    """Write a figure of Arelle, which has commas between thousands, as people here do."""
    try:
        return str(format_decimal(text.replace(",", ""), locale=current_language()))
    except ArithmeticError:
        return text
