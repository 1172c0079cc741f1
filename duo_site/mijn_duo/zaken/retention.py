"""How long zaken, drafts and the files of overviews are kept."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from duo_site.jobs import JobRow, JobState
from duo_site.mijn_duo.zaken.domain import Status
from duo_site.mijn_duo.zaken.models import ZaakOverzichtRow, ZaakRow
from duo_site.mijn_duo.zaken.overview.making import JOB_KIND
from duo_site.retention import RetentionRule, count_deleted, mark

_FINAL = [status for status in Status if status.is_final]


def _erase_zaken(session: Session, before: datetime) -> int:
    finished = delete(ZaakRow).where(ZaakRow.status.in_(_FINAL), ZaakRow.changed_at < before)
    return count_deleted(session, finished)


def _erase_drafts(session: Session, before: datetime) -> int:
    left = delete(ZaakRow).where(ZaakRow.status == Status.CONCEPT, ZaakRow.changed_at < before)
    return count_deleted(session, left)


ZAKEN = RetentionRule(
    kind=mark("Zaken van onderwijsinstellingen"),
    keep=timedelta(days=7 * 365),
    period=mark("Tot 7 jaar na de laatste wijziging van een zaak die klaar is"),
    why=mark("Om besluiten te kunnen verantwoorden."),
    erase=_erase_zaken,
)
DRAFTS = RetentionRule(
    kind=mark("Concepten van zaken"),
    keep=timedelta(days=180),
    period=mark("Tot een half jaar na de laatste wijziging"),
    why=mark("Om een concept later te kunnen afmaken."),
    erase=_erase_drafts,
)


def overviews_rule(folder: Path) -> RetentionRule:
    """Make the rule for the files of overviews, which lie in a folder, and for the jobs that made them."""

    def erase(session: Session, before: datetime) -> int:
        old = session.scalars(select(ZaakOverzichtRow.file).where(ZaakOverzichtRow.made_at < before)).all()
        kept = set(session.scalars(select(ZaakOverzichtRow.file).where(ZaakOverzichtRow.made_at >= before)))
        # A worker that was killed leaves files that no row names.
        left = [file.name for file in folder.glob("*") if file.stat().st_mtime < before.timestamp()]
        for name in {*old, *left} - kept:
            (folder / name).unlink(missing_ok=True)
        ended = JobRow.state.in_((JobState.DONE, JobState.FAILED))
        session.execute(delete(JobRow).where(JobRow.kind == JOB_KIND, ended, JobRow.changed_at < before))
        return count_deleted(session, delete(ZaakOverzichtRow).where(ZaakOverzichtRow.made_at < before))

    return RetentionRule(
        kind=mark("Bestanden van overzichten"),
        keep=timedelta(days=30),
        period=mark("30 dagen"),
        why=mark("Om de onderwijsinstelling het bestand te laten downloaden."),
        erase=erase,
    )
