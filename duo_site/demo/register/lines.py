"""Writes an invented diploma as a line of a delivery."""

import json
from dataclasses import dataclass
from datetime import date
from random import Random

from duo_site.demo.register.programmes import ONLY_SCHOOL_EXAM, Programme
from duo_site.demo.register.schools import Issuer


@dataclass(frozen=True)
class Graduate:
    """An invented person as a delivery names him."""

    bsn: str
    first_names: str
    prefix: str
    last_name: str
    born: date


@dataclass(frozen=True)
class Award:
    """What somebody obtained, where and when."""

    soort: str
    programme: Programme
    issuer: Issuer
    day: date
    document: str = "diploma"
    bekostiging: str = "bekostigd"
    profiel: str = ""
    cijfers: tuple[dict[str, str | None], ...] = ()


def write_line(person: Graduate, award: Award, levering: str) -> str:
    """Write a line of JSON Lines with the columns of the delivery."""
    return json.dumps(
        {
            "levering": levering,
            "bsn": person.bsn,
            "achternaam": person.last_name,
            "tussenvoegsel": person.prefix,
            "voornamen": person.first_names,
            "geboortedatum": person.born.isoformat(),
            "document": award.document,
            "soort": award.soort,
            "bekostiging": award.bekostiging,
            "opleidingscode": award.programme.code,
            "opleiding": award.programme.qualification,
            "profiel": award.profiel,
            "niveau_nlqf": award.programme.nlqf,
            "instellingscode": award.issuer.instellingscode,
            "onderwijsinstelling": award.issuer.name,
            "plaats": award.issuer.town,
            "behaald_op": award.day.isoformat(),
            "cijfers": list(award.cijfers),
        },
        ensure_ascii=False,
    )


def exam_grades(chance: Random, vakken: tuple[str, ...]) -> tuple[dict[str, str | None], ...]:
    """Draw a cijferlijst with schoolexamen and centraal examen; some vakken have a schoolexamen alone."""
    rows: list[dict[str, str | None]] = []
    for vak in vakken:
        se, ce = chance.randint(55, 92), chance.randint(50, 92)
        end = (se + ce + 10) // 20
        rows.append({"vak": vak, "se": f"{se / 10:.1f}", "ce": f"{ce / 10:.1f}", "eind": str(end)})
    for vak in ONLY_SCHOOL_EXAM:
        if vak == "Lichamelijke opvoeding":
            rows.append({"vak": vak, "se": chance.choice(["voldoende", "goed"]), "ce": None, "eind": None})
            continue
        se = chance.randint(58, 90)
        rows.append({"vak": vak, "se": f"{se / 10:.1f}", "ce": None, "eind": str((se + 5) // 10)})
    return tuple(rows)


def part_grades(chance: Random, programme: Programme) -> tuple[dict[str, str | None], ...]:
    """Draw a final cijfer for each part of a programme; none where it lists no parts."""
    return tuple(
        {"vak": part, "se": None, "ce": None, "eind": f"{chance.randint(60, 95) / 10:.1f}"} for part in programme.parts
    )
