"""Looking a student up: counted, written in the logboek of the student, and limited to what may be seen."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from duo_site.identity import Sector
from duo_site.mijn_duo.studentendossier.domain import Asker, RegisterDiploma, Seen, TooMany, may_see, show
from duo_site.mijn_duo.studentendossier.models import OpzoekdagRow


class DiplomaRegister(Protocol):
    """The register, as far as a look goes; app.py gives it."""

    def look(
        self,
        session: Session,
        number: str,
        *,
        soorten: frozenset[str],
        at: datetime,
        looker: str,
        function: str,
        instellingscode: str,
        organisation: str,
        reason: str,
    ) -> Sequence[RegisterDiploma]:
        """Write the look in the logboek of whose number it is, and give his valid diplomas of some soorten."""

    def pseudonym_of(self, number: str) -> str:
        """Give the name by which other tables and the audit log know whose number it is."""


def look_up(
    session: Session,
    register: DiplomaRegister,
    number: str,
    asker: Asker,
    sector: Sector | None,
    *,
    most: int,
    at: datetime,
    today: date,
) -> Seen | TooMany:
    """Look a student up by his number, if this medewerker has not reached the limit of the day.

    The line in the logboek goes with the transaction: where it cannot be written, nothing is seen. A number that
    nobody has gets its line and its answer in the same way.
    """
    asked = _count(session, asker.subject, today)
    if asked > most:
        return TooMany(most, warn=asked == most + 1)
    found = register.look(
        session,
        number,
        soorten=frozenset(may_see(sector)),
        at=at,
        looker=asker.subject,
        function=asker.function,
        instellingscode=asker.instellingscode,
        organisation=asker.organisation,
        reason=asker.reason,
    )
    return show(found, sector)


def _count(session: Session, subject: str, day: date) -> int:
    """Count one more; whoever asks at the same moment under the same name waits for the end of the transaction."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    fresh = dialect.insert(OpzoekdagRow).values(subject=subject, day=day, number=1)
    counted = fresh.on_conflict_do_update(
        index_elements=[OpzoekdagRow.subject, OpzoekdagRow.day], set_={"number": OpzoekdagRow.number + 1}
    ).returning(OpzoekdagRow.number)
    return int(session.execute(counted).scalar_one())
