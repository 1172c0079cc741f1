"""The documents of a zaak: encrypted, bounded in number and size."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from duo_site.mijn_duo.rollen.domain import Actor
from duo_site.mijn_duo.zaken.domain import LARGEST_DOCUMENT, MOST_DOCUMENTS, Document, DocumentKind, Zaak
from duo_site.mijn_duo.zaken.models import NAME, ZaakDocumentRow, ZaakRow
from duo_site.mijn_duo.zaken.service.finding import get_row
from duo_site.secrecy import Secrecy


class TooManyDocuments(Exception):
    """The zaak holds as many documents as it may."""


class DocumentTooLarge(Exception):
    """The document is larger than a zaak takes."""


def add_document(
    session: Session,
    zaak: Zaak,
    name: str,
    content: bytes,
    media_type: str,
    by: Actor,
    at: datetime,
    *,
    secrecy: Secrecy,
    kind: DocumentKind = DocumentKind.BIJLAGE,
    language: str = "",
) -> int:
    """Keep a document and give its id; the same bytes again give the same one.

    Raise TooManyDocuments or DocumentTooLarge. A receipt is there once for each language.
    """
    if len(content) > LARGEST_DOCUMENT:
        raise DocumentTooLarge("The document is larger than 5 MB.")
    row, digest = get_row(session, zaak, lock=True), sha256(content).hexdigest()
    of_kind = (ZaakDocumentRow.zaak_id == row.id, ZaakDocumentRow.kind == kind)
    is_same = (
        ZaakDocumentRow.language == language
        if kind is DocumentKind.ONTVANGSTBEWIJS
        else ZaakDocumentRow.sha256 == digest
    )
    existing = session.scalar(select(ZaakDocumentRow.id).where(*of_kind, is_same))
    if existing is not None:
        return existing
    number = session.scalar(select(func.count()).select_from(ZaakDocumentRow).where(*of_kind)) or 0
    if number >= MOST_DOCUMENTS:
        raise TooManyDocuments("The zaak holds ten documents already.")
    document = ZaakDocumentRow(
        zaak_id=row.id,
        kind=kind,
        language=language,
        name=name[:NAME],
        media_type=media_type,
        size=len(content),
        sha256=digest,
        by_name=by.name[:NAME],
        at=at,
        content=secrecy.encrypt_bytes(content, _place(row, digest)),
    )
    session.add(document)
    session.flush()
    return document.id


def list_documents(session: Session, zaak: Zaak) -> tuple[Document, ...]:
    """List the documents that people added, oldest first; the receipts not among them."""
    rows = session.scalars(
        select(ZaakDocumentRow)
        .join(ZaakRow)
        .where(ZaakRow.number == zaak.number, ZaakDocumentRow.kind != DocumentKind.ONTVANGSTBEWIJS)
        .order_by(ZaakDocumentRow.id)
    )
    return tuple(_read(row) for row in rows)


def find_document(session: Session, secrecy: Secrecy, zaak: Zaak, number: int) -> tuple[Document, bytes] | None:
    """Find a document of a zaak with its contents."""
    return _find(session, secrecy, zaak, ZaakDocumentRow.id == number)


def find_receipt(session: Session, secrecy: Secrecy, zaak: Zaak, language: str) -> bytes | None:
    """Find the receipt of a zaak in a language."""
    is_receipt = ZaakDocumentRow.kind == DocumentKind.ONTVANGSTBEWIJS
    found = _find(session, secrecy, zaak, is_receipt, ZaakDocumentRow.language == language)
    return found[1] if found else None


def remove_document(session: Session, zaak: Zaak, number: int) -> bool:
    """Take a document out of a draft; False where there is none."""
    row = get_row(session, zaak, lock=True)
    if not zaak.is_draft or row.status != zaak.status:
        return False
    gone = delete(ZaakDocumentRow).where(ZaakDocumentRow.id == number, ZaakDocumentRow.zaak_id == row.id)
    return bool(session.execute(gone).rowcount)  # type: ignore[attr-defined]


def _find(
    session: Session, secrecy: Secrecy, zaak: Zaak, *conditions: ColumnElement[bool]
) -> tuple[Document, bytes] | None:
    found = session.execute(
        select(ZaakDocumentRow, ZaakRow, ZaakDocumentRow.content)
        .join(ZaakRow)
        .where(ZaakRow.number == zaak.number, *conditions)
    ).first()
    if found is None:
        return None
    document, row, content = found
    return _read(document), secrecy.decrypt_bytes(content, _place(row, document.sha256))


def _place(row: ZaakRow, digest: str) -> str:
    """Name the place for which a document is encrypted, so that it cannot be put into another zaak."""
    return f"zaak/{row.id}/{digest}"


def _read(row: ZaakDocumentRow) -> Document:
    return Document(row.id, DocumentKind(row.kind), row.name, row.media_type, row.size, row.sha256, row.by_name, row.at)
