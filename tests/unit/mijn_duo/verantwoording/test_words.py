"""Findings in plain words; what nobody knows gets a plain sentence and its code."""

from typing import Any

import pytest
from flask import Flask

from duo_site.mijn_duo.verantwoording.guard_rules import Refusal
from duo_site.mijn_duo.verantwoording.words import REFUSALS, show_finding, tidy

PLACE = {"line": 21, "element": "p:Activa", "label": "Activa", "value": "61600000"}
SUM: dict[str, Any] = {"reportedSum": "61,600,000", "computedSum": "61,500,000", "unreportedContributors": "none"}


def finding(code: str, *, rule: str = "", places: tuple[dict[str, Any], ...] = (PLACE,), **arguments: Any) -> Any:
    return {
        "code": code,
        "is_error": True,
        "text": "English text",
        "rule": rule,
        "arguments": arguments,
        "concept": "Activa",
        "places": list(places),
    }


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (finding("message:r1", formulaMessage="De balans klopt niet."), "De balans klopt niet."),
        (finding("message:r1", formulaMessage="In 2026 is -61600000.5 euro."), "In 2026 is -61.600.000,5 euro."),
        (finding("formula:assertionUnsatisfied", rule="Activa is passiva.", label="r1"), "Activa is passiva."),
        (finding("formula:assertionUnsatisfied", label="r1"), "Het bestand voldoet niet aan de regel r1."),
        (
            finding("xbrl.5.2.5.2:calcInconsistency", **SUM),
            "De som klopt niet. Bij Activa staat 61.600.000. De onderdelen samen zijn 61.500.000.",
        ),
        (
            finding("xbrl.5.2.5.2:calcInconsistency", **{**SUM, "unreportedContributors": "Vorderingen"}),
            "De som klopt niet. Bij Activa staat 61.600.000. De onderdelen samen zijn 61.500.000. "
            "Niet elk onderdeel heeft een bedrag.",
        ),
        (finding("xmlSchema:valueError"), "De waarde bij Activa is niet goed geschreven."),
        (finding("ix11.10.1.1:transformValueError"), "De waarde bij Activa is niet goed geschreven."),
        (finding("xbrl:schemaImportMissing"), "De taxonomie kent het onderdeel Activa niet."),
        (finding("xbrl.4.6.2:numericUnit"), "Bij Activa ontbreekt de eenheid, bijvoorbeeld euro."),
        (finding("xbrl.4.7.1:contextIssue"), "Het bestand volgt hier de regels van XBRL niet."),
        (finding("nieuw:iets"), "Hier klopt iets niet. Uw softwareleverancier kan de code uitleggen."),
    ],
)
def test_a_finding_in_words(finding_app: Flask, found: dict[str, Any], text: str) -> None:
    with finding_app.test_request_context():
        shown = show_finding(found)
    assert shown.text == text
    assert shown.code == found["code"]
    assert [(place.line, place.name, place.value) for place in shown.places] == [(21, "Activa", "61600000")]


def test_a_rule_is_told_once_and_in_the_order_of_the_file() -> None:
    late = finding("xmlSchema:valueError", places=({**PLACE, "line": 30},))
    told = finding("message:r1", label="r1")
    twice = finding("formula:assertionUnsatisfied", label="r1")
    other = finding("formula:assertionUnsatisfied", label="r2", places=())
    assert tidy([late, twice, told, other]) == [other, told, late]


def test_every_refusal_has_words() -> None:
    assert set(REFUSALS) == set(Refusal)


@pytest.fixture
def finding_app() -> Flask:
    return Flask(__name__)
