"""The tables of the register.

The name and the date of birth stand with the diploma, as its onderwijsinstelling delivered them: people change their
names, and a diploma keeps the one it was made out to. They are encrypted, like the BSN.
"""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base

LEVERING_LENGTH = 100


class DiplomahouderRow(Base):
    """A person with diplomas; `bsn_lookup` is the keyed hash by which a login finds them."""

    __tablename__ = "diplomahouder"

    id: Mapped[int] = mapped_column(primary_key=True)
    bsn: Mapped[bytes] = mapped_column(LargeBinary)
    bsn_lookup: Mapped[str] = mapped_column(String(64), unique=True)


class DiplomaRow(Base):
    """A diploma as delivered last; `content` is the keyed hash that tells whether a delivery changes anything."""

    __tablename__ = "diploma"
    __table_args__ = (
        Index("ix_diploma_holder_id_behaald_op", "holder_id", "behaald_op"),
        Index("ix_diploma_instellingscode_id", "instellingscode", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    levering: Mapped[str] = mapped_column(String(LEVERING_LENGTH), unique=True)
    content: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column()
    status: Mapped[str] = mapped_column(String(20))
    holder_id: Mapped[int] = mapped_column(ForeignKey("diplomahouder.id"))
    person: Mapped[bytes] = mapped_column(LargeBinary)
    document: Mapped[str] = mapped_column(String(20))
    soort: Mapped[str] = mapped_column(String(20))
    bekostiging: Mapped[str] = mapped_column(String(20))
    opleidingscode: Mapped[str] = mapped_column(String(5))
    opleiding: Mapped[str] = mapped_column(String(500))
    profiel: Mapped[str] = mapped_column(String(100))
    niveau_nlqf: Mapped[str] = mapped_column(String(10))
    instellingscode: Mapped[str] = mapped_column(String(4))
    onderwijsinstelling: Mapped[str] = mapped_column(String(200))
    plaats: Mapped[str] = mapped_column(String(100))
    behaald_op: Mapped[date] = mapped_column()
    cijfers: Mapped[list[list[str | None]]] = mapped_column(JSON)
    delivered_at: Mapped[datetime] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column()


class InzageRow(Base):
    """A look of an organisation at the diplomas of somebody: a line of his logboek, never changed.

    `subject` is the keyed hash of the number that was looked up, whether the register knows it or not. `looker` is
    the pseudonym of who looked, for the controle of the agency; the diplomahouder sees `function` instead.
    """

    __tablename__ = "inzage"
    __table_args__ = (Index("ix_inzage_subject_at", "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column()
    organisation: Mapped[str] = mapped_column(String(200))
    instellingscode: Mapped[str] = mapped_column(String(4))
    function: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(String(100))
    number: Mapped[int] = mapped_column()
    looker: Mapped[str] = mapped_column(String(200))
