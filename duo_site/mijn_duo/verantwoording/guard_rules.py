"""What may stand in a jaarrekening, and what would make its reader fetch or run something."""

import re
from dataclasses import dataclass
from enum import StrEnum

XBRLI = "http://www.xbrl.org/2003/instance"
LINK = "http://www.xbrl.org/2003/linkbase"
INLINE = "http://www.xbrl.org/2013/inlineXBRL"
XHTML = "http://www.w3.org/1999/xhtml"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
XLINK_HREF = "http://www.w3.org/1999/xlink href"

REFUSED_NAMESPACES = {
    "http://www.w3.org/2001/XInclude": False,
    "http://www.w3.org/2003/XInclude": False,
    "http://www.w3.org/1999/XSL/Transform": True,
    "http://www.w3.org/2000/svg": True,
    "http://www.w3.org/1998/Math/MathML": True,
}
"""Namespaces that a file may not use, and whether that is because they are active (else they refer elsewhere)."""

REFUSED_ATTRIBUTES = {"http://www.w3.org/XML/1998/namespace base", f"{INSTANCE} noNamespaceSchemaLocation"}

ACTIVE_ELEMENTS = frozenset(
    {
        "applet",
        "audio",
        "base",
        "button",
        "canvas",
        "embed",
        "form",
        "frame",
        "frameset",
        "iframe",
        "input",
        "link",
        "noscript",
        "object",
        "portal",
        "script",
        "select",
        "source",
        "template",
        "textarea",
        "track",
        "video",
    }
)
"""Elements of HTML that load, send or run something."""

_REFERENCES = frozenset({"src", "href", "background", "poster", "data", "action", "formaction", "srcset", "longdesc"})
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_LINK = re.compile(r"#[^\s]*|https?://[^\s]*|mailto:[^\s]*")


def is_harmless_reference(element: str, attribute: str, value: str) -> bool:
    """Tell whether an attribute refers to nothing that a reader would fetch; links for people to follow may stay."""
    if not element.startswith(f"{XHTML} "):
        return True
    name = attribute.lower()
    if name == "style":
        return is_harmless_style(value)
    if name == "http-equiv":
        return value.lower() == "content-type"
    if name not in _REFERENCES:
        return True
    pattern = _LINK if element == f"{XHTML} a" and name == "href" else _IMAGE
    return pattern.fullmatch(value) is not None


def is_harmless_style(text: str) -> bool:
    """Tell whether a style refers to nothing else; a backslash could hide such a reference."""
    return re.search(r"url\s*\(|@import|image-set|expression|\\", text, re.IGNORECASE) is None


class Refusal(StrEnum):
    """Why a file is not looked into any further."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    ARCHIVE = "archive"
    NOT_UTF8 = "not-utf8"
    NOT_XML = "not-xml"
    DOCTYPE = "doctype"
    INSTRUCTION = "instruction"
    EXTERNAL = "external"
    ACTIVE = "active"
    TOO_DEEP = "too-deep"
    TOO_MANY = "too-many"
    NOT_XBRL = "not-xbrl"
    OTHER_TAXONOMY = "other-taxonomy"
    OTHER_BESTUUR = "other-bestuur"
    OTHER_YEAR = "other-year"


@dataclass(frozen=True)
class Refused:
    """The file is refused, for what stands at a line (0 where that says nothing)."""

    reason: Refusal
    line: int = 0


@dataclass(frozen=True)
class Readable:
    """The file can be checked; `suffix` tells Arelle how to read it."""

    suffix: str


@dataclass(frozen=True)
class Expected:
    """What a file must be about: the taxonomy, the bestuur and the year."""

    entry_points: frozenset[str]
    prefixes: tuple[str, ...]
    bestuursnummer: str
    year: int
