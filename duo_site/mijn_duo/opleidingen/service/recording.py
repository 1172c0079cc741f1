"""Putting opleidingen in the register."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from duo_site.mijn_duo.opleidingen.domain import Opleiding
from duo_site.mijn_duo.opleidingen.models import OpleidingRow
from duo_site.mijn_duo.opleidingen.search_text import write_search_text

_CODES_AT_ONCE = 500
_AS_IT_IS = {"synchronize_session": False}


def add_all(session: Session, instellingscode: str, opleidingen: Iterable[Opleiding], at: datetime) -> int:
    """Add opleidingen to the aanbod of an onderwijsinstelling, as they are; tells how many."""
    unsettled = {"version_from": date.min, "version_until": date.max}
    rows = [columns_of(instellingscode, one, at) | unsettled for one in opleidingen]
    if rows:
        session.execute(insert(OpleidingRow), rows)
        settle_versions(session, instellingscode, {row["opleidingscode"] for row in rows})
    return len(rows)


def settle_versions(session: Session, instellingscode: str, opleidingscodes: Collection[str]) -> None:
    """Write down anew of which days the rows of some opleidingen are the version; for who added or removed rows."""
    earlier, later = aliased(OpleidingRow), aliased(OpleidingRow)
    before = exists().where(*_same_opleiding(earlier), earlier.starts_on < OpleidingRow.starts_on)
    following = select(func.min(later.starts_on)).where(
        *_same_opleiding(later), later.starts_on > OpleidingRow.starts_on
    )
    settled = {
        "version_from": case((before, OpleidingRow.starts_on), else_=date.min),
        "version_until": func.coalesce(following.scalar_subquery(), date.max),
    }
    codes = iter(sorted(opleidingscodes))
    while some := list(islice(codes, _CODES_AT_ONCE)):
        here = OpleidingRow.instellingscode == instellingscode, OpleidingRow.opleidingscode.in_(some)
        session.execute(update(OpleidingRow).where(*here).values(settled), execution_options=_AS_IT_IS)


def _same_opleiding(other: type[OpleidingRow]) -> tuple[ColumnElement[bool], ...]:
    return (
        other.instellingscode == OpleidingRow.instellingscode,
        other.opleidingscode == OpleidingRow.opleidingscode,
    )


def has_opleidingen(session: Session, instellingscode: str) -> bool:
    """Tell whether the register knows an opleiding of an onderwijsinstelling."""
    known = exists().where(OpleidingRow.instellingscode == instellingscode)
    return bool(session.scalar(select(known)))


def columns_of(instellingscode: str, one: Opleiding, at: datetime) -> dict[str, Any]:
    """Give the columns of an opleiding, but for the days of which it is the version."""
    return {
        "instellingscode": instellingscode,
        "opleidingscode": one.opleidingscode,
        "name": one.name,
        "niveau": one.niveau,
        "talen": f" {' '.join(one.talen)} ",
        "leerroutes": " ".join(one.leerroutes),
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "search_text": write_search_text(one.opleidingscode, one.name),
        "zaak": one.zaak,
        "recorded_at": at,
    }
