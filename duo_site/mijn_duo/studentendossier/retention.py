"""How long it is kept how often somebody looked students up."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from duo_site.mijn_duo.studentendossier.models import OpzoekdagRow
from duo_site.retention import RetentionRule, count_deleted, mark


def _erase(session: Session, before: datetime) -> int:
    return count_deleted(session, delete(OpzoekdagRow).where(OpzoekdagRow.day < before.date()))


OPZOEKDAGEN = RetentionRule(
    kind=mark("Hoe vaak een medewerker op een dag studenten opzocht"),
    keep=timedelta(days=30),
    period=mark("30 dagen"),
    why=mark("Om veel opzoeken op één dag te begrenzen."),
    erase=_erase,
)
