"""Whose uittreksels the vectors are made of: one for each thing that may become of an uittreksel."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from duo_site.uittreksel.domain import Cijfer, Document, Status, UittrekselInhoud, UittrekselRequest
from duo_site.uittreksel.number import new_number

SITE = "https://register.example"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
"""The moment of judging."""
SEALED_AT = datetime(2026, 11, 21, 13, tzinfo=UTC)


def make_inhoud(place: int, holder: str) -> UittrekselInhoud:
    """Write what an uittreksel says; its place in the status list makes its number too."""
    number = new_number(lambda size: bytes(range(place, place + size)))
    return UittrekselInhoud(
        number=number,
        language="nl",
        document=Document.DIPLOMA,
        qualification=("Hoger algemeen voortgezet onderwijs",),
        profiel="Natuur en Techniek",
        holder=holder,
        birth_date=date(1998, 5, 3),
        onderwijsinstelling="Scholengemeenschap De Zonnewijzer",
        place="Leeuwarden",
        obtained_on=date(2016, 6, 16),
        nlqf="4",
        downloaded_on=SEALED_AT.date(),
        grades=(Cijfer("Nederlandse taal", "6.8", "7.1", "7"),),
        check_address=f"{SITE}/controle/{number}",
        operator=None,
        status_index=place,
    )


@dataclass(frozen=True)
class Person:
    """Somebody's uittreksel, and what the register says of it; None when the register does not know it."""

    inhoud: UittrekselInhoud
    status: Status | None = Status.GELDIG

    @property
    def request(self) -> UittrekselRequest:
        """Give the request behind it, as the register keeps it."""
        return UittrekselRequest(f"vector-{self.inhoud.status_index}", 1, "nl", True, self.inhoud.downloaded_on)


def _change(place: int, holder: str, change: Callable[[UittrekselInhoud], UittrekselInhoud]) -> Person:
    return Person(change(make_inhoud(place, holder)))


ANJA = Person(make_inhoud(7, "Anja van den Berg"))
WITHDRAWN = Person(make_inhoud(11, "Bram Dijkstra"), Status.INGETROKKEN)
REPLACED = Person(make_inhoud(13, "Carla de Wit"), Status.VERVANGEN)
UNKNOWN = Person(make_inhoud(17, "Driss Amrani"), None)
ENGLISH = _change(19, "Els Şahin-Łukasz", lambda inhoud: replace(inhoud, language="en"))
WITHOUT_GRADES = _change(23, "محمد الإدريسي", lambda inhoud: replace(inhoud, grades=()))
EARLY = _change(29, "Fenna Postma", lambda inhoud: replace(inhoud, downloaded_on=date(2023, 6, 1)))
TOO_LATE = Person(make_inhoud(31, "Gijs Bakker"))
BEFORE_REVOCATION = Person(make_inhoud(37, "Hanna Smit"))
AFTER_REVOCATION = Person(make_inhoud(41, "Ibrahim Kaya"))
DIFFERENT = Person(make_inhoud(43, "Jelle Visser"))

REGISTER = (
    ANJA,
    WITHDRAWN,
    REPLACED,
    ENGLISH,
    WITHOUT_GRADES,
    EARLY,
    TOO_LATE,
    BEFORE_REVOCATION,
    AFTER_REVOCATION,
    Person(replace(DIFFERENT.inhoud, holder="Jelle de Visser")),
)
"""What the register holds. Of Jelle it says something else than his file."""
