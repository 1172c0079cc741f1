"""What is searched in, and what is searched for: plain small letters and figures, without accents or marks.

Both sides go through the same function, so no sign that somebody types can mean anything to a database.
"""

import re
import unicodedata

LONGEST_QUERY = 100
_LONGEST_NAME = 440
_MOST_PARTS = 8
_SHORT = 3
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def plain(text: str) -> str:
    """Write a text in small letters and figures, one space between words: "Crème brûlée!" becomes "creme brulee"."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(bare))


def write_search_text(opleidingscode: str, name: str) -> str:
    """Write what an opleiding is found by; a space before each word tells where words begin."""
    # One sign may become many ("㎏", "ﷺ"), and the column has an end.
    return f" {plain(name)[:_LONGEST_NAME].rstrip()} {opleidingscode}"


def read_query(query: str) -> tuple[str, ...]:
    """Read what somebody looks for: parts that must all occur. Words between quotation marks stay together.

    A part of one or two signs counts at the beginning of a word alone; longer ones also inside, as Dutch words are
    written in one: "kunde" is in Verpleegkunde.
    """
    parts = []
    for place, piece in enumerate(query[:LONGEST_QUERY].split('"')):
        words = plain(piece)
        parts += [words] if place % 2 else words.split()
    return tuple(f" {part}" if len(part) < _SHORT else part for part in parts if part)[:_MOST_PARTS]
