"""What editors saved, each version of it, and what was published."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base


class TextDraftRow(Base):
    """A text in a language as it was last saved."""

    __tablename__ = "text_draft"

    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    digest: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[list[str]] = mapped_column(JSON)
    texts: Mapped[list[str]] = mapped_column(JSON)
    source: Mapped[list[str]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column()
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime] = mapped_column()
    reason: Mapped[str] = mapped_column(Text)


class TextVersionRow(Base):
    """A version of a text; rows are only added."""

    __tablename__ = "text_version"

    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    digest: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    texts: Mapped[list[str]] = mapped_column(JSON)
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime] = mapped_column()
    reason: Mapped[str] = mapped_column(Text)


class TextSnapshotRow(Base):
    """A snapshot; rows are only added, and the highest number is in force."""

    __tablename__ = "text_snapshot"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    by: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime] = mapped_column()
    back_to: Mapped[int | None] = mapped_column()
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
