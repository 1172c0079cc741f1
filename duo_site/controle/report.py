"""Outcomes as data: the shape of the API (contract). No BSN in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from duo_site.controle.batch import Checked
from duo_site.controle.domain import Geldig, Ingetrokken, Oordeel, Outcome, Reden, Vervangen, Verzegeld
from duo_site.uittreksel.domain import UittrekselInhoud


@dataclass(frozen=True)
class Row:
    """The outcome of one file, with all that may be shown or kept by whoever sent it."""

    bestand: str
    sha256: str | None
    oordeel: Oordeel
    redenen: tuple[Reden, ...]
    same_as: int | None
    nummer: str | None
    sleutel: str | None
    """The key of the seal, as the key list names it."""
    sealed_at: datetime | None
    gegevens: dict[str, Any] | None
    register: dict[str, Any] | None

    @property
    def naam(self) -> str | None:
        """Give the name of the holder, where the seal holds."""
        return self.gegevens["naam"] if self.gegevens else None

    @property
    def birth_date(self) -> date | None:
        """Give the date of birth of the holder, where the seal holds."""
        return date.fromisoformat(self.gegevens["geboortedatum"]) if self.gegevens else None

    @property
    def obtained_on(self) -> date | None:
        """Give the day of the diploma, where the seal holds."""
        return date.fromisoformat(self.gegevens["behaald_op"]) if self.gegevens else None

    @property
    def differences(self) -> tuple[str, ...]:
        """List the fields in which the register says something else now than the file."""
        said, known = self.gegevens or {}, self.register or {}
        return tuple(field for field, value in said.items() if field in known and known[field] != value)

    def for_programs(self) -> dict[str, Any]:
        """Give the outcome as the API does."""
        return {
            "bestand": self.bestand,
            "oordeel": self.oordeel.value,
            "redenen": [reden.value for reden in self.redenen],
            "nummer": self.nummer,
            "gegevens": self.gegevens,
            "register": self.register,
        }

    def to_dict(self) -> dict[str, Any]:
        """Give everything, as the download in JSON has it and `from_dict` reads it."""
        return self.for_programs() | {
            "sha256": self.sha256,
            "zelfde_als": self.same_as,
            "sleutel": self.sleutel,
            "verzegeld_op": write_moment(self.sealed_at) if self.sealed_at else None,
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Row":
        """Read what `to_dict` gave."""
        sealed_at = values["verzegeld_op"]
        return cls(
            bestand=values["bestand"],
            sha256=values["sha256"],
            oordeel=Oordeel(values["oordeel"]),
            redenen=tuple(Reden(reden) for reden in values["redenen"]),
            same_as=values["zelfde_als"],
            nummer=values["nummer"],
            sleutel=values["sleutel"],
            sealed_at=datetime.fromisoformat(sealed_at) if sealed_at else None,
            gegevens=values["gegevens"],
            register=values["register"],
        )


@dataclass(frozen=True)
class Report:
    """The outcomes of files that were judged together, in the order sent."""

    checked_at: datetime
    rows: tuple[Row, ...]

    @property
    def genuine(self) -> int:
        """Count the files that are genuine."""
        return sum(row.oordeel is Oordeel.GELDIG for row in self.rows)

    def to_dict(self) -> dict[str, Any]:
        """Give everything as plain values."""
        return {"gecontroleerd_op": write_moment(self.checked_at), "controles": [row.to_dict() for row in self.rows]}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Report":
        """Read what `to_dict` gave."""
        rows = tuple(Row.from_dict(row) for row in values["controles"])
        return cls(datetime.fromisoformat(values["gecontroleerd_op"]), rows)

    def to_json(self) -> str:
        """Write the download for programs."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"


def make_report(checked: Sequence[Checked], at: datetime) -> Report:
    """Put the outcomes of files in rows."""
    return Report(at, tuple(_make_row(file) for file in checked))


def find_seal(outcome: Outcome) -> Verzegeld | None:
    """Give what the seal tells, where it holds."""
    return outcome.verzegeld if isinstance(outcome, Geldig | Ingetrokken | Vervangen) else None


def describe(inhoud: UittrekselInhoud) -> dict[str, Any]:
    """Give what an uittreksel says in the words of the API."""
    return {
        "nummer": inhoud.number,
        "document": inhoud.document.value,
        "opleiding": list(inhoud.qualification),
        "profiel": inhoud.profiel,
        "naam": inhoud.holder,
        "geboortedatum": inhoud.birth_date.isoformat(),
        "onderwijsinstelling": inhoud.onderwijsinstelling,
        "plaats": inhoud.place,
        "behaald_op": inhoud.obtained_on.isoformat(),
        "niveau_nlqf": inhoud.nlqf,
        "gedownload_op": inhoud.downloaded_on.isoformat(),
        "taal": inhoud.language,
        "cijfers": [{"vak": row.vak, "se": row.se, "ce": row.ce, "eind": row.eind} for row in inhoud.grades],
    }


def write_moment(at: datetime) -> str:
    """Write a moment in UTC, to the second (ISO 8601)."""
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _make_row(file: Checked) -> Row:
    seal = find_seal(file.outcome)
    return Row(
        bestand=file.name,
        sha256=file.sha256,
        oordeel=file.outcome.oordeel,
        redenen=file.outcome.redenen,
        same_as=file.same_as,
        nummer=seal.number if seal else None,
        sleutel=seal.key_id if seal else None,
        sealed_at=seal.sealed_at if seal else None,
        gegevens=describe(seal.inhoud) if seal else None,
        register=_describe_entry(file) if seal else None,
    )


def _describe_entry(file: Checked) -> dict[str, Any] | None:
    entry = file.entry
    if entry is None:
        return None
    names = {"holder": "naam", "birth_date": "geboortedatum"}
    withheld = dict.fromkeys(names[field] for field in entry.withheld)
    status = {"status": entry.status.value, "sinds": write_moment(entry.status_since)}
    return status | describe(entry.shown) | withheld
