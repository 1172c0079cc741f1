"""The diplomas of the cast: Anja has a few, Fenna has twelve, Gijs has none."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from duo_site.demo.people import ANJA, FENNA, DemoPerson
from duo_site.demo.register import programmes, schools
from duo_site.demo.register.lines import Award, Graduate, exam_grades, part_grades
from duo_site.demo.register.programmes import Programme
from duo_site.demo.register.schools import Issuer

_RECENTLY = timedelta(days=12)


def list_cast_diplomas(chance: Random, today: date) -> Iterator[tuple[Graduate, Award]]:
    """List what the cast obtained; the newest of it shortly before today."""
    anja, fenna = _graduate(ANJA), _graduate(FENNA)
    for award in _of_anja(chance, today):
        yield anja, award
    for award in _of_fenna(chance):
        yield fenna, award


def _graduate(person: DemoPerson) -> Graduate:
    assert person.bsn is not None
    return Graduate(person.bsn, person.first_names, person.prefix, person.last_name, person.born)


def _of_anja(chance: Random, today: date) -> Iterator[Award]:
    heuvelrijk, waterland, university = schools.VO[0], schools.HBO[0], schools.WO[0]
    profiel = "Natuur en gezondheid"
    yield Award(
        "vo", programmes.VWO, heuvelrijk, date(2006, 6, 15), profiel=profiel,
        cijfers=exam_grades(chance, programmes.PROFIELEN[profiel]),
    )  # fmt: skip
    yield _higher(chance, "hbo", programmes.HBO_PROGRAMMES[0], waterland, date(2010, 7, 2))
    yield _higher(chance, "wo", programmes.WO_MASTERS[0], university, date(2014, 8, 29))
    yield _higher(chance, "hbo", programmes.HBO_MASTERS[0], waterland, today - _RECENTLY)


def _of_fenna(chance: Random) -> Iterator[Award]:
    wft, trade = schools.WFT[0], schools.MBO[0]
    yield Award("inburgering", programmes.INBURGERING, schools.STAATSEXAMENS[0], date(2007, 10, 3), bekostiging="",
                cijfers=part_grades(chance, programmes.INBURGERING))  # fmt: skip
    yield Award("vavo", programmes.VAVO_CERTIFICATE, schools.VAVO[0], date(2009, 7, 1), "certificaat",
                cijfers=part_grades(chance, programmes.VAVO_CERTIFICATE))  # fmt: skip
    yield Award("nt2", programmes.NT2, schools.STAATSEXAMENS[0], date(2011, 3, 17), bekostiging="",
                cijfers=part_grades(chance, programmes.NT2))  # fmt: skip
    yield Award("mbo", programmes.MBO_PROGRAMMES[0], trade, date(2012, 7, 6),
                cijfers=part_grades(chance, programmes.MBO_PROGRAMMES[0]))  # fmt: skip
    yield Award("wft", programmes.WFT_PROGRAMMES[0], wft, date(2014, 5, 14), bekostiging="particulier")
    yield Award("wft", programmes.WFT_PROGRAMMES[2], wft, date(2015, 9, 23), bekostiging="particulier")
    yield Award("wft", programmes.WFT_PROGRAMMES[1], wft, date(2016, 4, 20), bekostiging="particulier")
    yield Award("mbo", programmes.MBO_CERTIFICATE, trade, date(2017, 2, 10), "certificaat")
    yield _higher(chance, "hbo", programmes.HBO_PROGRAMMES[4], schools.HBO[0], date(2019, 7, 5))
    yield _higher(chance, "hbo", programmes.HBO_PROGRAMMES[2], schools.HBO[1], date(2022, 1, 27))
    yield _higher(chance, "wo", programmes.WO_MASTERS[3], schools.WO[1], date(2024, 2, 29))
    yield _higher(chance, "wo", programmes.WO_MASTERS[1], schools.WO[0], date(2025, 8, 29))


def _higher(chance: Random, soort: str, programme: Programme, issuer: Issuer, day: date) -> Award:
    return Award(soort, programme, issuer, day, "getuigschrift", cijfers=part_grades(chance, programme))
