"""Use cases of Mijn DUO."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from duo_site.identity import Rol
from duo_site.mijn_duo.domain import Roltoekenning
from duo_site.mijn_duo.models import RoltoekenningRow


def list_rollen(session: Session, subject: str, organisation: str, today: date) -> tuple[Roltoekenning, ...]:
    """List the rollen that somebody holds today for the onderwijsinstelling he logged in for."""
    rows = session.scalars(
        select(RoltoekenningRow)
        .where(
            RoltoekenningRow.subject == subject,
            RoltoekenningRow.instellingscode == organisation,
            RoltoekenningRow.starts_on <= today,
            or_(RoltoekenningRow.ends_on.is_(None), RoltoekenningRow.ends_on >= today),
        )
        .order_by(RoltoekenningRow.rol)
    )
    return tuple(
        Roltoekenning(Rol(row.rol), row.instellingscode, row.bestuursnummer, row.starts_on, row.ends_on, row.given_by)
        for row in rows
    )


def give_rol(session: Session, subject: str, rol: Roltoekenning) -> bool:
    """Record a rol; False where the person holds just this rol from this date already."""
    known = select(RoltoekenningRow.id).where(
        RoltoekenningRow.subject == subject,
        RoltoekenningRow.rol == rol.rol,
        RoltoekenningRow.instellingscode == rol.instellingscode,
        RoltoekenningRow.starts_on == rol.starts_on,
    )
    if session.scalar(known) is not None:
        return False
    session.add(
        RoltoekenningRow(
            subject=subject,
            rol=rol.rol,
            instellingscode=rol.instellingscode,
            bestuursnummer=rol.bestuursnummer,
            starts_on=rol.starts_on,
            ends_on=rol.ends_on,
            given_by=rol.given_by,
        )
    )
    return True
