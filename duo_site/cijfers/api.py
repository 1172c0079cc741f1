"""The figures for programs: /api/v1/cijfers."""

import re
from typing import Any

from flask import Blueprint, Response, jsonify, request

from duo_site.cijfers.domain import Series, lies_between
from duo_site.cijfers.files import describe_all
from duo_site.cijfers.parts import current_figures, current_satisfaction
from duo_site.web.access import public
from duo_site.web.api import BASE, described, json_answer, problem_answer
from duo_site.web.database import reading
from duo_site.web.errors import problem
from duo_site.web.page_cache import kept
from duo_site.web.site import settings

blueprint = Blueprint("cijfers_api", __name__, url_prefix=BASE)

PERIOD = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
"""A year or a month as ISO 8601 writes it."""

_TEXT = {"type": "string"}
_NUMBER = {"type": "number"}
_ESTIMATE: dict[str, Any] = {
    "type": "object",
    "nullable": True,
    "description": "Leeg bij minder dan 10 antwoorden. Vanaf en tot: het interval van 95 procent.",
    "properties": {"waarde": _NUMBER, "vanaf": _NUMBER, "tot": _NUMBER, "antwoorden": {"type": "integer"}},
}
_FIGURE: dict[str, Any] = {
    "type": "object",
    "required": ["wat", "periode", "verdeling", "waarde", "aantal", "verborgen"],
    "properties": {
        "wat": {**_TEXT, "enum": [series.value for series in Series]},
        "periode": {**_TEXT, "description": "Een maand of een jaar.", "example": "2026-10"},
        "verdeling": {**_TEXT, "enum": ["alles", "soort", "taal", "oordeel"]},
        "waarde": {**_TEXT, "example": "hbo"},
        "aantal": {"type": "integer", "nullable": True, "description": "Leeg als het verborgen is."},
        "verborgen": {"type": "boolean"},
    },
}
_ANSWER: dict[str, Any] = {
    "type": "object",
    "required": ["licentie", "demonstratie", "tot_en_met", "cijfers", "tevredenheid", "geschiedenis"],
    "properties": {
        "uitgever": {**_TEXT, "nullable": True},
        "demonstratie": {"type": "boolean", "description": "Waar: de aantallen zijn verzonnen."},
        "licentie": {**_TEXT, "format": "uri"},
        "tot_en_met": {**_TEXT, "format": "date", "nullable": True},
        "cijfers": {"type": "array", "items": _FIGURE},
        "tevredenheid": {
            "type": "array",
            "items": {"type": "object", "properties": {"maand": _TEXT, "gevonden": _ESTIMATE, "cijfer": _ESTIMATE}},
        },
        "geschiedenis": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "jaar": {"type": "integer"},
                    "aantal": {"type": "integer"},
                    "precisie": {**_TEXT, "enum": ["bijna", "meer dan"]},
                    "bron": {**_TEXT, "format": "uri"},
                },
            },
        },
    },
}


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


@blueprint.get("/cijfers")
@public
@kept
@described(
    {
        "operationId": "cijfers",
        "summary": "Hoe vaak zijn uittreksels gedownload en gecontroleerd?",
        "description": (
            "Aantallen onder de 10 zijn verborgen, en zo nodig ook grotere, zodat niemand ze kan uitrekenen. Een maand "
            "komt erbij als die voorbij is en verandert daarna niet meer. Een jaar komt erbij als het voorbij is."
        ),
        "parameters": [
            _parameter("wat", "Alleen deze cijfers.", {**_TEXT, "enum": [series.value for series in Series]}),
            _parameter("van", "Vanaf deze maand of dit jaar.", {**_TEXT, "pattern": PERIOD.pattern}),
            _parameter("tot", "Tot en met deze maand of dit jaar.", {**_TEXT, "pattern": PERIOD.pattern}),
        ],
        "responses": {
            "200": json_answer("De cijfers.", _ANSWER),
            "422": problem_answer("Een veld klopt niet; `veld` noemt het."),
        },
    }
)
def show_figures() -> Response:
    """Give the figures of a period, or all."""
    what, first, last = (request.args.get(name, "") for name in ("wat", "van", "tot"))
    if what and what not in list(Series):
        return _refuse("wat", f"Kies uit: {', '.join(Series)}.")
    for name, period in (("van", first), ("tot", last)):
        if period and not PERIOD.fullmatch(period):
            return _refuse(name, "Schrijf een jaar of een maand, zoals 2026 of 2026-10.")
    with reading() as session:
        figures, satisfaction = current_figures(session), current_satisfaction(session)
    chosen = figures.select(series=Series(what) if what else None, first=first, last=last)
    opinions = [each for each in satisfaction if lies_between(str(each.month), first, last)]
    site = settings()
    answer = jsonify(describe_all(figures, chosen, opinions, base_url=site.base_url, operator=site.operator))
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _refuse(field: str, detail: str) -> Response:
    """Say what is wrong with the request."""
    return problem(422, "Deze vraag klopt niet", detail, veld=field)
