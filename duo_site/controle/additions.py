"""Looks at what was added to a file after it was certified: time stamps and validation data, or anything else?

pyHanko's own comparison also lets the document information and the XMP packet change. We make no such additions, and
whoever gets a time stamp from a public authority could, so here nothing that stood there may change at all, but for the
lists to which the field of a time stamp is added, and the validation data.
"""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from io import BytesIO

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_STAMP_FIELD = {"/FT", "/T", "/TU", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"}
_MOST_PAGES = 1000


class _Change(Enum):
    ANY = auto()
    """This may become anything: validation data prove themselves."""
    LONGER = auto()
    """Behind this list may come fields of time stamps."""


Rule = _Change | Mapping[str, "Rule"]
"""What may change: all, a list, or only what stands under some keys of a dictionary."""

_FORM: Rule = {"/Fields": _Change.LONGER}
_CATALOG: Rule = {"/DSS": _Change.ANY, "/AcroForm": _FORM}
_PAGE: Rule = {"/Annots": _Change.LONGER}
_NOTHING: Rule = {}


def are_allowed(reader: PdfFileReader, seal: EmbeddedPdfSignature) -> bool:
    """Tell whether everything that was added after the seal only makes the seal last longer."""
    last = reader.xrefs.total_revisions - 1
    before, after = reader.get_historical_resolver(seal.signed_revision), reader.get_historical_resolver(last)
    old, new = before.trailer_view, after.trailer_view
    if any(_raw(old, key) != _raw(new, key) for key in ("/Root", "/Info", "/Encrypt")):
        return False
    rules = _list_rules(before)
    for revision in range(seal.signed_revision + 1, last + 1):
        if reader.xrefs.refs_freed_in_revision(revision):
            return False
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            if reader.xrefs.get_introducing_revision(reference) > seal.signed_revision:
                continue
            rule = rules.get((reference.idnum, reference.generation), _NOTHING)
            if not _fits(before.get_object(reference), after.get_object(reference), rule):
                return False
    return True


def _list_rules(before: HistoricalResolver) -> dict[tuple[int, int] | None, Rule]:
    """List the objects in a document of which something may change, by number and generation."""
    root = before.root
    rules: dict[tuple[int, int] | None, Rule] = {
        _place(before.trailer_view, "/Root"): _CATALOG,
        _place(root, "/AcroForm"): _FORM,
        _place(root["/AcroForm"], "/Fields"): _Change.LONGER,
        _place(root, "/DSS"): _Change.ANY,
    }
    for place, page in _list_pages(root["/Pages"]):
        rules |= {place: _PAGE, _place(page, "/Annots"): _Change.LONGER}
    rules.pop(None, None)
    return rules


def _fits(old: PdfObject | None, new: PdfObject | None, rule: Rule) -> bool:
    """Tell whether one object may have become another."""
    if rule is _Change.ANY:
        return True
    if rule is _Change.LONGER:
        return _is_longer(ArrayObject() if old is None else old, new)
    assert not isinstance(rule, _Change)
    if type(old) is not DictionaryObject or type(new) is not DictionaryObject:
        return old is not None and new is not None and _write(old) == _write(new)
    return all(
        _raw(old, key) == _raw(new, key)
        or (key in rule and not _place(old, key) and _fits(_get(old, key), _get(new, key), rule[key]))
        for key in set(old) | set(new)
    )


def _is_longer(old: PdfObject, new: PdfObject | None) -> bool:
    """Tell whether a list is the old one with fields of time stamps behind it."""
    if not isinstance(old, ArrayObject) or not isinstance(new, ArrayObject):
        return False
    kept = [_write(old.raw_get(index)) for index in range(len(old))]
    return kept == [_write(new.raw_get(index)) for index in range(min(len(old), len(new)))] and all(
        _is_stamp_field(new[index]) for index in range(len(old), len(new))
    )


def _is_stamp_field(field: PdfObject) -> bool:
    """Tell whether this is the field of a document time stamp, out of sight and without any action."""
    if not isinstance(field, DictionaryObject) or not set(field) <= _STAMP_FIELD:
        return False
    left, bottom, right, top = (float(corner) for corner in field["/Rect"])
    return (
        field.get("/Subtype") == "/Widget"
        and field.get("/FT") == "/Sig"
        and (left, bottom) == (right, top)
        and field["/V"].get("/Type") == "/DocTimeStamp"
    )


def _list_pages(node: DictionaryObject, depth: int = 0) -> Iterator[tuple[tuple[int, int] | None, DictionaryObject]]:
    if depth > 20:
        raise ValueError("The pages are nested too deep.")
    kids = node["/Kids"]
    if len(kids) > _MOST_PAGES:
        raise ValueError("There are too many pages.")
    for index in range(len(kids)):
        kid, raw = kids[index], kids.raw_get(index)
        if "/Kids" in kid:
            yield from _list_pages(kid, depth + 1)
        else:
            yield (raw.idnum, raw.generation) if isinstance(raw, IndirectObject) else None, kid


def _place(holder: DictionaryObject, key: str) -> tuple[int, int] | None:
    """Give the number of the object under a key, when it is an object of its own."""
    raw = holder.raw_get(key) if key in holder else None
    return (raw.idnum, raw.generation) if isinstance(raw, IndirectObject) else None


def _get(holder: DictionaryObject, key: str) -> PdfObject | None:
    # Not `get`, which gives a reference instead of what it points to.
    return holder[key] if key in holder else None  # noqa: SIM401


def _raw(holder: DictionaryObject, key: str) -> bytes | None:
    return _write(holder.raw_get(key)) if key in holder else None


def _write(part: PdfObject) -> bytes:
    written = BytesIO()
    part.write_to_stream(written, None)
    return written.getvalue()
