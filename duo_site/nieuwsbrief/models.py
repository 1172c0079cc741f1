"""Who gets the nieuwsbrief, the issues, and what became of each at each recipient."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from duo_site.database import Base
from duo_site.nieuwsbrief.domain import LONGEST_TITLE

NAME = 100


class AbonnementRow(Base):
    """A subscription, under a name of chance; the address is encrypted and found again by a keyed hash."""

    __tablename__ = "nieuwsbrief_abonnement"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    address_key: Mapped[str] = mapped_column(String(64), unique=True)
    address: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(String(2))
    wanted_at: Mapped[datetime] = mapped_column()
    confirmed_at: Mapped[datetime | None] = mapped_column()
    refusals: Mapped[int] = mapped_column()
    refused_at: Mapped[datetime | None] = mapped_column()


class OnderwerpRow(Base):
    """A topic that a subscription is about."""

    __tablename__ = "nieuwsbrief_onderwerp"

    abonnement_id: Mapped[UUID] = mapped_column(
        ForeignKey("nieuwsbrief_abonnement.id", ondelete="CASCADE"), primary_key=True
    )
    topic: Mapped[str] = mapped_column(String(40), primary_key=True)


class DagtellingRow(Base):
    """How many letters a mailbox got on a day; the key is a hash that is another one tomorrow."""

    __tablename__ = "nieuwsbrief_dagtelling"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    count: Mapped[int] = mapped_column()


class UitgaveRow(Base):
    """An issue. `turn` numbers the jobs that send it; `figures` is what remains when the deliveries are erased."""

    __tablename__ = "nieuwsbrief_uitgave"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    version: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    introduction: Mapped[str] = mapped_column(Text)
    topics: Mapped[list[Any]] = mapped_column(JSON)
    items: Mapped[list[Any]] = mapped_column(JSON)
    turn: Mapped[int] = mapped_column()
    changed_by: Mapped[str] = mapped_column(String(NAME))
    changed_at: Mapped[datetime] = mapped_column()
    sent_at: Mapped[datetime | None] = mapped_column()
    finished_at: Mapped[datetime | None] = mapped_column()
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)


class BezorgingRow(Base):
    """An issue at one recipient; who leaves is taken out of it, and the row still counts."""

    __tablename__ = "nieuwsbrief_bezorging"
    __table_args__ = (
        Index("uq_nieuwsbrief_bezorging_once", "uitgave_id", "abonnement_id", unique=True),
        Index("ix_nieuwsbrief_bezorging_next", "uitgave_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uitgave_id: Mapped[int] = mapped_column(ForeignKey("nieuwsbrief_uitgave.id", ondelete="CASCADE"))
    abonnement_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("nieuwsbrief_abonnement.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[str] = mapped_column(String(20))
    attempts: Mapped[int] = mapped_column()
    not_before: Mapped[datetime | None] = mapped_column()
