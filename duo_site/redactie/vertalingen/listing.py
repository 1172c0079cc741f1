"""The texts of a language as editors list them: each with its draft and with what is in force."""

from sqlalchemy.orm import Session

from duo_site.redactie.vertalingen.forms import ALL, CHANGED, TO_CHECK, UNPUBLISHED
from duo_site.wording.domain import Entry, State
from duo_site.wording.service import current_snapshot, find_draft, list_drafts
from duo_site.wording.shipped import list_shipped


def list_entries(session: Session, language: str, words: str = "", which: str = ALL) -> list[Entry]:
    """List the texts of a language that hold these words and are in this state, in the order of their Dutch."""
    drafts, published = list_drafts(session, language), current_snapshot(session).texts.get(language, {})
    entries = [
        Entry(shipped, drafts.get(digest), published.get(digest)) for digest, shipped in list_shipped(language).items()
    ]
    found = [entry for entry in entries if _matches(entry, words.casefold()) and _is_in(entry, which)]
    return sorted(found, key=lambda entry: (entry.state is not State.CONTROLEREN, entry.shipped.key.msgid.casefold()))


def find_entry(session: Session, language: str, digest: str) -> Entry | None:
    """Find a text by its digest."""
    shipped = list_shipped(language).get(digest)
    if shipped is None:
        return None
    published = current_snapshot(session).texts.get(language, {})
    return Entry(shipped, find_draft(session, language, digest), published.get(digest))


def _matches(entry: Entry, words: str) -> bool:
    said = (*entry.shipped.key.forms, *entry.texts, *entry.shipped.places)
    return not words or any(words in text.casefold() for text in said)


def _is_in(entry: Entry, which: str) -> bool:
    return {
        ALL: True,
        TO_CHECK: entry.state is State.CONTROLEREN,
        CHANGED: entry.draft is not None,
        UNPUBLISHED: entry.is_unpublished,
    }[which]
