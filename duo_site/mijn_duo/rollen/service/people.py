"""The medewerkers: how to name and reach them, and when they logged in last."""

from datetime import datetime

from sqlalchemy import and_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from duo_site.mijn_duo.rollen.models import MedewerkerEmailRow, MedewerkerRow, RoltoekenningRow

IS_EMAIL_OF_HOLDER = and_(
    MedewerkerEmailRow.subject == RoltoekenningRow.subject,
    MedewerkerEmailRow.bestuursnummer == RoltoekenningRow.bestuursnummer,
)
"""The condition that an address is that of who holds a rol, as the bestuur of this rol knows it."""


def record_login(session: Session, subject: str, name: str, level: str, at: datetime) -> None:
    """Write down that somebody logged in with eHerkenning, and at which level."""
    known = _get_or_add(session, subject)
    known.name, known.level, known.last_login_at = name or known.name, level, at


def keep_medewerker(session: Session, subject: str, name: str, bestuursnummer: str, email: str) -> None:
    """Remember how somebody is named, and where this bestuur reaches him.

    A name that a login told stays. An address is never lost, and that of another bestuur is never touched.
    """
    known = _get_or_add(session, subject)
    known.name = known.name or name
    if email:
        session.merge(MedewerkerEmailRow(subject=subject, bestuursnummer=bestuursnummer, email=email))


def _get_or_add(session: Session, subject: str) -> MedewerkerRow:
    """Give the row of somebody; two first logins at the same moment make one row."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    empty = {"subject": subject, "name": "", "level": "", "last_login_at": None}
    session.execute(dialect.insert(MedewerkerRow).values(empty).on_conflict_do_nothing())
    return session.get_one(MedewerkerRow, subject)


def name_of(session: Session, subject: str) -> str:
    """Give the name of a medewerker; empty where it is not known."""
    known = session.get(MedewerkerRow, subject)
    return known.name if known else ""
