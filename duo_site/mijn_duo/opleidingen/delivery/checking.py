"""Checks a line of a delivery of opleidingen, by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from duo_site.deliveries import values
from duo_site.deliveries.checking import LineReader, refuse_whole
from duo_site.deliveries.domain import Layout, RawLine, RefusedLine
from duo_site.deliveries.values import WrongValue
from duo_site.mijn_duo.opleidingen.domain import Leerroute, Niveau, Opleiding, Taal
from duo_site.mijn_duo.opleidingen.models import NAME_LENGTH

Word = TypeVar("Word", bound=StrEnum)

WITHDRAWN = "ingetrokken"
_KEY = ("instellingscode", "opleidingscode", "begindatum")
LAYOUT = Layout(
    ("instellingscode", "opleidingscode", "naam", "niveau", "talen", "leerroutes", "begindatum", "einddatum"),
    (WITHDRAWN,),
    frozenset({*_KEY, WITHDRAWN}),
    "één periode van een opleiding",
)


@dataclass(frozen=True)
class DeliveredOpleiding:
    """A line that is right by itself: an opleiding as it is in a period."""

    line: int
    instellingscode: str
    opleiding: Opleiding

    @property
    def opleidingscode(self) -> str:
        """The code that all periods of the opleiding bear."""
        return self.opleiding.opleidingscode

    @property
    def key(self) -> str:
        """What no other line of a file may bear with other values."""
        return _write_key(self.instellingscode, self.opleidingscode, self.opleiding.starts_on)


@dataclass(frozen=True)
class WithdrawnOpleiding:
    """A line that takes a period back, as if it had never been."""

    line: int
    instellingscode: str
    opleidingscode: str
    starts_on: date

    @property
    def key(self) -> str:
        """What no other line of a file may bear with other values."""
        return _write_key(self.instellingscode, self.opleidingscode, self.starts_on)


CheckedLine = DeliveredOpleiding | WithdrawnOpleiding


def check_line(line: RawLine) -> CheckedLine | RefusedLine:
    """Make an opleiding or its withdrawal of a line, or tell everything that is wrong with it."""
    if line.problem:
        return refuse_whole(line)
    reader = LineReader(line, LAYOUT.columns)
    withdrawn = reader.read(WITHDRAWN, values.read_yes_or_no, None)
    school = reader.read("instellingscode", values.read_instellingscode, "")
    code = reader.read("opleidingscode", lambda value: values.read_opleidingscode(value, required=True), "")
    starts_on = reader.read("begindatum", values.read_date, date.min)
    if withdrawn:
        taken_back = WithdrawnOpleiding(line.number, school, code, starts_on)
        return RefusedLine(tuple(reader.errors)) if reader.errors else taken_back
    opleiding = _read_opleiding(reader, code, starts_on)
    if opleiding.ends_on and starts_on > date.min and opleiding.ends_on < starts_on:
        reader.add("einddatum", "deze datum ligt voor de begindatum")
    return RefusedLine(tuple(reader.errors)) if reader.errors else DeliveredOpleiding(line.number, school, opleiding)


def _read_opleiding(reader: LineReader, code: str, starts_on: date) -> Opleiding:
    return Opleiding(
        code,
        reader.read("naam", lambda value: values.read_name(value, NAME_LENGTH, required=True), ""),
        reader.read("niveau", lambda value: values.read_word(value, Niveau), Niveau.BACHELOR),
        reader.read("talen", _words_of(Taal), ()),
        reader.read("leerroutes", _words_of(Leerroute), ()),
        starts_on,
        reader.read("einddatum", _read_last_day, None),
    )


def _read_last_day(value: object) -> date | None:
    return None if value is None or value == "" else values.read_date(value)


def _words_of(words: type[Word]) -> Callable[[object], tuple[Word, ...]]:
    """Make what reads some words of an enumeration, in its order: a list, or text with spaces between them."""

    def read(value: object) -> tuple[Word, ...]:
        given = value.split() if isinstance(value, str) else value
        if not isinstance(given, list) or not given:
            raise WrongValue("dit moet ten minste een van deze woorden zijn, met spaties ertussen: " + ", ".join(words))
        chosen = {values.read_word(one, words) for one in given}
        return tuple(word for word in words if word in chosen)

    return read


def _write_key(instellingscode: str, opleidingscode: str, starts_on: date) -> str:
    return f"{instellingscode} {opleidingscode} {starts_on}"
