"""Invented careers: what somebody born in a year obtained, as far as the register holds it."""

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from duo_site.demo.register import programmes, schools
from duo_site.demo.register.lines import Award, exam_grades, part_grades
from duo_site.demo.register.programmes import Programme
from duo_site.demo.register.schools import Issuer

LAST_YEAR = 2025
_FIRST_YEAR = {
    "wo": 1996, "hbo": 1996, "mbo": 2007, "vo": 2006, "vavo": 2007, "vso": 2013, "schooldiploma": 2023,
    "staatsexamen-vo": 2011, "staatsexamen-vso": 2011, "nt2": 2011, "inburgering": 2007, "wft": 2014,
}  # fmt: skip
_WITHOUT_BEKOSTIGING = {"staatsexamen-vo", "staatsexamen-vso", "nt2", "inburgering"}

Career = Callable[[Random, int], Iterator[Award]]


def draw_career(chance: Random, birth_year: int) -> list[Award]:
    """Draw what somebody obtained; empty where all of it came before the register began."""
    (career,) = chance.choices(tuple(_CAREERS), tuple(_CAREERS.values()))
    return [award for award in career(chance, birth_year) if _FIRST_YEAR[award.soort] <= award.day.year <= LAST_YEAR]


def _award(
    chance: Random, soort: str, programme: Programme, issuers: tuple[Issuer, ...], year: int, document: str = "diploma"
) -> Award:
    day = date(year, chance.choice((1, 2, 6, 7, 8, 9)), chance.randint(1, 28))
    bekostiging = "" if soort in _WITHOUT_BEKOSTIGING else "bekostigd"
    cijfers = part_grades(chance, programme)
    return Award(soort, programme, chance.choice(issuers), day, document, bekostiging, cijfers=cijfers)


def _school(chance: Random, soort: str, programme: Programme, issuers: tuple[Issuer, ...], year: int) -> Award:
    """Draw a diploma with an exam: a profiel for havo and vwo, and always a cijferlijst."""
    profiel = "" if programme is programmes.VMBO else chance.choice(tuple(programmes.PROFIELEN))
    vakken = programmes.PROFIELEN[profiel] if profiel else programmes.VMBO_VAKKEN
    day = date(year, chance.choice((6, 7)), chance.randint(10, 28))
    bekostiging = "" if soort in _WITHOUT_BEKOSTIGING else "bekostigd"
    grades = exam_grades(chance, vakken)
    return Award(soort, programme, chance.choice(issuers), day, "diploma", bekostiging, profiel, grades)


def _to_university(chance: Random, born: int) -> Iterator[Award]:
    school = chance.choice((programmes.VWO, programmes.VWO, programmes.GYMNASIUM))
    yield _school(chance, "vo", school, schools.VO, born + 18)
    yield _award(chance, "wo", chance.choice(programmes.WO_BACHELORS), schools.WO, born + 22, "getuigschrift")
    yield _award(chance, "wo", chance.choice(programmes.WO_MASTERS), schools.WO, born + 24, "getuigschrift")


def _to_hogeschool(chance: Random, born: int) -> Iterator[Award]:
    yield _school(chance, "vo", programmes.HAVO, schools.VO, born + 17)
    yield _award(chance, "hbo", chance.choice(programmes.HBO_PROGRAMMES), schools.HBO, born + 22, "getuigschrift")
    if chance.random() < 0.3:
        yield _award(chance, "hbo", chance.choice(programmes.HBO_MASTERS), schools.HBO, born + 30, "getuigschrift")


def _to_a_trade(chance: Random, born: int) -> Iterator[Award]:
    yield _school(chance, "vo", programmes.VMBO, schools.VO, born + 16)
    yield _award(chance, "mbo", chance.choice(programmes.MBO_PROGRAMMES), schools.MBO, born + 20)
    if chance.random() < 0.3:
        yield _award(chance, "mbo", programmes.MBO_CERTIFICATE, schools.MBO, born + 27, "certificaat")


def _second_chance(chance: Random, born: int) -> Iterator[Award]:
    yield _school(chance, "vavo", programmes.HAVO, schools.VAVO, born + 21)
    yield _award(chance, "vavo", programmes.VAVO_CERTIFICATE, schools.VAVO, born + 23, "certificaat")


def _from_elsewhere(chance: Random, born: int) -> Iterator[Award]:
    yield _award(chance, "inburgering", programmes.INBURGERING, schools.STAATSEXAMENS, born + 29)
    yield _award(chance, "nt2", programmes.NT2, schools.STAATSEXAMENS, born + 30)


def _special_education(chance: Random, born: int) -> Iterator[Award]:
    yield _award(chance, "vso", programmes.VSO_DIPLOMA, schools.VSO, born + 17)
    yield _school(chance, "staatsexamen-vso", programmes.VMBO, schools.STAATSEXAMENS, born + 18)


def _practical_school(chance: Random, born: int) -> Iterator[Award]:
    yield _award(chance, "schooldiploma", programmes.SCHOOLDIPLOMA, schools.PRAKTIJKONDERWIJS, born + 18)


def _state_exam(chance: Random, born: int) -> Iterator[Award]:
    yield _school(chance, "staatsexamen-vo", programmes.VWO, schools.STAATSEXAMENS, born + 20)


def _finance(chance: Random, born: int) -> Iterator[Award]:
    for place, programme in enumerate(programmes.WFT_PROGRAMMES):
        award = _award(chance, "wft", programme, schools.WFT, max(2014, born + 26) + place)
        yield Award(award.soort, programme, award.issuer, award.day, bekostiging="particulier")


_CAREERS: dict[Career, int] = {
    _to_university: 22,
    _to_hogeschool: 28,
    _to_a_trade: 30,
    _second_chance: 5,
    _from_elsewhere: 6,
    _special_education: 3,
    _practical_school: 2,
    _state_exam: 2,
    _finance: 2,
}
