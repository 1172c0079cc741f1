"""Facts that occur on more than one page: each stands once, with its source and the day it was checked."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from babel.numbers import format_decimal

from duo_site.pages.problems import Problem
from duo_site.web.i18n import LANGUAGES
from duo_site.web.templating import amount

FILE = "facts.toml"
_FIELDS = {"value", "kind", "source", "checked", *LANGUAGES}


class FactKind(StrEnum):
    """How the value of a fact is written in a sentence."""

    AMOUNT = "amount"
    NUMBER = "number"
    YEAR = "year"
    TEXT = "text"
    DURATION = "duration"


@dataclass(frozen=True)
class Fact:
    """A fact with its wording in each language, where it was read and when that was last checked."""

    key: str
    kind: FactKind
    wording: Mapping[str, str]
    source: str
    checked: date


class BadFact(Exception):
    """A fact lacks something or makes no sense; the message says what."""


def read_facts(content: Path, problems: list[Problem]) -> dict[str, Fact]:
    """Read the facts of a content folder; what is wrong is added to `problems`."""
    name = f"{content.name}/{FILE}"
    try:
        text = (content / FILE).read_text("utf-8")
        entries = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        found = re.search(r"at line (\d+)", str(error))
        problems.append(Problem(name, int(found[1]) if found else 1, f"the facts cannot be read: {error}"))
        return {}
    facts = {}
    for key, entry in entries.items():
        try:
            facts[key] = _make_fact(key, entry)
        except BadFact as error:
            problems.append(Problem(name, _line_of(key, text), f"{key}: {error}"))
    return facts


def _make_fact(key: str, entry: object) -> Fact:
    if not isinstance(entry, dict):
        raise BadFact("a fact is a table [name] with fields")
    if unknown := set(entry) - _FIELDS:
        raise BadFact(f"the field {min(unknown)} is unknown")
    for name in ("value", "kind", "source", "checked"):
        if entry.get(name) in (None, ""):
            raise BadFact(f"{name} is missing")
    if entry["kind"] not in list(FactKind):
        raise BadFact(f"kind {entry['kind']} is unknown; use {', '.join(FactKind)}")
    if not isinstance(entry["checked"], date) or isinstance(entry["checked"], datetime):
        raise BadFact("checked must be a date such as 2026-11-21")
    kind = FactKind(entry["kind"])
    wording = {language: _word(kind, entry, language) for language in LANGUAGES}
    return Fact(key, kind, wording, str(entry["source"]), entry["checked"])


def _word(kind: FactKind, entry: Mapping[str, object], language: str) -> str:
    """Write a fact in a language: the given words, or the value by the customs of that language."""
    given = entry.get(language)
    if isinstance(given, str) and given:
        return given
    if given is not None:
        raise BadFact(f"{language} must be a text")
    value = entry["value"]
    if kind in (FactKind.TEXT, FactKind.DURATION):
        raise BadFact(f"a {kind} needs its words in {language}")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadFact(f"the value of a {kind} is a number")
    if kind is FactKind.AMOUNT:
        # Sign and figure stay on one line.
        return amount(value, language).replace(" ", "\N{NO-BREAK SPACE}")
    return str(int(value)) if kind is FactKind.YEAR else format_decimal(value, locale=language)


def _line_of(key: str, text: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().removeprefix("[").startswith((f"{key}]", f'"{key}"]', f"{key} ", f"{key}=")):
            return number
    return 1
