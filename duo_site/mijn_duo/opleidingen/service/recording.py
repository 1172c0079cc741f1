"""Putting opleidingen in the register."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session

from duo_site.mijn_duo.opleidingen.domain import Opleiding
from duo_site.mijn_duo.opleidingen.models import OpleidingRow
from duo_site.mijn_duo.opleidingen.search_text import write_search_text


def add_all(session: Session, instellingscode: str, opleidingen: Iterable[Opleiding], at: datetime) -> int:
    """Add opleidingen to the aanbod of an onderwijsinstelling, as they are; tells how many."""
    rows = [_values(instellingscode, one, at) for one in opleidingen]
    if rows:
        session.execute(insert(OpleidingRow), rows)
    return len(rows)


def has_opleidingen(session: Session, instellingscode: str) -> bool:
    """Tell whether the register knows an opleiding of an onderwijsinstelling."""
    known = exists().where(OpleidingRow.instellingscode == instellingscode)
    return bool(session.scalar(select(known)))


def _values(instellingscode: str, one: Opleiding, at: datetime) -> dict[str, Any]:
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
