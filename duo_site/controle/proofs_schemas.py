"""The OpenAPI descriptions of keys, status list and number, with examples."""

from typing import Any

from duo_site.uittreksel.domain import Status
from duo_site.uittreksel.proofs.signing import JWT_TYPE
from duo_site.uittreksel.proofs.status_list import SECONDS_FRESH
from duo_site.web.api import json_answer, problem_answer

_NUMBER = "0820-C20A-1G71-04GM-2RC1-M70Y-40H9"
_TEXT = {"type": "string"}
_MOMENT = {**_TEXT, "format": "date-time", "example": "2026-11-21T13:00:00Z"}
_BASE64 = {**_TEXT, "format": "byte", "description": "DER in base64.", "example": "MIIB9jCCAZ2gAwIBAgIUDk8="}
_BOOLEAN = {"type": "boolean", "example": True}
_VALIDITY = {"geldig_vanaf": _MOMENT, "geldig_tot": _MOMENT}
_KEEPING = {
    "ETag": {"description": "Verandert met de inhoud; stuur hem terug in If-None-Match.", "schema": _TEXT},
    "Cache-Control": {
        "description": "Hoe lang u de kopie mag gebruiken.",
        "schema": {**_TEXT, "example": f"public, max-age={SECONDS_FRESH}"},
    },
}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


_SEAL = _object(
    id={**_TEXT, "example": "3f0c9a55d1b07e42"},
    naam={**_TEXT, "example": "Zegel TEST - geen echt zegel"},
    huidig=_BOOLEAN,
    certificaat=_BASE64,
    stamcertificaat=_BASE64,
    tussencertificaten=_list(_BASE64),
    **_VALIDITY,
    ingetrokken_op={**_MOMENT, "nullable": True, "example": None},
    altijd_tijdstempel=_BOOLEAN,
)
_AUTHORITY = _object(
    id={**_TEXT, "example": "3f0c9a55d1b07e42-tijdstempel"},
    naam={**_TEXT, "example": "Tijdstempel TEST - geen echt zegel"},
    proef=_BOOLEAN,
    certificaten=_list(_BASE64),
    **_VALIDITY,
)
_JWK = _object(
    kty={**_TEXT, "enum": ["EC"]},
    crv={**_TEXT, "enum": ["P-256"]},
    x={**_TEXT, "example": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
    y={**_TEXT, "example": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
    kid={**_TEXT, "description": "Begin van de vingerafdruk van de sleutel (RFC 7638).", "example": "tm2njxnLSxY"},
    alg={**_TEXT, "enum": ["ES256"]},
    use={**_TEXT, "enum": ["sig"]},
    huidig=_BOOLEAN,
    **_VALIDITY,
)

ISSUED = {
    "operationId": "uittreksel",
    "summary": "Wat mag iedereen weten van een nummer? Geen persoonsgegevens.",
    "parameters": [
        {
            "name": "nummer",
            "in": "path",
            "required": True,
            "description": "Nummer van het uittreksel. Spaties, streepjes en hoofdletters tellen niet mee.",
            "schema": {**_TEXT, "maxLength": 200, "example": _NUMBER},
        }
    ],
    "responses": {
        "200": json_answer(
            "Het nummer is afgegeven. Dat bewijst niet dat een bestand of afdruk echt is.",
            _object(
                nummer={**_TEXT, "example": _NUMBER},
                oordeel={**_TEXT, "enum": [status.value for status in Status]},
                afgegeven_op={**_TEXT, "format": "date", "example": "2026-11-21"},
            ),
        ),
        "404": problem_answer("Het nummer is niet afgegeven, of het is geen nummer."),
        "429": problem_answer("Te veel vragen in een minuut; Retry-After zegt wanneer het weer mag."),
    },
}

KEYS = {
    "operationId": "sleutels",
    "summary": "De sleutels en certificaten van zegel, tijdstempel en verklaringen, ook oude, met hun geldigheid.",
    "responses": {
        "200": {
            **json_answer(
                "Alle sleutels; `verklaringen` is een JWK Set.",
                _object(zegels=_list(_SEAL), tijdstempels=_list(_AUTHORITY), verklaringen=_object(keys=_list(_JWK))),
            ),
            "headers": _KEEPING,
        },
        "304": {"description": "Uw kopie is nog gelijk."},
        "503": problem_answer("Er zijn nog geen sleutels."),
    },
}

STATUS_LIST = {
    "operationId": "statuslijst",
    "summary": "De ondertekende statuslijst van alle uittreksels (W3C Bitstring Status List).",
    "description": (
        "Twee bits per uittreksel: 0 geldig, 1 ingetrokken, 2 vervangen. Na `validUntil` zegt de lijst niets meer."
    ),
    "responses": {
        "200": {
            "description": "Een Verifiable Credential als JWS, ondertekend met een sleutel uit `verklaringen`.",
            "content": {
                f"application/{JWT_TYPE}": {
                    "schema": {**_TEXT, "example": "eyJhbGciOiJFUzI1NiIsImtpZCI6InRtMm4ifQ.e30.c2ln"}
                }
            },
            "headers": _KEEPING,
        },
        "304": {"description": "Uw kopie is nog gelijk."},
        "503": problem_answer("Er zijn nog geen sleutels."),
    },
}
