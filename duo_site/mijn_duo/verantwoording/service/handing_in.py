"""Handing a verantwoording in: it becomes a zaak with its files, once, and each correction another."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.identity import Werkplek
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.verantwoording.domain import Bestand, Done, Dossier, FileKind, NothingNew, Outcome
from duo_site.mijn_duo.verantwoording.models import NAME, VerantwoordingRow
from duo_site.mijn_duo.verantwoording.service.editing import lock_row, refuse_change
from duo_site.mijn_duo.verantwoording.service.reading import find_content, read_dossier
from duo_site.mijn_duo.zaken.domain import Inhoud, Status, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.service import add_document, open_zaak
from duo_site.secrecy import Secrecy

MEDIA_TYPES = {".xbrl": "application/xml", ".xhtml": "application/xhtml+xml", ".pdf": "application/pdf"}


def hand_in(
    session: Session, werkplek: Werkplek, year: int, version: int, by: Actor, at: datetime, secrecy: Secrecy
) -> Outcome:
    """Hand in the figures, with the controleverklaring where there is one, as a zaak."""
    row = lock_row(session, werkplek, year)
    refused = refuse_change(session, row, by, at, version)
    if refused:
        return refused
    dossier = read_dossier(session, row, at)
    figures, statement = dossier.figures, dossier.statement
    if figures is None or not dossier.has_news:
        return NothingNew(dossier)
    key = f"jaarrekening/{year}/{row.version}"
    inhoud = describe_submission(dossier, figures, statement)
    zaak = open_zaak(session, werkplek, ZaakKind.JAARVERSLAG, by, inhoud, at, key=key)
    for file in (figures, statement):
        if file is not None:
            _add(session, secrecy, werkplek, zaak, file, by, at)
    row.submissions, row.version = row.submissions + 1, row.version + 1
    row.handed_in_at, row.handed_in_by, row.zaak = at, by.name[:NAME], zaak.number
    row.handed_in_jaarrekening = figures.number
    row.handed_in_controleverklaring = statement.number if statement else None
    row.editor_subject, row.editor_name, row.editor_until = None, "", None
    session.flush()
    return Done(read_dossier(session, row, at))


def describe_submission(dossier: Dossier, figures: Bestand, statement: Bestand | None) -> Inhoud:
    """Give what the zaak says about the files, without a figure of them."""
    return {
        "jaar": dossier.year,
        "bestand": figures.name,
        "sha256": figures.sha256,
        "gecontroleerd": figures.at.isoformat(),
        "controleverklaring": statement.name if statement else "",
        "keer": (dossier.submission.count if dossier.submission else 0) + 1,
    }


def forget_withdrawn(session: Session, zaak: Zaak, status: Status, _at: datetime) -> None:
    """Take a submission back whose zaak was withdrawn: the year is as if it had not been handed in that time."""
    if status is not Status.INGETROKKEN:
        return
    row = session.scalar(select(VerantwoordingRow).where(VerantwoordingRow.zaak == zaak.number).with_for_update())
    if row is None:
        return
    row.submissions, row.version = max(0, row.submissions - 1), row.version + 1
    row.handed_in_at, row.handed_in_by, row.zaak = None, "", ""
    row.handed_in_jaarrekening = row.handed_in_controleverklaring = None
    session.flush()


def _add(
    session: Session, secrecy: Secrecy, werkplek: Werkplek, zaak: Zaak, file: Bestand, by: Actor, at: datetime
) -> None:
    """Put a file with the zaak, so that the agency can read what was handed in."""
    found = find_content(session, secrecy, werkplek, file.number)
    assert found is not None
    suffix = ".pdf" if file.kind is FileKind.CONTROLEVERKLARING else suffix_of(file.name)
    add_document(session, zaak, file.name, found[1], MEDIA_TYPES[suffix], by, at, secrecy=secrecy)


def suffix_of(name: str) -> str:
    """Give the ending by which a jaarrekening is read; it was set when the file came in."""
    return ".xhtml" if name.endswith(".xhtml") else ".xbrl"
