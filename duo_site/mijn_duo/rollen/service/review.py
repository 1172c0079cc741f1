"""The access review: who holds what at a bestuur, how he logs in and when he did so last."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from duo_site.identity import Kenmerk, Rol
from duo_site.mijn_duo.rollen.domain import Roltoekenning
from duo_site.mijn_duo.rollen.models import MedewerkerEmailRow, MedewerkerRow, OnderwijsinstellingRow, RoltoekenningRow
from duo_site.mijn_duo.rollen.service.people import IS_EMAIL_OF_HOLDER
from duo_site.mijn_duo.rollen.service.rights import counts_on, read_toekenning

IDLE = timedelta(days=90)


@dataclass(frozen=True)
class ReviewLine:
    """A rol that somebody holds or will hold, with what a beheerder must know to judge it."""

    number: int
    subject: str
    name: str
    email: str
    toekenning: Roltoekenning
    place: str
    level: str
    last_login_at: datetime | None

    @property
    def missing(self) -> tuple[Kenmerk, ...]:
        """The kenmerken without which the rol does not work."""
        return self.toekenning.list_missing()

    def is_idle(self, now: datetime) -> bool:
        """Tell whether this person has not logged in for 90 days, or never."""
        return self.last_login_at is None or self.last_login_at < now - IDLE


def list_review(session: Session, bestuursnummer: str, today: date) -> tuple[ReviewLine, ...]:
    """List the rollen of a bestuur that count today or will count, by name."""
    rows = session.execute(_of_bestuur(bestuursnummer).where(_is_current(today)))
    lines = [_read(*row) for row in rows]
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.subject, line.toekenning.rol, line.number)))


def find_line(session: Session, bestuursnummer: str, number: int, today: date) -> ReviewLine | None:
    """Find a rol of a bestuur that counts today or will count."""
    found = session.execute(
        _of_bestuur(bestuursnummer).where(RoltoekenningRow.id == number, _is_current(today))
    ).one_or_none()
    return _read(*found) if found else None


def count_beheerders(session: Session, bestuursnummer: str, today: date) -> int:
    """Count the beheerders that a bestuur has today."""
    held = select(RoltoekenningRow.subject).where(
        RoltoekenningRow.bestuursnummer == bestuursnummer, RoltoekenningRow.rol == Rol.BEHEERDER, counts_on(today)
    )
    return len(set(session.scalars(held)))


def is_beheerder(session: Session, bestuursnummer: str, subject: str, today: date) -> bool:
    """Tell whether somebody is beheerder of a bestuur today."""
    held = select(RoltoekenningRow.id).where(
        RoltoekenningRow.bestuursnummer == bestuursnummer,
        RoltoekenningRow.rol == Rol.BEHEERDER,
        RoltoekenningRow.subject == subject,
        counts_on(today),
    )
    return session.scalar(held.limit(1)) is not None


def _of_bestuur(
    bestuursnummer: str,
) -> Select[RoltoekenningRow, MedewerkerRow, MedewerkerEmailRow, OnderwijsinstellingRow]:
    return (
        select(RoltoekenningRow, MedewerkerRow, MedewerkerEmailRow, OnderwijsinstellingRow)
        .outerjoin(MedewerkerRow, MedewerkerRow.subject == RoltoekenningRow.subject)
        .outerjoin(MedewerkerEmailRow, IS_EMAIL_OF_HOLDER)
        .outerjoin(OnderwijsinstellingRow, OnderwijsinstellingRow.instellingscode == RoltoekenningRow.instellingscode)
        .where(RoltoekenningRow.bestuursnummer == bestuursnummer)
    )


def _is_current(today: date) -> ColumnElement[bool]:
    """Give the condition that a roltoekenning is not over; it may begin later."""
    return and_(
        RoltoekenningRow.ended_at.is_(None), or_(RoltoekenningRow.ends_on.is_(None), RoltoekenningRow.ends_on >= today)
    )


def _read(
    row: RoltoekenningRow,
    person: MedewerkerRow | None,
    address: MedewerkerEmailRow | None,
    place: OnderwijsinstellingRow | None,
) -> ReviewLine:
    return ReviewLine(
        number=row.id,
        subject=row.subject,
        name=person.name if person else "",
        email=address.email if address else "",
        toekenning=read_toekenning(row),
        place=place.name if place else "",
        level=person.level if person else "",
        last_login_at=person.last_login_at if person else None,
    )
