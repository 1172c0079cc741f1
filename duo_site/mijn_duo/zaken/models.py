"""The tables of the zaken. Documents and messages are encrypted; the inhoud holds no data of people."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base

SUBJECT = 200
NAME = 100


class ZaakRow(Base):
    """A zaak of one onderwijsinstelling; `key` is what makes entering it twice give it once."""

    __tablename__ = "zaak"
    __table_args__ = (
        Index("ix_zaak_place", "bestuursnummer", "instellingscode", "status"),
        Index("uq_zaak_key", "bestuursnummer", "instellingscode", "kind", "key", unique=True),
        # The number follows from the id: that of a draft that was thrown away must not come back for another zaak.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    key: Mapped[str | None] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(30), index=True)
    bestuursnummer: Mapped[str] = mapped_column(String(5))
    instellingscode: Mapped[str] = mapped_column(String(4))
    inhoud: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column()
    entered_by: Mapped[str] = mapped_column(String(NAME))
    entered_by_subject: Mapped[str] = mapped_column(String(SUBJECT))
    made_at: Mapped[datetime] = mapped_column()
    changed_by: Mapped[str] = mapped_column(String(NAME))
    changed_by_subject: Mapped[str] = mapped_column(String(SUBJECT))
    changed_at: Mapped[datetime] = mapped_column()
    handed_in_by: Mapped[str] = mapped_column(String(NAME))
    handed_in_at: Mapped[datetime | None] = mapped_column()


class ZaakStepRow(Base):
    """A line of the history of a zaak. Lines are added and never changed."""

    __tablename__ = "zaak_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    zaak_id: Mapped[int] = mapped_column(ForeignKey("zaak.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column()
    by_name: Mapped[str] = mapped_column(String(NAME))
    agency: Mapped[bool] = mapped_column()
    text: Mapped[str] = mapped_column(Text)


class ZaakBerichtRow(Base):
    """A message in a zaak, its text encrypted; `key` makes sending it twice give it once."""

    __tablename__ = "zaak_bericht"
    __table_args__ = (Index("uq_zaak_bericht_key", "zaak_id", "key", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    zaak_id: Mapped[int] = mapped_column(ForeignKey("zaak.id", ondelete="CASCADE"), index=True)
    key: Mapped[str | None] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column()
    by_name: Mapped[str] = mapped_column(String(NAME))
    by_subject: Mapped[str] = mapped_column(String(SUBJECT))
    agency: Mapped[bool] = mapped_column()
    contents: Mapped[bytes] = mapped_column(LargeBinary)


class ZaakDocumentRow(Base):
    """A document of a zaak, its contents encrypted."""

    __tablename__ = "zaak_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    zaak_id: Mapped[int] = mapped_column(ForeignKey("zaak.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2))
    name: Mapped[str] = mapped_column(String(NAME))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64))
    by_name: Mapped[str] = mapped_column(String(NAME))
    at: Mapped[datetime] = mapped_column()
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class ZaakOverzichtRow(Base):
    """The file of an overview: where it lies in the folder, and how large it is once decrypted."""

    __tablename__ = "zaak_overzicht"

    zaak_id: Mapped[int] = mapped_column(ForeignKey("zaak.id", ondelete="CASCADE"), primary_key=True)
    file: Mapped[str] = mapped_column(String(80))
    size: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))
    rows: Mapped[int] = mapped_column()
    made_at: Mapped[datetime] = mapped_column()
