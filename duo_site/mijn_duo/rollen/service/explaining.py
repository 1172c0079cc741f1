"""Why somebody can do what he can, or cannot: never an empty screen."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from duo_site.identity import Identity, Permission
from duo_site.mijn_duo.rollen.causes import (
    Cause,
    Explained,
    KenmerkMissing,
    NoBeheerder,
    NotCounting,
    NothingHeld,
    NotLinked,
    RolEnded,
)
from duo_site.mijn_duo.rollen.domain import HeldRol
from duo_site.mijn_duo.rollen.models import RoltoekenningRow, UitnodigingRow
from duo_site.mijn_duo.rollen.service.holders import list_holders
from duo_site.mijn_duo.rollen.service.register import find_onderwijsinstelling
from duo_site.mijn_duo.rollen.service.rights import list_held, read_toekenning


def explain_rollen(session: Session, identity: Identity, today: date) -> Explained:
    """Tell which rollen somebody holds at his werkplek, and why others do not work or why there are none."""
    held = list_held(session, identity.subject, today)
    here = tuple(rol for rol in held if rol.werkplek and rol.werkplek == identity.werkplek)
    causes: list[Cause] = [lack_of(session, rol, today) for rol in held if rol.werkplek is None]
    if not held:
        causes.append(why_nothing(session, identity, today))
    return Explained(here, tuple(causes))


def lack_of(session: Session, held: HeldRol, today: date) -> Cause:
    """Tell why a rol that somebody holds does not work."""
    missing = held.toekenning.list_missing()
    beheerders = name_beheerders(session, held.toekenning.bestuursnummer, today)
    if missing:
        return KenmerkMissing(held.toekenning.policy, missing[0], beheerders)
    return NotCounting(held.toekenning.policy, held.toekenning.instellingscode, beheerders)


def why_nothing(session: Session, identity: Identity, today: date) -> Cause:
    """Find out why somebody holds nothing today: his last rol ended, nobody can give one, or nobody has yet."""
    last = session.scalar(
        select(RoltoekenningRow)
        .where(RoltoekenningRow.subject == identity.subject, RoltoekenningRow.starts_on <= today)
        .order_by(RoltoekenningRow.ends_on.desc(), RoltoekenningRow.id.desc())
        .limit(1)
    )
    if last is not None:
        ended = read_toekenning(last)
        return RolEnded(ended.policy, ended.ends_on or today, name_beheerders(session, ended.bestuursnummer, today))
    place = find_onderwijsinstelling(session, identity.organisation or "")
    if place is None:
        return NothingHeld(())
    beheerders = name_beheerders(session, place.bestuursnummer, today)
    if not beheerders:
        return NoBeheerder(place.name)
    return NotLinked(beheerders) if _is_somebody_invited(session, place.bestuursnummer) else NothingHeld(beheerders)


def _is_somebody_invited(session: Session, bestuursnummer: str) -> bool:
    open_one = select(UitnodigingRow.id).where(
        UitnodigingRow.bestuursnummer == bestuursnummer,
        UitnodigingRow.accepted_at.is_(None),
        UitnodigingRow.withdrawn_at.is_(None),
    )
    return session.scalar(open_one.limit(1)) is not None


def name_beheerders(session: Session, bestuursnummer: str, today: date) -> tuple[str, ...]:
    """List the beheerders of a bestuur by name."""
    holders = list_holders(session, bestuursnummer, "", Permission.GEEF_ROLLEN, today)
    return tuple(holder.name for holder in holders if holder.name)
