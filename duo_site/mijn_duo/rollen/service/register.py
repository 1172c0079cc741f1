"""The register of besturen and onderwijsinstellingen."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.identity import Sector
from duo_site.mijn_duo.rollen.domain import Bekostiging, Bestuur, Onderwijsinstelling
from duo_site.mijn_duo.rollen.models import BestuurRow, OnderwijsinstellingRow


def find_bestuur(session: Session, bestuursnummer: str) -> Bestuur | None:
    """Find a bestuur by its bestuursnummer."""
    row = session.get(BestuurRow, bestuursnummer)
    return Bestuur(row.bestuursnummer, row.name) if row else None


def find_onderwijsinstelling(session: Session, instellingscode: str) -> Onderwijsinstelling | None:
    """Find an onderwijsinstelling by its instellingscode."""
    row = session.get(OnderwijsinstellingRow, instellingscode)
    return read_row(row) if row else None


def list_of_bestuur(session: Session, bestuursnummer: str) -> tuple[Onderwijsinstelling, ...]:
    """List the onderwijsinstellingen of a bestuur, by name."""
    rows = session.scalars(
        select(OnderwijsinstellingRow)
        .where(OnderwijsinstellingRow.bestuursnummer == bestuursnummer)
        .order_by(OnderwijsinstellingRow.name)
    )
    return tuple(read_row(row) for row in rows)


def keep_bestuur(session: Session, bestuur: Bestuur) -> None:
    """Add a bestuur to the register, or give it another name."""
    session.merge(BestuurRow(bestuursnummer=bestuur.bestuursnummer, name=bestuur.name))
    session.flush()


def keep_onderwijsinstelling(session: Session, one: Onderwijsinstelling) -> None:
    """Add an onderwijsinstelling to the register, or change what is known of it; its bestuur must be there."""
    session.merge(
        OnderwijsinstellingRow(
            instellingscode=one.instellingscode,
            name=one.name,
            town=one.town,
            sector=one.sector,
            bestuursnummer=one.bestuursnummer,
            bekostiging=one.bekostiging,
        )
    )
    session.flush()


def read_row(row: OnderwijsinstellingRow) -> Onderwijsinstelling:
    """Make the value of a row."""
    return Onderwijsinstelling(
        row.instellingscode, row.name, row.town, Sector(row.sector), row.bestuursnummer, Bekostiging(row.bekostiging)
    )
