"""Makes the lines of the demonstration and delivers them to the register, along the way every delivery goes."""

import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

from sqlalchemy import Engine, func, select

from duo_site.audit import AuditLog
from duo_site.database import reading_session
from duo_site.deliveries.process import Listener
from duo_site.demo.register.bsns import list_test_bsns
from duo_site.demo.register.careers import draw_career
from duo_site.demo.register.cast import list_cast_diplomas
from duo_site.demo.register.lines import Award, Graduate, write_line
from duo_site.demo.register.names import FIRST_NAMES, LAST_NAMES
from duo_site.mijn_diplomas.delivery.process import diploma_delivery
from duo_site.mijn_diplomas.models import DiplomaRow
from duo_site.secrecy import Secrecy
from duo_site.settings import Settings
from duo_site.web.clock import now
from duo_site.web.clock import today as date_in_the_netherlands

_SEED = 20_261_121
_DIPLOMAS = 1_100


class DemoDataRefused(Exception):
    """The register refused the demonstration's own diplomas; the message names the line."""


def demo_delivery_lines(today: date | None = None) -> Iterator[str]:
    """Write the delivery of the demonstration: the same lines each time, but for one diploma obtained recently."""
    chance = Random(_SEED)  # noqa: S311  Chance that must be the same each time.
    numbers: dict[str, int] = {}
    diplomas = _list_all(chance, today or date_in_the_netherlands())
    for person, award in islice(diplomas, _DIPLOMAS):
        code = award.issuer.instellingscode
        numbers[code] = numbers.get(code, 0) + 1
        yield write_line(person, award, f"{code}-{numbers[code]:05}")


def deliver_demo_register(engine: Engine, settings: Settings) -> str:
    """Fill an empty register with the demonstration, all or nothing; tells in one line what it holds."""
    with reading_session(engine) as session:
        there = session.execute(select(func.count()).select_from(DiplomaRow)).scalar_one()
    if not there:
        _deliver(engine, settings)
        return deliver_demo_register(engine, settings)
    return f"Register: {there} diploma's."


def _deliver(engine: Engine, settings: Settings) -> None:
    secrecy, problems = Secrecy(settings.data_key), list[str]()
    listener = Listener(lambda path, problem: problems.append(problem), lambda path, read: None)
    audit, today = AuditLog(secrecy.derive("audit")), date_in_the_netherlands()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.jsonl"
        path.write_text("".join(f"{line}\n" for line in demo_delivery_lines(today)), "utf-8")
        report = diploma_delivery(engine, secrecy, audit, now(), today, listener).deliver_all_or_nothing([path])
    if not report.is_clean:
        raise DemoDataRefused(problems[0])


def _list_all(chance: Random, today: date) -> Iterator[tuple[Graduate, Award]]:
    """List the cast first, then invented people without end."""
    yield from list_cast_diplomas(chance, today)
    for bsn in list_test_bsns():
        prefix, last_name = chance.choice(LAST_NAMES)
        birth_year = chance.randint(1972, 2007)
        born = date(birth_year, chance.randint(1, 12), chance.randint(1, 28))
        person = Graduate(bsn, chance.choice(FIRST_NAMES), prefix, last_name, born)
        for award in draw_career(chance, birth_year):
            yield person, award
