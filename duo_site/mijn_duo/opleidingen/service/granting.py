"""From a proposal to the aanbod: nobody hands in two for one opleiding, and what is granted counts from its date."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.identity import Werkplek
from duo_site.mijn_duo.opleidingen.domain import Niveau, Opleiding
from duo_site.mijn_duo.opleidingen.models import OpleidingRow
from duo_site.mijn_duo.opleidingen.proposal import Problem, Soort, Voorstel, list_problems
from duo_site.mijn_duo.opleidingen.service.reading import list_versions
from duo_site.mijn_duo.opleidingen.service.recording import add_all
from duo_site.mijn_duo.rollen.models import OnderwijsinstellingRow
from duo_site.mijn_duo.rollen.service import find_onderwijsinstelling
from duo_site.mijn_duo.zaken.domain import OPEN, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.models import ZaakRow


class AanbodChanged(Exception):
    """The aanbod is no longer what the proposal counted on, so it cannot be carried out."""


def why_not(session: Session, zaak: Zaak, today: date) -> Problem | None:
    """Tell why a proposal cannot be handed in, at this moment; None where it can. Others who hand in wait."""
    _lock(session, zaak)
    voorstel, place = Voorstel.from_inhoud(zaak.inhoud), find_onderwijsinstelling(session, zaak.instellingscode)
    versions = list_versions(session, _werkplek(zaak), voorstel.opleidingscode)
    problems = list_problems(voorstel, versions, place.sector if place else None, today)
    if problems:
        return next(iter(problems.values()))
    return Problem.PENDING if _is_pending(session, zaak, voorstel.opleidingscode) else None


def grant(session: Session, zaak: Zaak, at: datetime) -> None:
    """Put what was granted in the aanbod, from its date; raise AanbodChanged where that does not fit any more."""
    _lock(session, zaak)
    voorstel = Voorstel.from_inhoud(zaak.inhoud)
    assert voorstel.day is not None
    rows = session.scalars(
        select(OpleidingRow).where(
            OpleidingRow.instellingscode == zaak.instellingscode,
            OpleidingRow.opleidingscode == voorstel.opleidingscode,
        )
    ).all()
    if voorstel.soort is Soort.NIEUW:
        if any(row.ends_on is None or row.ends_on >= voorstel.day for row in rows):
            raise AanbodChanged(f"{zaak.number}: the opleidingscode is taken.")
        add_all(session, zaak.instellingscode, [_version(voorstel, voorstel.niveau, None, zaak.number)], at)
        return
    row = _running(rows, voorstel.day)
    if row is None or any(one.starts_on > voorstel.day for one in rows):
        raise AanbodChanged(f"{zaak.number}: the opleiding does not run then, or was changed.")
    if voorstel.soort is Soort.EINDE:
        row.ends_on = voorstel.day
    else:
        _follow(session, row, voorstel, zaak, at)
    session.flush()


def _follow(session: Session, row: OpleidingRow, voorstel: Voorstel, zaak: Zaak, at: datetime) -> None:
    """Let a version end and the changed one begin the day after."""
    assert voorstel.day is not None
    if row.starts_on == voorstel.day:
        raise AanbodChanged(f"{zaak.number}: another change begins on that day.")
    until, row.ends_on = row.ends_on, voorstel.day - timedelta(days=1)
    session.flush()
    add_all(session, zaak.instellingscode, [_version(voorstel, Niveau(row.niveau), until, zaak.number)], at)


def _version(voorstel: Voorstel, niveau: Niveau | None, until: date | None, zaak: str) -> Opleiding:
    assert voorstel.day is not None
    assert niveau is not None
    talen, routes = voorstel.talen, voorstel.leerroutes
    return Opleiding(voorstel.opleidingscode, voorstel.name, niveau, talen, routes, voorstel.day, until, zaak)


def _running(rows: Sequence[OpleidingRow], day: date) -> OpleidingRow | None:
    return next((row for row in rows if row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)), None)


def _is_pending(session: Session, zaak: Zaak, opleidingscode: str) -> bool:
    """Tell whether another proposal for the same opleiding is with the agency."""
    others = session.scalars(
        select(ZaakRow.inhoud).where(
            ZaakRow.kind == ZaakKind.OPLEIDING,
            ZaakRow.bestuursnummer == zaak.bestuursnummer,
            ZaakRow.instellingscode == zaak.instellingscode,
            ZaakRow.status.in_(OPEN),
            ZaakRow.number != zaak.number,
        )
    )
    return any(inhoud.get("opleidingscode") == opleidingscode for inhoud in others)


def _lock(session: Session, zaak: Zaak) -> None:
    """Hold the aanbod of an onderwijsinstelling until the transaction ends."""
    held = select(OnderwijsinstellingRow.instellingscode).where(
        OnderwijsinstellingRow.instellingscode == zaak.instellingscode
    )
    session.execute(held.with_for_update())


def _werkplek(zaak: Zaak) -> Werkplek:
    return Werkplek(zaak.instellingscode, zaak.bestuursnummer, "", None)
