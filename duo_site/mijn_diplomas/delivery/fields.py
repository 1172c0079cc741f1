"""Checks one value of a delivery of diplomas at a time. Each function gives the clean value or raises WrongValue."""

import re
from datetime import date
from decimal import Decimal

from duo_site.deliveries.values import WrongValue, read_date, read_name, read_text
from duo_site.mijn_diplomas.delivery.domain import CIJFER_COLUMNS
from duo_site.uittreksel.domain import Cijfer

MOST_CIJFERS = 60
MOST_QUALIFICATION_LINES = 6
_EARLIEST_BIRTH = date(1900, 1, 1)
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_LEVERING = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}")
_NINE_DIGITS = re.compile(r"[0-9]{9}")
_NLQF = re.compile(r"(?:instroom|[1-8]|4\+)?")
_DECIMAL = re.compile(r"[0-9]{1,2}(?:[.,][0-9])?")
_LONGEST_CIJFER = 20


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


def read_birth_date(value: object) -> date:
    """Read a date of birth."""
    day = read_date(value)
    if day < _EARLIEST_BIRTH:
        raise WrongValue("deze datum ligt voor 1900")
    return day


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
