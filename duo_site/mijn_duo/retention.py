"""How long rollen are kept."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from duo_site.mijn_duo.rollen.models import (
    MedewerkerEmailRow,
    MedewerkerRow,
    RoltoekenningRow,
    RolwijzigingRow,
    UitnodigingRow,
)
from duo_site.mijn_duo.rollen.service.people import IS_EMAIL_OF_HOLDER
from duo_site.retention import RetentionRule, count_deleted, mark


def _erase(session: Session, before: datetime) -> int:
    """Erase rollen that ended long ago, and what was kept about people who hold none since."""
    erased = count_deleted(session, delete(RoltoekenningRow).where(RoltoekenningRow.ends_on < before.date()))
    erased += count_deleted(session, delete(MedewerkerEmailRow).where(~exists().where(IS_EMAIL_OF_HOLDER)))
    holders = select(RoltoekenningRow.subject)
    erased += count_deleted(session, delete(UitnodigingRow).where(UitnodigingRow.made_at < before))
    erased += count_deleted(
        session,
        delete(RolwijzigingRow).where(
            RolwijzigingRow.at < before,
            or_(RolwijzigingRow.subject.is_(None), RolwijzigingRow.subject.not_in(holders)),
        ),
    )
    return erased + count_deleted(
        session,
        delete(MedewerkerRow).where(
            MedewerkerRow.subject.not_in(holders),
            or_(MedewerkerRow.last_login_at.is_(None), MedewerkerRow.last_login_at < before),
        ),
    )


ROLLEN_HELD = RetentionRule(
    kind=mark("Rollen van medewerkers, met hun geschiedenis"),
    keep=timedelta(days=730),
    period=mark("Tot 2 jaar na het einde van de rol"),
    why=mark("Om te kunnen nagaan wie wat mocht."),
    erase=_erase,
)
