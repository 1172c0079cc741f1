"""From a proposal to the aanbod: nobody hands in two for one opleiding, and what is granted counts from its date."""

from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from duo_site.identity import Sector, Werkplek
from duo_site.mijn_duo.opleidingen.domain import Niveau, Opleiding
from duo_site.mijn_duo.opleidingen.models import OpleidingRow
from duo_site.mijn_duo.opleidingen.proposal import Problem, Soort, Voorstel, list_misfits, list_problems
from duo_site.mijn_duo.opleidingen.service.reading import list_versions
from duo_site.mijn_duo.opleidingen.service.recording import add_all
from duo_site.mijn_duo.rollen.models import OnderwijsinstellingRow
from duo_site.mijn_duo.rollen.service import find_onderwijsinstelling
from duo_site.mijn_duo.zaken.domain import OPEN, Zaak, ZaakKind
from duo_site.mijn_duo.zaken.models import ZaakRow


class AanbodChanged(Exception):
    """The aanbod is no longer what the proposal counted on, so it cannot be carried out."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def why_not(session: Session, zaak: Zaak, today: date) -> Problem | None:
    """Tell why a proposal cannot be handed in, at this moment; None where it can. Others who hand in wait."""
    if not _lock(session, zaak):
        return Problem.MOVED
    voorstel = Voorstel.from_inhoud(zaak.inhoud)
    versions = list_versions(session, _werkplek(zaak), voorstel.opleidingscode)
    problems = list_problems(voorstel, versions, _sector(session, zaak), today)
    if problems:
        return next(iter(problems.values()))
    pending = find_pending(session, _werkplek(zaak), voorstel.opleidingscode, but=zaak.number)
    return Problem.PENDING if pending else None


def find_pending(session: Session, werkplek: Werkplek, opleidingscode: str, *, but: str = "") -> str | None:
    """Find the number of a proposal for an opleiding that is with the agency, other than `but`."""
    zaken = session.execute(
        select(ZaakRow.number, ZaakRow.inhoud).where(
            ZaakRow.kind == ZaakKind.OPLEIDING,
            ZaakRow.bestuursnummer == werkplek.bestuursnummer,
            ZaakRow.instellingscode == werkplek.instellingscode,
            ZaakRow.status.in_(OPEN),
            ZaakRow.number != but,
        )
    )
    return next((number for number, inhoud in zaken if inhoud.get("opleidingscode") == opleidingscode), None)


def grant(session: Session, zaak: Zaak, at: datetime) -> None:
    """Put what was granted in the aanbod, from its date; raise AanbodChanged where that does not fit any more."""
    if not _lock(session, zaak):
        raise AanbodChanged(Problem.MOVED)
    voorstel = Voorstel.from_inhoud(zaak.inhoud)
    assert voorstel.day is not None
    versions = list_versions(session, _werkplek(zaak), voorstel.opleidingscode)
    misfits = list_misfits(voorstel, versions, _sector(session, zaak))
    if misfits:
        raise AanbodChanged(next(iter(misfits.values())))
    if voorstel.soort is Soort.NIEUW:
        add_all(session, zaak.instellingscode, [_version(voorstel, voorstel.niveau, None, zaak.number)], at)
        return
    row = _get_running(session, zaak, voorstel)
    if voorstel.soort is Soort.EINDE:
        row.ends_on = voorstel.day
        session.flush()
    else:
        _follow(session, row, voorstel, zaak, at)


def _follow(session: Session, row: OpleidingRow, voorstel: Voorstel, zaak: Zaak, at: datetime) -> None:
    """Let a version end and the changed one begin the day after."""
    assert voorstel.day is not None
    until, row.ends_on = row.ends_on, voorstel.day - timedelta(days=1)
    session.flush()
    add_all(session, zaak.instellingscode, [_version(voorstel, Niveau(row.niveau), until, zaak.number)], at)


def _version(voorstel: Voorstel, niveau: Niveau | None, until: date | None, zaak: str) -> Opleiding:
    assert voorstel.day is not None
    assert niveau is not None
    talen, routes = voorstel.talen, voorstel.leerroutes
    return Opleiding(voorstel.opleidingscode, voorstel.name, niveau, talen, routes, voorstel.day, until, zaak)


def _get_running(session: Session, zaak: Zaak, voorstel: Voorstel) -> OpleidingRow:
    """Give the row of the day of a proposal that fits."""
    query = select(OpleidingRow).where(
        OpleidingRow.instellingscode == zaak.instellingscode,
        OpleidingRow.opleidingscode == voorstel.opleidingscode,
        OpleidingRow.starts_on <= voorstel.day,
        or_(OpleidingRow.ends_on.is_(None), OpleidingRow.ends_on >= voorstel.day),
    )
    return session.scalars(query).one()


def _lock(session: Session, zaak: Zaak) -> bool:
    """Hold the aanbod of an onderwijsinstelling until the transaction ends; False where it is of another bestuur."""
    held = select(OnderwijsinstellingRow.instellingscode).where(
        OnderwijsinstellingRow.instellingscode == zaak.instellingscode,
        OnderwijsinstellingRow.bestuursnummer == zaak.bestuursnummer,
    )
    return session.scalar(held.with_for_update()) is not None


def _sector(session: Session, zaak: Zaak) -> Sector | None:
    place = find_onderwijsinstelling(session, zaak.instellingscode)
    return place.sector if place else None


def _werkplek(zaak: Zaak) -> Werkplek:
    return Werkplek(zaak.instellingscode, zaak.bestuursnummer, "", None)
