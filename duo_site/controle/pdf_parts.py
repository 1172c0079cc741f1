"""Parts of a PDF as they stand written: raw, with references where there are references."""

from collections.abc import Iterator
from io import BytesIO

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

Place = tuple[int, int]
"""Number and generation of an object."""

_MOST_PAGES = 1000
_DEEPEST = 20


def list_pages(node: DictionaryObject, depth: int = 0) -> Iterator[tuple[Place | None, DictionaryObject]]:
    """List the pages below a node of the page tree; raise ValueError when there are more than anybody issues."""
    if depth > _DEEPEST:
        raise ValueError("The pages are nested too deep.")
    kids = node["/Kids"]
    if len(kids) > _MOST_PAGES:
        raise ValueError("There are too many pages.")
    for index in range(len(kids)):
        kid = kids[index]
        if "/Kids" in kid:
            yield from list_pages(kid, depth + 1)
        else:
            yield find_place(kids, index), kid


def find_place(holder: DictionaryObject | ArrayObject, key: str | int) -> Place | None:
    """Give the number of the object under a key, when it is an object of its own."""
    raw = _find_raw(holder, key)
    return (raw.idnum, raw.generation) if isinstance(raw, IndirectObject) else None


def _find_raw(holder: DictionaryObject | ArrayObject, key: str | int) -> PdfObject | None:
    raw: PdfObject | None = None
    if isinstance(holder, ArrayObject):
        raw = holder.raw_get(int(key))
    elif key in holder:
        raw = holder.raw_get(str(key))
    return raw


def find_value(holder: DictionaryObject, key: str) -> PdfObject | None:
    """Give what stands under a key, or what the reference there points to."""
    # Not `get`, which gives a reference instead of what it points to.
    return holder[key] if key in holder else None  # noqa: SIM401


def write_value(holder: DictionaryObject, key: str) -> bytes | None:
    """Write what stands under a key, a reference as such."""
    return write(holder.raw_get(key)) if key in holder else None


def write(part: PdfObject) -> bytes:
    """Write a part of a document as it stands in a file."""
    written = BytesIO()
    part.write_to_stream(written, None)
    return written.getvalue()
