"""The credential in the file: a W3C Verifiable Credential 2.0, secured with JOSE, that says what the page says.

`diploma.json` holds the compact JWS (W3C Securing Verifiable Credentials using JOSE and COSE, media type
application/vc+jwt).
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, cast
from urllib.parse import urlsplit

from duo_site.uittreksel.domain import Cijfer, Document, Language, UittrekselInhoud, UnreadableInhoud
from duo_site.uittreksel.number import parse_number
from duo_site.uittreksel.proofs.keys import CredentialKeys, SigningKey
from duo_site.uittreksel.proofs.signing import BadSignature, NotOurKey, read_jwt, sign_jwt
from duo_site.uittreksel.proofs.terms import (
    STATUS_ENTRY,
    STATUS_LIST_PATH,
    STATUS_MESSAGES,
    STATUS_PURPOSE,
    STATUS_SIZE,
    UITTREKSEL,
    write_context,
)

MOST_BYTES = 256 * 1024
"""An attachment above this size is not read."""

_PARTS = {"se": "Schoolexamen", "ce": "Centraal examen", "eind": "Eindcijfer"}


def write_credential(inhoud: UittrekselInhoud, key: SigningKey, at: datetime) -> bytes:
    """Write the attachment `diploma.json`; the same contents, key and moment give the same bytes."""
    return sign_jwt(_write_claims(inhoud, at), key)


def read_inhoud(attachment: bytes, keys: CredentialKeys) -> UittrekselInhoud | None:
    """Read what an attachment says; None unless a key of ours signed it while it was in use, and it makes sense.

    Only `keys` decides: no key, address or algorithm in the attachment itself is used.
    """
    if len(attachment) > MOST_BYTES:
        return None
    try:
        signed = read_jwt(attachment, keys)
        claims = signed.content
        issued_at = datetime.fromisoformat(claims["validFrom"])
        if UITTREKSEL not in claims["type"] or not signed.key.is_valid_at(issued_at):
            return None
        return _read_claims(claims)
    except (NotOurKey, BadSignature, UnreadableInhoud, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None


def _write_claims(inhoud: UittrekselInhoud, at: datetime) -> dict[str, Any]:
    site = site_of(inhoud.check_address)
    claims: dict[str, Any] = {
        "@context": write_context(),
        "id": inhoud.check_address,
        "type": ["VerifiableCredential", UITTREKSEL],
        "issuer": {"id": site, "type": "Organisation"} | _given(legalName=inhoud.operator),
        "validFrom": at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "identifier": inhoud.number,
        "primaryLanguage": inhoud.language,
        "demonstration": inhoud.demonstration,
        "downloadedOn": inhoud.downloaded_on.isoformat(),
        "credentialSubject": {
            "type": "Person",
            "fullName": inhoud.holder,
            "dateOfBirth": inhoud.birth_date.isoformat(),
            "hasClaim": _write_achievement(inhoud),
        },
    }
    if inhoud.status_index is not None:
        claims["credentialStatus"] = {
            "id": f"{site}{STATUS_LIST_PATH}#{inhoud.status_index}",
            "type": STATUS_ENTRY,
            "statusPurpose": STATUS_PURPOSE,
            "statusListIndex": str(inhoud.status_index),
            "statusListCredential": f"{site}{STATUS_LIST_PATH}",
            "statusSize": STATUS_SIZE,
            "statusMessage": list(STATUS_MESSAGES),
        }
    return claims


def _write_achievement(inhoud: UittrekselInhoud) -> dict[str, Any]:
    qualification = {"type": "Qualification", "dcType": inhoud.document.value, "title": list(inhoud.qualification)}
    return {
        "type": "LearningAchievement",
        "specifiedBy": qualification | _given(profiel=inhoud.profiel, nqfLevel=inhoud.nlqf, eqfLevel=inhoud.eqf),
        "awardedBy": {
            "type": "AwardingProcess",
            "awardingDate": inhoud.obtained_on.isoformat(),
            "awardingBody": {
                "type": "Organisation",
                "legalName": inhoud.onderwijsinstelling,
                "location": {"type": "Location", "address": {"type": "Address", "locality": inhoud.place}},
            },
        },
    } | ({"provenBy": [_write_assessment(cijfer) for cijfer in inhoud.grades]} if inhoud.grades else {})


def _write_assessment(cijfer: Cijfer) -> dict[str, Any]:
    """Write one vak with its cijfers, the parts in the order of the columns."""
    grades = {"se": cijfer.se, "ce": cijfer.ce, "eind": cijfer.eind}
    return {
        "type": "LearningAssessment",
        "title": [cijfer.vak],
        "hasPart": [
            {"type": "LearningAssessment", "dcType": part, "title": [_PARTS[part]], "grade": {"noteLiteral": grade}}
            for part, grade in grades.items()
            if grade is not None
        ],
    }


def _read_claims(claims: Mapping[str, Any]) -> UittrekselInhoud:
    person = claims["credentialSubject"]
    achievement = person["hasClaim"]
    qualification, awarding = achievement["specifiedBy"], achievement["awardedBy"]
    body = awarding["awardingBody"]
    number, address = _text(claims["identifier"]), _text(claims["id"])
    if parse_number(number) != number or urlsplit(address).path.rpartition("/")[2] != number:
        raise UnreadableInhoud("The number and the address do not belong together.")
    operator = _text_or_none(claims["issuer"].get("legalName"))
    if claims["demonstration"] is not (operator is None):
        raise UnreadableInhoud("A document of an operator is no demonstration.")
    return UittrekselInhoud(
        number=number,
        language=cast(Language, claims["primaryLanguage"]),
        document=Document(qualification["dcType"]),
        qualification=tuple(_text(line) for line in qualification["title"]),
        profiel=_text_or_none(qualification.get("profiel")),
        holder=_text(person["fullName"]),
        birth_date=date.fromisoformat(person["dateOfBirth"]),
        onderwijsinstelling=_text(body["legalName"]),
        place=_text(body["location"]["address"]["locality"]),
        obtained_on=date.fromisoformat(awarding["awardingDate"]),
        nlqf=_text_or_none(qualification.get("nqfLevel")),
        downloaded_on=date.fromisoformat(claims["downloadedOn"]),
        grades=tuple(_read_assessment(assessment) for assessment in achievement.get("provenBy", ())),
        check_address=address,
        operator=operator,
        status_index=_read_status_index(claims.get("credentialStatus")),
    )


def _read_assessment(assessment: Mapping[str, Any]) -> Cijfer:
    grades = {part["dcType"]: _text(part["grade"]["noteLiteral"]) for part in assessment["hasPart"]}
    return Cijfer(_text(assessment["title"][0]), grades.get("se"), grades.get("ce"), grades.get("eind"))


def _read_status_index(entry: Mapping[str, Any] | None) -> int | None:
    return None if entry is None else int(_text(entry["statusListIndex"]))


def site_of(check_address: str) -> str:
    """Give the address of the site that an address of the controle belongs to."""
    parts = urlsplit(check_address)
    before = parts.path.partition("/controle/")[0].removesuffix("/en")
    return f"{parts.scheme}://{parts.netloc}{before}"


def _given(**values: str | None) -> dict[str, str]:
    """Leave out what is not known."""
    return {name: value for name, value in values.items() if value is not None}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnreadableInhoud("A text of the credential is no text.")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)
