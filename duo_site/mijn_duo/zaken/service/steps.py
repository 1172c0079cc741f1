"""From state to state, and the messages between an onderwijsinstelling and the agency."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from duo_site.identity import Werkplek
from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.zaken.domain import NEXT, Status, Zaak
from duo_site.mijn_duo.zaken.models import NAME, ZaakBerichtRow, ZaakRow, ZaakStepRow
from duo_site.mijn_duo.zaken.service.finding import at_werkplek, get_row, place_of_messages, read_row
from duo_site.secrecy import Secrecy


def set_status(
    session: Session,
    number: str,
    status: Status,
    by: Actor,
    at: datetime,
    *,
    text: str = "",
    werkplek: Werkplek | None = None,
    agency: bool = False,
    version: int | None = None,
) -> Zaak | None:
    """Bring a zaak to its next state; None where that is no step from where it is.

    Also None where it is not of the werkplek that is given, or no longer the version that was seen. Drafts are handed
    in, which is another act.
    """
    query = select(ZaakRow).where(ZaakRow.number == number, ZaakRow.status != Status.CONCEPT).with_for_update()
    row = session.scalar(query.where(at_werkplek(werkplek)) if werkplek else query)
    if row is None or status not in NEXT[Status(row.status)]:
        return None
    if version is not None and row.version != version:
        return None
    row.status, row.version = status, row.version + 1
    row.changed_by, row.changed_by_subject, row.changed_at = by.name[:NAME], by.subject or "", at
    add_step(session, row, status, by, at, text=text, agency=agency)
    session.flush()
    return read_row(row)


def add_message(
    session: Session,
    secrecy: Secrecy,
    zaak: Zaak,
    text: str,
    by: Actor,
    at: datetime,
    *,
    agency: bool = False,
    key: str = "",
) -> bool:
    """Add a message to a zaak; sending it twice with one key adds it once. False for the second time."""
    row = get_row(session, zaak, lock=True)
    message = ZaakBerichtRow(
        zaak_id=row.id,
        key=key or None,
        at=at,
        by_name=by.name[:NAME],
        by_subject=by.subject or "",
        agency=agency,
        contents=secrecy.encrypt(text, place_of_messages(row.id)),
    )
    try:
        with session.begin_nested():
            session.add(message)
    except IntegrityError:
        return False
    row.changed_by, row.changed_by_subject, row.changed_at = by.name[:NAME], by.subject or "", at
    session.flush()
    return True


def is_entered(session: Session, zaak: Zaak, key: str) -> bool:
    """Tell whether a message with this key stands in a zaak already."""
    same = select(ZaakBerichtRow.id).join(ZaakRow).where(ZaakRow.number == zaak.number, ZaakBerichtRow.key == key)
    return bool(key) and session.scalar(same) is not None


def add_step(
    session: Session,
    row: ZaakRow,
    status: Status,
    by: Actor,
    at: datetime,
    *,
    text: str = "",
    agency: bool = False,
) -> None:
    """Add a line to the history."""
    session.add(ZaakStepRow(zaak_id=row.id, status=status, at=at, by_name=by.name[:NAME], agency=agency, text=text))
