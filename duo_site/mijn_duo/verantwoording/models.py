"""The verantwoording of each year and its files, in the database."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base

NAME = 200


class VerantwoordingRow(Base):
    """The verantwoording of a year at an onderwijsinstelling: who edits it, and when it was handed in last."""

    __tablename__ = "verantwoording"
    __table_args__ = (UniqueConstraint("bestuursnummer", "instellingscode", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bestuursnummer: Mapped[str] = mapped_column(String(5))
    instellingscode: Mapped[str] = mapped_column(String(4))
    year: Mapped[int] = mapped_column()
    version: Mapped[int] = mapped_column()
    editor_subject: Mapped[str | None] = mapped_column(String(NAME))
    editor_name: Mapped[str] = mapped_column(String(NAME))
    editor_until: Mapped[datetime | None] = mapped_column()
    submissions: Mapped[int] = mapped_column()
    handed_in_at: Mapped[datetime | None] = mapped_column()
    handed_in_by: Mapped[str] = mapped_column(String(NAME))
    zaak: Mapped[str] = mapped_column(String(20))
    handed_in_jaarrekening: Mapped[int | None] = mapped_column()
    handed_in_controleverklaring: Mapped[int | None] = mapped_column()


class VerantwoordingFileRow(Base):
    """A file of the verantwoording and what was found in it (JSON), both encrypted; files are never replaced."""

    __tablename__ = "verantwoording_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    verantwoording_id: Mapped[int] = mapped_column(ForeignKey("verantwoording.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(NAME))
    size: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(30))
    errors: Mapped[int] = mapped_column()
    warnings: Mapped[int] = mapped_column()
    findings: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    by_subject: Mapped[str] = mapped_column(String(NAME))
    by_name: Mapped[str] = mapped_column(String(NAME))
    at: Mapped[datetime] = mapped_column()
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
