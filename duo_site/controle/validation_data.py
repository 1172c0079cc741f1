"""Looks at the validation data of a file (DSS, ETSI EN 319 142-1 section 5.4.2): lists of streams and nothing else.

No viewer shows them, and they prove themselves. What is looked at here is that nothing else hides among them, and that
nothing was taken away.
"""

import re
from collections.abc import Iterator

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject, StreamObject

from duo_site.controle.pdf_parts import Place

_LISTS = ("/Certs", "/CRLs", "/OCSPs")
_LISTS_OF_ONE = ("/Cert", "/CRL", "/OCSP")
_STREAM = {"/Length", "/Filter"}
_HASH = re.compile(r"/[0-9A-F]{40}")


class NoValidationData(Exception):
    """What stands under the name of validation data is something else, or less than there was."""


def list_parts(old: DictionaryObject | None, new: DictionaryObject) -> set[Place]:
    """List the objects that validation data are made of, given the catalog before, if any, and after.

    Raise NoValidationData for any other shape, and where anything was taken away.
    """
    was, now = _dictionary(old, "/DSS"), _dictionary(new, "/DSS")
    if now is None:
        if was is not None:
            raise NoValidationData("The validation data were taken away.")
        return set()
    return set(_list(was, now)) | set(_place_of(new, "/DSS"))


def _list(was: DictionaryObject | None, now: DictionaryObject) -> Iterator[Place]:
    _expect(now, {"/Type", "/VRI", *_LISTS})
    for key in _LISTS:
        kept = set(_list_streams(was, key))
        found = set(_list_streams(now, key))
        if not kept <= found:
            raise NoValidationData("Validation data were taken away.")
        yield from found
        yield from _place_of(now, key)
    yield from _list_by_signature(_dictionary(was, "/VRI"), _dictionary(now, "/VRI"))
    yield from _place_of(now, "/VRI")


def _list_by_signature(was: DictionaryObject | None, now: DictionaryObject | None) -> Iterator[Place]:
    """List what stands under VRI: per signature, by its hash, the same kinds of lists."""
    if not set(was or ()) <= set(now or ()):
        raise NoValidationData("The validation data of a signature were taken away.")
    for key in now or ():
        entry = _dictionary(now, key) if now is not None else None
        if entry is None or not _HASH.fullmatch(key):
            raise NoValidationData("This is no entry for a signature.")
        _expect(entry, {"/Type", "/TU", *_LISTS_OF_ONE})
        yield from _place_of(now, key)
        for kind in _LISTS_OF_ONE:
            yield from _list_streams(entry, kind)
            yield from _place_of(entry, kind)


def _list_streams(holder: DictionaryObject | None, key: str) -> Iterator[Place]:
    if holder is None or key not in holder:
        return
    found = holder[key]
    if type(found) is not ArrayObject:
        raise NoValidationData("This is no list.")
    for index in range(len(found)):
        raw, stream = found.raw_get(index), found[index]
        if not isinstance(raw, IndirectObject) or not isinstance(stream, StreamObject):
            raise NoValidationData("This is no list of streams.")
        _expect(stream, _STREAM)
        yield raw.idnum, raw.generation


def _expect(holder: DictionaryObject, keys: set[str]) -> None:
    """Refuse keys that do not belong here, and values that are neither lists nor dictionaries but point elsewhere."""
    if not set(holder) <= keys:
        raise NoValidationData("Something else stands among the validation data.")
    for key in keys & {"/Type", "/TU", *_STREAM} & set(holder):
        if isinstance(holder.raw_get(key), IndirectObject | ArrayObject | DictionaryObject):
            raise NoValidationData("Something else stands among the validation data.")


def _dictionary(holder: DictionaryObject | None, key: str) -> DictionaryObject | None:
    if holder is None or key not in holder:
        return None
    found: PdfObject = holder[key]
    if type(found) is not DictionaryObject:
        raise NoValidationData("This is no dictionary.")
    return found


def _place_of(holder: DictionaryObject | None, key: str | NameObject) -> Iterator[Place]:
    raw = holder.raw_get(key) if holder is not None and key in holder else None
    if isinstance(raw, IndirectObject):
        yield raw.idnum, raw.generation
