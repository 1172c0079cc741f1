"""The index in the database: kept equal to the pages of the site, and asked which pages may answer a question."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from duo_site.zoeken.domain import Kind, SearchedPage
from duo_site.zoeken.models import FIELDS, SearchPageRow, SearchStateRow, SearchWordRow
from duo_site.zoeken.question import Concept, Term
from duo_site.zoeken.ranking import BETWEEN, FIELD_WEIGHTS
from duo_site.zoeken.vocabulary import Vocabulary
from duo_site.zoeken.words import is_empty, list_words, stems_of

Item = TypeVar("Item")

_CANDIDATES = 60
_STATE = 1
_AT_A_TIME = 500
_FORM_OF_THE_INDEX = "1"
"""Counted up when the stems or fields are made otherwise, so that every index is made anew."""

_INSERT = {
    "sqlite": "INSERT INTO search_index (rowid, language, kind, title, keywords, headings, summary, text) "
    "VALUES (:id, :language, :kind, :title_stems, :keywords_stems, :headings_stems, :summary_stems, :text_stems)",
    "postgresql": "INSERT INTO search_index (page_id, language, kind, head, whole) VALUES (:id, :language, :kind, "
    "setweight(to_tsvector('simple', :title_stems || ' ' || :keywords_stems), 'A') "
    "|| setweight(to_tsvector('simple', :headings_stems || ' ' || :summary_stems), 'B'), "
    "to_tsvector('simple', :title_stems || ' ' || :keywords_stems || ' ' || :headings_stems || ' ' || :summary_stems "
    "|| ' ' || :text_stems))",
}
_SHOWN = ("language", "path", "kind", "title", "summary", "text", "published", "importance")
_SELECT = {
    "sqlite": "SELECT rowid FROM search_index WHERE search_index MATCH :asked ORDER BY bm25(search_index, 0, 0, "
    ":title, :keywords, :headings, :summary, :text), rowid LIMIT :most",
    "postgresql": "SELECT page_id FROM search_index WHERE language = :language AND (:kind = '' OR kind = :kind) "
    "AND whole @@ to_tsquery('simple', :asked) "
    "ORDER BY ts_rank(head, to_tsquery('simple', :asked)) DESC, page_id LIMIT :most",
}


def digest_of(pages: Iterable[SearchedPage]) -> str:
    """Give the digest of pages, whatever their order."""
    return _hash("".join(sorted(_digest(page) for page in pages)))


def find_digest(session: Session) -> str:
    """Give the digest of the pages that the index holds; empty before there is one."""
    return session.scalar(select(SearchStateRow.digest).where(SearchStateRow.id == _STATE)) or ""


def replace_pages(session: Session, pages: Sequence[SearchedPage]) -> None:
    """Make the index hold exactly these pages; what is in it already stays untouched."""
    _lock(session)
    wanted = {_digest(page): page for page in pages}
    kept = dict(iter(session.execute(select(SearchPageRow.digest, SearchPageRow.id))))
    counts: Counter[tuple[str, str]] = Counter()
    for gone in _in_parts([id_ for digest, id_ in kept.items() if digest not in wanted]):
        _take_out(session, gone, counts)
    for new in _in_parts([(digest, page) for digest, page in wanted.items() if digest not in kept]):
        _put_in(session, new, counts)
    _count_words(session, counts)
    session.execute(delete(SearchStateRow))
    session.execute(insert(SearchStateRow).values(id=_STATE, digest=digest_of(pages)))


def read_vocabulary(session: Session, language: str) -> Vocabulary:
    """Read the words of a language."""
    asked = select(SearchWordRow.word, SearchWordRow.pages).where(SearchWordRow.language == language)
    words = dict(iter(session.execute(asked)))
    return Vocabulary(language, words.pop("", 0), words)


def find_candidates(
    session: Session, concepts: Sequence[Concept], vocabulary: Vocabulary, kind: Kind | None
) -> list[SearchPageRow]:
    """Find the pages that may answer a question: those with all of it, and where these are few, with part of it."""
    ids = _ask(session, concepts, vocabulary.language, kind, together=True)
    if len(ids) < _CANDIDATES // 2 and len(concepts) > 1:
        ids += _ask(session, _rarest(concepts, vocabulary), vocabulary.language, kind, together=False)
    return list(session.scalars(select(SearchPageRow).where(SearchPageRow.id.in_(set(ids)))))


def _ask(
    session: Session, concepts: Sequence[Concept], language: str, kind: Kind | None, *, together: bool
) -> list[int]:
    write = {"sqlite": _write_for_sqlite, "postgresql": _write_for_postgresql}[_dialect(session)]
    values: dict[str, object] = {"asked": write(concepts, language, kind, together), "most": _CANDIDATES}
    values |= FIELD_WEIGHTS if _dialect(session) == "sqlite" else {"language": language, "kind": kind or ""}
    return list(session.execute(text(_SELECT[_dialect(session)]), values).scalars())


def _rarest(concepts: Sequence[Concept], vocabulary: Vocabulary) -> Sequence[Concept]:
    """Leave out what nearly every page says, as long as something is left."""
    common = vocabulary.weigh("") / 3
    rare = [concept for concept in concepts if vocabulary.weigh(concept.terms[0].text) > common]
    return rare or concepts


def _write_for_sqlite(concepts: Sequence[Concept], language: str, kind: Kind | None, together: bool) -> str:
    """Write a question for FTS5 (https://www.sqlite.org/fts5.html section 3); terms hold letters and digits only."""

    def write(term: Term) -> str:
        return f'"{term.text}"{" *" if term.is_prefix else ""}'

    parts = [f"({' OR '.join(map(write, concept.terms))})" for concept in concepts]
    asked = (" AND " if together else " OR ").join(parts)
    limits = f'language : "{language}"' + (f' AND kind : "{kind}"' if kind else "")
    return f"{limits} AND {{{' '.join(FIELDS)}}} : ({asked})"


def _write_for_postgresql(concepts: Sequence[Concept], _language: str, _kind: Kind | None, together: bool) -> str:
    """Write a question for to_tsquery; terms hold letters and digits only."""

    def write(term: Term) -> str:
        return f"'{term.text}'{':*' if term.is_prefix else ''}"

    parts = [f"({' | '.join(map(write, concept.terms))})" for concept in concepts]
    return (" & " if together else " | ").join(parts)


def _take_out(session: Session, ids: Sequence[int], counts: Counter[tuple[str, str]]) -> None:
    gone = delete(SearchPageRow).where(SearchPageRow.id.in_(ids))
    for language, words in session.execute(gone.returning(SearchPageRow.language, SearchPageRow.words)):
        counts.subtract((language, word) for word in ("", *words.split()))


def _put_in(session: Session, pages: Sequence[tuple[str, SearchedPage]], counts: Counter[tuple[str, str]]) -> None:
    rows = [_row_of(page, digest) for digest, page in pages]
    session.execute(insert(SearchPageRow), rows)
    made = select(SearchPageRow).where(SearchPageRow.digest.in_([digest for digest, _ in pages]))
    session.execute(text(_INSERT[_dialect(session)]), [_indexed(row) for row in session.scalars(made)])
    session.expunge_all()
    for row in rows:
        counts.update((row["language"], word) for word in ("", *row["words"].split()))


def _count_words(session: Session, counts: Counter[tuple[str, str]]) -> None:
    """Add to the number of pages that each word stands on; under the empty word, to the number of pages."""
    dialect = postgresql if _dialect(session) == "postgresql" else sqlite
    statement = dialect.insert(SearchWordRow)
    more = statement.on_conflict_do_update(
        index_elements=["language", "word"], set_={"pages": SearchWordRow.pages + statement.excluded.pages}
    )
    rows = [
        {"language": language, "word": word, "pages": number} for (language, word), number in counts.items() if number
    ]
    if rows:
        session.execute(more, rows)
        session.execute(delete(SearchWordRow).where(SearchWordRow.pages <= 0))


def _row_of(page: SearchedPage, digest: str) -> dict[str, Any]:
    texts = (page.title, *page.keywords, *page.headings, page.summary, page.text)
    words = {word for part in texts for word in list_words(part) if not is_empty(word, page.language)}
    shown = {name: getattr(page, name) for name in _SHOWN}
    stems = {
        "title_stems": stems_of([page.title], page.language),
        "keywords_stems": f" {BETWEEN} ".join(stems_of([words], page.language) for words in page.keywords),
        "headings_stems": stems_of(page.headings, page.language),
        "summary_stems": stems_of([page.summary], page.language),
        "text_stems": stems_of([page.text], page.language),
    }
    return {**shown, **stems, "digest": digest, "words": " ".join(sorted(words))}


def _indexed(row: SearchPageRow) -> dict[str, object]:
    stems = {f"{field}_stems": getattr(row, f"{field}_stems") for field in FIELDS}
    return {"id": row.id, "language": row.language, "kind": str(row.kind), **stems}


def _in_parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Cut a list in parts that a database takes in one statement."""
    return (items[at : at + _AT_A_TIME] for at in range(0, len(items), _AT_A_TIME))


def _lock(session: Session) -> None:
    """Let one process at a time change the index; on SQLite a writing transaction is alone already."""
    if _dialect(session) == "postgresql":
        session.execute(text("LOCK TABLE search_state IN EXCLUSIVE MODE"))


def _digest(page: SearchedPage) -> str:
    return _hash(json.dumps([_FORM_OF_THE_INDEX, asdict(page)], default=str, sort_keys=True))


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
