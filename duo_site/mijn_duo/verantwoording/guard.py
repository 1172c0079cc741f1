"""Reads a jaarrekening with expat before Arelle sees it, and refuses what an XML file can do to its reader.

Nothing is fetched, expanded or executed here. What remains is UTF-8 without document type, entities, processing
instructions or references to anywhere but the configured taxonomy (OWASP XML External Entity Prevention).
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NoReturn
from xml.parsers import expat

from duo_site.mijn_duo.verantwoording.guard_rules import (
    ACTIVE_ELEMENTS,
    INLINE,
    INSTANCE,
    LINK,
    REFUSED_ATTRIBUTES,
    REFUSED_NAMESPACES,
    XBRLI,
    XHTML,
    XLINK_HREF,
    Expected,
    Readable,
    Refusal,
    Refused,
    is_harmless_reference,
    is_harmless_style,
)

MOST_BYTES = 5 * 1024 * 1024
_DEEPEST = 64
_MOST_ELEMENTS = 60_000
_MOST_ATTRIBUTES = 64
_MOST_NAMESPACES = 100
_LONGEST_DATE = 40
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(T00:00:00(?:\.0+)?)?(?:Z|[+-]\d{2}:\d{2})?")


class _Stop(Exception):
    """The reading is over: the file is refused."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


def read_guarded(content: bytes, expected: Expected) -> Readable | Refused:
    """Read a file from the first byte to the last and tell whether it may be checked."""
    early = _look_at_bytes(content)
    if early is not None:
        return Refused(early)
    reader = _Reader(expected)
    try:
        reader.parser.Parse(content, True)
        reader.finish()
    except _Stop as stop:
        return Refused(stop.reason, reader.line if stop.reason not in _WITHOUT_LINE else 0)
    except expat.ExpatError as error:
        return Refused(Refusal.NOT_XML, error.lineno)
    return Readable(".xhtml" if reader.is_inline else ".xbrl")


_WITHOUT_LINE = {Refusal.NOT_XBRL, Refusal.OTHER_YEAR}


