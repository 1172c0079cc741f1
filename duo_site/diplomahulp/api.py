"""The diplomahulp for programs: /api/v1/diplomahulp and the dataset behind it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from duo_site.diplomahulp.domain import Bekostiging, NextStep, Outcome
from duo_site.diplomahulp.parts import current_dataset
from duo_site.diplomahulp.reading import Problem, read
from duo_site.diplomahulp.rules import answer
from duo_site.diplomahulp.texts import complaint, explain, translator
from duo_site.web.access import public
from duo_site.web.api import BASE, described, json_answer, problem_answer
from duo_site.web.clock import today
from duo_site.web.errors import problem
from duo_site.web.i18n import DUTCH, LANGUAGES, path
from duo_site.web.page_cache import kept
from duo_site.web.site import settings

blueprint = Blueprint("diplomahulp_api", __name__, url_prefix=BASE)

LANGUAGE_FIELD = "taal"
_TEXT = {"type": "string"}
_YEAR = {"type": "integer", "nullable": True, "example": 1996}


def _parameter(name: str, description: str, schema: dict[str, Any], required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": description, "schema": schema}


_LANGUAGE_PARAMETER = _parameter(
    LANGUAGE_FIELD, "Taal van de teksten.", {**_TEXT, "enum": list(LANGUAGES), "default": DUTCH}
)


@blueprint.get("/diplomahulp")
@public
@kept
@described(
    {
        "operationId": "diplomahulp",
        "summary": "Staat een diploma in het register, en wat is de volgende stap?",
        "parameters": [
            _parameter("soort", "Sleutel van de soort diploma, zoals in /diplomahulp/aanbod.", _TEXT, required=True),
            _parameter(
                "bekostiging",
                "Verplicht waar de soort twee eerste jaren heeft; telt anders niet mee.",
                {**_TEXT, "enum": [choice.value for choice in Bekostiging]},
            ),
            _parameter("jaar", "Jaar van het diploma. Telt niet mee voor wat nooit in het register staat.", _TEXT),
            _LANGUAGE_PARAMETER,
        ],
        "responses": {
            "200": json_answer(
                "Het antwoord.",
                {
                    "type": "object",
                    "required": ["uitkomst", "vervolgstap", "vanaf", "uitleg", "adres"],
                    "properties": {
                        "uitkomst": {**_TEXT, "enum": [outcome.value for outcome in Outcome]},
                        "vervolgstap": {**_TEXT, "enum": [step.value for step in NextStep]},
                        "vanaf": _YEAR,
                        "uitleg": _TEXT,
                        "adres": {**_TEXT, "format": "uri"},
                    },
                },
            ),
            "422": problem_answer("Een veld klopt niet of ontbreekt; `veld` noemt het eerste, `fouten` noemt alle."),
        },
    }
)
def show_answer() -> Response:
    """Answer one question."""
    language = _language()
    if language is None:
        return _refuse({LANGUAGE_FIELD: "Kies een taal: " + ", ".join(LANGUAGES) + "."})
    dataset, day = current_dataset(), today()
    reading = read(dataset, request.args, day)
    question = reading.question()
    if question is None:
        # What is wrong comes before what is missing: that is what the caller did.
        problems = {**reading.problems, **dict.fromkeys(reading.missing, Problem.MISSING)}
        complaints = {field.value: complaint(field, problems[field], dataset, day, language) for field in problems}
        return _refuse(complaints, language)
    found = answer(dataset, question, day)
    given = {field: value for field, value in reading.given.items() if field in reading.needed}
    result = jsonify(
        uitkomst=found.outcome,
        vervolgstap=found.next_step,
        vanaf=found.held_from,
        uitleg=" ".join(explain(dataset, found, language)),
        adres=settings().base_url + path("/diplomahulp", language, **given),
    )
    result.content_language.add(language)
    return result


@blueprint.get("/diplomahulp/aanbod")
@public
@kept
@described(
    {
        "operationId": "diplomahulpAanbod",
        "summary": "Vanaf welk jaar staan diploma's in het register?",
        "parameters": [_LANGUAGE_PARAMETER],
        "responses": {
            "200": json_answer(
                "Een rij voor elke soort die het register bewaart.",
                {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "soort": _TEXT,
                            "label": _TEXT,
                            "bekostigd_vanaf": _YEAR,
                            "particulier_vanaf": _YEAR,
                            "bron": _TEXT,
                            "gecontroleerd_op": {**_TEXT, "format": "date"},
                        },
                    },
                },
            ),
            "422": problem_answer("De taal is onbekend."),
        },
    }
)
def show_dataset() -> Response:
    """Give what the register holds, with source and date of the check."""
    language = _language()
    if language is None:
        return _refuse({LANGUAGE_FIELD: "Kies een taal: " + ", ".join(LANGUAGES) + "."})
    _ = translator(language)
    result = jsonify(
        [
            {
                "soort": soort.key,
                "label": _(soort.label),
                "bekostigd_vanaf": soort.bekostigd_from,
                "particulier_vanaf": soort.particulier_from,
                "bron": soort.source,
                "gecontroleerd_op": soort.checked_on.isoformat(),
            }
            for soort in current_dataset().held
        ]
    )
    result.content_language.add(language)
    return result


def _language() -> str | None:
    """Find the language asked for; Dutch where none is, None for one that we do not speak."""
    asked = request.args.get(LANGUAGE_FIELD, DUTCH)
    return asked if asked in LANGUAGES else None


def _refuse(complaints: Mapping[str, str], language: str = DUTCH) -> Response:
    """Name the fields that make no sense."""
    _ = translator(language)
    first, *_others = complaints
    errors = [{"veld": field, "melding": text} for field, text in complaints.items()]
    return problem(422, _("Deze vraag klopt niet"), f"{first}: {complaints[first]}", veld=first, fouten=errors)
