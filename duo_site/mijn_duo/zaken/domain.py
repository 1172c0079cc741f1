"""A zaak: what is asked or handed in, in which state it is, and what becomes of a draft that two people write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from duo_site.identity import Identity, Permission

Inhoud = Mapping[str, Any]
"""What was filled in, as JSON; the part that owns the kind owns the keys. Never a BSN or the name of a student."""

LARGEST_DOCUMENT = 5 * 1024 * 1024
MOST_DOCUMENTS = 10
MOST_OVERVIEWS = 3
"""How many overviews of one onderwijsinstelling may wait at once, so that others come to their turn."""


class ZaakKind(StrEnum):
    """The kinds of zaken, by the word in their addresses."""

    REGISTRATIEOVERZICHT = "registratieoverzicht"
    OBO = "obo-overzicht"
    SUBSIDIE = "subsidie-opleidingsscholen"
    JAARVERSLAG = "jaarverslaggeving"
    OPLEIDING = "wijziging-opleidingsaanbod"


PERMISSION_OF = {
    ZaakKind.REGISTRATIEOVERZICHT: Permission.ZAAK_REGISTRATIEOVERZICHT,
    ZaakKind.OBO: Permission.ZAAK_OBO,
    ZaakKind.SUBSIDIE: Permission.ZAAK_SUBSIDIE,
    ZaakKind.JAARVERSLAG: Permission.ZAAK_JAARVERSLAG,
    ZaakKind.OPLEIDING: Permission.ZAAK_OPLEIDING,
}
"""Who may enter a kind; he reads it too."""

OVERVIEWS = frozenset({ZaakKind.REGISTRATIEOVERZICHT, ZaakKind.OBO})
"""The kinds that the site answers by itself, with a file."""


class Status(StrEnum):
    """The state of a zaak."""

    CONCEPT = "concept"
    INGEDIEND = "ingediend"
    IN_BEHANDELING = "in-behandeling"
    VRAAG = "aanvulling-gevraagd"
    TOEGEKEND = "toegekend"
    AFGEWEZEN = "afgewezen"
    AFGEROND = "afgerond"
    NIET_GELUKT = "niet-gelukt"
    INGETROKKEN = "ingetrokken"

    @property
    def is_final(self) -> bool:
        """Whether nothing follows any more."""
        return not NEXT[self]


_ANSWERS = frozenset({Status.TOEGEKEND, Status.AFGEWEZEN, Status.AFGEROND, Status.NIET_GELUKT, Status.INGETROKKEN})
NEXT: dict[Status, frozenset[Status]] = {
    Status.CONCEPT: frozenset({Status.INGEDIEND}),
    Status.INGEDIEND: _ANSWERS | {Status.IN_BEHANDELING, Status.VRAAG},
    Status.IN_BEHANDELING: _ANSWERS | {Status.VRAAG},
    Status.VRAAG: _ANSWERS | {Status.IN_BEHANDELING},
    **{status: frozenset() for status in _ANSWERS},
}
"""Which state may follow on which; a draft that is thrown away is gone."""

OPEN = tuple(status for status in Status if NEXT[status] and status is not Status.CONCEPT)


@dataclass(frozen=True)
class Zaak:
    """A zaak as it stands."""

    number: str
    kind: ZaakKind
    status: Status
    bestuursnummer: str
    instellingscode: str
    inhoud: Inhoud
    version: int
    entered_by: str
    entered_by_subject: str
    made_at: datetime
    changed_by: str
    changed_at: datetime
    handed_in_at: datetime | None
    handed_in_by: str

    @property
    def is_draft(self) -> bool:
        """Whether it was not handed in yet."""
        return self.status is Status.CONCEPT

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether the onderwijsinstelling can take it back; an overview is made before anybody could."""
        return not self.is_draft and not self.status.is_final and self.kind not in OVERVIEWS

    @property
    def takes_documents(self) -> bool:
        """Whether the onderwijsinstelling can add documents now; nobody reads any with an overview."""
        return not self.status.is_final and self.kind not in OVERVIEWS


@dataclass(frozen=True)
class Step:
    """A line of the history: from when a state holds, and who brought it there."""

    status: Status
    at: datetime
    by: str
    agency: bool
    text: str


@dataclass(frozen=True)
class Bericht:
    """A message in a zaak."""

    at: datetime
    by: str
    agency: bool
    text: str


class DocumentKind(StrEnum):
    """What a document is in its zaak."""

    BIJLAGE = "bijlage"
    ANTWOORD = "antwoord"
    ONTVANGSTBEWIJS = "ontvangstbewijs"


@dataclass(frozen=True)
class Document:
    """A document, without its contents."""

    id: int
    kind: DocumentKind
    name: str
    media_type: str
    size: int
    sha256: str
    by: str
    at: datetime


@dataclass(frozen=True)
class DraftSaved:
    """The draft holds what was sent."""

    zaak: Zaak


@dataclass(frozen=True)
class DraftChanged:
    """Somebody else changed the draft meanwhile; it holds his text still."""

    zaak: Zaak


@dataclass(frozen=True)
class DraftGone:
    """There is no such draft here any more."""


DraftOutcome = DraftSaved | DraftChanged | DraftGone


def kinds_entered_by(identity: Identity) -> frozenset[ZaakKind]:
    """Give the kinds that somebody may enter at his werkplek."""
    return frozenset(kind for kind, permission in PERMISSION_OF.items() if identity.may(permission))


def kinds_of(identity: Identity) -> frozenset[ZaakKind]:
    """Give the kinds that somebody may read at his werkplek, once they are handed in."""
    return frozenset(ZaakKind) if identity.may(Permission.LEES_ALLE_ZAKEN) else kinds_entered_by(identity)
