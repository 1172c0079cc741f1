"""Checks a whole line of a delivery of diplomas."""

import json
from datetime import date

from duo_site.deliveries import values
from duo_site.deliveries.checking import LineReader, refuse_whole
from duo_site.deliveries.domain import RawLine, RefusedLine
from duo_site.deliveries.values import WrongValue
from duo_site.mijn_diplomas.delivery import fields
from duo_site.mijn_diplomas.delivery.domain import LAYOUT, WITHDRAWN, CheckedLine, DeliveredDiploma, Withdrawal
from duo_site.mijn_diplomas.domain import Bekostiging, Soort
from duo_site.uittreksel.domain import Cijfer, Document

_WITH_BEKOSTIGING = {Soort.WO, Soort.HBO, Soort.MBO, Soort.VO, Soort.VAVO}
_WITH_OPLEIDINGSCODE = {Soort.WO, Soort.HBO, Soort.MBO}
_WITH_PROFIEL = {Soort.VO, Soort.VAVO, Soort.STAATSEXAMEN_VO}


def check_line(line: RawLine, today: date) -> CheckedLine:
    """Make a diploma or a withdrawal of a line, or tell everything that is wrong with it."""
    if line.problem:
        return refuse_whole(line)
    reader = LineReader(line, LAYOUT.columns)
    withdrawn = reader.read(WITHDRAWN, values.read_yes_or_no, None)
    levering = reader.read("levering", fields.read_levering, "")
    if withdrawn:
        return RefusedLine(tuple(reader.errors)) if reader.errors else Withdrawal(line.number, levering)
    diploma = _read_diploma(line.number, levering, reader, reinstates=withdrawn is False)
    _check_together(diploma, reader, today)
    return RefusedLine(tuple(reader.errors)) if reader.errors else diploma


def _read_diploma(number: int, levering: str, reader: LineReader, *, reinstates: bool) -> DeliveredDiploma:
    read = reader.read
    soort = read("soort", lambda value: values.read_word(value, Soort), Soort.INBURGERING)
    return DeliveredDiploma(
        line=number,
        levering=levering,
        bsn=read("bsn", fields.read_bsn, ""),
        achternaam=read("achternaam", lambda value: values.read_name(value, 100, required=True), ""),
        tussenvoegsel=read("tussenvoegsel", lambda value: values.read_name(value, 30, required=False), ""),
        voornamen=read("voornamen", lambda value: values.read_name(value, 150, required=False), ""),
        geboortedatum=read("geboortedatum", fields.read_birth_date, date.min),
        document=read("document", lambda value: values.read_word(value, Document), Document.DIPLOMA),
        soort=soort,
        bekostiging=read("bekostiging", lambda value: _read_bekostiging(value, soort), None),
        opleidingscode=read(
            "opleidingscode",
            lambda value: values.read_opleidingscode(value, required=soort in _WITH_OPLEIDINGSCODE),
            "",
        ),
        opleiding=read("opleiding", lambda value: fields.read_qualification(value, 500), ""),
        profiel=read("profiel", lambda value: values.read_text(value, 100, required=False), ""),
        niveau_nlqf=read("niveau_nlqf", fields.read_nlqf, ""),
        instellingscode=read("instellingscode", values.read_instellingscode, ""),
        onderwijsinstelling=read("onderwijsinstelling", lambda value: values.read_name(value, 200, required=True), ""),
        plaats=read("plaats", lambda value: values.read_name(value, 100, required=True), ""),
        behaald_op=read("behaald_op", values.read_date, date.max),
        cijfers=read("cijfers", _read_cijfers, ()),
        reinstates=reinstates,
    )


def _check_together(diploma: DeliveredDiploma, reader: LineReader, today: date) -> None:
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
    return values.read_word(value, Bekostiging)


def _read_cijfers(value: object) -> tuple[Cijfer, ...]:
    """Read the cijferlijst, which stands in CSV as JSON text."""
    if isinstance(value, str):
        try:
            value = json.loads(value) if value.strip() else None
        except (ValueError, RecursionError) as error:
            raise WrongValue("dit is geen JSON") from error
    return fields.read_cijfers(value)
