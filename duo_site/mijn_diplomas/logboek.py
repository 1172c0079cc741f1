"""The logboek of a diplomahouder: which organisation looked, when and why. Whoever looks does so through here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from duo_site.mijn_diplomas.domain import Diploma
from duo_site.mijn_diplomas.models import InzageRow
from duo_site.mijn_diplomas.service import list_valid_diplomas
from duo_site.secrecy import Secrecy

MOST_LINES = 200


@dataclass(frozen=True)
class Inzage:
    """A look of an organisation; `function` and `reason` are msgids."""

    at: datetime
    organisation: str
    instellingscode: str
    function: str
    reason: str
    number: int
    """How many diplomas were shown."""


class WatchedRegister:
    """The register for those who look at somebody else's diplomas: no line in the logboek, no look."""

    def __init__(self, secrecy: Secrecy) -> None:
        self._secrecy = secrecy

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
    ) -> tuple[Diploma, ...]:
        """Give the valid diplomas of some soorten, newest first, and write the look down in the same transaction.

        The line bears the pseudonym of the number, so that it is written for a number without diplomas as well: who
        logs in with it later reads it, and the answer takes as long.
        """
        holder = self.pseudonym_of(number)
        found = list_valid_diplomas(session, self._secrecy, holder, soorten)
        line = {
            "subject": holder,
            "at": at,
            "organisation": organisation,
            "instellingscode": instellingscode,
            "function": function,
            "reason": reason,
            "number": len(found),
            "looker": looker,
        }
        session.execute(insert(InzageRow).values(line))
        return found

    def pseudonym_of(self, number: str) -> str:
        """Give the keyed hash by which a login with this number is known."""
        return self._secrecy.lookup("bsn", number)


def list_inzages(session: Session, asker: str, most: int = MOST_LINES) -> tuple[Inzage, ...]:
    """List the newest looks at the diplomas of the asker (the keyed hash of his BSN), newest first."""
    newest = (InzageRow.at.desc(), InzageRow.id.desc())
    rows = session.scalars(select(InzageRow).where(InzageRow.subject == asker).order_by(*newest).limit(most))
    return tuple(
        Inzage(row.at, row.organisation, row.instellingscode, row.function, row.reason, row.number) for row in rows
    )
