"""Fixtures: diplomas in the register, delivered as they are in real life, and a seal to make uittreksels with."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from duo_site.database import reading_session
from duo_site.deliveries.process import Listener
from duo_site.demo.people import DemoPerson
from duo_site.mijn_diplomas.delivery.process import diploma_delivery
from duo_site.mijn_diplomas.domain import DiplomaSummary
from duo_site.mijn_diplomas.parts import issuer_of
from duo_site.mijn_diplomas.service import list_diplomas
from duo_site.web.clock import now, today
from duo_site.web.site import Site
from tests.site.seals import make_keys
from tests.unit.mijn_diplomas.builders import make_row

Deliver = Callable[..., None]


@pytest.fixture
def deliver(site: Site, tmp_path: Path) -> Deliver:
    """Give the way to deliver rows to the register of the site; nothing may be wrong with them."""

    def deliver_rows(*rows: dict[str, Any]) -> None:
        assert not _deliver(site, tmp_path, rows)

    return deliver_rows


@pytest.fixture
def deliver_doubtful(site: Site, tmp_path: Path) -> Deliver:
    """Give the way to deliver rows that are warned of."""

    def deliver_rows(*rows: dict[str, Any]) -> None:
        assert all("let op" in problem for problem in _deliver(site, tmp_path, rows))

    return deliver_rows


def _deliver(site: Site, folder: Path, rows: tuple[dict[str, Any], ...]) -> list[str]:
    path, problems = folder / "delivery.jsonl", list[str]()
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    listener = Listener(lambda _, problem: problems.append(problem), lambda _, read: None)
    diploma_delivery(site.engine, site.secrecy, site.audit, now(), today(), listener).deliver([path])
    return problems


@pytest.fixture
def sealed(site: Site) -> Site:
    """Give the site a seal, so that uittreksels can be made."""
    make_keys(site.settings.seal_folder)
    return site


@pytest.fixture(scope="module", autouse=True)
def _stop_the_renderer(shared_app: Any) -> Any:
    """End the processes that make documents when the tests of a file are done."""
    yield
    issuer_of(shared_app.extensions["duo"]).pool.close()


def diplomas_of(site: Site, person: DemoPerson) -> tuple[DiplomaSummary, ...]:
    """List the diplomas of somebody of the cast."""
    assert person.bsn is not None
    with reading_session(site.engine) as session:
        return list_diplomas(session, site.secrecy.lookup("bsn", person.bsn))


def row_of(person: DemoPerson, number: int = 1, **changes: Any) -> dict[str, Any]:
    """Make a line of a delivery for somebody of the cast."""
    return make_row(levering=f"98CD-{person.key}-{number}", bsn=person.bsn, **changes)
