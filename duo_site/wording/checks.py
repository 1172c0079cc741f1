"""What may be wrong with a text: what breaks a page may not be saved, what reads badly asks for a reason. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from duo_site.wording.domain import LONGEST_TEXT, TextKey

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_END = re.compile(r"[.!?:…]$")
_JE = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
_U = re.compile(r"\b(u|uw)\b", re.IGNORECASE)
_DATE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")
_AMOUNT = {"nl": re.compile(r"€ ?\d[\d.]*\.\d{2}\b|\bEUR\b"), "en": re.compile(r"€ ?\d[\d.]*,\d{2}\b|\bEUR\b")}
_MOST_WORDS = 20
_LONGER = 1.6
_ROOM = 12
_TERMS = {
    "nl": {
        "extract": "uittreksel",
        "diplomaregister inloggen": "Mijn diploma's",
        "instelling": "onderwijsinstelling of school",
        "homepage": "startpagina",
        "klik hier": "een link die zegt waar hij heen gaat",
    },
    "en": {"homepage": "home page", "click here": "a link that says where it leads"},
}


class Fault(StrEnum):
    """What may be wrong."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    PLACEHOLDERS = "placeholders"
    PERCENT = "percent"
    HTML = "html"
    QUOTE = "quote"
    CONTROL = "control"
    FORMS = "forms"
    JE = "je"
    SENTENCE = "sentence"
    TERM = "term"
    SPACES = "spaces"
    DATE = "date"
    AMOUNT = "amount"
    LENGTH = "length"
    END = "end"


BLOCKING = frozenset(
    {
        Fault.EMPTY,
        Fault.TOO_LONG,
        Fault.PLACEHOLDERS,
        Fault.PERCENT,
        Fault.HTML,
        Fault.QUOTE,
        Fault.CONTROL,
        Fault.FORMS,
    }
)


@dataclass(frozen=True)
class Finding:
    """Something wrong with one form of a text (counted from 0); `detail` names what."""

    fault: Fault
    form: int = 0
    detail: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the text may not be saved like this."""
        return self.fault in BLOCKING


def check_text(key: TextKey, texts: tuple[str, ...], language: str) -> list[Finding]:
    """List what is wrong with a text, what blocks it first."""
    if len(texts) != len(key.forms):
        return [Finding(Fault.FORMS)]
    found = [
        Finding(fault, number, detail)
        for number, (source, text) in enumerate(zip(key.forms, texts, strict=True))
        for fault, detail in (*_find_blocking(source, text), *_find_doubtful(source, text, language))
    ]
    return sorted(found, key=lambda finding: (not finding.blocks, finding.form))


def _find_blocking(source: str, text: str) -> Iterator[tuple[Fault, str]]:
    if not text.strip():
        yield Fault.EMPTY, ""
    if len(text) > LONGEST_TEXT:
        yield Fault.TOO_LONG, str(LONGEST_TEXT)
    wanted, given = set(_PLACEHOLDER.findall(source)), set(_PLACEHOLDER.findall(text))
    if wanted != given:
        yield Fault.PLACEHOLDERS, ", ".join(sorted(wanted ^ given))
    if "%" in _PLACEHOLDER.sub("", text).replace("%%", ""):
        yield Fault.PERCENT, ""
    tags, wanted_tags = Counter(_TAG.findall(text)), Counter(_TAG.findall(source))
    rest = _TAG.sub("", text)
    if tags != wanted_tags or "<" in rest or ">" in rest or not _nests(text):
        yield Fault.HTML, ", ".join(sorted((tags - wanted_tags) | (wanted_tags - tags)))
    # A text may stand in an attribute, which such a mark would end.
    if '"' in rest and '"' not in _TAG.sub("", source):
        yield Fault.QUOTE, ""
    if _CONTROL.search(text):
        yield Fault.CONTROL, ""


def _find_doubtful(source: str, text: str, language: str) -> Iterator[tuple[Fault, str]]:
    plain = _TAG.sub("", text)
    if language == "nl" and _JE.search(plain):
        yield Fault.JE, "u" if not _U.search(plain) else "u, je"
    for sentence in _SENTENCE.split(plain):
        if len(_WORD.findall(_PLACEHOLDER.sub("", sentence))) > _MOST_WORDS:
            yield Fault.SENTENCE, sentence
    lowered = plain.lower()
    for term, better in _TERMS.get(language, {}).items():
        if re.search(rf"\b{re.escape(term)}(?:s|en)?\b", lowered):
            yield Fault.TERM, f"{term}: {better}"
    if re.search(r"\S {2,}\S|^ | $", text):
        yield Fault.SPACES, ""
    if dates := _DATE.findall(plain):
        yield Fault.DATE, ", ".join(dates)
    if (amount := _AMOUNT.get(language)) and (amounts := amount.findall(plain)):
        yield Fault.AMOUNT, ", ".join(amounts)
    if len(text) > len(source) * _LONGER + _ROOM:
        yield Fault.LENGTH, str(round(len(text) / max(len(source), 1) * 100))
    if _END.search(_TAG.sub("", source)) and not _END.search(plain):
        yield Fault.END, ""


def _nests(text: str) -> bool:
    """Tell whether every tag that opens is closed, in order."""
    open_tags: list[str] = []
    for tag in _TAG.findall(text):
        name = re.sub(r"[</>]|\s.*", "", tag)
        if tag.startswith("</"):
            if not open_tags or open_tags.pop() != name:
                return False
        elif name not in ("br", "wbr"):
            open_tags.append(name)
    return not open_tags
