"""The opleidingen of the demonstration: about a hundred for each onderwijsinstelling that has them, always the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random

from sqlalchemy.orm import Session

from duo_site.demo.people import DEMO_SCHOOLS, MERELLAND, WATERLAND
from duo_site.demo.register.programmes import HBO_MASTERS, HBO_PROGRAMMES, MBO_PROGRAMMES
from duo_site.identity import Sector
from duo_site.mijn_duo.opleidingen.domain import LEERROUTES_OF, NIVEAUS_OF, Leerroute, Niveau, Opleiding, Taal
from duo_site.mijn_duo.opleidingen.service.recording import add_all, has_opleidingen

_AT = datetime(2026, 9, 1, 8, tzinfo=UTC)
_NUMBER = 100
_FIELDS = (
    "Verpleegkunde", "Bedrijfskunde", "Informatica", "Bouwkunde", "Communicatie", "Creatieve Therapie",
    "Diergezondheid", "Elektrotechniek", "Financiën", "Fysiotherapie", "Geo-informatie", "Toerisme", "Logistiek",
    "Maritieme Techniek", "Muziek", "Pedagogiek", "Sportkunde", "Waterbeheer", "Werktuigbouwkunde",
    "Crème en Pâtisserie", "Food & Business",
    "Friese Taal en Cultuur", "Rechten", "Social Work", "Integrale Veiligheid", "Watermanagement",
)  # fmt: skip
_TURNS = (
    "{field}", "Toegepaste {field}", "Internationale {field}", "{field} en Ondernemerschap", "{field} in de Regio",
    "Leraar {field}", "{field} voor de Gezondheidszorg", "{field} en Duurzaamheid",
)  # fmt: skip
_GRADES = {"5": Niveau.ASSOCIATE_DEGREE, "6": Niveau.BACHELOR, "7": Niveau.MASTER}
_FIRST_CODE = {Sector.MIDDELBAAR_BEROEPSONDERWIJS: 23_000, Sector.HOGER_ONDERWIJS: 34_000}


def keep_demo_opleidingen(session: Session) -> None:
    """Give each demo onderwijsinstelling of mbo and hoger onderwijs its aanbod, unless it has one."""
    for school in DEMO_SCHOOLS:
        if school.sector in NIVEAUS_OF and not has_opleidingen(session, school.instellingscode):
            fixed = list(_known(school.instellingscode))
            seen = {one.opleidingscode for one in fixed}
            drawn = (one for one in draw_opleidingen(school.sector, school.instellingscode) if one[0] not in seen)
            versions = [version for _code, each in islice(drawn, _NUMBER - len(fixed)) for version in each]
            add_all(session, school.instellingscode, [*fixed, *versions], _AT)


def draw_opleidingen(sector: Sector, seed: str) -> Iterator[tuple[str, tuple[Opleiding, ...]]]:
    """Draw opleidingen without end: each code with all its versions, oldest first; the same each time."""
    chance = Random(seed)  # noqa: S311  Chance that must be the same each time.
    code = _FIRST_CODE[sector]
    while True:
        code += chance.randint(1, 9)
        first = _draw(chance, sector, f"{code:05}")
        yield first.opleidingscode, tuple(_follow(chance, first, sector))


def _draw(chance: Random, sector: Sector, code: str) -> Opleiding:
    starts_on = date(chance.randint(2005, 2024), 9, 1)
    name = chance.choice(_TURNS).format(field=chance.choice(_FIELDS))
    routes = _some(chance, LEERROUTES_OF[sector])
    talen = chance.choices(((Taal.NEDERLANDS,), (Taal.ENGELS,), (Taal.NEDERLANDS, Taal.ENGELS)), (7, 1, 2))[0]
    return Opleiding(code, name, chance.choice(NIVEAUS_OF[sector]), talen, routes, starts_on)


def _follow(chance: Random, first: Opleiding, sector: Sector) -> Iterator[Opleiding]:
    """Let some opleidingen change once, some end, and some begin later."""
    match chance.choices(("same", "changed", "ended", "later"), (70, 18, 8, 4))[0]:
        case "changed":
            turn = date(chance.randint(first.starts_on.year + 1, 2026), 9, 1)
            yield replace(first, ends_on=turn - timedelta(days=1))
            routes = _some(chance, LEERROUTES_OF[sector])
            yield replace(first, name=f"{first.name} (nieuwe stijl)", leerroutes=routes, starts_on=turn)
        case "ended":
            yield replace(first, ends_on=date(chance.randint(first.starts_on.year + 1, 2028), 8, 31))
        case "later":
            yield replace(first, starts_on=date(chance.randint(2027, 2028), 9, 1))
        case _:
            yield first


def _some(chance: Random, routes: tuple[Leerroute, ...]) -> tuple[Leerroute, ...]:
    chosen = set(chance.sample(routes, chance.randint(1, len(routes))))
    return tuple(route for route in routes if route in chosen)


def _known(instellingscode: str) -> Iterator[Opleiding]:
    """Give the opleidingen that stand on diplomas of the demonstration too."""
    if instellingscode == WATERLAND.instellingscode:
        routes = LEERROUTES_OF[Sector.HOGER_ONDERWIJS][:2]
        for programme in (*HBO_PROGRAMMES, *HBO_MASTERS):
            name = programme.qualification.partition("\n")[0]
            yield Opleiding(programme.code, name, _GRADES[programme.nlqf], (Taal.NEDERLANDS,), routes, date(1996, 9, 1))
    if instellingscode == MERELLAND.instellingscode:
        routes = LEERROUTES_OF[Sector.MIDDELBAAR_BEROEPSONDERWIJS][:2]
        for programme in MBO_PROGRAMMES:
            name = programme.qualification.replace("\n", ": ")
            niveau = Niveau(f"mbo-{programme.nlqf}")
            yield Opleiding(programme.code, name, niveau, (Taal.NEDERLANDS,), routes, date(2007, 8, 1))
