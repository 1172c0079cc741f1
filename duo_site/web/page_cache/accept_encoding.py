"""Choice of a content coding from Accept-Encoding (RFC 9110 §12.5.3)."""

import re
from enum import StrEnum
from functools import lru_cache


class Encoding(StrEnum):
    """Name a content coding that kept bytes exist in, the best first."""

    BROTLI = "br"
    GZIP = "gzip"
    IDENTITY = "identity"


_LONGEST_HEADER = 512
_QUALITY = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
# A client that names other codings and keeps silent about identity takes it only for want of better.
_LAST_RESORT = 0.0001


def choose_encoding(header: str | None) -> Encoding:
    """Choose the coding the client likes best; the smallest one where it likes several as much."""
    if not header or len(header) > _LONGEST_HEADER:
        return Encoding.IDENTITY
    return _choose(header)


@lru_cache(maxsize=256)
def _choose(header: str) -> Encoding:
    wishes = dict(wish for wish in map(_parse_wish, header.split(",")) if wish)
    any_other = wishes.get("*")
    best, best_quality = Encoding.IDENTITY, 0.0
    for encoding in Encoding:
        quality = wishes.get(encoding.value)
        if quality is None and encoding is Encoding.IDENTITY:
            quality = _LAST_RESORT
        elif quality is None:
            quality = any_other or 0.0
        if quality > best_quality:
            best, best_quality = encoding, quality
    # A client that refuses everything still gets the plain bytes, which RFC 9110 allows over a 406.
    return best


def _parse_wish(item: str) -> tuple[str, float] | None:
    coding, _, parameters = item.partition(";")
    coding = coding.strip().lower()
    if not coding:
        return None
    quality = 1.0
    for parameter in parameters.split(";") if parameters else ():
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            value = value.strip()
            if not _QUALITY.fullmatch(value):
                return None
            quality = float(value)
    return ("gzip" if coding == "x-gzip" else coding), quality
