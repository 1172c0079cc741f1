"""The small credential of the QR code: which fields it has, and how its texts are shortened.

A CWT (RFC 8392) with the moment of issue and, under one number for private use, a list of ten fields.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

import cbor2

from duo_site.uittreksel.domain import MOST_PLACES, Document, Language, UittrekselInhoud
from duo_site.uittreksel.number import parse_number

ISSUED_AT = 6
UITTREKSEL = -65537
"""The first number for private use (RFC 8392 section 9.1)."""

SHORTENED = "…"
"""Stands at the end of a text that was cut. The page holds the whole text."""

_EPOCH = date(1970, 1, 1)
_LANGUAGES: tuple[Language, ...] = ("nl", "en")
_DOCUMENTS = tuple(Document)
_HOLDER_BYTES = 240
"""120 letters of two bytes: only a longer name is cut while there is room."""


@dataclass(frozen=True)
class QrInhoud:
    """What the QR code says. A text that ends in `SHORTENED` was cut."""

    number: str
    language: Language
    document: Document
    qualification: str
    holder: str
    birth_date: date
    onderwijsinstelling: str
    obtained_on: date
    nlqf: str | None
    status_index: int | None

    @property
    def shortened(self) -> tuple[str, ...]:
        """List the fields that were cut."""
        texts = ("holder", "qualification", "onderwijsinstelling")
        return tuple(name for name in texts if getattr(self, name).endswith(SHORTENED))


def shorten(inhoud: UittrekselInhoud, room: int) -> QrInhoud:
    """Take what the QR code says, with at most `room` bytes (UTF-8) for name, school and qualification together.

    The name goes first: it gets 240 bytes, or what there is. Of the rest the school gets a third at most.
    """
    holder = cut(inhoud.holder, min(_HOLDER_BYTES, room - room // 4))
    left = room - len(holder.encode())
    qualification = " / ".join(inhoud.qualification)
    school = cut(inhoud.onderwijsinstelling, max(left // 3, left - len(qualification.encode())))
    return QrInhoud(
        number=inhoud.number,
        language=inhoud.language,
        document=inhoud.document,
        qualification=cut(qualification, left - len(school.encode())),
        holder=holder,
        birth_date=inhoud.birth_date,
        onderwijsinstelling=school,
        obtained_on=inhoud.obtained_on,
        nlqf=inhoud.nlqf,
        status_index=inhoud.status_index,
    )


def cut(text: str, size: int) -> str:
    """Cut a text to at most `size` bytes of UTF-8, between characters, with a mark at the end."""
    if len(text.encode()) <= size:
        return text
    room = max(0, size - len(SHORTENED.encode()))
    return text.encode()[:room].decode(errors="ignore").rstrip() + SHORTENED


def write_claims(said: QrInhoud, at: datetime) -> bytes:
    """Write the CWT claims set in CBOR."""
    return cbor2.dumps({ISSUED_AT: int(at.timestamp()), UITTREKSEL: list(_list_values(said))}, canonical=True)


def read_claims(payload: bytes) -> tuple[QrInhoud, datetime]:
    """Read what `write_claims` wrote; raise KeyError, TypeError, ValueError or OverflowError for anything else."""
    claims = cbor2.loads(payload)
    number, language, document, qualification, holder, born, school, obtained, nlqf, index = claims[UITTREKSEL]
    said = QrInhoud(
        number=_number(number),
        language=_LANGUAGES[language],
        document=_DOCUMENTS[document],
        qualification=_text(qualification),
        holder=_text(holder),
        birth_date=_EPOCH + timedelta(days=born),
        onderwijsinstelling=_text(school),
        obtained_on=_EPOCH + timedelta(days=obtained),
        nlqf=None if nlqf is None else _text(nlqf),
        status_index=None if index is None else _index(index),
    )
    return said, datetime.fromtimestamp(claims[ISSUED_AT], UTC)


def _list_values(said: QrInhoud) -> Iterator[Any]:
    """List the fields in their order: days since 1970, kinds and languages as their place in our lists."""
    for field in fields(said):
        match getattr(said, field.name):
            case Document() as document:
                yield _DOCUMENTS.index(document)
            case date() as day:
                yield (day - _EPOCH).days
            case str() as text if field.name == "language":
                yield _LANGUAGES.index("nl" if text == "nl" else "en")
            case str() as text if field.name == "number":
                yield text.replace("-", "")
            case value:
                yield value


def _number(value: object) -> str:
    number = parse_number(_text(value))
    if number is None:
        raise ValueError("The number in the QR code is none.")
    return number


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("A text of the QR code is no text.")
    return value


def _index(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < MOST_PLACES:
        raise ValueError("The place in the status list is none.")
    return value
