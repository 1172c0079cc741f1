"""Which columns an overview has, for each kind of zaak and of onderwijsinstelling.

Our own reading, written down in docs/decisions/0016-jobs.md: the persoonsgebonden nummer stands in none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from duo_site.identity import Sector
from duo_site.mijn_duo.zaken.domain import ZaakKind
from duo_site.mijn_duo.zaken.overview.register import RegisterLine


@dataclass(frozen=True)
class Column:
    """A column: its head, in Dutch, as the delivery to the register calls it, and what stands in it."""

    head: str
    value: Callable[[RegisterLine], str]


_LEVERING = Column("levering", lambda line: line.levering)
_STATUS = Column("status", lambda line: line.status)
_DOCUMENT = Column("document", lambda line: line.document)
_SOORT = Column("soort", lambda line: line.soort)
_BEKOSTIGING = Column("bekostiging", lambda line: line.bekostiging)
_CODE = Column("opleidingscode", lambda line: line.opleidingscode)
_OPLEIDING = Column("opleiding", lambda line: line.opleiding)
_PROFIEL = Column("profiel", lambda line: line.profiel)
_NIVEAU = Column("niveau_nlqf", lambda line: line.niveau)
_PLAATS = Column("plaats", lambda line: line.plaats)
_DAY = Column("behaald_op", lambda line: line.behaald_op.isoformat())
_YEAR = Column("jaar", lambda line: str(line.behaald_op.year))
_NAMES = (
    Column("achternaam", lambda line: line.achternaam),
    Column("tussenvoegsel", lambda line: line.tussenvoegsel),
    Column("voornamen", lambda line: line.voornamen),
    Column("geboortedatum", lambda line: line.geboortedatum),
)

_SCHOOL = (_SOORT, _OPLEIDING, _PROFIEL)
_PROFESSION = (_SOORT, _CODE, _OPLEIDING, _NIVEAU)
_OF_SECTOR = {
    Sector.PRIMAIR_ONDERWIJS: _SCHOOL,
    Sector.VOORTGEZET_ONDERWIJS: _SCHOOL,
    Sector.MIDDELBAAR_BEROEPSONDERWIJS: _PROFESSION,
    Sector.HOGER_ONDERWIJS: _PROFESSION,
}


def columns_of(kind: ZaakKind, sector: Sector) -> tuple[Column, ...]:
    """List the columns: a registratieoverzicht names people, an OBO-overzicht is for research and does not."""
    own = _OF_SECTOR[sector]
    if kind is ZaakKind.OBO:
        return (_YEAR, _DOCUMENT, *own, _BEKOSTIGING, _PLAATS)
    return (_LEVERING, _STATUS, *_NAMES, _DOCUMENT, *own, _BEKOSTIGING, _PLAATS, _DAY)


def has_names(kind: ZaakKind) -> bool:
    """Tell whether an overview names people."""
    return kind is ZaakKind.REGISTRATIEOVERZICHT
