"""Saving texts, publishing them, and going back."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session

from duo_site.wording.domain import (
    NOTHING,
    Draft,
    NeedsOther,
    NothingToPublish,
    Overrides,
    Overtaken,
    Published,
    PublishedMeanwhile,
    PublishOutcome,
    Saved,
    SaveOutcome,
    ShippedText,
    Snapshot,
    TextKey,
)
from duo_site.wording.models import TextDraftRow, TextSnapshotRow, TextVersionRow


def save_draft(
    session: Session,
    language: str,
    shipped: ShippedText,
    texts: tuple[str, ...],
    *,
    seen: int,
    by: str,
    at: datetime,
    reason: str = "",
) -> SaveOutcome:
    """Save a text over version `seen` (0 for none); where somebody else saved since, nothing is written."""
    _lock(session, "text_draft")
    digest = shipped.key.digest
    theirs = find_draft(session, language, digest)
    version = theirs.version if theirs else 0
    if theirs is not None and version != seen and theirs.texts != texts:
        return Overtaken(theirs)
    key = [shipped.key.msgid, shipped.key.plural, shipped.key.context]
    draft = Draft(language, shipped.key, texts, shipped.texts, version + 1, by, at, reason)
    values = {"texts": list(texts), "version": version + 1, "by": by, "at": at, "reason": reason}
    kept = {**values, "key": key, "source": list(shipped.texts)}
    if theirs is None:
        session.execute(insert(TextDraftRow).values(language=language, digest=digest, **kept))
    else:
        where = (TextDraftRow.language == language, TextDraftRow.digest == digest)
        session.execute(update(TextDraftRow).where(*where).values(**kept))
    session.execute(insert(TextVersionRow).values(language=language, digest=digest, **values))
    return Saved(draft)


def find_draft(session: Session, language: str, digest: str) -> Draft | None:
    """Find what was last saved of a text."""
    row = session.get(TextDraftRow, (language, digest))
    return _draft_of(row) if row else None


def list_drafts(session: Session, language: str) -> dict[str, Draft]:
    """List all saved texts of a language by their digest."""
    rows = session.scalars(select(TextDraftRow).where(TextDraftRow.language == language))
    return {row.digest: _draft_of(row) for row in rows}


def list_versions(session: Session, language: str, key: TextKey, source: tuple[str, ...]) -> list[Draft]:
    """List every version of a text, the newest first."""
    where = (TextVersionRow.language == language, TextVersionRow.digest == key.digest)
    rows = session.scalars(select(TextVersionRow).where(*where).order_by(TextVersionRow.version.desc()))
    return [Draft(language, key, tuple(row.texts), source, row.version, row.by, row.at, row.reason) for row in rows]


def current_number(session: Session) -> int:
    """Give the number that is in force; 0 before anything was published."""
    return session.scalar(select(func.max(TextSnapshotRow.number))) or 0


def current_snapshot(session: Session) -> Snapshot:
    """Give the snapshot that is in force."""
    return get_snapshot(session, current_number(session))


def get_snapshot(session: Session, number: int) -> Snapshot:
    """Get a snapshot by its number; raise LookupError for one that does not exist."""
    if number == 0:
        return NOTHING
    row = session.get(TextSnapshotRow, number)
    if row is None:
        raise LookupError(f"There is no snapshot {number}.")
    return _snapshot_of(row)


def list_snapshots(session: Session, most: int = 50) -> list[Snapshot]:
    """List the newest snapshots, without their texts."""
    columns = (TextSnapshotRow.number, TextSnapshotRow.by, TextSnapshotRow.at, TextSnapshotRow.back_to)
    found = session.execute(select(*columns).order_by(TextSnapshotRow.number.desc()).limit(most))
    return [Snapshot(number, by, at, {}, back_to) for number, by, at, back_to in found]


def publish(
    session: Session,
    shipped: Mapping[str, Mapping[str, ShippedText]],
    *,
    seen: int,
    by: str,
    at: datetime,
    four_eyes: bool = False,
) -> PublishOutcome:
    """Put every saved text in force, as a snapshot with the next number; `shipped` is by language and digest.

    A text that equals what the program has is left out. `seen` is the number that the editor saw.
    """
    _lock(session, "text_snapshot")
    current = current_snapshot(session)
    if current.number != seen:
        return PublishedMeanwhile(current)
    drafts = {language: list_drafts(session, language) for language in shipped}
    texts = {
        language: {
            digest: draft.texts
            for digest, draft in drafts[language].items()
            if digest in known and draft.texts != known[digest].texts
        }
        for language, known in shipped.items()
    }
    if texts == {language: dict(current.texts.get(language, {})) for language in shipped}:
        return NothingToPublish()
    own = sum(
        draft.by == by and current.texts.get(language, {}).get(digest) != draft.texts
        for language, found in drafts.items()
        for digest, draft in found.items()
    )
    if four_eyes and own:
        return NeedsOther(own)
    return Published(_add(session, current.number + 1, texts, by, at, None))


def return_to(session: Session, number: int, *, seen: int, by: str, at: datetime) -> PublishOutcome:
    """Put the texts of an earlier number in force again, as a new number; raise LookupError for an unknown one."""
    _lock(session, "text_snapshot")
    current = current_snapshot(session)
    if current.number != seen:
        return PublishedMeanwhile(current)
    wanted = get_snapshot(session, number)
    if wanted.texts == current.texts:
        return NothingToPublish()
    return Published(_add(session, current.number + 1, wanted.texts, by, at, number))


def _add(session: Session, number: int, texts: Overrides, by: str, at: datetime, back_to: int | None) -> Snapshot:
    kept = {language: {digest: list(forms) for digest, forms in found.items()} for language, found in texts.items()}
    session.execute(insert(TextSnapshotRow).values(number=number, by=by, at=at, back_to=back_to, texts=kept))
    return Snapshot(number, by, at, texts, back_to)


def _lock(session: Session, table: str) -> None:
    """Let one editor at a time write; on SQLite a writing transaction is alone already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"LOCK TABLE {table} IN EXCLUSIVE MODE"))


def _draft_of(row: TextDraftRow) -> Draft:
    key = TextKey(*row.key)
    return Draft(row.language, key, tuple(row.texts), tuple(row.source), row.version, row.by, row.at, row.reason)


def _snapshot_of(row: TextSnapshotRow) -> Snapshot:
    texts = {
        language: {digest: tuple(forms) for digest, forms in found.items()} for language, found in row.texts.items()
    }
    return Snapshot(row.number, row.by, row.at, texts, row.back_to)
