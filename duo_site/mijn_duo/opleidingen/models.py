"""The table of the opleidingen: one row for each period in which an opleiding was the same."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base

NAME_LENGTH = 200
# Small letters and figures sort alike on both databases only when PostgreSQL compares bytes.
_SEARCHED = String(450).with_variant(String(450, collation="C"), "postgresql")


class OpleidingRow(Base):
    """An opleiding of an onderwijsinstelling in a period; words of `talen` and `leerroutes` stand between spaces.

    Whoever asks for a day within `version_from` and `version_until` (itself not) is shown this row: the last that has
    begun, or the first where none has. It follows from the rows of the same opleiding; service/recording.py keeps it.
    """

    __tablename__ = "opleiding"
    __table_args__ = (
        UniqueConstraint("instellingscode", "opleidingscode", "starts_on"),
        CheckConstraint("ends_on is null or ends_on >= starts_on", name="period"),
        # A search reads this index alone, in the order of the list: it holds all that is asked for.
        Index(
            "ix_opleiding_search",
            "instellingscode",
            "search_text",
            "id",
            "version_from",
            "version_until",
            "starts_on",
            "ends_on",
            "niveau",
            "talen",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    instellingscode: Mapped[str] = mapped_column(ForeignKey("onderwijsinstelling.instellingscode"))
    opleidingscode: Mapped[str] = mapped_column(String(5))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    niveau: Mapped[str] = mapped_column(String(20))
    talen: Mapped[str] = mapped_column(String(40))
    leerroutes: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
    version_from: Mapped[date] = mapped_column()
    version_until: Mapped[date] = mapped_column()
    search_text: Mapped[str] = mapped_column(_SEARCHED)
    zaak: Mapped[str] = mapped_column(String(20))
    recorded_at: Mapped[datetime] = mapped_column()
