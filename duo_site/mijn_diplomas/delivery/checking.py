"""Checks a whole line of a delivery, and the lines of one file against each other."""

import json
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from duo_site.mijn_diplomas.delivery import fields
from duo_site.mijn_diplomas.delivery.domain import (
    COLUMNS,
    WITHDRAWN,
    CheckedLine,
    DeliveredDiploma,
    RawLine,
    RefusedLine,
    RowError,
    Withdrawal,
)
from duo_site.mijn_diplomas.delivery.fields import WrongValue
from duo_site.mijn_diplomas.domain import Bekostiging, Soort
from duo_site.uittreksel.domain import Cijfer, Document

Value = TypeVar("Value")

_WITH_BEKOSTIGING = {Soort.WO, Soort.HBO, Soort.MBO, Soort.VO, Soort.VAVO}
_WITH_OPLEIDINGSCODE = {Soort.WO, Soort.HBO, Soort.MBO}
_WITH_PROFIEL = {Soort.VO, Soort.VAVO, Soort.STAATSEXAMEN_VO}
_YES_AND_NO: dict[object, bool] = {"ja": True, "true": True, "nee": False, "false": False}


class _Reader:
    """Reads the values of one line and gathers what is wrong with them."""

    def __init__(self, line: RawLine) -> None:
        self._line = line
        self.errors: list[RowError] = []

    def read(self, name: str, read: Callable[[object], Value], default: Value) -> Value:
        """Read a value; where it is wrong, note that and go on with a default."""
        try:
            return read(self._line.values.get(name))
        except WrongValue as error:
            self.add(name, str(error))
            return default

    def add(self, name: str, reason: str) -> None:
        """Note what is wrong with a field."""
        self.errors.append(RowError(self._line.number, name, reason))


def check_line(line: RawLine, today: date) -> CheckedLine:
    """Make a diploma or a withdrawal of a line, or tell everything that is wrong with it."""
    if line.problem:
        return RefusedLine((RowError(line.number, "hele regel", line.problem),))
    reader = _Reader(line)
    unknown = sum(1 for name in line.values if name not in COLUMNS)
    if unknown:
        reader.add("hele regel", f"de regel heeft {unknown} velden die wij niet kennen")
    withdrawn = reader.read(WITHDRAWN, _read_withdrawn, None)
    levering = reader.read("levering", fields.read_levering, "")
    if withdrawn:
        return RefusedLine(tuple(reader.errors)) if reader.errors else Withdrawal(line.number, levering)
    diploma = _read_diploma(line.number, levering, reader, reinstates=withdrawn is False)
    _check_together(diploma, reader, today)
    return RefusedLine(tuple(reader.errors)) if reader.errors else diploma


def _read_diploma(number: int, levering: str, reader: _Reader, *, reinstates: bool) -> DeliveredDiploma:
    read = reader.read
    soort = read("soort", lambda value: fields.read_word(value, Soort), Soort.INBURGERING)
    return DeliveredDiploma(
        line=number,
        levering=levering,
        bsn=read("bsn", fields.read_bsn, ""),
        achternaam=read("achternaam", lambda value: fields.read_name(value, 100, required=True), ""),
        tussenvoegsel=read("tussenvoegsel", lambda value: fields.read_name(value, 30, required=False), ""),
        voornamen=read("voornamen", lambda value: fields.read_name(value, 150, required=False), ""),
        geboortedatum=read("geboortedatum", fields.read_birth_date, date.min),
        document=read("document", lambda value: fields.read_word(value, Document), Document.DIPLOMA),
        soort=soort,
        bekostiging=read("bekostiging", lambda value: _read_bekostiging(value, soort), None),
        opleidingscode=read(
            "opleidingscode",
            lambda value: fields.read_opleidingscode(value, required=soort in _WITH_OPLEIDINGSCODE),
            "",
        ),
        opleiding=read("opleiding", lambda value: fields.read_qualification(value, 500), ""),
        profiel=read("profiel", lambda value: fields.read_text(value, 100, required=False), ""),
        niveau_nlqf=read("niveau_nlqf", fields.read_nlqf, ""),
        instellingscode=read("instellingscode", fields.read_instellingscode, ""),
        onderwijsinstelling=read("onderwijsinstelling", lambda value: fields.read_name(value, 200, required=True), ""),
        plaats=read("plaats", lambda value: fields.read_name(value, 100, required=True), ""),
        behaald_op=read("behaald_op", fields.read_date, date.max),
        cijfers=read("cijfers", _read_cijfers, ()),
        reinstates=reinstates,
    )


def _check_together(diploma: DeliveredDiploma, reader: _Reader, today: date) -> None:
    """Check what no field shows by itself."""
    wrong = {error.field for error in reader.errors}
    if "behaald_op" not in wrong:
        if diploma.behaald_op > today:
            reader.add("behaald_op", "deze datum ligt in de toekomst")
        elif "geboortedatum" not in wrong and diploma.behaald_op <= diploma.geboortedatum:
            reader.add("behaald_op", "deze datum ligt niet na de geboortedatum")
    if "soort" not in wrong:
        if diploma.profiel and diploma.soort not in _WITH_PROFIEL:
            reader.add("profiel", f"een profiel hoort niet bij soort {diploma.soort}")
        if diploma.soort is Soort.VO and not diploma.cijfers and "cijfers" not in wrong:
            reader.add("cijfers", "bij soort vo hoort altijd een cijferlijst")


def _read_bekostiging(value: object, soort: Soort) -> Bekostiging | None:
    if value in (None, "") and soort not in _WITH_BEKOSTIGING:
        return None
    return fields.read_word(value, Bekostiging)


def _read_cijfers(value: object) -> tuple[Cijfer, ...]:
    """Read the cijferlijst, which stands in CSV as JSON text."""
    if isinstance(value, str):
        try:
            value = json.loads(value) if value.strip() else None
        except (ValueError, RecursionError) as error:
            raise WrongValue("dit is geen JSON") from error
    return fields.read_cijfers(value)


def _read_withdrawn(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    text = value.strip().lower() if isinstance(value, str) else value
    if text == "":
        return None
    if not isinstance(text, str) or text not in _YES_AND_NO:
        raise WrongValue("dit moet ja of nee zijn, of in JSON true of false")
    return _YES_AND_NO[text]


class FirstLines:
    """Remembers in which line of a file each diploma came first, in some 100 bytes a diploma."""

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}

    def note(self, levering: str, line: int) -> int | None:
        """Note a line; tells the earlier one that bears the same key."""
        first = self._lines.setdefault(hash(levering), line)
        return None if first == line else first
