"""The table of uittreksels that were issued."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base

CHANGED = "status <> 'geldig'"
"""What the index of those that changed holds; a query has to say it in the same words to be answered from it."""


class UittrekselRow(Base):
    """An issued uittreksel. What it says is encrypted; the number leads to it without naming anybody."""

    __tablename__ = "uittreksel"
    __table_args__ = (
        UniqueConstraint("diploma_key", "version", "language", "with_grades", "day"),
        CheckConstraint("status in ('geldig', 'ingetrokken', 'vervangen')", name="status"),
        CheckConstraint("language in ('nl', 'en')", name="language"),
        # Holds the few that changed alone, so that the status list is made without reading the others.
        Index("ix_uittreksel_changed", "status_since", sqlite_where=text(CHANGED), postgresql_where=text(CHANGED)),
    )

    number: Mapped[str] = mapped_column(String(34), primary_key=True)
    diploma_key: Mapped[str] = mapped_column(String(200))
    version: Mapped[int]
    language: Mapped[str] = mapped_column(String(2))
    with_grades: Mapped[bool]
    day: Mapped[date]
    sha256: Mapped[str] = mapped_column(String(64))
    inhoud: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[str] = mapped_column(String(11))
    status_since: Mapped[datetime]
    status_index: Mapped[int] = mapped_column(unique=True)
    created_at: Mapped[datetime]