def _look_at_bytes(content: bytes) -> Refusal | None:
    """Refuse what needs no parser to be recognised."""
    if not content.strip():
        return Refusal.EMPTY
    if len(content) > MOST_BYTES:
        return Refusal.TOO_LARGE
    if content.startswith((b"PK", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ", b"Rar!")):
        return Refusal.ARCHIVE
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return Refusal.NOT_UTF8
    return Refusal.NOT_UTF8 if b"\0" in content else None


@dataclass
class _Reader:
    """Follows the elements, and stops at the first that is refused."""

    expected: Expected
    is_inline: bool = False
    line: int = 0
    _path: list[str] = field(default_factory=list)
    _elements: int = 0
    _namespaces: int = 0
    _has_inline: bool = False
    _has_schema: bool = False
    _has_identifier: bool = False
    _last_day: date | None = None
    _text: list[str] | None = None

    def __post_init__(self) -> None:
        # The encoding is ours: what the file says about it may differ in capitals alone.
        self.parser = expat.ParserCreate("UTF-8", " ")
        self.parser.ordered_attributes = True
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = lambda *_: self._stop(Refusal.DOCTYPE)
        self.parser.EntityDeclHandler = lambda *_: self._stop(Refusal.DOCTYPE)
        self.parser.ProcessingInstructionHandler = lambda *_: self._stop(Refusal.INSTRUCTION)
        self.parser.StartNamespaceDeclHandler = self._namespace
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _stop(self, reason: Refusal) -> NoReturn:
        self.line = self.parser.CurrentLineNumber
        raise _Stop(reason)

    def _declaration(self, version: str, encoding: str | None, _standalone: int) -> None:
        if version != "1.0" or (encoding or "UTF-8").upper() != "UTF-8":
            self._stop(Refusal.NOT_UTF8)

    def _namespace(self, _prefix: str | None, _address: str | None) -> None:
        self._namespaces += 1
        if self._namespaces > _MOST_NAMESPACES:
            self._stop(Refusal.TOO_MANY)

    def _start(self, name: str, attributes: list[str]) -> None:
        self._elements += 1
        if self._text is not None:
            self._stop(Refusal.NOT_XBRL)  # Between the texts of these elements nothing stands: it would hide them.
        if self._elements > _MOST_ELEMENTS or len(attributes) > 2 * _MOST_ATTRIBUTES:
            self._stop(Refusal.TOO_MANY)
        if len(self._path) >= _DEEPEST:
            self._stop(Refusal.TOO_DEEP)
        if not self._path:
            self._begin(name)
        namespace, _, local = name.rpartition(" ")
        if namespace in REFUSED_NAMESPACES:
            self._stop(Refusal.ACTIVE if REFUSED_NAMESPACES[namespace] else Refusal.EXTERNAL)
        if namespace == XHTML and local.lower() in ACTIVE_ELEMENTS:
            self._stop(Refusal.ACTIVE)
        self._has_inline = self._has_inline or namespace == INLINE
        self._path.append(name)
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            self._attribute(name, key, value)
        if name in _READ or name == f"{XHTML} style":
            self._text = []

    def _begin(self, name: str) -> None:
        """Look at the outermost element."""
        if name not in (f"{XBRLI} xbrl", f"{XHTML} html"):
            self._stop(Refusal.NOT_XBRL)
        self.is_inline = name == f"{XHTML} html"

    def _attribute(self, name: str, key: str, value: str) -> None:
        if key in REFUSED_ATTRIBUTES or key.startswith(f"{INSTANCE} schemaLocation"):
            self._stop(Refusal.EXTERNAL)
        if key == XLINK_HREF:
            self._link(name, value)
        elif " " not in key and key.lower().startswith("on"):
            self._stop(Refusal.ACTIVE)
        elif not is_harmless_reference(name, key, value):
            self._stop(Refusal.EXTERNAL)

    def _link(self, name: str, address: str) -> None:
        """Hold a reference to the taxonomy that is configured; a file may not bring rules of its own."""
        if name == f"{LINK} schemaRef":
            if address not in self.expected.entry_points:
                self._stop(Refusal.OTHER_TAXONOMY)
            self._has_schema = True
        elif name in (f"{LINK} roleRef", f"{LINK} arcroleRef"):
            if not address.startswith(self.expected.prefixes) or re.search(r"\.\.|[%\\]", address):
                self._stop(Refusal.EXTERNAL)
        elif not address.startswith("#"):
            self._stop(Refusal.EXTERNAL)

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        self._path.pop()
        if self._text is None:
            return
        text, self._text = "".join(self._text).strip(), None
        if name == f"{XBRLI} identifier":
            if text != self.expected.bestuursnummer:
                self._stop(Refusal.OTHER_BESTUUR)
            self._has_identifier = True
        elif name in _ENDS:
            self._day(text)
        elif name == f"{XHTML} style" and not is_harmless_style(text):
            self._stop(Refusal.EXTERNAL)

    def _day(self, text: str) -> None:
        """Keep the latest day; midnight at its begin is the end of the day before (XBRL 2.1 section 4.7.2)."""
        found = _DATE.fullmatch(text) if len(text) <= _LONGEST_DATE else None
        try:
            day = date.fromisoformat(found[1]) if found else None
        except ValueError:
            day = None
        if day is None or not self.expected.year - 2 <= day.year <= self.expected.year + 1:
            self._stop(Refusal.OTHER_YEAR)
        last = day - timedelta(days=1) if found and found[2] else day
        self._last_day = max(last, self._last_day or last)

    def finish(self) -> None:
        """Look at what the whole file must have had."""
        if not self._has_schema or not self._has_identifier or (self.is_inline and not self._has_inline):
            self._stop(Refusal.NOT_XBRL)
        if self._last_day != date(self.expected.year, 12, 31):
            self._stop(Refusal.OTHER_YEAR)


_ENDS = {f"{XBRLI} instant", f"{XBRLI} endDate"}
_READ = {*_ENDS, f"{XBRLI} identifier"}
