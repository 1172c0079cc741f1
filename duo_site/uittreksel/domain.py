"""What an uittreksel says and what can become of it."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, get_args

Language = Literal["nl", "en"]

MOST_PLACES = 2**26
"""The longest status list, in places: 67 million, at most half of them taken."""


class UnreadableInhoud(ValueError):
    """The stored or embedded contents of an uittreksel do not make sense."""


class Document(StrEnum):
    """The kind of document that the register holds."""

    DIPLOMA = "diploma"
    GETUIGSCHRIFT = "getuigschrift"
    CERTIFICAAT = "certificaat"


class Status(StrEnum):
    """What the register says of an uittreksel today."""

    GELDIG = "geldig"
    INGETROKKEN = "ingetrokken"
    VERVANGEN = "vervangen"


@dataclass(frozen=True)
class Cijfer:
    """One row of the cijferlijst; a part that was not examined is None."""

    vak: str
    se: str | None
    ce: str | None
    eind: str | None


@dataclass(frozen=True)
class UittrekselInhoud:
    """Everything the document says. It holds no BSN, so that no later step can print one."""

    number: str
    language: Language
    document: Document
    qualification: tuple[str, ...]
    profiel: str | None
    holder: str
    birth_date: date
    onderwijsinstelling: str
    place: str
    obtained_on: date
    nlqf: str | None
    downloaded_on: date
    grades: tuple[Cijfer, ...]
    check_address: str
    operator: str | None
    status_index: int | None = None
    """The place in the status list; None in documents from before there was one."""

    def __post_init__(self) -> None:
        """Refuse contents that no document can be made of."""
        if self.language not in get_args(Language):
            raise UnreadableInhoud(f"The language {self.language!r} is not one of ours.")
        if not self.qualification or not all(line.strip() for line in self.qualification):
            raise UnreadableInhoud("A qualification has at least one line, and no empty ones.")
        if not self.check_address.startswith(("https://", "http://")):
            raise UnreadableInhoud("The address of the controle is not a web address.")
        if self.status_index is not None and not 0 <= self.status_index < MOST_PLACES:
            raise UnreadableInhoud("The place in the status list is none.")

    @property
    def demonstration(self) -> bool:
        """Whether no operator has claimed the site, so that the document says it is a demonstration."""
        return self.operator is None

    @property
    def eqf(self) -> str | None:
        """Give the European level of the NLQF level; the entry level has none (NCP NLQF, referencing report 2011)."""
        level = (self.nlqf or "").removesuffix("+")
        return level if level.isdecimal() else None

    def to_json(self) -> str:
        """Write the contents as JSON with sorted keys and dates in ISO 8601."""
        values = asdict(self) | {name: getattr(self, name).isoformat() for name in _DATES}
        return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "UittrekselInhoud":
        """Read what `to_json` wrote; raise UnreadableInhoud for anything else."""
        try:
            values: dict[str, Any] = json.loads(text)
            return cls(
                **values
                | {name: date.fromisoformat(values[name]) for name in _DATES}
                | {
                    "document": Document(values["document"]),
                    "qualification": tuple(str(line) for line in values["qualification"]),
                    "grades": tuple(Cijfer(**row) for row in values["grades"]),
                }
            )
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
            raise UnreadableInhoud("The contents of the uittreksel cannot be read.") from error


_DATES = ("birth_date", "obtained_on", "downloaded_on")


@dataclass(frozen=True)
class UittrekselRequest:
    """What makes two requests the same: they get the same number and the same bytes."""

    diploma_key: str
    version: int
    language: Language
    with_grades: bool
    day: date


@dataclass(frozen=True)
class Uittreksel:
    """An uittreksel as the register knows it."""

    request: UittrekselRequest
    inhoud: UittrekselInhoud
    sha256: str
    status: Status
    status_since: datetime
    created_at: datetime

    @property
    def number(self) -> str:
        """Give the number by which anybody can ask for this uittreksel."""
        return self.inhoud.number


@dataclass(frozen=True)
class Stored:
    """The uittreksel that stands in the register; `is_new` is False when somebody else was first."""

    uittreksel: Uittreksel
    is_new: bool
