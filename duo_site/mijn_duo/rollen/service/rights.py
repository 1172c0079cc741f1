"""What somebody may do at this moment: asked at every request, so that a rol that ended counts no longer."""

from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from duo_site.identity import Identity, Permission, Rol
from duo_site.mijn_duo.rollen.domain import Bestuur, HeldRol, Roltoekenning, list_werkplekken, permissions_at
from duo_site.mijn_duo.rollen.models import BestuurRow, OnderwijsinstellingRow, RoltoekenningRow
from duo_site.mijn_duo.rollen.service.register import read_row


def counts_on(today: date) -> ColumnElement[bool]:
    """Give the condition that a roltoekenning counts on a day."""
    return and_(
        RoltoekenningRow.starts_on <= today,
        or_(RoltoekenningRow.ends_on.is_(None), RoltoekenningRow.ends_on >= today),
        RoltoekenningRow.ended_at.is_(None),
    )


def list_held(session: Session, subject: str, today: date) -> tuple[HeldRol, ...]:
    """List the rollen that somebody holds today, wherever that is, with what the register says about the place."""
    rows = session.execute(
        select(RoltoekenningRow, BestuurRow, OnderwijsinstellingRow)
        .outerjoin(BestuurRow, BestuurRow.bestuursnummer == RoltoekenningRow.bestuursnummer)
        .outerjoin(OnderwijsinstellingRow, OnderwijsinstellingRow.instellingscode == RoltoekenningRow.instellingscode)
        .where(RoltoekenningRow.subject == subject, counts_on(today))
        .order_by(RoltoekenningRow.bestuursnummer, RoltoekenningRow.instellingscode, RoltoekenningRow.rol)
    )
    return tuple(
        HeldRol(
            read_toekenning(held),
            Bestuur(bestuur.bestuursnummer, bestuur.name) if bestuur else None,
            read_row(place) if place else None,
        )
        for held, bestuur, place in rows
    )


def with_rights(session: Session, identity: Identity, chosen: str, today: date) -> Identity:
    """Give a medewerker the rights of today at the werkplek he chose; at his only one without having chosen."""
    held = list_held(session, identity.subject, today)
    werkplekken = list_werkplekken(held)
    werkplek = next((place for place in werkplekken if place.key == chosen), None)
    if werkplek is None and len(werkplekken) == 1:
        werkplek = werkplekken[0]
    permissions = frozenset({Permission.MIJN_DUO}) | (permissions_at(held, werkplek) if werkplek else frozenset())
    return replace(identity, permissions=permissions, werkplek=werkplek, werkplekken=werkplekken)


def read_toekenning(row: RoltoekenningRow) -> Roltoekenning:
    """Make the value of a row."""
    return Roltoekenning(
        Rol(row.rol),
        row.instellingscode,
        row.bestuursnummer,
        row.starts_on,
        row.ends_on,
        row.given_by,
        frozenset(Permission(word) for word in row.machtigingen.split()),
    )
