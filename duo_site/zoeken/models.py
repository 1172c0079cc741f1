"""What the search keeps: the pages with their stems, the words they hold, and which pages those are.

The index itself stands beside them in a table `search_index` that SQLAlchemy has no words for: FTS5 on SQLite, a
tsvector on PostgreSQL.
"""

from datetime import date

from sqlalchemy import Connection, Float, Index, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base
from duo_site.zoeken.domain import Kind

FIELDS = ("title", "keywords", "headings", "summary", "text")


class SearchPageRow(Base):
    """A page that can be found; the fields that end in `_stems` are what is searched, `words` its words once each."""

    __tablename__ = "search_page"
    __table_args__ = (
        Index("uq_search_page_language_path", "language", "path", unique=True),
        Index("uq_search_page_digest", "digest", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(8))
    path: Mapped[str] = mapped_column(String(300))
    kind: Mapped[Kind] = mapped_column(String(20))
    published: Mapped[date | None] = mapped_column()
    importance: Mapped[float] = mapped_column(Float)
    digest: Mapped[str] = mapped_column(String(64))
    words: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    title_stems: Mapped[str] = mapped_column(Text)
    keywords_stems: Mapped[str] = mapped_column(Text)
    headings_stems: Mapped[str] = mapped_column(Text)
    summary_stems: Mapped[str] = mapped_column(Text)
    text_stems: Mapped[str] = mapped_column(Text)


class SearchWordRow(Base):
    """A word of the pages of a language, folded, with the number of pages that have it."""

    __tablename__ = "search_word"

    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    word: Mapped[str] = mapped_column(String(40), primary_key=True)
    pages: Mapped[int] = mapped_column()


class SearchStateRow(Base):
    """One row: the digest of all pages that the index holds."""

    __tablename__ = "search_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))


class SearchMissRow(Base):
    """A question that found nothing, without whoever asked it: how often in a month."""

    __tablename__ = "search_miss"

    month: Mapped[date] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    question: Mapped[str] = mapped_column(String(80), primary_key=True)
    times: Mapped[int] = mapped_column()


_MAKE_INDEX: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "language, kind, title, keywords, headings, summary, text, tokenize = 'unicode61 remove_diacritics 0')",
        "CREATE TRIGGER search_page_gone AFTER DELETE ON search_page "
        "BEGIN DELETE FROM search_index WHERE rowid = old.id; END",
    ),
    "postgresql": (
        "CREATE TABLE search_index (page_id integer CONSTRAINT pk_search_index PRIMARY KEY "
        "CONSTRAINT fk_search_index_page_id_search_page REFERENCES search_page (id) ON DELETE CASCADE, "
        "language varchar(8) NOT NULL, kind varchar(20) NOT NULL, head tsvector NOT NULL, whole tsvector NOT NULL)",
        "CREATE INDEX ix_search_index_whole ON search_index USING gin (whole)",
    ),
}


def _make_index(_target: object, connection: Connection, **_: object) -> None:
    for statement in _MAKE_INDEX[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def _drop_index(_target: object, connection: Connection, **_: object) -> None:
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_index")


event.listen(SearchPageRow.__table__, "after_create", _make_index)
event.listen(SearchPageRow.__table__, "before_drop", _drop_index)
