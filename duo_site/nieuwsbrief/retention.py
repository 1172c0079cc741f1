"""How long the nieuwsbrief keeps what it knows of people."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from duo_site.nieuwsbrief.domain import LINK_WORKS_FOR
from duo_site.nieuwsbrief.models import AbonnementRow, BezorgingRow, DagtellingRow, UitgaveRow
from duo_site.retention import RetentionRule, count_deleted, mark


def _erase_unconfirmed(session: Session, before: datetime) -> int:
    late = (AbonnementRow.confirmed_at.is_(None), AbonnementRow.wanted_at < before)
    return count_deleted(session, delete(AbonnementRow).where(*late))


def _erase_deliveries(session: Session, before: datetime) -> int:
    old = select(UitgaveRow.id).where(func.coalesce(UitgaveRow.finished_at, UitgaveRow.changed_at) < before)
    return count_deleted(session, delete(BezorgingRow).where(BezorgingRow.uitgave_id.in_(old)))


def _erase_counts(session: Session, before: datetime) -> int:
    return count_deleted(session, delete(DagtellingRow).where(DagtellingRow.day < before.date()))


def _forget_editors(session: Session, before: datetime) -> int:
    old = (UitgaveRow.changed_at < before, UitgaveRow.changed_by != "")
    forgotten = update(UitgaveRow).where(*old).values(changed_by="").returning(UitgaveRow.id)
    return len(session.execute(forgotten).all())


SUBSCRIPTIONS = RetentionRule(
    kind=mark("E-mailadres voor de nieuwsbrief, versleuteld, met uw onderwerpen"),
    keep=None,
    period=mark("tot u zich afmeldt"),
    why=mark("Om u de nieuwsbrief te sturen. Na afmelden is alles direct gewist."),
)
UNCONFIRMED = RetentionRule(
    kind=mark("Aanmelding voor de nieuwsbrief die niemand bevestigt"),
    keep=LINK_WORKS_FOR,
    period=mark("3 dagen"),
    why=mark("Om de eigenaar van het adres tijd te geven om te bevestigen."),
    erase=_erase_unconfirmed,
)
DELIVERIES = RetentionRule(
    kind=mark("Wie welke nieuwsbrief kreeg, zonder adres"),
    keep=timedelta(days=90),
    period=mark("90 dagen"),
    why=mark("Om niemand twee keer te schrijven, en om te zien welk adres niet meer bestaat."),
    erase=_erase_deliveries,
)
LETTERS_A_DAY = RetentionRule(
    kind=mark("Aantal brieven over aanmelden per adres en dag, zonder adres"),
    keep=timedelta(days=1),
    period=mark("1 dag"),
    why=mark("Om te zorgen dat niemand uw postbus vult."),
    erase=_erase_counts,
)
EDITORS = RetentionRule(
    kind=mark("Naam van de redacteur bij een nieuwsbrief"),
    keep=timedelta(days=365),
    period=mark("1 jaar"),
    why=mark("Om te weten wie de nieuwsbrief maakte."),
    erase=_forget_editors,
)
NIEUWSBRIEF = (SUBSCRIPTIONS, UNCONFIRMED, DELIVERIES, LETTERS_A_DAY, EDITORS)
