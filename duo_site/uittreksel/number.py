"""The number of an uittreksel: 135 bits of chance and a check character, in seven groups of four.

Crockford's base 32 (https://www.crockford.com/base32.html) leaves out I, L, O and U. His check symbols do not: they
count modulo 37 and so need * ~ $ = U, which do not survive an address. Ours stays inside the alphabet. The characters
are elements of the field GF(32) and the sum of a^i * x_i is zero, where `a` has order 31: a Reed-Solomon code with one
check symbol (I. S. Reed and G. Solomon, "Polynomial Codes over Certain Finite Fields", 1960). The weights of the 28
places are all different, so it finds each single error, each swap of two characters, next to each other or not, and
each doubled character that became another double.
"""

import re
from collections.abc import Callable, Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_GROUP = 4
_RANDOM_CHARACTERS = 27
_RANDOM_BYTES = 17
_LONGEST_INPUT = 200
_VALUES = {character: value for value, character in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_IGNORED = re.compile(r"[\s\u00ad\u200b\u2010-\u2015\u2212-]+")
_PRIMITIVE_POLYNOMIAL = 0b100101


def new_number(random_bytes: Callable[[int], bytes]) -> str:
    """Draw a new number from a source of chance such as `secrets.token_bytes`."""
    chance = int.from_bytes(random_bytes(_RANDOM_BYTES), "big")
    values = [chance >> 5 * place & 31 for place in range(_RANDOM_CHARACTERS)]
    return _write([_weighted_sum(values), *values])


def parse_number(text: str) -> str | None:
    """Read a number as people type it and give its one written form; None when it is no number of ours."""
    if len(text) > _LONGEST_INPUT:
        return None
    characters = _IGNORED.sub("", text)
    if not characters.isascii() or len(characters) != _RANDOM_CHARACTERS + 1:
        return None
    values = [_VALUES.get(character) for character in reversed(characters.upper())]
    known = [value for value in values if value is not None]
    if len(known) != len(values) or known[0] != _weighted_sum(known[1:]):
        return None
    return _write(known)


def _write(values: Sequence[int]) -> str:
    """Write values, the check character first in them and last on paper, in groups."""
    characters = "".join(ALPHABET[value] for value in reversed(values))
    return "-".join(characters[start : start + _GROUP] for start in range(0, len(characters), _GROUP))


def _weighted_sum(values: Sequence[int]) -> int:
    """Add the values in GF(32), each multiplied by its own power of `a`, by Horner's rule."""
    total = 0
    for value in reversed(values):
        total = _times_a(total ^ value)
    return total


def _times_a(value: int) -> int:
    """Multiply an element of GF(32) by `a`, the root of x^5 + x^2 + 1."""
    doubled = value << 1
    return doubled ^ _PRIMITIVE_POLYNOMIAL if doubled & 0b100000 else doubled
