"""The rollen in the database."""

from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base


class RoltoekenningRow(Base):
    """A rol of a person, by the identifier that the provider of eHerkenning gives for this person."""

    __tablename__ = "roltoekenning"
    __table_args__ = (UniqueConstraint("subject", "rol", "instellingscode", "starts_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(200), index=True)
    rol: Mapped[str] = mapped_column(String(60))
    instellingscode: Mapped[str] = mapped_column(String(4))
    bestuursnummer: Mapped[str] = mapped_column(String(5))
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
    given_by: Mapped[str] = mapped_column(String(200))
