"""Checks one value of a delivery at a time. Each function gives the clean value or raises WrongValue."""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTELLINGSCODE = re.compile(r"[0-9]{2}[0-9A-Z]{2}")
_OPLEIDINGSCODE = re.compile(r"[0-9]{5}")
_YES_AND_NO: dict[object, bool] = {"ja": True, "true": True, "nee": False, "false": False}


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


def read_date(value: object) -> date:
    """Read a date written as 2024-07-05 (ISO 8601)."""
    if not isinstance(value, str) or not _DATE.fullmatch(value.strip()):
        raise WrongValue("dit moet een datum zijn, zoals 2024-07-05")
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise WrongValue("deze datum bestaat niet") from error


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


def read_yes_or_no(value: object) -> bool | None:
    """Read ja or nee, or true or false of JSON; None where nothing is said."""
    if value is None or isinstance(value, bool):
        return value
    text = value.strip().lower() if isinstance(value, str) else value
    if text == "":
        return None
    if not isinstance(text, str) or text not in _YES_AND_NO:
        raise WrongValue("dit moet ja of nee zijn, of in JSON true of false")
    return _YES_AND_NO[text]
