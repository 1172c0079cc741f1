"""Checks one value of a delivery at a time. Each function gives the clean value or raises WrongValue."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from duo_site.mijn_diplomas.delivery.domain import CIJFER_COLUMNS
from duo_site.uittreksel.domain import Cijfer

Word = TypeVar("Word", bound=StrEnum)

MOST_CIJFERS = 60
MOST_QUALIFICATION_LINES = 6
_EARLIEST_BIRTH = date(1900, 1, 1)
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_LEVERING = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NINE_DIGITS = re.compile(r"[0-9]{9}")
_INSTELLINGSCODE = re.compile(r"[0-9]{2}[0-9A-Z]{2}")
_OPLEIDINGSCODE = re.compile(r"[0-9]{5}")
_NLQF = re.compile(r"(?:instroom|[1-8]|4\+)?")
_DECIMAL = re.compile(r"[0-9]{1,2}(?:[.,][0-9])?")
_LONGEST_CIJFER = 20


class WrongValue(ValueError):
    """A value cannot be accepted; the message says why, in plain Dutch, without repeating it."""


def read_text(value: object, longest: int, *, required: bool) -> str:
    """Read a text on one line, in Unicode NFC, with single spaces."""
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise WrongValue("dit moet tekst zijn, tussen aanhalingstekens")
    text = " ".join(value.split())
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if required and not text:
        raise WrongValue("dit is leeg")
    if len(text) > longest:
        raise WrongValue(f"dit is langer dan {longest} tekens")
    if not text.isprintable():
        raise WrongValue("hier staan tekens in die niet te drukken zijn")
    return text


def read_name(value: object, longest: int, *, required: bool) -> str:
    """Read a part of a name; where it is given, it holds a letter."""
    name = read_text(value, longest, required=required)
    if name and not any(character.isalpha() for character in name):
        raise WrongValue("hier staat geen letter in")
    return name


def read_qualification(value: object, longest: int) -> str:
    """Read the qualification: one to six lines, of which each stands on its own line of the uittreksel."""
    if not isinstance(value, str):
        raise WrongValue("dit moet tekst zijn, tussen aanhalingstekens")
    lines = [line for part in value.splitlines() if (line := read_text(part, longest, required=False))]
    if not lines:
        raise WrongValue("dit is leeg")
    if len(lines) > MOST_QUALIFICATION_LINES:
        raise WrongValue(f"dit zijn meer dan {MOST_QUALIFICATION_LINES} regels")
    text = "\n".join(lines)
    if len(text) > longest:
        raise WrongValue(f"dit is langer dan {longest} tekens")
    return text


def read_levering(value: object) -> str:
    """Read the key of a diploma at the onderwijsinstelling that delivers it."""
    if not isinstance(value, str) or not _LEVERING.fullmatch(value.strip()):
        raise WrongValue("dit moet een sleutel zijn van 1 tot 100 letters, cijfers of . _ : / -")
    return value.strip()


def read_bsn(value: object) -> str:
    """Read a BSN: nine digits that pass the 11-test (Wet algemene bepalingen burgerservicenummer)."""
    if not isinstance(value, str) or not _NINE_DIGITS.fullmatch(value.strip()):
        raise WrongValue("dit moet tekst van 9 cijfers zijn")
    bsn = value.strip()
    total = sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, bsn, strict=True))
    if total % 11 or total == 0:
        raise WrongValue("dit is geen BSN: de elfproef klopt niet")
    return bsn


def read_date(value: object) -> date:
    """Read a date written as 2024-07-05 (ISO 8601)."""
    if not isinstance(value, str) or not _DATE.fullmatch(value.strip()):
        raise WrongValue("dit moet een datum zijn, zoals 2024-07-05")
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise WrongValue("deze datum bestaat niet") from error


def read_birth_date(value: object) -> date:
    """Read a date of birth."""
    day = read_date(value)
    if day < _EARLIEST_BIRTH:
        raise WrongValue("deze datum ligt voor 1900")
    return day


def read_word(value: object, words: type[Word]) -> Word:
    """Read one of the words of an enumeration."""
    try:
        return words(str(value or "").strip())
    except ValueError as error:
        raise WrongValue(f"dit moet een van deze woorden zijn: {', '.join(words)}") from error


def read_opleidingscode(value: object, *, required: bool) -> str:
    """Read the code of the opleiding: five digits."""
    code = read_text(value, 100, required=required)
    if code and not _OPLEIDINGSCODE.fullmatch(code):
        raise WrongValue("dit moeten 5 cijfers zijn")
    return code


def read_instellingscode(value: object) -> str:
    """Read the code of an onderwijsinstelling: four characters, digits first."""
    code = read_text(value, 100, required=True)
    if not _INSTELLINGSCODE.fullmatch(code):
        raise WrongValue("dit moeten 4 tekens zijn: 2 cijfers en dan 2 cijfers of hoofdletters")
    return code


def read_nlqf(value: object) -> str:
    """Read the level in the Dutch qualifications framework; empty where it is not known."""
    level = read_text(value, 100, required=False)
    if not _NLQF.fullmatch(level):
        raise WrongValue("dit moet een niveau zijn: instroom, 1 tot en met 8, of 4+")
    return level


def read_cijfers(value: object) -> tuple[Cijfer, ...]:
    """Read the cijferlijst: a list of objects with vak, se, ce and eind."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise WrongValue("dit moet een lijst zijn, met per vak: vak, se, ce, eind")
    if len(value) > MOST_CIJFERS:
        raise WrongValue(f"dit zijn meer dan {MOST_CIJFERS} vakken")
    cijfers = tuple(_read_vak(place, row) for place, row in enumerate(value, 1))
    if len({cijfer.vak for cijfer in cijfers}) != len(cijfers):
        raise WrongValue("een vak staat er twee keer")
    return cijfers


def _read_vak(place: int, row: object) -> Cijfer:
    if not isinstance(row, dict) or not set(row) <= set(CIJFER_COLUMNS):
        raise WrongValue(f"vak {place} moet de velden vak, se, ce en eind hebben, en geen andere")
    try:
        vak = read_name(row.get("vak"), 100, required=True)
        se, ce, eind = (_read_cijfer(row.get(name)) for name in CIJFER_COLUMNS[1:])
    except WrongValue as error:
        raise WrongValue(f"vak {place}: {error}") from error
    if se is ce is eind is None:
        raise WrongValue(f"vak {place} heeft geen cijfer")
    return Cijfer(vak, se, ce, eind)


def _read_cijfer(value: object) -> str | None:
    """Read a cijfer from 1 to 10 with at most one decimal, written with a point, or a word such as voldoende."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = repr(value)
    text = read_text(value, _LONGEST_CIJFER, required=False)
    if not text:
        return None
    if text[0] not in "-+0123456789":
        return text
    number = text.replace(",", ".")
    if not _DECIMAL.fullmatch(text) or not 1 <= Decimal(number) <= 10:
        raise WrongValue("een cijfer ligt tussen 1 en 10, met ten hoogste één decimaal")
    return number
