"""What can be wrong with a proposal to change the aanbod."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duo_site.identity import Sector
from duo_site.mijn_duo.opleidingen.domain import Leerroute, Niveau, Opleiding, Taal, version_on
from duo_site.mijn_duo.opleidingen.proposal import Problem, Soort, Voorstel, list_problems

TODAY = date(2026, 11, 22)
SOON = date(2027, 9, 1)
NL, VOLTIJD = (Taal.NEDERLANDS,), (Leerroute.VOLTIJD,)
RUNS = Opleiding("34560", "Verpleegkunde", Niveau.BACHELOR, NL, VOLTIJD, date(2015, 9, 1))
ENDED = replace(RUNS, ends_on=date(2020, 8, 31))
LATER = replace(RUNS, starts_on=date(2028, 9, 1))
NEW = Voorstel(Soort.NIEUW, "34561", "Verzorging", Niveau.BACHELOR, NL, VOLTIJD, SOON)
CHANGE = Voorstel(Soort.WIJZIGING, "34560", "Verpleging", Niveau.BACHELOR, NL, VOLTIJD, SOON)
END = Voorstel(Soort.EINDE, "34560", "Verpleegkunde", Niveau.BACHELOR, NL, VOLTIJD, SOON)


def problems(
    voorstel: Voorstel, *versions: Opleiding, sector: Sector | None = Sector.HOGER_ONDERWIJS
) -> dict[str, str]:
    """List the problems of a proposal, by field."""
    return {field: problem.value for field, problem in list_problems(voorstel, versions, sector, TODAY).items()}


@pytest.mark.parametrize(
    ("voorstel", "versions"),
    [
        (NEW, ()),
        (replace(NEW, day=TODAY), ()),
        (replace(NEW, opleidingscode="34560"), (ENDED,)),
        (CHANGE, (RUNS,)),
        (CHANGE, (ENDED, replace(RUNS, starts_on=date(2020, 9, 1)))),
        (replace(CHANGE, name="Verpleegkunde", talen=(Taal.ENGELS,)), (RUNS,)),
        (END, (RUNS,)),
        (END, (replace(RUNS, ends_on=date(2030, 1, 1)),)),
        (replace(END, day=TODAY), (RUNS,)),
    ],
)
def test_these_are_right(voorstel: Voorstel, versions: tuple[Opleiding, ...]) -> None:
    assert problems(voorstel, *versions) == {}


@pytest.mark.parametrize(
    ("voorstel", "versions", "field", "problem"),
    [
        (replace(NEW, opleidingscode="3456"), (), "opleidingscode", Problem.CODE),
        (replace(NEW, opleidingscode="３４５６０"), (), "opleidingscode", Problem.CODE),
        (replace(NEW, opleidingscode="34560"), (RUNS,), "opleidingscode", Problem.CODE_TAKEN),
        (replace(NEW, opleidingscode="34560"), (LATER,), "opleidingscode", Problem.CODE_TAKEN),
        (replace(NEW, opleidingscode="34560"), (replace(RUNS, ends_on=SOON),), "opleidingscode", Problem.CODE_TAKEN),
        (replace(NEW, name=" 7 "), (), "naam", Problem.NAME),
        (replace(NEW, niveau=Niveau.MBO_4), (), "niveau", Problem.NIVEAU),
        (replace(NEW, niveau=None), (), "niveau", Problem.NIVEAU),
        (replace(NEW, talen=()), (), "talen", Problem.TAAL),
        (replace(NEW, leerroutes=()), (), "leerroutes", Problem.LEERROUTE),
        (replace(NEW, leerroutes=(Leerroute.BBL,)), (), "leerroutes", Problem.LEERROUTE),
        (replace(NEW, day=None), (), "dag", Problem.DAY),
        (replace(NEW, day=TODAY - timedelta(days=1)), (), "dag", Problem.DAY_PAST),
        (replace(NEW, day=date(2040, 1, 1)), (), "dag", Problem.DAY_FAR),
        (CHANGE, (), "dag", Problem.NOT_RUNNING),
        (CHANGE, (ENDED,), "dag", Problem.NOT_RUNNING),
        (CHANGE, (replace(RUNS, ends_on=date(2028, 8, 31)), LATER), "dag", Problem.LATER_VERSION),
        (CHANGE, (replace(RUNS, starts_on=SOON),), "dag", Problem.LATER_VERSION),
        (replace(CHANGE, name="Verpleegkunde"), (RUNS,), "naam", Problem.NOTHING_CHANGED),
        (END, (ENDED,), "dag", Problem.NOT_RUNNING),
        (END, (replace(RUNS, ends_on=SOON),), "dag", Problem.ENDS_THEN),
        (END, (replace(RUNS, ends_on=date(2028, 8, 31)), LATER), "dag", Problem.LATER_VERSION),
    ],
)
def test_these_are_wrong(voorstel: Voorstel, versions: tuple[Opleiding, ...], field: str, problem: Problem) -> None:
    assert problems(voorstel, *versions)[field] == problem


def test_an_opleiding_of_a_sector_without_opleidingen_cannot_be() -> None:
    assert problems(NEW, sector=Sector.VOORTGEZET_ONDERWIJS).keys() == {"niveau", "leerroutes"}
    assert problems(NEW, sector=None).keys() == {"niveau", "leerroutes"}


@pytest.mark.parametrize("voorstel", [NEW, CHANGE, END, Voorstel(Soort.NIEUW, "")])
def test_a_proposal_comes_back_from_its_zaak(voorstel: Voorstel) -> None:
    assert Voorstel.from_inhoud(voorstel.to_inhoud(RUNS)) == voorstel


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2010, 1, 1), ENDED), (date(2018, 1, 1), ENDED), (date(2025, 1, 1), ENDED), (date(2028, 9, 1), LATER)],
)
def test_the_version_of_a_day(day: date, expected: Opleiding) -> None:
    assert version_on((ENDED, LATER), day) == expected
