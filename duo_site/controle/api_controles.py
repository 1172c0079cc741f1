"""The controle for programs: POST /api/v1/controles."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from duo_site.controle.checking import check_all
from duo_site.controle.counting import count_checked
from duo_site.controle.domain import Oordeel, Reden
from duo_site.controle.inspection_pool import MOST_BYTES, InspectionBusy
from duo_site.controle.offering import MOST_BYTES_TOGETHER, MOST_FILES, NothingOffered, TooManyFiles, list_offered
from duo_site.controle.report import make_report
from duo_site.controle.uploads import NoPlace, large_request
from duo_site.tally import NO_LANGUAGE
from duo_site.web.access import public
from duo_site.web.api import BASE, described, json_answer, problem_answer
from duo_site.web.clock import now
from duo_site.web.errors import problem
from duo_site.web.limits import limited

blueprint = Blueprint("controle_api", __name__, url_prefix=BASE)

FIELD = "bestand"
_MEGABYTE = 1024 * 1024
_RETRY_SECONDS = 30

_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}
_ON_PAPER: dict[str, Any] = {
    "nummer": _TEXT,
    "document": {**_TEXT, "enum": ["diploma", "getuigschrift", "certificaat"]},
    "opleiding": {"type": "array", "items": _TEXT},
    "profiel": {**_TEXT, "nullable": True},
    "naam": _TEXT,
    "geboortedatum": _DAY,
    "onderwijsinstelling": _TEXT,
    "plaats": _TEXT,
    "behaald_op": _DAY,
    "niveau_nlqf": {**_TEXT, "nullable": True},
    "gedownload_op": _DAY,
    "taal": {**_TEXT, "enum": ["nl", "en"]},
    "cijfers": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"vak": _TEXT, **{part: {**_TEXT, "nullable": True} for part in ("se", "ce", "eind")}},
        },
    },
}
_WITHHELD = "Leeg als dit gewijzigd is: wie de persoon nu is, hoort u van hem of haar zelf."
_IN_REGISTER = {
    "status": {**_TEXT, "enum": ["geldig", "ingetrokken", "vervangen"]},
    "sinds": {"type": "string", "format": "date-time"},
    **_ON_PAPER,
    "naam": {**_TEXT, "nullable": True, "description": _WITHHELD},
    "geboortedatum": {**_DAY, "nullable": True, "description": _WITHHELD},
}
_CONTROLE = {
    "type": "object",
    "required": ["bestand", "oordeel", "redenen", "nummer", "gegevens", "register"],
    "properties": {
        "bestand": {**_TEXT, "description": "De naam van het bestand, zonder map en zonder onzichtbare tekens."},
        "oordeel": {**_TEXT, "enum": [oordeel.value for oordeel in Oordeel]},
        "redenen": {"type": "array", "items": {**_TEXT, "enum": [reden.value for reden in Reden]}},
        "nummer": {**_TEXT, "nullable": True, "description": "Alleen als het zegel van ons is en klopt."},
        "gegevens": {
            "type": "object",
            "nullable": True,
            "description": "Wat in het bestand staat. Alleen als het zegel van ons is en klopt.",
            "properties": _ON_PAPER,
        },
        "register": {
            "type": "object",
            "nullable": True,
            "description": "Wat het register nu zegt. Alleen als het zegel van ons is en klopt.",
            "properties": _IN_REGISTER,
        },
    },
}
_SAID = {
    "nummer": "G2AS-8KQ4-9X3Z-4T7M-V1PD-0HRB-6WNE",
    "document": "diploma",
    "opleiding": ["Hoger algemeen voortgezet onderwijs"],
    "profiel": "Natuur en Techniek",
    "naam": "Anja van den Berg",
    "geboortedatum": "1998-05-03",
    "onderwijsinstelling": "Scholengemeenschap De Zonnewijzer",
    "plaats": "Leeuwarden",
    "behaald_op": "2016-06-16",
    "niveau_nlqf": "4",
    "gedownload_op": "2026-11-21",
    "taal": "nl",
    "cijfers": [{"vak": "Nederlandse taal", "se": "6.8", "ce": "7.1", "eind": "7"}],
}
_EXAMPLE = {
    "controles": [
        {
            "bestand": "uittreksel.pdf",
            "oordeel": "geldig",
            "redenen": ["zegel-klopt"],
            "nummer": _SAID["nummer"],
            "gegevens": _SAID,
            "register": {"status": "geldig", "sinds": "2026-11-21T13:00:00Z", **_SAID},
        },
        {
            "bestand": "scan.pdf",
            "oordeel": "geen-zegel",
            "redenen": ["geen-zegel-in-bestand"],
            "nummer": None,
            "gegevens": None,
            "register": None,
        },
    ]
}


def _answer_with_example() -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": ["controles"],
        "properties": {"controles": {"type": "array", "items": _CONTROLE}},
    }
    answer = dict(json_answer("Een uitkomst voor elk bestand, in de volgorde van versturen.", schema))
    answer["content"]["application/json"]["example"] = _EXAMPLE
    return answer


@blueprint.post("/controles")
@public
@limited("60 per minute")
@described(
    {
        "operationId": "controles",
        "summary": "Zijn deze uittreksels echt?",
        "description": (
            f"Stuur 1 tot {MOST_FILES} bestanden in het veld `{FIELD}`, elk hoogstens {MOST_BYTES // _MEGABYTE} MB en "
            f"samen hoogstens {MOST_BYTES_TOGETHER // _MEGABYTE} MB. Er wordt niets bewaard. Een ZIP-bestand wordt "
            "hier niet uitgepakt. Wat niet te controleren is, is nooit `geldig`.\n\n"
            "Voorbeeld: `curl -F bestand=@een.pdf -F bestand=@twee.pdf …/api/v1/controles`"
        ),
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "required": [FIELD],
                        "properties": {
                            FIELD: {
                                "type": "array",
                                "minItems": 1,
                                "maxItems": MOST_FILES,
                                "items": {"type": "string", "format": "binary"},
                            }
                        },
                    }
                }
            },
        },
        "responses": {
            "200": _answer_with_example(),
            "413": problem_answer("Het verzoek is te groot."),
            "422": problem_answer("Er is geen bestand gestuurd, of het zijn er te veel; `veld` noemt het veld."),
            "429": problem_answer("Te veel verzoeken; `Retry-After` zegt na hoeveel seconden het weer mag."),
            "503": problem_answer("Het is nu te druk; `Retry-After` zegt na hoeveel seconden het weer mag."),
        },
    }
)
def check_files() -> Response:
    """Judge the files of a request in the order sent."""
    try:
        with large_request():
            files = list_offered(request.files.getlist(FIELD), unpack=False)
            checked = check_all(files)
    except NothingOffered:
        return _refuse(f"Stuur minstens één bestand in het veld {FIELD} (multipart/form-data).")
    except TooManyFiles:
        return _refuse(f"Stuur hoogstens {MOST_FILES} bestanden tegelijk.")
    except (InspectionBusy, NoPlace):
        answer = problem(503, "Het is nu te druk", "Er is niets gecontroleerd. Probeer het later opnieuw.")
        answer.headers["Retry-After"] = str(_RETRY_SECONDS)
        return answer
    answer = jsonify(controles=[row.for_programs() for row in make_report(checked, now()).rows])
    answer.headers["Cache-Control"] = "no-store"
    return count_checked(answer, checked, NO_LANGUAGE)


def _refuse(detail: str) -> Response:
    """Say what is wrong with the request."""
    return problem(422, "Deze vraag klopt niet", detail, veld=FIELD)
