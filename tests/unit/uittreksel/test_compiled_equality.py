"""The gate of the compiled template: what it makes is what WeasyPrint makes, for random documents."""

from collections.abc import Callable
from random import Random
from unicodedata import name

import pytest

from duo_site.uittreksel.compiled.fonts import list_repertoires
from duo_site.uittreksel.compiled.renderer import COMPILED, CompiledRenderer
from duo_site.uittreksel.compiled.typeface import Typeface
from duo_site.uittreksel.domain import Cijfer, UittrekselInhoud
from duo_site.uittreksel.engine import PRINT_FONTS
from duo_site.uittreksel.pdf import WeasyPrintRenderer
from tests.unit.uittreksel.norms_lint import list_faults
from tests.unit.uittreksel.random_documents import make_documents
from tests.unit.uittreksel.same_document import largest_difference, list_differences, read_text

Build = Callable[..., UittrekselInhoud]
_DOCUMENTS = 120
_DRAWN = 20
_ODD_DOCUMENTS = 30


@pytest.fixture(scope="module")
def compiled(renderer: WeasyPrintRenderer) -> CompiledRenderer:
    return CompiledRenderer(renderer)


def test_random_documents_are_the_same_either_way(renderer: WeasyPrintRenderer, compiled: CompiledRenderer) -> None:
    before = compiled.counts.total()
    for place, inhoud in enumerate(make_documents(_DOCUMENTS, seed=2026)):
        attached, code = inhoud.number.encode() * 20, f"HTTPS://EXAMPLE/{inhoud.number}" * 5
        full = renderer.render(inhoud, attachment=attached, qr=code)
        quick = compiled.render(inhoud, attachment=attached, qr=code)
        assert list_differences(full, quick) == [], inhoud
        if place < _DRAWN:
            assert read_text(full) == read_text(quick)
            assert largest_difference(full, quick) == 0
            assert list_faults(quick) == []
    assert compiled.counts.total() - before == _DOCUMENTS
    assert compiled.counts[COMPILED] >= 0.95 * _DOCUMENTS


def test_odd_texts_are_the_same_either_way(
    renderer: WeasyPrintRenderer, compiled: CompiledRenderer, inhoud: Build
) -> None:
    """The characters of the repertoire come by in a senseless order: what HarfBuzz makes of it, Pango makes too."""
    random = Random(7)
    characters = list_repertoires([Typeface(path) for path in PRINT_FONTS.values()])[1] - {" "}
    others = [character for character in sorted(characters) if not character.isalpha()]
    before = compiled.counts[COMPILED]
    for _ in range(_ODD_DOCUMENTS):
        script = random.choice(("LATIN", "LATIN", "GREEK", "CYRILLIC"))
        letters = [letter for letter in sorted(characters) if letter.isalpha() and name(letter).startswith(script)]

        def odd(words: int, letters: list[str] = letters) -> str:
            return " ".join("".join(random.choices([*letters * 4, *others], k=4)) for _ in range(words))

        document = inhoud(
            holder=odd(3),
            place=odd(2),
            onderwijsinstelling=odd(4),
            qualification=(odd(3),),
            profiel=None,
            grades=tuple(Cijfer(odd(2), odd(1), odd(1), odd(1)) for _ in range(8)),
        )
        full = renderer.render(document, attachment=b"x", qr="X")
        assert list_differences(full, compiled.render(document, attachment=b"x", qr="X")) == [], document
    assert compiled.counts[COMPILED] - before > _ODD_DOCUMENTS / 4, compiled.counts
