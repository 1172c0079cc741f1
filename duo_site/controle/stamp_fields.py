"""The field of a time stamp over the document: out of sight, without any action, and holding nothing but the stamp."""

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NumberObject,
    PdfObject,
)

_FIELD = {"/FT", "/T", "/TU", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"}
_REFERRING = {"/P", "/V"}
_STAMP = {"/Type", "/Filter", "/SubFilter", "/Contents", "/ByteRange", "/V", "/M"}


def is_stamp_field(field: PdfObject) -> bool:
    """Tell whether this is the field of a document time stamp (ETSI EN 319 142-1 section 5.4.3)."""
    if type(field) is not DictionaryObject or not set(field) <= _FIELD or not _is_flat(field, _REFERRING):
        return False
    left, bottom, right, top = (float(corner) for corner in field["/Rect"])
    return (
        field.get("/Subtype") == "/Widget"
        and field.get("/FT") == "/Sig"
        and (left, bottom) == (right, top)
        and _is_stamp(field["/V"])
    )


def _is_stamp(stamp: PdfObject) -> bool:
    return (
        type(stamp) is DictionaryObject
        and set(stamp) <= _STAMP
        and _is_flat(stamp, set())
        and stamp.get("/Type") == "/DocTimeStamp"
    )


def _is_flat(holder: DictionaryObject, referring: set[str]) -> bool:
    """Tell whether a dictionary holds only plain values and lists of numbers, but under some keys."""
    return all(_is_plain(holder.raw_get(key)) for key in set(holder) - referring)


def _is_plain(value: PdfObject) -> bool:
    if isinstance(value, ArrayObject):
        return all(_is_number(value.raw_get(index)) for index in range(len(value)))
    return not isinstance(value, IndirectObject | DictionaryObject)


def _is_number(value: PdfObject) -> bool:
    return isinstance(value, NumberObject | FloatObject)
