"""How long uittreksels are kept: the file for a while, what the register knows of it for good."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from duo_site.retention import RetentionRule, mark
from duo_site.uittreksel.files import FileStore

ISSUED = RetentionRule(
    kind=mark("Nummer en inhoud van een uittreksel"),
    keep=None,
    period=mark("Altijd"),
    why=mark("Om een uittreksel ook na jaren te kunnen controleren."),
)


def files_rule(files: FileStore) -> RetentionRule:
    """Make the rule for the files of a store."""

    def erase(_session: Session, before: datetime) -> int:
        return files.delete_older_than(before)

    return RetentionRule(
        kind=mark("PDF-bestanden van uittreksels"),
        keep=timedelta(days=30),
        period=mark("30 dagen"),
        why=mark("Om u het bestand opnieuw te laten downloaden."),
        erase=erase,
    )
