"""Files to try the portal with, for the bestuur and the year of who asks; the demonstration alone gives them."""

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).with_name("examples")
_BESTUURSNUMMER, _YEAR = b">99001<", b"2025-"


@dataclass(frozen=True)
class Example:
    """A file to try: what it is called, what it shows (a msgid), and its type."""

    name: str
    text: str
    media_type: str


def _n_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


EXAMPLES = (
    Example("goed.xbrl", _n_("Een goede jaarrekening in XBRL"), "application/xml"),
    Example("goed.xhtml", _n_("Een goede jaarrekening in inline XBRL"), "application/xhtml+xml"),
    Example("fout.xbrl", _n_("Een jaarrekening met fouten"), "application/xml"),
)


def make_example(name: str, bestuursnummer: str, year: int) -> tuple[Example, bytes] | None:
    """Make an example for a bestuur and a year; None where there is none of this name."""
    example = next((example for example in EXAMPLES if example.name == name), None)
    if example is None:
        return None
    content = (_FOLDER / name).read_bytes()
    content = content.replace(_BESTUURSNUMMER, f">{bestuursnummer}<".encode())
    return example, content.replace(_YEAR, f"{year}-".encode())
