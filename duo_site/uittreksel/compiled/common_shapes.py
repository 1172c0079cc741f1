"""The shapes that most documents have, so that they are compiled before the first of them is asked for.

Taken from the register of the demonstration, where these ten are 92 of 100; `duo_uittreksels_made_total` in `/metrics`
and the first document of a shape, which takes a tenth of a second longer, tell when the list must change.
"""

from duo_site.uittreksel.compiled.shapes import Shape
from duo_site.uittreksel.domain import Document, Language

_EXAMINATION, _ENDS, _NONE = ("se", "ce", "eind"), ("eind",), ()

# Kind, with a profiel, with a level, columns of the cijferlijst and its length; the most frequent first.
_COMMON: tuple[tuple[Document, bool, bool, tuple[str, ...], int], ...] = (
    (Document.GETUIGSCHRIFT, False, True, _NONE, 0),
    (Document.DIPLOMA, True, True, _EXAMINATION, 11),
    (Document.DIPLOMA, True, True, _NONE, 0),
    (Document.GETUIGSCHRIFT, False, True, _ENDS, 3),
    (Document.DIPLOMA, False, True, _EXAMINATION, 10),
    (Document.DIPLOMA, False, True, _NONE, 0),
    (Document.DIPLOMA, True, True, _EXAMINATION, 10),
    (Document.DIPLOMA, False, False, _NONE, 0),
    (Document.GETUIGSCHRIFT, False, True, _ENDS, 4),
    (Document.CERTIFICAAT, False, True, _NONE, 0),
)
_MOST_IN_ENGLISH = 4


def list_common_shapes(base_url: str, operator: str | None) -> tuple[Shape, ...]:
    """List the common shapes of a site, the most frequent first: all in Dutch, then a few in English."""
    dutch = _list(f"{base_url}/controle", "nl", operator)
    return dutch + _list(f"{base_url}/en/controle", "en", operator)[:_MOST_IN_ENGLISH]


def _list(check_address: str, language: Language, operator: str | None) -> tuple[Shape, ...]:
    site = check_address.partition("://")[2]
    return tuple(
        Shape(language, document, 1, with_profiel, with_level, columns, grades, site, operator)
        for document, with_profiel, with_level, columns, grades in _COMMON
    )
