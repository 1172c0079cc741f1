"""How long the register keeps diplomas, and the logboek of who looked at them."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from duo_site.mijn_diplomas.models import InzageRow
from duo_site.retention import RetentionRule, count_deleted, mark

DIPLOMAS = RetentionRule(
    kind=mark("Gegevens van diploma's"),
    keep=None,
    period=mark("Altijd"),
    why=mark("Om u uw hele leven een bewijs te kunnen geven."),
)


def _erase_inzages(session: Session, before: datetime) -> int:
    return count_deleted(session, delete(InzageRow).where(InzageRow.at < before))


INZAGES = RetentionRule(
    kind=mark("Logboek: welke onderwijsinstelling uw diploma's bekeek"),
    keep=timedelta(days=5 * 365),
    period=mark("5 jaar"),
    why=mark("Om u te laten zien wie keek, en waarom."),
    erase=_erase_inzages,
)
