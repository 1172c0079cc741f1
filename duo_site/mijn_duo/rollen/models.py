"""The register of onderwijsinstellingen, the medewerkers and their rollen, in the database."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base

SUBJECT = 200
"""The longest identifier that a provider of eHerkenning gives."""


class BestuurRow(Base):
    """A bevoegd gezag, by its bestuursnummer."""

    __tablename__ = "bestuur"

    bestuursnummer: Mapped[str] = mapped_column(String(5), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


class OnderwijsinstellingRow(Base):
    """An onderwijsinstelling, by its instellingscode, and the bestuur it belongs to."""

    __tablename__ = "onderwijsinstelling"

    instellingscode: Mapped[str] = mapped_column(String(4), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    town: Mapped[str] = mapped_column(String(100))
    sector: Mapped[str] = mapped_column(String(40))
    bestuursnummer: Mapped[str] = mapped_column(ForeignKey("bestuur.bestuursnummer"), index=True)
    bekostiging: Mapped[str] = mapped_column(String(20))


class MedewerkerRow(Base):
    """Somebody who logged in with eHerkenning or was given a rol: how to name him, and his last login."""

    __tablename__ = "medewerker"

    subject: Mapped[str] = mapped_column(String(SUBJECT), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    level: Mapped[str] = mapped_column(String(10))
    last_login_at: Mapped[datetime | None] = mapped_column()


class MedewerkerEmailRow(Base):
    """Where a bestuur reaches a medewerker: each bestuur knows its own address and never that of another."""

    __tablename__ = "medewerker_email"

    subject: Mapped[str] = mapped_column(String(SUBJECT), primary_key=True)
    bestuursnummer: Mapped[str] = mapped_column(String(5), primary_key=True)
    email: Mapped[str] = mapped_column(String(254))


class RoltoekenningRow(Base):
    """A rol of a person, by the identifier that the provider of eHerkenning gives for this person.

    `instellingscode` is empty where the rol counts for the bestuur as a whole, or where it is missing still.
    `machtigingen` holds the words of the permissions on top of the rol, with spaces between.
    """

    __tablename__ = "roltoekenning"
    __table_args__ = (
        Index("ix_roltoekenning_place", "bestuursnummer", "instellingscode"),
        # Nobody holds the same rol twice at the same place from the same day, unless the first was ended.
        Index(
            "uq_roltoekenning_held",
            *("subject", "rol", "bestuursnummer", "instellingscode", "starts_on"),
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(SUBJECT), index=True)
    rol: Mapped[str] = mapped_column(String(60))
    instellingscode: Mapped[str] = mapped_column(String(4))
    bestuursnummer: Mapped[str] = mapped_column(String(5))
    machtigingen: Mapped[str] = mapped_column(String(200))
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()
    given_by: Mapped[str] = mapped_column(String(200))


class UitnodigingRow(Base):
    """An invitation to take a rol: the hash of its token, for whom, by whom, and what became of it."""

    __tablename__ = "uitnodiging"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    bestuursnummer: Mapped[str] = mapped_column(String(5), index=True)
    instellingscode: Mapped[str] = mapped_column(String(4))
    rol: Mapped[str] = mapped_column(String(60))
    machtigingen: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str] = mapped_column(String(254))
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
    invited_by: Mapped[str] = mapped_column(String(SUBJECT))
    invited_by_name: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()
    accepted_by: Mapped[str | None] = mapped_column(String(SUBJECT))
    accepted_at: Mapped[datetime | None] = mapped_column()
    withdrawn_at: Mapped[datetime | None] = mapped_column()


class RolwijzigingRow(Base):
    """A line of the history: who changed what about whose rol, when. Lines are added and never changed."""

    __tablename__ = "rolwijziging"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column()
    bestuursnummer: Mapped[str] = mapped_column(String(5), index=True)
    instellingscode: Mapped[str] = mapped_column(String(4))
    kind: Mapped[str] = mapped_column(String(20))
    rol: Mapped[str] = mapped_column(String(60))
    machtigingen: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str | None] = mapped_column(String(SUBJECT))
    subject_name: Mapped[str] = mapped_column(String(100))
    actor: Mapped[str | None] = mapped_column(String(SUBJECT))
    actor_name: Mapped[str] = mapped_column(String(200))
    starts_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date | None] = mapped_column()
