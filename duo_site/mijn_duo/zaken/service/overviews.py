"""The file of an overview, as the database knows it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from duo_site.mijn_duo.rollen.models import OnderwijsinstellingRow
from duo_site.mijn_duo.zaken.domain import OVERVIEWS, Status, Zaak
from duo_site.mijn_duo.zaken.models import ZaakOverzichtRow, ZaakRow
from duo_site.mijn_duo.zaken.service.finding import get_row


@dataclass(frozen=True)
class OverviewFile:
    """Where the file lies in its folder, its size in bytes once decrypted, and the number of rows in it."""

    file: str
    size: int
    rows: int
    made_at: datetime


def keep_file(session: Session, zaak: Zaak, file: str, size: int, rows: int, at: datetime) -> None:
    """Enter the file of a zaak; there is one."""
    row = get_row(session, zaak, lock=True)
    session.add(ZaakOverzichtRow(zaak_id=row.id, file=file, size=size, rows=rows, made_at=at))
    session.flush()


def count_waiting(session: Session, zaak: Zaak) -> int:
    """Count the other overviews of an onderwijsinstelling that wait; none comes in before the transaction ends."""
    place = OnderwijsinstellingRow.instellingscode
    session.execute(select(place).where(place == zaak.instellingscode).with_for_update())
    others = select(func.count()).where(
        ZaakRow.instellingscode == zaak.instellingscode,
        ZaakRow.status == Status.INGEDIEND,
        ZaakRow.kind.in_(OVERVIEWS),
        ZaakRow.number != zaak.number,
    )
    return session.scalar(others) or 0


def find_file(session: Session, zaak: Zaak) -> OverviewFile | None:
    """Find the file of a zaak; None where it is not made yet or erased again."""
    row = session.scalar(select(ZaakOverzichtRow).join(ZaakRow).where(ZaakRow.number == zaak.number))
    return OverviewFile(row.file, row.size, row.rows, row.made_at) if row else None
